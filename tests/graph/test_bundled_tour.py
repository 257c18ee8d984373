"""The tour of the bundled story: what its words say is what the things that it shows say."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

import pytest

from dateline import Story
from dateline.graph.networks.build import Network
from dateline.graph.time.spans import Certainty
from dateline.graph.tour import Step

PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent)")
MONTHS = list(month_name)[1:]
DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
QUOTED = re.compile("“([^”]+)”")


@pytest.fixture(scope="module")
def network(bundled: Story) -> Network:
    return bundled.network()


def near(story: Story, network: Network, step: Step) -> Iterator[str]:
    """The IRIs of what a step shows and of all that touches it."""
    for name in step.focus:
        iri = f"{story.snapshot.base}{name}"
        yield from (iri, *network.successors(iri), *network.predecessors(iri))


def quotes(story: Story, things: Iterator[str]) -> list[str]:
    return [quote.quote for thing in things for quote in story.snapshot.quotes(thing)]


def test_the_tour_has_eight_to_ten_steps_each_with_a_window(bundled: Story) -> None:
    tour = bundled.tour()
    assert 8 <= len(tour) <= 10
    assert all(step.first and step.last and step.first <= step.last for step in tour)
    assert len({step.title for step in tour}) == len(tour)


def test_a_step_begins_no_earlier_than_the_one_before_except_for_the_look_back(bundled: Story) -> None:
    """One step gathers the meetings of months in which other steps have been already."""
    starts = [step.first for step in bundled.tour() if not step.title.startswith("Two leaders")]
    assert len(starts) == len(bundled.tour()) - 1
    assert starts == sorted(starts, key=str)


def test_everything_that_a_step_shows_lies_in_its_window_or_may(bundled: Story) -> None:
    dated = 0
    for step in bundled.tour():
        for name in step.focus:
            if bundled.snapshot.span(bundled.snapshot.base + name).dated:
                dated += 1
                found = bundled.during(name, step.first, step.last)
                assert found is not Certainty.Impossible, (step.title, name)
    assert dated > 40


def test_what_a_step_opens_first_is_certain_in_its_window(bundled: Story) -> None:
    for step in bundled.tour():
        assert bundled.during(step.focus[0], step.first, step.last) is Certainty.Certain, step.title


def test_every_rate_in_the_words_is_a_rate_or_a_quote_of_what_is_shown(
    bundled: Story, network: Network
) -> None:
    checked = 0
    for step in bundled.tour():
        things = list(near(bundled, network, step))
        known = {rate for thing in things for rate in bundled.snapshot.many(thing, "dl:rate")}
        known |= {rate for text in quotes(bundled, iter(things)) for rate in PERCENT.findall(text)}
        for rate in PERCENT.findall(" ".join((step.title, *step.words))):
            checked += 1
            assert rate in known, (step.title, rate)
    assert checked > 15


def test_every_day_in_the_words_is_a_bound_of_something_shown_or_near(
    bundled: Story, network: Network
) -> None:
    checked = 0
    for step in bundled.tour():
        things = list(near(bundled, network, step))
        spans = [bundled.snapshot.span(thing) for thing in things]
        known = {
            getattr(span, side) for span in spans for side in ("earliest_begin", "latest_begin", "latest_end")
        }
        known |= {edtf for thing in things for edtf in bundled.snapshot.many(thing, "dl:takesEffect")}
        for number, month, year in DAY.findall(" ".join(step.words)):
            checked += 1
            iso = f"{year or 2025}-{MONTHS.index(month) + 1:02}-{int(number):02}"
            assert iso in known, (step.title, iso)
    assert checked > 12


def test_words_in_quotation_marks_are_quotes_of_what_is_shown(bundled: Story) -> None:
    found = 0
    for step in bundled.tour():
        own = quotes(bundled, (f"{bundled.snapshot.base}{name}" for name in step.focus))
        for words in QUOTED.findall(" ".join(step.words)):
            found += 1
            assert any(words.lower() in quote.lower() for quote in own), words
    assert found


def test_each_step_survives_the_day_of_the_article(bundled: Story) -> None:
    """All but the last step rest on what was known on 7 October; what came later is what is still to come."""
    known = bundled.known_by("2025-10-07")
    assert [step.title for step in known.tour()][:9] == [step.title for step in bundled.tour()][:9]
    assert "s232-trucks-25" not in {name for step in known.tour() for name in step.focus}
