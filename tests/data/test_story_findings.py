# ruff: noqa: E501
# A finding stands whole in the comment on its line.
"""What is wrong in records: each finding names file, line, value and mend, and one run reports all.

In the stories below a comment ``# ! …`` is the finding that must be reported for its line.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.data.rules import RULES
from dateline.data.story import read_story
from dateline.errors import StoryError

WriteStory = Callable[..., Path]
AsMarked = Callable[..., None]

EVIDENCE = "evidence: {source: gazette, quote: they met in June}"
ID_HELP = "ids are lower-case letters and digits, joined by single hyphens"
DATE_HELP = "write YYYY, YYYY-MM or YYYY-MM-DD, a range A/B, .. for an open end, ~ for about"


def test_all_findings_of_all_files_are_reported_in_one_run(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    folder = write_story(
        actors="""
        - id: eve
          type: Prson  # ! "Prson" is not allowed for "type"; did you mean "Person"?
          lable: Eve   # ! unknown key "lable"; did you mean "label"?
                       #
        - {id: joe, type: Person, label: Joe, member_of: heraldd}  # ! member_of: there is no actor "heraldd"; did you mean "herald"?
        """.replace("- id: eve", '- id: eve  # ! "label" is missing; add `label:`')
    )
    (folder / "events.yaml").write_text(
        f"""
evnets: []  # ! unknown section "evnets"; did you mean "events"?
events:
  - id: talks
    type: Meeting
    label: Talks
    when: 2025-02-31  # ! "2025-02-31" is not a date; {DATE_HELP}
    {EVIDENCE}
