"""The story that comes with dateline: what it holds, that it is proven, and that it is not the text."""

import re
import subprocess
from pathlib import Path

import pytest

from dateline.data.proofs import PROOFS, Proofs, prove, read_proofs, write_proofs
from dateline.data.records import Actor, Event
from dateline.data.story import read_story
from dateline.data.story_records import StoryRecords
from dateline.data.timing import readings
from dateline.ontology.terms import Occurrence, Role

ROOT = Path(__file__).parents[2]
ARTICLE = "wex-2025-10-07"
LONGEST_RUN = 25
"""Consecutive words of a source that a file of the project may hold."""


@pytest.fixture(scope="module")
def proven(bundled: StoryRecords, texts: Path) -> Proofs:
    return prove(bundled, texts)


def _actor(records: StoryRecords, label: str) -> Actor:
    (found,) = (actor for actor in records.actors if actor.label == label)
    return found


def _event(records: StoryRecords, key: str) -> Event:
    (found,) = (event for event in records.events if event.id == key)
    return found


# Proof


def test_the_bundled_story_reads_without_findings(bundled_folder: Path) -> None:
    assert read_story(bundled_folder).story.id == bundled_folder.name


def test_every_quote_of_the_bundled_story_is_in_its_source(proven: Proofs) -> None:
    assert (proven.findings, proven.unproven) == ((), ())


def test_the_kept_proofs_are_those_that_the_texts_give(bundled: StoryRecords, proven: Proofs) -> None:
    kept = read_proofs(bundled)
    assert kept.complete
    assert kept.spans == proven.spans


def test_the_kept_proofs_are_written_as_prove_would_write_them(
    bundled_folder: Path, proven: Proofs, tmp_path: Path
) -> None:
    for path in bundled_folder.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    write_proofs(read_story(tmp_path), proven)
    assert (tmp_path / PROOFS).read_bytes() == (bundled_folder / PROOFS).read_bytes()


def test_every_source_says_which_text_is_meant(bundled: StoryRecords) -> None:
    for source in bundled.sources:
        assert source.file
        assert source.sha256


# The text stays with its publisher


