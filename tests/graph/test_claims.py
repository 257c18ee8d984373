"""Claims: who said what, what came of it, and what each filter leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import Story
from dateline.errors import DateError, UnknownNameError
from dateline.graph.claims import ClaimEntry, Mention
from dateline.graph.snapshot import Span
from dateline.ontology.terms import Modality, Outcome, Stance

WriteStory = Callable[[Path, Mapping[str, Any]], Path]
ALL = ["toll-goes", "treaty-fails", "toll-stays"]


def ids(story: Story, **filters: Any) -> list[str]:
    return [claim.id for claim in story.claims(**filters)]


def one(story: Story, key: str) -> ClaimEntry:
    return next(claim for claim in story.claims() if claim.id == key)


@pytest.fixture
def rich(tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]) -> Story:
    """The canal story with claims about a state, a narrower topic, a narrower product and a broader one."""
    content = deepcopy(dict(canal_content))
    herald = {"source": "herald", "quote": "Tom Brook said"}
    for number, about in enumerate(("toll-12", "water-rights", "tugs", "vessels")):
        claim = {"id": f"on-{about}", "speaker": ["brook", "marsh"], "modality": "Asserted", "about": about}
        content["claims"].append(
            claim | {"text": f"Claim {number}.", "stance": "Against", "evidence": herald}
        )
    return dateline.open(write_story(tmp_path / "rich", content))


def test_claims_stand_in_order_of_time_and_undated_ones_last(canal: Story, bundled: Story) -> None:
    assert ids(canal) == ALL
    for story in (canal, bundled):
        keys = [claim.span.order for claim in story.claims()]
        assert keys == sorted(keys)
        assert story.claims().left_out == {}


def test_a_claim_holds_all_that_is_told_of_it(canal: Story) -> None:
    claim = one(canal, "toll-goes")
    assert claim.speakers == (Mention("vale", "Ines Vale"),)
    assert claim.addressees == (Mention("brook", "Tom Brook"),)
    assert (claim.modality, claim.negated, claim.stance, claim.direct) == ("Promised", False, "For", True)
    assert claim.text == "Dunmore will lift the toll in the summer."
    assert {about.id for about in claim.about} == {"canal-toll", "vale-president"}
    assert [quote.quote for quote in claim.evidence] == ["We will lift the toll in the summer"]
    assert claim.known_since == "2025-05-10"


def test_a_claim_has_the_dates_of_the_event_it_was_said_at(canal: Story) -> None:
    claim = one(canal, "toll-goes")
    assert claim.said_at == Mention("talks", "Talks at the lock house")
    assert claim.when == ("2025-05-06", "2025-05-08")
    assert claim.span == Span("2025-05-06", "2025-05-08", "2025-05-06", "2025-05-08")


def test_what_came_of_it_has_its_event_its_day_and_words_of_its_own(canal: Story) -> None:
    outcome = one(canal, "toll-goes").outcome
    assert outcome is not None
    assert (outcome.value, outcome.event) == ("Broken", Mention("treaty", "Canal treaty"))
    assert (outcome.span.earliest_begin, outcome.span.latest_end) == ("2025-07-01", "2025-07-31")
    assert [quote.quote for quote in outcome.evidence] == ["In May the toll rises to 12.5%"]
    assert outcome.known_since == "2025-05-10"
    pending = one(canal, "treaty-fails").outcome
    assert pending is not None
    assert (pending.value, pending.event, pending.evidence, pending.known_since) == (
        "Pending",
        None,
        (),
        None,
    )
    assert one(canal, "toll-stays").outcome is None


def test_who_disputes_and_supports_is_told_from_both_sides(canal: Story) -> None:
    stays = one(canal, "toll-stays")
    assert [other.id for other in stays.disputes] == ["toll-goes"]
    assert [(other.id, other.speakers) for other in stays.supported_by] == [("treaty-fails", ("A clerk",))]
    (by,) = one(canal, "toll-goes").disputed_by
    assert (by.id, by.speakers, by.text, by.negated) == (
        *("toll-stays", ("Tom Brook",)),
        *("The toll will be lifted.", True),
    )


@pytest.mark.parametrize(
    ("filters", "expected", "reason"),
    [
        ({"speaker": "Inez Vail"}, ["toll-goes"], "not said by Ines Vale"),
        ({"speaker": "clerk"}, ["treaty-fails"], "not said by A clerk"),
        ({"addressee": "Brook"}, ["toll-goes"], "not said to Tom Brook"),
        ({"about": "canal-toll"}, ["toll-goes", "toll-stays"], "not about Dunmore's canal toll"),
        ({"about": "vale-president"}, ["toll-goes"], "not about Ines Vale, President of Dunmore"),
        ({"about": "Canal treaty"}, ["treaty-fails"], "not about Canal treaty"),
        ({"modality": "Promised"}, ["toll-goes"], "not promised"),
        ({"modality": "predicted, PROMISED"}, ["toll-goes", "treaty-fails"], "not predicted or promised"),
        ({"modality": ["Denied", "Predicted"]}, ["treaty-fails", "toll-stays"], "not denied or predicted"),
        ({"stance": "for"}, ["toll-goes"], "with another stance than for"),
        ({"outcome": "broken"}, ["toll-goes"], "with another outcome than broken"),
        ({"outcome": "none"}, ["toll-stays"], "with another outcome than none"),
        (
            {"outcome": ["none", "Pending"]},
            ["treaty-fails", "toll-stays"],
            "with another outcome than pending",
        ),
        ({"first": "2025-05-15"}, ["treaty-fails", "toll-stays"], "outside the days asked for"),
        ({"last": "2025-05-07"}, ["toll-goes", "toll-stays"], "outside the days asked for"),
        ({"direct": True}, ["toll-goes", "toll-stays"], "not in the speaker's own words"),
    ],
    ids=str,
)
def test_a_filter_keeps_what_is_asked_for_and_counts_the_rest(
    canal: Story, filters: dict[str, Any], expected: list[str], reason: str
) -> None:
    found = canal.claims(**filters)
    assert [claim.id for claim in found] == expected
    ((told, count),) = found.left_out.items()
    assert told.startswith(reason) or "none or" in told
    assert count == len(ALL) - len(expected)


def test_filters_add_up_and_every_claim_is_counted_once(canal: Story, bundled: Story) -> None:
    for story in (canal, bundled):
        found = story.claims(modality="Promised,Predicted", outcome="Broken", direct=True)
        assert len(found) + sum(found.left_out.values()) == len(story.claims())


def test_a_state_counts_as_its_policy_and_a_narrower_thing_as_the_broader(rich: Story) -> None:
    assert "on-toll-12" in ids(rich, about="canal-toll")
    assert ids(rich, about="toll-12") == ["on-toll-12"]
    assert ids(rich, about="water") == ["on-water-rights"]
    assert ids(rich, about="Vessels") == ["on-tugs", "on-vessels"]
    assert ids(rich, about="tugs") == ["on-tugs"]


def test_a_claim_of_two_is_found_by_either(rich: Story) -> None:
    assert ids(rich, speaker="marsh") == ["on-toll-12", "on-tugs", "on-vessels", "on-water-rights"]
    assert set(ids(rich, speaker="marsh")) < set(ids(rich, speaker="brook"))
    assert ids(rich, stance="against") == ids(rich, speaker="marsh")


@pytest.mark.parametrize("written", ["CameTrue", "came true", "came-true", " CAMETRUE "])
def test_names_of_the_vocabulary_may_be_written_as_words(canal: Story, written: str) -> None:
    assert canal.claims(outcome=written).left_out == {"with another outcome than came true": 3}


def test_a_name_that_nobody_has_is_an_error_that_helps(canal: Story) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Ines Vale"):
        canal.claims(speaker="Ines Vael")
    with pytest.raises(UnknownNameError, match="no actor"):
        canal.claims(addressee="talks")
    with pytest.raises(UnknownNameError, match="no thing"):
        canal.claims(about="nothing like it")
    with pytest.raises(UnknownNameError, match='no modality "Sworn"') as caught:
        canal.claims(modality="Promised,Sworn")
    assert caught.value.suggestions == tuple(Modality)
    with pytest.raises(UnknownNameError, match="no outcome") as caught:
        canal.claims(outcome="")
    assert caught.value.suggestions == (*Outcome, "none")
    with pytest.raises(UnknownNameError, match="no stance") as caught:
        canal.claims(stance=["maybe"])
    assert caught.value.suggestions == tuple(Stance)


def test_days_that_are_none_or_run_backwards_are_errors(canal: Story) -> None:
    for day in ("soon", "", "/2025-05"):
        with pytest.raises(DateError):
            canal.claims(first=day)
    for day in ("soon", "", "2025-05/.."):
        with pytest.raises(DateError):
            canal.claims(last=day)
    with pytest.raises(DateError, match="run backwards"):
        canal.claims(first="2025-06", last="2025-05")


def test_what_came_of_a_claim_is_not_known_before_a_source_tells_it(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = deepcopy(dict(canal_content))
    quote = {"source": "courier", "quote": "A treaty is to be signed in July"}
    content["claims"][0]["outcome"] = {"value": "Broken", "evidence": quote}
    story = dateline.open(write_story(tmp_path / "later", content))
    assert one(story, "toll-goes").outcome is not None
    early = story.known_by("2025-05-15")
    assert ids(early) == ["toll-goes", "toll-stays"]
    assert one(early, "toll-goes").outcome is None
    assert one(early, "toll-stays").supported_by == ()


def test_a_pledge_of_the_bundled_story_has_both_quotes(bundled: Story) -> None:
    broken = bundled.claims(speaker="Donald Trump", about="fifty-first-state", outcome="Broken")
    pledge = next(claim for claim in broken if claim.id == "trump-51st-pledge")
    assert pledge.modality == "Promised"
    assert any("stop alluding to Canada as the 51st state" in quote.quote for quote in pledge.evidence)
    assert pledge.outcome is not None
    assert any("appeared to forget" in quote.quote for quote in pledge.outcome.evidence)


def test_every_settled_claim_of_the_bundled_story_shows_by_what(bundled: Story) -> None:
    for claim in bundled.claims():
        assert claim.evidence
        if claim.outcome and claim.outcome.value != "Pending":
            assert claim.outcome.evidence, claim.id


def test_the_canned_query_says_the_same_as_the_library(canal: Story, rich: Story) -> None:
    for story, about, speaker in ((canal, "canal-toll", "vale"), (rich, "vessels", "brook")):
        answer = story.query(name="claims", parameters={"about": about, "speaker": speaker})
        found = {(row[0] or "").removeprefix(story.snapshot.base): row for row in answer.rows}
        assert set(found) == set(ids(story, about=about, speaker=speaker))
        for claim in story.claims(about=about, speaker=speaker):
            outcome = claim.outcome.value if claim.outcome else None
            assert dict(zip(answer.columns, found[claim.id], strict=True))["outcome"] == outcome