""",
        "utf-8",
    )
    (folder / "odd.yaml").write_bytes(b"[1]")
    sections = (
        "story, sources, actors, places, topics, products, posts, tenures, policies, events, claims, "
        "links, conflicts, tour"
    )
    as_marked(folder, f"odd.yaml:1: holds no sections; begin with one of: {sections}")


def test_the_findings_are_data_in_the_order_of_files_and_lines(write_story: WriteStory) -> None:
    folder = write_story(actors="- {id: eve, type: Person}\n- {id: joe, label: Joe}")
    (folder / "a.yaml").write_text("places:\n  - {id: p}\n", "utf-8")
    with pytest.raises(StoryError) as caught:
        read_story(folder)
    found = [(finding.file, finding.line, finding.problem) for finding in caught.value.findings]
    assert found == [
        ("a.yaml", 2, '"label" is missing'),
        ("story.yaml", 13, '"label" is missing'),
        ("story.yaml", 14, '"type" is missing'),
    ]


def test_an_unknown_key_without_a_near_one_lists_the_known(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    known = "known: id, label, aliases, misspellings, note, evidence, within"
    as_marked(write_story(places=f'- {{id: p, label: P, zzz: 1}}  # ! unknown key "zzz"; {known}'))


@pytest.mark.parametrize("key", ["at", "@at"])
def test_the_readers_own_bookkeeping_is_no_key_of_the_format(
    write_story: WriteStory, findings: Callable[[Path], list[str]], key: str
) -> None:
    folder = write_story(places=f'- {{id: p, label: P, "{key}": 1}}')
    (found,) = findings(folder)
    assert found.startswith(f'story.yaml:15: unknown key "{key}"; ')


def test_from_is_written_as_it_is_called(write_story: WriteStory, as_marked: AsMarked) -> None:
    links = f"""
    - id: so  # ! "from" is missing; add `from:`
      from_: ann  # ! unknown key "from_"; did you mean "from"?
      relation: Causes
      to: ann
      {EVIDENCE}
    """
    as_marked(write_story(links=links))


def test_an_unknown_key_in_a_nested_record_is_found_on_its_line(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            events="""
            - id: talks
              type: Meeting
              label: Talks
              when:
                - edtf: 2025-06
                  phrse: June  # ! unknown key "phrse"; did you mean "phrase"?
              participants:
                - actor: ann
                  role: Host
                  evidence:
                    - source: gazette
                      quote: met
                      sufix: in  # ! unknown key "sufix"; did you mean "suffix"?
              evidence: {source: gazette, quote: they met}
            """
        )
    )


def test_the_ids_of_an_unknown_section_do_not_dangle(write_story: WriteStory, as_marked: AsMarked) -> None:
    folder = write_story(
        place='# ! unknown section "place"; did you mean "places"?\n- {id: hall, label: Hall}',
        events=f"- {{id: talks, type: Meeting, label: T, place: hall, {EVIDENCE}}}",
    )
    text = (folder / "story.yaml").read_text("utf-8")
    (folder / "story.yaml").write_text(text.replace("place:\n  # !", "place: # !"), "utf-8")
    as_marked(folder)


def test_the_ids_of_a_broken_record_or_file_do_not_dangle(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    folder = write_story(
        places='- {id: hall}  # ! "label" is missing; add `label:`',
        events=f"- {{id: talks, type: Meeting, label: T, place: hall, about: [unread], {EVIDENCE}}}",
    )
    (folder / "topics.yaml").write_text("topics:\n  - id: unread\n   label: x\n", "utf-8")
    as_marked(
        folder,
        "topics.yaml:3: not YAML: expected <block end>, but found '<block mapping start>'; "
        "check indentation, quotes and brackets near this line",
    )


def test_a_dangling_id_is_found_on_its_own_line_with_the_nearest_of_its_kind(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            events="""
            - id: talks
              type: Meeting
              label: Talks
              about:
                - ann
                - anne  # ! about: there is no record "anne"; did you mean "ann"?
              place: nowhere  # ! place: there is no place "nowhere"; add one with this id
              participants:
                - actor: ann
                  role: Host
                - actor: bobb  # ! actor: there is no actor "bobb"; did you mean "bob"?
                  role: Guest
                  evidence:
                    - source: gazete  # ! source: there is no source "gazete"; did you mean "gazette"?
                      quote: they met
              evidence:
                - source: gazette
                  quote: they met
                - {source: nope, quote: met}  # ! source: there is no source "nope"; add one with this id
            """,
            claims="""
            - id: said
              speaker: [ann, bob,
                        nobody-at-all]  # ! speaker: there is no actor "nobody-at-all"; add one with this id
              modality: Promised
              text: It will end.
              outcome:
                value: Pending
                event: tals  # ! event: there is no event "tals"; did you mean "talks"?
              evidence: {source: gazette, quote: met}
            """,
        )
    )


def test_an_id_of_the_wrong_kind_is_no_fit(write_story: WriteStory, as_marked: AsMarked) -> None:
    as_marked(
        write_story(
            places="- {id: hall, label: Hall}",
            events=f"""
            - id: talks
              type: Meeting
              label: Talks
              place: ann  # ! place: "ann" is an actor, not a place; give the id of a place
              participants:
                - actor: hall  # ! actor: "hall" is a place, not an actor; give the id of an actor
                  role: Host
              {EVIDENCE}
            """,
            links=f"""
            - id: so
              from: talks
              relation: Causes
              to: hall  # ! to: "hall" is a place, not an event or state or claim or tenure; give the id of an event or state or claim or tenure
              {EVIDENCE}
            """,
        )
    )


def test_an_id_is_unique_over_all_files_and_kinds(write_story: WriteStory, as_marked: AsMarked) -> None:
    help_ = "ids are unique in the whole story; choose another"
    folder = write_story()
    (folder / "x.yaml").write_text(
        f"""places:
  - label: Ann
    id: ann  # ! the id "ann" is taken at story.yaml:11; {help_}
policies:
  - id: fee
    type: Tax
    label: Fee
    states:
      - {{id: fee, label: Fee, status: InForce, {EVIDENCE}}}  # ! the id "fee" is taken at x.yaml:5; {help_}
topics:
  - id: row
    label: Row
