"""What a researcher may write, and what it is read as."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dateline.data.records import SECTIONS
from dateline.data.story import read_story
from dateline.errors import NotAStoryError
from dateline.ontology.terms import Modality, Occurrence, Outcome, Relation, Role, Stance, Status

WriteStory = Callable[..., Path]
QUOTED = "evidence: {source: gazette, quote: they met in June}"

FULL = {
    "actors": """
        - {id: north, type: Group, label: North, member_of: [herald]}
        """,
    "places": "- {id: hall, label: Hall, within: town}\n- {id: town, label: Town}",
    "topics": "- {id: fees, label: Fees, broader: money}\n- {id: money, label: Money}",
    "products": """
        - {id: steel, label: Steel, codes: 72, broader: goods}
        - {id: goods, label: Goods, codes: [7206.10, 7206.10-7216.50, "0101210000"]}
        """,
    "posts": "- {id: mayor, label: Mayor, organization: herald}",
    "tenures": f"- {{id: ann-mayor, holder: ann, post: mayor, when: 2024/.., {QUOTED}}}",
    "policies": f"""
        - id: fee
          type: Tariff
          label: Fee
          states:
            - id: fee-25
              label: Fee of 25 %
              status: InForce
              rate: 12.50
              products: steel
              exempts: goods
              origins: [north]
              imposed_by: bob
              excludes: fee-10
              legal_basis: Act 1
              changed_by: talks
              when: 2025-06
              {QUOTED}
            - {{id: fee-10, label: Old fee, status: Repealed, {QUOTED}}}
            - id: fee-30
              label: Fee of 30 %
              status: Announced
              takes_effect: 2025-07
              replaces: fee-25
              amends: [fee-10, fee-25]
              {QUOTED}
        """,
    "events": f"""
        - id: talks
          type: Meeting
          label: Talks
          aliases: The talks
          misspellings: [Tlaks]
          note: Short.
          when: 2025-06
          place: hall
          part_of: summit
          occurrence: Planned
          about: fee
          aims: Peace
          participants:
            - {{actor: ann, role: Host}}
            - {{actor: bob, role: [Guest, Speaker], when: 2025-06-02}}
          {QUOTED}
        - {{id: summit, type: Summit, label: Summit, {QUOTED}}}
        """,
    "claims": f"""
        - id: promise
          speaker: ann
          addressee: bob
          modality: Promised
          negated: true
          stance: Against
          about: [fee, talks]
          text: It will end.
          direct: yes
          said_at: talks
          disputes: doubt
          outcome: {{value: Kept, event: talks, {QUOTED}}}
          {QUOTED}
        - {{id: doubt, speaker: [bob, ann], modality: Denied, text: No., supports: promise, {QUOTED}}}
        """,
    "links": f"""
        - {{id: so, from: talks, relation: Causes, to: fee-25, label: so, {QUOTED}}}
        - {{id: then, from: ann-mayor, relation: Meets, to: talks, {QUOTED}}}
        - {{id: plus, from: fee-25, relation: AddsTo, to: fee-10, {QUOTED}}}
        """,
    "conflicts": """
        - id: clash
          between: [talks, fee-25, so]
          reason: One says so, one does not.
          note: Odd.
          evidence:
            - {source: gazette, quote: they met}
            - {source: courier, quote: nobody met}
        """,
    "tour": """
        - title: The talks
          words: [Ann hosts., "Bob\\nspeaks.\\n\\nNothing is agreed."]
          focus: [talks, fee]
          window: 2025-06
          known_by: 2025-06-30
          view: timeline
        - {title: The fee, words: It stands., focus: fee}
        """,
    "sources": """
        - {id: courier, title: The fee, publisher: herald, issued: 2025-03-05}
        """,
}


def test_every_section_is_read_into_records_of_its_kind(write_story: WriteStory) -> None:
    records = read_story(write_story(**FULL))
    for section, kind in SECTIONS.items():
        found = getattr(records, section)
        assert found, section
        assert all(type(record) is kind for record in found)
    assert [record.id for record in records.events] == ["talks", "summit"]
    assert [(policy.id, state.id) for policy, state in records.states] == [
        ("fee", "fee-25"),
        ("fee", "fee-10"),
        ("fee", "fee-30"),
    ]


def test_every_key_of_the_format_arrives_as_it_was_written(write_story: WriteStory) -> None:
    records = read_story(write_story(**FULL))
    state, talks, promise, link = (
        records.policies[0].states[0],
        records.events[0],
        records.claims[0],
        records.links[0],
    )
    assert (state.status, state.rate, str(state.rate)) == (Status.InForce, Decimal("12.5"), "12.50")
    assert (state.products, state.exempts, state.origins) == (("steel",), ("goods",), ("north",))
    assert (state.imposed_by, state.excludes, state.changed_by) == (("bob",), ("fee-10",), "talks")
    assert (state.legal_basis, talks.note, talks.occurrence) == ("Act 1", "Short.", Occurrence.Planned)
    assert (talks.place, talks.part_of, talks.about, talks.aims) == ("hall", "summit", ("fee",), ("Peace",))
    assert [(p.actor, p.role) for p in talks.participants] == [
        ("ann", (Role.Host,)),
        ("bob", (Role.Guest, Role.Speaker)),
    ]
    assert talks.participants[1].when[0].edtf == "2025-06-02"
    assert (promise.speaker, promise.addressee, promise.modality) == (("ann",), ("bob",), Modality.Promised)
    assert (promise.negated, promise.stance, promise.direct) == (True, Stance.Against, True)
    assert (promise.said_at, promise.disputes, promise.about) == ("talks", ("doubt",), ("fee", "talks"))
    assert promise.outcome is not None
    assert (promise.outcome.value, promise.outcome.event) == (Outcome.Kept, "talks")
    assert (link.from_, link.relation, link.to, link.label) == ("talks", Relation.Causes, "fee-25", "so")
    assert records.claims[1].speaker == ("bob", "ann")
    assert records.claims[1].supports == ("promise",)
    assert (records.places[0].within, records.topics[0].broader) == ("town", "money")


def test_codes_are_the_text_that_was_written(write_story: WriteStory) -> None:
    steel, goods = read_story(write_story(**FULL)).products
    assert (steel.codes, goods.codes) == (("72",), ("7206.10", "7206.10-7216.50", "0101210000"))


def test_a_state_names_the_states_that_it_ends_and_those_that_it_changes(write_story: WriteStory) -> None:
    first, _, third = read_story(write_story(**FULL)).policies[0].states
    assert (third.takes_effect, third.replaces, third.amends) == (
        "2025-07",
        ("fee-25",),
        ("fee-10", "fee-25"),
    )
    assert (first.takes_effect, first.replaces, first.amends) == (None, (), ())


def test_tenures_and_states_can_be_linked(write_story: WriteStory) -> None:
    _, then, plus = read_story(write_story(**FULL)).links
    assert (then.from_, then.relation, then.to) == ("ann-mayor", Relation.Meets, "talks")
    assert (plus.from_, plus.relation, plus.to) == ("fee-25", Relation.AddsTo, "fee-10")


def test_a_conflict_keeps_the_words_of_both_sources(write_story: WriteStory) -> None:
    records = read_story(write_story(**FULL))
    (conflict,) = records.conflicts
    assert (conflict.between, conflict.reason) == (("talks", "fee-25", "so"), "One says so, one does not.")
    assert (conflict.note, [(e.source, e.quote) for e in conflict.evidence]) == (
        "Odd.",
        [("gazette", "they met"), ("courier", "nobody met")],
    )
    assert set(conflict.evidence) <= set(records.evidence())


@pytest.mark.parametrize(
    "when", ["2024-06", "[2024-06]", "{edtf: 2024-06}", "[{edtf: 2024-06}]", "\n      - 2024-06"]
)
def test_a_lone_date_stands_for_a_list_of_one_reading(write_story: WriteStory, when: str) -> None:
    folder = write_story(events=f"- id: talks\n  type: Meeting\n  label: T\n  {QUOTED}\n  when: {when}")
    (reading,) = read_story(folder).events[0].when
    assert (reading.edtf, reading.phrase, reading.rule) == ("2024-06", None, None)


def test_two_dates_of_one_record_are_both_kept(write_story: WriteStory) -> None:
    events = (
        f"- {{id: t, type: Meeting, label: T, when: [2024-06, {{edtf: 2024-06-02, phrase: June}}], {QUOTED}}}"
    )
    assert [when.edtf for when in read_story(write_story(events=events)).events[0].when] == [
        "2024-06",
        "2024-06-02",
    ]


def test_lone_evidence_stands_for_a_list_of_one(write_story: WriteStory) -> None:
    records = read_story(write_story(actors=f"- {{id: eve, type: Person, label: Eve, {QUOTED}}}"))
    (evidence,) = records.actors[-1].evidence
    assert (evidence.source, evidence.quote, evidence.prefix) == ("gazette", "they met in June", None)


def test_labels_aliases_and_misspellings_are_kept_apart(write_story: WriteStory) -> None:
    actors = "- {id: eve, type: Person, label: Eve, aliases: [E., Evi], misspellings: Eev, anonymous: true}"
    eve = read_story(write_story(actors=actors)).actors[-1]
    assert (eve.label, eve.aliases, eve.misspellings, eve.anonymous) == ("Eve", ("E.", "Evi"), ("Eev",), True)


@pytest.mark.parametrize(
    "word", ["no", "off", "2025", "1.50", "0x1F", "2025-06-01", "1e3", ".inf", "true", "=", "12:30"]
)
def test_a_label_is_the_text_that_was_written(write_story: WriteStory, word: str) -> None:
    folder = write_story(actors=f"- {{id: norway, type: Country, label: {word}, aliases: [{word}]}}")
    norway = read_story(folder).actors[-1]
    assert (norway.label, norway.aliases) == (word, (word,))


@pytest.mark.parametrize(("word", "value"), [("no", False), ("yes", True), ("false", False), ("True", True)])
def test_a_flag_takes_the_words_of_yaml_for_true_and_false(
    write_story: WriteStory, word: str, value: bool
) -> None:
    folder = write_story(actors=f"- {{id: eve, type: Person, label: Eve, anonymous: {word}}}")
    assert read_story(folder).actors[-1].anonymous is value


def test_a_record_knows_file_and_line_of_each_of_its_values(write_story: WriteStory) -> None:
    folder = write_story()
    (folder / "more").mkdir()
    (folder / "more" / "b.yml").write_text(
        "# first line\nactors:\n\n  - id: eve\n    type: Person\n    label: Eve\n"
        "    aliases:\n      - E.\n      - Evi\n",
        "utf-8",
    )
    eve = next(actor for actor in read_story(folder).actors if actor.id == "eve")
    assert (eve.at.file, eve.at.line, eve.at.line_of("label")) == ("more/b.yml", 4, 6)
    assert (eve.at.line_of("aliases"), eve.at.line_of("aliases", 1)) == (7, 9)
    assert eve.at.line_of("no such key") == 4


def test_records_of_all_files_are_joined_in_the_order_of_file_names(write_story: WriteStory) -> None:
    folder = write_story()
    for name, key in [("z.yaml", "zed"), ("a.yml", "abe"), ("sub/m.yaml", "mia")]:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"actors:\n  - {{id: {key}, type: Person, label: {key}}}\n", "utf-8")
    assert [actor.id for actor in read_story(folder).actors] == ["abe", "herald", "ann", "bob", "mia", "zed"]


def test_private_folders_and_the_sources_are_not_read_as_story(write_story: WriteStory) -> None:
    folder = write_story()
    for name in (".git", "sources"):
        (folder / name).mkdir()
        (folder / name / "x.yaml").write_text("no: story\n", "utf-8")
    (folder / ".hidden.yaml").write_text("no: story\n", "utf-8")
    assert [actor.id for actor in read_story(folder).actors] == ["herald", "ann", "bob"]


def test_a_folder_without_yaml_says_how_to_start_a_story(tmp_path: Path) -> None:
    with pytest.raises(NotAStoryError, match=r"holds no \.yaml file; `dateline new DIR`"):
        read_story(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_not_a_story(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("story:\n", "utf-8")
    with pytest.raises(NotAStoryError, match=r"is not a folder; give the folder that holds story\.yaml"):
        read_story(path)