def _files() -> list[Path]:
    """What git tracks, and what it would track when all were added."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        return [path for path in (ROOT / "data").rglob("*") if path.is_file()]
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _without_addresses(text: str) -> str:
    """A long title is an address too; where a text is to be found is not its words."""
    return re.sub(r"^ *(address|file): .*$", "", text, flags=re.MULTILINE)


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_file_of_the_project_holds_a_long_run_of_a_sources_words(
    bundled: StoryRecords, texts: Path
) -> None:
    runs: set[tuple[str, ...]] = set()
    for source in bundled.sources:
        runs |= _runs(_words((texts / str(source.file)).read_text("utf-8")), LONGEST_RUN + 1)
    assert len(runs) > 500
    files = _files()
    assert bundled.folder.resolve() / PROOFS in [path.resolve() for path in files]
    copied = [
        str(path.relative_to(ROOT))
        for path in files
        if runs & _runs(_words(_without_addresses(path.read_text("utf-8", "ignore"))), LONGEST_RUN + 1)
    ]
    assert copied == []


def test_no_quote_is_longer_than_its_source_may_be_quoted(bundled: StoryRecords) -> None:
    longest = max((item.quote for item in bundled.evidence()), key=lambda quote: len(quote.split()))
    assert 10 < len(longest.split()) <= LONGEST_RUN, longest


def test_all_quotes_together_stay_well_short_of_the_text(
    bundled: StoryRecords, proven: Proofs, texts: Path
) -> None:
    """Every attributed statement of the article is coded with its decisive words; no more than those
    are kept, and nothing of what stands between them."""
    for source in bundled.sources:
        text = (texts / str(source.file)).read_text("utf-8")
        quoted = {
            place
            for key, span in proven.spans.items()
            if key[0] == source.id
            for place in range(span.start, span.end)
        }
        assert 0 < len(quoted) <= (0.77 if source.id == ARTICLE else 0.4) * len(text), source.id


def test_page_furniture_is_not_quoted(bundled: StoryRecords, proven: Proofs, texts: Path) -> None:
    (article,) = (source for source in bundled.sources if source.id == ARTICLE)
    furniture: list[tuple[int, int]] = []
    kinds, position = [], 0
    for line in (texts / str(article.file)).read_text("utf-8").splitlines(keepends=True):
        kind = (
            "heading" if line.startswith("Recommended Stor")
            else "recommended" if line.startswith("- ")
            else "teaser" if line.isupper()
            else ""
        )  # fmt: skip
        if kind:
            kinds.append(kind)
            furniture.append((position, position + len(line)))
        position += len(line)
    assert kinds == ["heading", "recommended", "recommended", "recommended", "teaser"]
    quoted = [
        span.exact
        for key, span in proven.spans.items()
        if key[0] == article.id
        for first, last in furniture
        if span.start < last and span.end > first
    ]
    assert quoted == []


# Who


@pytest.mark.parametrize(
    ("label", "type_"),
    [
        ("Donald Trump", "Person"),
        ("Mark Carney", "Person"),
        ("Pierre Poilievre", "Person"),
        ("Karoline Leavitt", "Person"),
        ("Imran Bayoumi", "Person"),
        ("Christopher Hernandez-Roy", "Person"),
        ("Erin Dumbacher", "Person"),
        ("White House", "Organization"),
        ("Trump administration", "Organization"),
        ("Washington Examiner", "Organization"),
        ("Atlantic Council", "Organization"),
        ("Center for Strategic and International Studies", "Organization"),
        ("Council on Foreign Relations", "Organization"),
        ("United Nations Security Council", "Organization"),
        ("United Nations General Assembly", "Organization"),
        ("Group of Seven", "Organization"),
        ("Conservative Party of Canada", "Organization"),
        ("Canada", "Country"),
        ("United States", "Country"),
        ("Mexico", "Country"),
        ("China", "Country"),
        ("Iran", "Country"),
        ("Reporters", "Group"),
    ],
)
def test_the_actors_of_the_article_are_there(bundled: StoryRecords, label: str, type_: str) -> None:
    actor = _actor(bundled, label)
    assert actor.type == type_
    assert actor.evidence
    assert not actor.anonymous


def test_the_articles_misspelling_of_poilievre_is_kept_as_one(bundled: StoryRecords) -> None:
    poilievre = _actor(bundled, "Pierre Poilievre")
    assert poilievre.misspellings == ("Pierre Polievre",)
    assert not any("Polievre" in name for name in (poilievre.label, *poilievre.aliases))


def test_the_two_speakers_without_a_name_are_two(bundled: StoryRecords) -> None:
    anonymous = {actor.id for actor in bundled.actors if actor.anonymous}
    assert len(anonymous) == 2
    for actor in anonymous:
        assert any(claim.speaker == (actor,) for claim in bundled.claims)


@pytest.mark.parametrize(
    ("holder", "post", "organization"),
    [
        ("Donald Trump", "President", "United States"),
        ("Mark Carney", "Prime Minister", "Canada"),
        ("Pierre Poilievre", "Leader", "Conservative Party of Canada"),
        ("Karoline Leavitt", "press secretary", "White House"),
        ("Imran Bayoumi", "Associate Director", "GeoStrategy Initiative of the Atlantic Council"),
        (
            "Christopher Hernandez-Roy",
            "Deputy Director",
            "Americas Program of the Center for Strategic and International Studies",
        ),
        ("Erin Dumbacher", "senior fellow", "Council on Foreign Relations"),
    ],
)
def test_everybody_holds_the_post_that_the_article_names_at_its_institution(
    bundled: StoryRecords, holder: str, post: str, organization: str
) -> None:
    posts = {record.id: record for record in bundled.posts}
    labels = {actor.id: actor.label for actor in bundled.actors}
    held = [
        (posts[tenure.post].label, labels[posts[tenure.post].organization or ""])
        for tenure in bundled.tenures
        if labels[tenure.holder] == holder
    ]
    assert any(post in label and place == organization for label, place in held), held


@pytest.mark.parametrize(
    ("programme", "institution"),
    [
        ("GeoStrategy Initiative of the Atlantic Council", "Atlantic Council"),
        (
            "Americas Program of the Center for Strategic and International Studies",
            "Center for Strategic and International Studies",
        ),
    ],
)
def test_a_programme_belongs_to_its_institution(
    bundled: StoryRecords, programme: str, institution: str
) -> None:
    assert _actor(bundled, institution).id in _actor(bundled, programme).member_of


# What, when and where


@pytest.mark.parametrize(
    ("key", "type_", "first", "last"),
    [
        ("oval-office-meeting", "Meeting", "2025-10-07", "2025-10-07"),
        ("carney-visit", "Visit", "2025-10-07", "2025-10-07"),
        ("white-house-meeting-may", "Meeting", "2025-05-01", "2025-05-31"),
        ("g7-summit", "Summit", "2025-06-01", "2025-06-30"),
        ("g7-meeting", "Meeting", "2025-06-01", "2025-06-30"),
        ("g7-departure", "Departure", "2025-06-01", "2025-06-30"),
        ("unga-meeting", "Meeting", "2025-09-01", "2025-09-30"),
        ("deadline-august-1", "Deadline", "2025-08-01", "2025-08-01"),
        ("talks-upended", "Event", "2025-07-01", "2025-07-31"),
        ("tariff-35-decision", "Decision", "2025-07-01", "2025-07-31"),
        ("steel-50-increase", "PolicyChange", "2025-06-01", "2025-06-30"),
        ("canadian-election", "Election", "2025-01-01", "2025-10-07"),
        ("carney-takes-office", "TakingOffice", "2025-05-01", "2025-05-31"),
        ("monday-briefing", "Briefing", "2025-10-06", "2025-10-06"),
        ("monday-evening-remarks", "Briefing", "2025-10-06", "2025-10-06"),
        ("address-to-generals", "Speech", "2025-09-29", "2025-10-05"),
        ("poilievre-letter", "Letter", "2025-09-29", "2025-10-05"),
        ("sectoral-announcement", "Announcement", "2025-10-08", "2025-12-06"),
        ("usmca-review-2026", "Review", "2026-01-01", "2026-12-31"),
        ("usmca-deadline-2026", "Deadline", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_events_of_the_article_have_the_days_that_it_gives(
    bundled: StoryRecords, key: str, type_: str, first: str, last: str
) -> None:
    event = _event(bundled, key)
    issued = {source.id: source.issued for source in bundled.sources}
    read = readings(event.when, event.evidence, issued)
    (reading,) = (one for one in read if one.evidence[0].source == ARTICLE)
    assert event.type == type_
    assert str(reading.bounds.earliest_begin) == first
    assert str(reading.bounds.latest_end) == last


def test_what_the_article_does_not_date_is_not_dated(bundled: StoryRecords) -> None:
    for key in ("dst-announcement", "usmca-brokering", "other-deals-struck", "usmca-talks"):
        assert _event(bundled, key).when == ()


def test_what_is_still_to_come_is_planned(bundled: StoryRecords) -> None:
    planned = {event.id for event in bundled.events if event.occurrence is Occurrence.Planned}
    assert planned >= {
        "oval-office-meeting",
        "carney-visit",
        "sectoral-announcement",
        "usmca-review-2026",
        "usmca-deadline-2026",
    }


def test_carney_won_the_election_and_poilievre_lost_it(bundled: StoryRecords) -> None:
    roles = {part.actor: part.role for part in _event(bundled, "canadian-election").participants}
    assert roles == {"carney": (Role.Winner,), "poilievre": (Role.Loser,)}


def test_trump_ordered_the_strike_and_iran_was_its_target(bundled: StoryRecords) -> None:
    strike = _event(bundled, "iran-strike")
    assert strike.type == "MilitaryAction"
    roles = {part.actor: part.role for part in strike.participants}
    assert roles == {"trump": (Role.DecisionMaker,), "iran": (Role.Target,)}


def test_trump_and_carney_meet_at_every_meeting_of_the_article(bundled: StoryRecords) -> None:
    for key in ("oval-office-meeting", "white-house-meeting-may", "g7-meeting", "unga-meeting"):
        assert {part.actor for part in _event(bundled, key).participants} == {"trump", "carney"}


@pytest.mark.parametrize(
    ("state", "rate", "products"),
    [
        ("tariff-35", 35, {"goods"}),
        ("energy-10", 10, {"energy"}),
        ("potash-10", 10, {"potash"}),
        ("usmca-goods-0", 0, {"usmca-compliant-goods"}),
        ("steel-25", 25, {"steel", "aluminum"}),
        ("steel-50", 50, {"steel", "aluminum"}),
        ("sectoral-in-force", None, {"cars"}),
    ],
)
def test_the_tariffs_of_the_article_have_their_rates_and_goods(
    bundled: StoryRecords, state: str, rate: int | None, products: set[str]
) -> None:
    (found,) = (item for _, item in bundled.states if item.id == state)
    assert (found.rate, set(found.products)) == (rate, products)


def test_the_flat_tariff_spares_what_the_article_says_it_spares(bundled: StoryRecords) -> None:
    (flat,) = (state for _, state in bundled.states if state.id == "tariff-35")
    by_the_orders = {"nb-articles-of-section-1702b"} | {
        f"s232-usmca-{kind}" for kind in ("cars", "auto-parts", "trucks", "truck-parts")
    }
    assert set(flat.exempts) - by_the_orders == {"usmca-compliant-goods", "energy", "potash"}


@pytest.mark.parametrize(
    "policy",
    ["canada-dst", "counter-tariffs", "usmca", "golden-dome", "gang-suppression-force", "sectoral-tariffs"],
)
def test_the_policies_of_the_article_are_there(bundled: StoryRecords, policy: str) -> None:
    assert policy in {record.id for record in bundled.policies}


@pytest.mark.parametrize(
    "speaker",
    [
        "Donald Trump",
        "Karoline Leavitt",
        "Pierre Poilievre",
        "Imran Bayoumi",
        "Christopher Hernandez-Roy",
        "Erin Dumbacher",
        "Mark Carney",
        "Washington Examiner",
    ],
)
def test_everybody_whom_the_article_lets_speak_has_claims(bundled: StoryRecords, speaker: str) -> None:
    key = _actor(bundled, speaker).id
    assert any(key in claim.speaker for claim in bundled.claims)


def test_every_piece_of_evidence_is_of_a_source_of_the_story(bundled: StoryRecords) -> None:
    sources = {source.id for source in bundled.sources}
    evidence = list(bundled.evidence())
    assert len(evidence) > 200
    assert {item.source for item in evidence} == sources


# How much, and that each thing of it counts


def test_the_story_holds_what_a_dispute_of_ten_months_needs(bundled: StoryRecords) -> None:
    claims, states = len(bundled.claims), len(list(bundled.states))
    dated = sum(bool(event.when) for event in bundled.events)
    dated += sum(bool(state.when) for _, state in bundled.states)
    assert len(bundled.sources) >= 25
    assert dated >= 120
    assert claims + states >= 150


def test_every_rate_has_a_legal_basis_where_an_order_sets_it(bundled: StoryRecords) -> None:
    for _, state in bundled.states:
        sources = {item.source for item in state.evidence}
        if state.rate is not None and sources != {ARTICLE}:
            assert state.legal_basis, state.id


def test_what_replaces_a_state_begins_no_earlier_than_it(bundled: StoryRecords) -> None:
    issued = {source.id: source.issued for source in bundled.sources}
    begins = {}
    for _, state in bundled.states:
        found = [one.bounds.earliest_begin for one in readings(state.when, state.evidence, issued)]
        begins[state.id] = max((day for day in found if day), default=None)
    pairs = [(old, state.id) for _, state in bundled.states for old in state.replaces]
    known = [(old, new) for old, new in pairs if begins[old] and begins[new]]
    assert len(known) > 30
    assert [(old, new) for old, new in known if str(begins[old]) > str(begins[new])] == []