""",
        "utf-8",
    )
    as_marked(folder, f'story.yaml:2: the id "row" is taken at x.yaml:11; {help_}')


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("2025-02-31", f'"2025-02-31" is not a date; {DATE_HELP}'),
        ("2025-02-29", f'"2025-02-29" is not in the calendar; {DATE_HELP}'),
        ("2025-13", f'"2025-13" is not a date; {DATE_HELP}'),
        ("2025-06/2025-05", '"2025-06/2025-05" ends before it begins; write the earlier date first'),
        ("12025", f'"12025" is not a date; {DATE_HELP}'),
        ("-0044", f'"-0044" is outside the years 1 to 9999 that dateline can hold; {DATE_HELP}'),
        ("4 March", f'"4 March" is not a date; {DATE_HELP}'),
        ('"a; b"', f'"a; b" is not a date; {DATE_HELP}'),
        ("~", '"when" holds nothing; it takes a list (lines that begin with `- `)'),
        ("[[2025]]", '"when" holds a list; it takes a mapping with keys'),
        ("{edtf: [2025]}", '"edtf" holds a list; it takes one text'),
        ("{edtf: 2025, rule: same-yaer}", None),
    ],
)
def test_an_impossible_date_names_its_line_and_what_to_write(
    write_story: WriteStory, as_marked: AsMarked, when: str, problem: str | None
) -> None:
    problem = problem or f'"same-yaer" is not a rule for reading dates; one of: {", ".join(RULES)}'
    events = f"- id: talks\n  type: Meeting\n  label: T\n  when: {when}  # ! {problem}\n  {EVIDENCE}"
    as_marked(write_story(events=events))


def test_a_source_is_issued_on_one_day(write_story: WriteStory, as_marked: AsMarked) -> None:
    folder = write_story()
    (folder / "x.yaml").write_text(
        "sources:\n  - id: more\n    title: T\n    publisher: herald\n"
        '    issued: 2025-06  # ! "2025-06" is not a day; write YYYY-MM-DD\n',
        "utf-8",
    )
    as_marked(folder)


def test_a_date_that_its_rule_does_not_allow_is_told_with_the_rule(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            events="""
            - id: talks
              type: Meeting
              label: T
              when:
                - {edtf: 2025-02, rule: last-month}
                - edtf: 2025-01  # ! "2025-01" is not what the rule "last-month" allows for the anchor 2025-03-04; the rule reads: "Last month": the calendar month before the anchor's.
                  rule: last-month
                - edtf: 2025-06-02  # ! "2025-06-02" is not what the rule "last-week" allows for the anchor 2025-06-03; the rule reads: "Last week": Monday to Sunday before the week of the anchor.
                  rule: last-week
                  anchor: 2025-06-03
              evidence: {source: gazette, quote: last month}
            """
        )
    )


@pytest.mark.parametrize(
    ("rule", "anchor"),
    [
        ("next-year", "9999-12-31"),
        ("coming-weeks", "9999-12-31"),
        ("after-anchor", "9999-12-31"),
        ("last-week", "0001-01-01"),
        ("last-month", "0001-01-31"),
        ("weekday", "0001-01-01"),
    ],
)
def test_a_rule_that_leads_out_of_the_calendar_is_a_finding_and_no_traceback(
    write_story: WriteStory, findings: Callable[[Path], list[str]], rule: str, anchor: str
) -> None:
    when = f"{{edtf: {anchor[:4]}, rule: {rule}, anchor: {anchor}}}"
    events = f"- id: talks\n  type: Meeting\n  label: T\n  when: {when}\n  {EVIDENCE}"
    (found,) = findings(write_story(events=events))
    assert found.startswith(
        f'story.yaml:18: "{anchor[:4]}" is not what the rule "{rule}" allows for the anchor {anchor}; '
    )


def test_a_phrase_must_stand_in_the_quotes_that_its_date_rests_on(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    mend = "quote the words that hold it, in the `evidence:` of the record or of the date"
    as_marked(
        write_story(
            events=f"""
            - id: talks
              type: Meeting
              label: T
              when:
                - {{edtf: 2024-06, phrase: "in  June"}}
                - edtf: 2024-06
                  phrase: in july  # ! the phrase "in july" is in none of the quotes of this date; {mend}
                - edtf: 2024-07
                  phrase: in July
                  evidence: {{source: gazette, quote: it ended in July}}
              participants:
                - actor: ann
                  role: Host
                  when: {{edtf: 2024-06, phrase: met in June}}
                - actor: bob
                  role: Guest
                  evidence: {{source: gazette, quote: Bob left early}}
                  when:
                    edtf: 2024-06
                    phrase: in June  # ! the phrase "in June" is in none of the quotes of this date; {mend}
              {EVIDENCE}
            """
        )
    )


def test_somebody_takes_part_in_an_event_once(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = "give both roles to one participant: `role: [Host, Speaker]`"
    as_marked(
        write_story(
            events=f"""
            - id: talks
              type: Meeting
              label: T
              participants:
                - {{actor: ann, role: Host}}
                - {{actor: bob, role: Guest}}
                - role: Speaker
                  actor: ann  # ! "ann" takes part in "talks" twice; {mend}
              {EVIDENCE}
            """
        )
    )


def test_every_circle_of_parts_is_found(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = "a thing cannot be part of itself; cut the circle"

    def event(key: str, whole: str, mark: str = "") -> str:
        return f"- id: {key}\n  type: Meeting\n  label: T\n  part_of: {whole} {mark}\n  {EVIDENCE}\n"

    as_marked(
        write_story(
            events=event("in", "b")
            + event("a", "c", f"# ! part_of runs in a circle: a, b, c; {mend}")
            + event("b", "a")
            + event("c", "b")
            + event("alone", "alone", f"# ! part_of runs in a circle: alone; {mend}"),
            places=f"""
            - {{id: x, label: X, within: y}}  # ! within runs in a circle: x, y; {mend}
            - {{id: y, label: Y, within: x}}
            - {{id: z, label: Z, within: x}}
            """,
        )
    )


def test_a_long_chain_of_parts_is_no_circle(write_story: WriteStory) -> None:
    chain = "\n".join(f"- {{id: p{i}, label: P, within: p{i + 1}}}" for i in range(1500))
    folder = write_story(places=f"{chain}\n- {{id: p1500, label: P}}")
    assert len(read_story(folder).places) == 1501


def test_a_link_leads_to_something_else(write_story: WriteStory, as_marked: AsMarked) -> None:
    as_marked(
        write_story(
            events=f"- {{id: talks, type: Meeting, label: T, {EVIDENCE}}}",
            links=f"""
            - id: so
              from: talks
              relation: Causes
              to: talks  # ! the link leads from "talks" to itself; link two different things
              {EVIDENCE}
            """,
        )
    )


STATES = f"""
- id: fee
  type: Tariff
  label: Fee
  states:
    - {{id: fee-5, label: Fee of 5 %, status: InForce, {EVIDENCE}}}
    - {{id: fee-9, label: Fee of 9 %, status: InForce, {EVIDENCE}}}
