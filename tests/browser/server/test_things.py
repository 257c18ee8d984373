"""The page of one thing: all that the story says of it, with ways to everything else."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from dateline import Story
from dateline.errors import UnknownNameError
from dateline.export.server.pages import thing_page

if TYPE_CHECKING:
    from tests.browser.server.conftest import OpenDesk

UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
BASE = "https://w3id.org/dateline/story/canal-row/"


def test_a_thing_tells_its_label_kind_days_quotes_and_conflicts(desk: OpenDesk, canal: Story) -> None:
    page = desk().open(path="/things/talks").page
    assert page.locator("h1").inner_text() == "Talks at the lock house"
    assert page.locator(".kind").inner_text() == "Meeting"
    assert page.locator(".thing > .when").inner_text() == "Between 6 and 8 May 2025"
    quotes = [text[1:-1] for text in page.locator("blockquote").all_inner_texts()]
    assert quotes == [each.quote for each in canal.snapshot.quotes(f"{BASE}talks")]
    first = page.locator("figure").first
    assert "The Herald, 2025-05-10" in first.inner_text()
    address = "https://example.org/herald/1?a=b&c=d"
    assert first.get_by_role("link", name=address).get_attribute("href") == address
    days = page.locator("section", has=page.get_by_role("heading", name="When")).inner_text()
    assert "no day" in days
    assert "from 6 May 2025 to 8 May 2025" in days
    assert "on Tuesday" in days
    reasons = canal.snapshot.conflicts(f"{BASE}talks")
    assert reasons
    for reason in reasons:
        assert reason in page.locator("main").inner_text()


def test_every_triple_of_a_thing_is_on_its_page_in_both_directions(desk: OpenDesk, canal: Story) -> None:
    for name in ("talks", "vale", "toll-5", "herald", "toll-goes", "talks/participation/brook"):
        page = desk().open(path=f"/things/{name}").page
        page.evaluate(UNFOLD)
        shown = " ".join(page.locator("main").inner_text().split())
        iri = f"{BASE}{name}"
        links = set(page.locator("main a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))"))
        own = canal.query(f"SELECT ?p ?o {{ <{iri}> ?p ?o }}").rows
        leading = canal.query(f"SELECT ?s ?p {{ ?s ?p <{iri}> }}").rows
        assert own
        for _, value in own:
            assert value is not None
            if value.startswith(BASE):
                assert f"/things/{value.removeprefix(BASE)}" in links, (name, value)
            elif not value.startswith("http"):
                assert " ".join(value.split()) in shown, (name, value)
        for subject, _ in leading:
            assert subject is not None
            if subject.startswith(BASE):
                assert f"/things/{subject.removeprefix(BASE)}" in links, (name, subject)


def test_what_rules_derived_is_marked(desk: OpenDesk) -> None:
    page = desk().open(path="/things/vale").page
    met = page.locator(".properties > div", has=page.get_by_text("dl:met", exact=True)).first
    assert "Tom Brook derived" in " ".join(met.inner_text().split())
    member = page.locator(".properties > div", has=page.get_by_text("dl:memberOf", exact=True)).first
    assert "derived" not in member.inner_text()


def test_one_walks_from_thing_to_thing_to_the_query_and_the_explorer(desk: OpenDesk) -> None:
    opened = desk().open(path="/things/talks")
    page = opened.page
    page.get_by_role("link", name="Tom Brook", exact=True).first.click()
    page.locator("h1", has_text="Tom Brook").wait_for()
    page.get_by_role("link", name="Query it").click()
    page.locator("#dl-run").click()
    assert "triples in" in opened.said()
    page.go_back()
    page.get_by_role("link", name="Show in the explorer").click()
    page.locator("#dl-panel-title", has_text="Tom Brook").wait_for()


def test_turtle_and_json_ld_of_a_thing_are_linked(desk: OpenDesk, row: str) -> None:
    page = desk().open(path="/things/vale").page
    for name, form in (("Turtle", RdfFormat.TURTLE), ("JSON-LD", RdfFormat.JSON_LD)):
        href = page.get_by_role("link", name=name, exact=True).get_attribute("href")
        with urllib.request.urlopen(f"{row}{href}") as answer:
            subjects = {str(quad.subject) for quad in parse(answer.read(), format=form)}
        assert f"<{BASE}vale>" in subjects


def test_a_thing_that_is_not_there_and_an_iri_that_is_none_are_refused(canal: Story) -> None:
    for iri in (f"{BASE}nobody", f"{BASE}a b", "nothing", f"{BASE}x> }} INSERT"):
        with pytest.raises(UnknownNameError, match="the story has nothing with the IRI"):
            thing_page(canal, iri)


def test_the_same_thing_is_the_same_page(canal: Story) -> None:
    assert thing_page(canal, f"{BASE}talks") == thing_page(canal, f"{BASE}talks")