"""
TALKS = f"- {{id: talks, type: Meeting, label: Talks, {EVIDENCE}}}"
COURIER = "- {id: courier, title: The fee, publisher: herald, issued: 2025-03-05}"


@pytest.mark.parametrize("relation", ["AddsTo", "Excludes"])
def test_only_states_add_up_or_exclude_each_other(
    write_story: WriteStory, as_marked: AsMarked, relation: str
) -> None:
    mend = "give the id of a policy's state"
    as_marked(
        write_story(
            policies=STATES,
            events=TALKS,
            tenures=f"- {{id: ann-mayor, holder: ann, post: mayor, {EVIDENCE}}}",
            posts="- {id: mayor, label: Mayor}",
            links=f"""
            - {{id: right, from: fee-5, relation: {relation}, to: fee-9, {EVIDENCE}}}
            - id: wrong
              from: talks  # ! from: "talks" is an event, and {relation} is said of states; {mend}
              relation: {relation}
              to: fee-9
              {EVIDENCE}
            - id: worse
              from: fee-5
              relation: {relation}
              to: ann-mayor  # ! to: "ann-mayor" is a tenure, and {relation} is said of states; {mend}
              {EVIDENCE}
            - {{id: other, from: ann-mayor, relation: Before, to: talks, {EVIDENCE}}}
            """,
        )
    )


def test_a_state_says_nothing_of_itself(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = "give the id of another state"
    as_marked(
        write_story(
            policies=f"""
            - id: fee
              type: Tariff
              label: Fee
              states:
                - id: fee-5
                  label: Fee of 5 %
                  status: InForce
                  replaces: fee-5  # ! replaces: "fee-5" is this state itself; {mend}
                  {EVIDENCE}
                - id: fee-9
                  label: Fee of 9 %
                  status: InForce
                  replaces: fee-5
                  amends:
                    - fee-5
                    - fee-9  # ! amends: "fee-9" is this state itself; {mend}
                  excludes: [fee-9]  # ! excludes: "fee-9" is this state itself; {mend}
                  {EVIDENCE}
            """
        )
    )


def test_every_circle_of_replacement_is_found(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = "a state that was replaced does not come back; make its return a state of its own"

    def state(key: str, replaced: str, mark: str = "") -> str:
        told = f"id: {key}, label: L, status: InForce, {EVIDENCE}, replaces: {replaced}"
        return f"    - {{{told}}}  {mark and f'# ! replaces runs in a circle: {mark}; {mend}'}\n"

    as_marked(
        write_story(
            policies="- id: fee\n  type: Tariff\n  label: Fee\n  states:\n"
            + state("a", "[c, d]")
            + state("b", "a")
            + state("c", "[b, d]", "a, c, b")
            + state("d", "[]")
            + state("e", "f")
            + state("f", "[a, e]", "e, f")
        )
    )


def test_every_circle_in_time_of_one_source_is_found(write_story: WriteStory, as_marked: AsMarked) -> None:
    def link(key: str, start: str, relation: str, end: str, mark: str = "") -> str:
        told = f"id: {key}, from: {start}, relation: {relation}, to: {end}, {EVIDENCE}"
        return f"- {{{told}}}  {mark and f'# ! {mark}'}\n"

    mend = "read its words again and mend one of the links"
    problem = '"gazette" tells of a circle in time:'
    as_marked(
        write_story(
            policies=STATES,
            events=TALKS,
            claims=f"- {{id: said, speaker: ann, modality: Asserted, text: So., {EVIDENCE}}}",
            links=link("one", "talks", "Before", "said")
            + link("two", "said", "After", "talks")
            + link("three", "said", "Meets", "fee-5")
            + link(
                "four",
                "talks",
                "After",
                "fee-5",
                f"{problem} fee-5 before talks before said before fee-5; {mend} four, one, three",
            )
            + link("five", "fee-9", "Before", "talks")
            + link(
                "six",
                "talks",
                "Before",
                "fee-9",
                f"{problem} fee-9 before talks before fee-9; {mend} five, six",
            )
            + link("seven", "said", "Precedes", "talks")
            + link("eight", "said", "During", "talks"),
        )
    )


def test_sources_may_tell_of_different_orders_in_time(write_story: WriteStory) -> None:
    courier = EVIDENCE.replace("gazette", "courier")
    links = f"""
    - {{id: so, from: talks, relation: Before, to: fee-5, {EVIDENCE}}}
    - {{id: not-so, from: fee-5, relation: Before, to: talks, {courier}}}
    """
    folder = write_story(sources=COURIER, policies=STATES, events=TALKS, links=links)
    assert [link.id for link in read_story(folder).links] == ["so", "not-so"]


def test_a_source_that_tells_of_a_circle_is_found_among_others(
    write_story: WriteStory, findings: Callable[[Path], list[str]]
) -> None:
    both = "evidence: [{source: gazette, quote: met}, {source: courier, quote: met}]"
    links = f"""
    - {{id: so, from: talks, relation: Before, to: fee-5, {EVIDENCE}}}
    - {{id: not-so, from: fee-5, relation: Before, to: talks, {both}}}
    """
    folder = write_story(sources=COURIER, policies=STATES, events=TALKS, links=links)
    (found,) = findings(folder)
    assert found.endswith(
        '"gazette" tells of a circle in time: fee-5 before talks before fee-5; '
        "read its words again and mend one of the links not-so, so"
    )


def test_a_long_order_in_time_is_no_circle(write_story: WriteStory) -> None:
    events = "\n".join(f"- {{id: e{i}, type: Meeting, label: E, {EVIDENCE}}}" for i in range(301))
    links = "\n".join(
        f"- {{id: l{i}, from: e{i}, relation: Before, to: e{i + 1}, {EVIDENCE}}}" for i in range(300)
    )
    assert len(read_story(write_story(events=events, links=links)).links) == 300


def test_a_conflict_is_between_two_things_of_two_sources(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    both = "[{source: gazette, quote: met}, {source: courier, quote: met}]"
    folder = write_story(
        sources=COURIER,
        policies=STATES,
        events=TALKS,
        links=f"- {{id: so, from: talks, relation: Before, to: fee-5, {EVIDENCE}}}",
        conflicts=f"""
        - {{id: right, between: [talks, fee-5, so], reason: R, evidence: {both}}}
        - id: alone
          between: [talks, talks]  # ! the conflict is between "talks" and itself; name two different things
          reason: R
          evidence: {both}
        - id: one-sided
          between: [talks, fee-5]
          reason: R
          evidence:  # ! all evidence of the conflict is from one source, "gazette"; quote each source that disagrees
            - {{source: gazette, quote: met}}
            - {{source: gazette, quote: in June}}
        - id: short
          between: [talks]  # ! "between" holds only 1; write at least 2
          reason: R
          evidence: []  # ! "evidence" is empty; write at least 2
        - id: lone
          between: talks  # ! "between" holds "talks"; it takes a list (lines that begin with `- `)
          reason: R
          evidence: {{source: gazette, quote: met}}  # ! "evidence" holds a mapping; it takes a list (lines that begin with `- `)
        - id: stray
          between:
            - talks
            - ann  # ! between: "ann" is an actor, not an event or state or claim or tenure or link; give the id of an event or state or claim or tenure or link
          reason: R
          evidence: {both}
        """,
    )
    as_marked(folder)


@pytest.mark.parametrize(
    "code", ["7", "720", "7206.1", "72.06", "7206.10-", "7206 10", "steel", "7206.10.00.00.00"]
)
def test_a_code_is_a_heading_of_the_harmonized_system(
    write_story: WriteStory, as_marked: AsMarked, code: str
) -> None:
    mend = "write a heading of the Harmonized System such as 72, 7206 or 7206.10, or a run 7206.10-7216.50"
    as_marked(
        write_story(
            products=f"""
            - {{id: goods, label: Goods, codes: "{code}"}}  # ! "{code}" is not a valid codes; {mend}
            - id: steel
              label: Steel
              codes:
                - 7206.10
                - {code}  # ! "{code}" is not a valid codes; {mend}
            """
        )
    )


def test_a_state_takes_effect_on_a_date(write_story: WriteStory, as_marked: AsMarked) -> None:
    as_marked(
        write_story(
            policies=f"""
            - id: fee
              type: Tariff
              label: Fee
              states:
                - id: fee-5
                  label: Fee of 5 %
                  status: Announced
                  takes_effect: soon  # ! "soon" is not a date; {DATE_HELP}
                  {EVIDENCE}
            """
        )
    )


def test_what_is_coded_without_evidence_is_a_finding(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = 'an outcome "Kept" needs evidence of its own; quote the words that show it'
    as_marked(
        write_story(
            events='- {id: talks, type: Meeting, label: T}  # ! "evidence" is missing; add `evidence:`',
            tenures="""
            - id: t
              holder: ann
              post: mayor
              evidence: []  # ! "evidence" is empty; write at least one
            """,
            posts="- {id: mayor, label: Mayor}",
            claims=f"""
            - id: c
              speaker: []  # ! "speaker" is empty; write at least one
              modality: Promised
              text: It ends.
              {EVIDENCE}
            - id: d
              speaker: ann
              modality: Promised
              text: It ends.
              outcome: {{value: Kept}}  # ! {mend}
              {EVIDENCE}
            """,
        )
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("type: [Person]", 'a list is not allowed for "type"; one of: Person, Organization, Country, Group'),
        ("type: {a: b}", 'a mapping is not allowed for "type"; one of: Person, Organization, Country, Group'),
        ("type: '?'", '"?" is not allowed for "type"; one of: Person, Organization, Country, Group'),
        ("label: [a]", '"label" holds a list; it takes one text'),
        ("label: {a: b}", '"label" holds a mapping; it takes one text'),
        ("label:", '"label" holds nothing; it takes one text'),
        ("aliases: [a, ~]", '"aliases" holds nothing; it takes one text'),
        ("id: Ann B", f'"Ann B" is not a valid id; {ID_HELP}'),
        ("id: ann--b", f'"ann--b" is not a valid id; {ID_HELP}'),
        ("member_of: [The Herald]", f'"The Herald" is not a valid member_of; {ID_HELP}'),
        (
            "label: ''",
            '"" is not a valid label: string should have at least 1 character; '
            "write a text, or leave the key out",
        ),
        (
            "anonymous: maybe",
            '"maybe" is not a valid anonymous: input should be a valid boolean, '
            "unable to interpret input; write true or false",
        ),
        (
            "anonymous: [x]",
            "a list is not a valid anonymous: input should be a valid boolean; write true or false",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(
    write_story: WriteStory, as_marked: AsMarked, line: str, problem: str
) -> None:
    good = {"id": "eve", "type": "Person", "label": "Eve"}
    good.pop(line.split(":")[0], None)
    others = "".join(f"  {key}: {value}\n" for key, value in good.items())
    as_marked(write_story(actors=f"- note: N\n{others}  {line}  # ! {problem}\n"))


@pytest.mark.parametrize(
    ("rate", "problem"),
    [
        ("35%", '"35%" is not a valid rate: input should be a valid decimal'),
        ("-1", '"-1" is not a valid rate: input should be greater than or equal to 0'),
        ("1e9", '"1e9" is not a valid rate: input should be less than or equal to 100000'),
        ("NaN", '"NaN" is not a valid rate: input should be a finite number'),
        (
            "1e-999999999",
            '"1e-999999999" is not a valid rate: decimal input should have no more than 10 decimal places',
        ),
        (
            "{a: b}",
            "a mapping is not a valid rate: decimal input should be an integer, float, string or decimal object",
        ),
    ],
)
def test_a_rate_is_a_number_of_percent(
    write_story: WriteStory, as_marked: AsMarked, rate: str, problem: str
) -> None:
    as_marked(
        write_story(
            policies=f"""
            - id: fee
              type: Tax
              label: Fee
              states:
                - id: s
                  label: S
                  status: InForce
                  rate: {rate}  # ! {problem}; write a number of percent such as 25 or 12.5
                  {EVIDENCE}
            """
        )
    )


def test_a_very_long_value_is_not_repeated_in_full(
    write_story: WriteStory, findings: Callable[[Path], list[str]]
) -> None:
    (found,) = findings(write_story(actors=f"- {{id: eve, type: {'x' * 200_000}, label: Eve}}"))
    assert found.startswith('story.yaml:13: "xxxx')
    assert found.endswith('x…" is not allowed for "type"; one of: Person, Organization, Country, Group')
    assert len(found) < 400


def test_a_list_is_not_taken_for_a_mapping_nor_a_mapping_for_a_list(
    tmp_path: Path, as_marked: AsMarked
) -> None:
    (tmp_path / "story.yaml").write_text(
        """story:  # ! this story is not a mapping with keys; add `story:` with id, title and description
  - id: row
actors:  # ! "actors" must be a list; begin each record with `- id:`
  id: ann
  type: Person
places:
  - hall  # ! this place is not a mapping with keys; write `- id: …` and its other keys below
  - [x]   # ! this place is not a mapping with keys; write `- id: …` and its other keys below
topics: Fees  # ! "topics" must be a list; begin each record with `- id:`
""",
        "utf-8",
    )
    as_marked(tmp_path)


STORY_HELP = "add `story:` with id, title and description"


def test_a_missing_header_is_reported_beside_all_else(tmp_path: Path, as_marked: AsMarked) -> None:
    (tmp_path / "actors.yaml").write_text(
        """actors:
  - {id: ann, type: Person, label: Ann, lable: Ann}  # ! unknown key "lable"; did you mean "label"?
  - {id: bob, type: Person, label: Bob, member_of: x}  # ! member_of: there is no actor "x"; add one with this id
""",
        "utf-8",
    )
    as_marked(tmp_path, f"story.yaml: the section `story:` is missing; {STORY_HELP}")


def test_a_wrong_header_does_not_hide_what_else_is_wrong(tmp_path: Path, as_marked: AsMarked) -> None:
    (tmp_path / "story.yaml").write_text(
        """story:
  titel: A row  # ! unknown key "titel"; did you mean "title"?
  id: row
  title: A row
  description: D
  base: example.org  # ! "example.org" is not a valid base; write a web address that ends with / or #
  language: English!  # ! "English!" is not a valid language; write a language tag such as en or fr-CA
actors:
  - {id: bob, type: Person, label: Bob, member_of: x}  # ! member_of: there is no actor "x"; add one with this id
""",
        "utf-8",
    )
    as_marked(tmp_path)


def test_a_story_has_one_header(write_story: WriteStory, as_marked: AsMarked) -> None:
    folder = write_story()
    (folder / "two.yaml").write_text(
        "# more\nstory:  # ! a second `story:`; the first is at story.yaml:2; keep one of them\n"
        "  {id: other, title: T, description: D}\n",
        "utf-8",
    )
    as_marked(folder)


def test_a_claim_neither_disputes_nor_supports_itself(write_story: WriteStory, as_marked: AsMarked) -> None:
    mend = "give the id of another claim"
    as_marked(
        write_story(
            claims=f"""
            - id: word
              speaker: ann
              modality: Asserted
              text: So it is.
              disputes: word  # ! disputes: "word" is this claim itself; {mend}
              supports: [word]  # ! supports: "word" is this claim itself; {mend}
              {EVIDENCE}
            """,
        )
    )
