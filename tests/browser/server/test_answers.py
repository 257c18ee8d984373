"""What the query page makes of answers: table, graph, timeline, bars, and files in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Dataset, Quad, RdfFormat, parse

from dateline import Story
from dateline.export.html import bundle

if TYPE_CHECKING:
    from tests.browser.server.conftest import OpenDesk

pytestmark = pytest.mark.skipif(
    bundle.read_script("sparql-editor.js") is None, reason="the bundled JavaScript is not built: no npm"
)
LITERALS = """SELECT * {
  VALUES (?text ?french ?number ?day ?true ?odd) {
    ("<b>bold</b>" "été"@fr 12.50 "2025-05-06"^^xsd:date true "P1D"^^xsd:duration)
  }
}"""
STATES = """SELECT ?state ?what ?earliestBegin ?latestBegin ?earliestEnd ?latestEnd ?ongoing {
  ?state a dl:PolicyState ; skos:prefLabel ?what ; sem:hasEarliestBeginTimeStamp ?earliestBegin ;
    sem:hasLatestBeginTimeStamp ?latestBegin
  OPTIONAL { ?state sem:hasEarliestEndTimeStamp ?earliestEnd }
  OPTIONAL { ?state sem:hasLatestEndTimeStamp ?latestEnd } OPTIONAL { ?state dl:ongoing ?ongoing }
} ORDER BY ?state"""
RATES = "SELECT ?state ?rate { ?state dl:rate ?rate } ORDER BY ?state"


def test_things_in_a_table_lead_to_their_pages_and_terms_to_none(desk: OpenDesk, row: str) -> None:
    opened = desk().open()
    assert opened.ask("SELECT ?x ?p ?y { VALUES ?x { :talks } ?x ?p ?y } ORDER BY ?p ?y").startswith(
        "31 rows"
    )
    panel = opened.view("Table")
    first = panel.locator("tbody tr").first
    assert first.locator("a").first.get_attribute("href") == "/things/talks"
    assert first.locator("a").first.inner_text() == "Talks at the lock house"
    assert panel.locator("tbody a[href^='https://w3id.org/dateline/ns']").count() == 0
    assert panel.get_by_role("link", name="Tom Brook at: Talks").count() == 0
    deep = "/things/talks/participation/brook"
    assert panel.locator(f"tbody a[href='{deep}']").count() == 1
    opened.page.goto(row + deep)
    assert opened.page.locator("h1").inner_text() == "Tom Brook at: Talks at the lock house"


def test_literals_are_shown_by_their_kind_and_never_as_markup(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.ask(LITERALS)
    cells = opened.view("Table").locator("tbody td")
    texts = cells.all_inner_texts()
    assert texts == ["<b>bold</b>", "été @fr", "12.5", "2025-05-06", "true", "P1D xsd:duration"]
    assert "number" in str(cells.nth(2).get_attribute("class"))


def test_many_rows_come_in_parts(desk: OpenDesk) -> None:
    opened = desk().open()
    assert opened.ask("SELECT ?s ?p { ?s ?p ?o } LIMIT 650").startswith("650 rows in ")
    panel = opened.view("Table")
    assert panel.locator("tbody tr").count() == 300
    assert "The first 300 rows of 650" in panel.locator("caption").inner_text()
    panel.get_by_role("button", name="Show 300 more").press("Enter")
    assert panel.locator("tbody tr").count() == 600
    assert panel.locator("tbody tr:nth-child(301):focus").count() == 1


def test_yes_no_and_nothing_are_said(desk: OpenDesk) -> None:
    opened = desk().open()
    assert opened.ask("ASK { :vale dl:met :brook }").startswith("Yes in ")
    assert opened.view("Table").inner_text() == "Yes"
    for view, word in (("Graph", "No graph"), ("Timeline", "No timeline"), ("Bars", "No bars")):
        assert opened.view(view).inner_text().startswith(word)
    assert opened.ask("SELECT ?x { ?x a dl:Nothing }").startswith("0 rows in ")
    assert opened.view("Table").inner_text() == "No rows: nothing in the story fits this query."


def test_a_view_says_when_an_answer_does_not_suit_it(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.ask("SELECT ?what { ?x skos:prefLabel ?what } LIMIT 5")
    assert "two things or more" in opened.view("Graph").inner_text()
    assert "xsd:date" in opened.view("Timeline").inner_text()
    opened.ask("SELECT (1 AS ?n) {}")
    assert "a column of texts or things" in opened.view("Bars").inner_text()


def test_a_graph_has_the_links_of_the_rows_and_a_table_of_the_same(desk: OpenDesk, canal: Story) -> None:
    query = "SELECT ?event ?p ?who { ?event ?p ?who . VALUES ?p { dl:participant } } ORDER BY ?event ?who"
    opened = desk().open()
    opened.ask(query)
    panel = opened.view("Graph")
    rows = canal.query(query).rows
    things = {thing for event, _, who in rows for thing in (event, who)}
    assert panel.locator("svg a").count() == len(things)
    assert panel.locator("svg line").count() == len(rows)
    addresses = set(panel.locator("svg a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))"))
    assert addresses == {f"/things/{str(thing).rsplit('/', 1)[1]}" for thing in things}
    panel.get_by_text("links as a table").click()
    listed = panel.locator("tbody tr").evaluate_all(
        "(all) => all.map((row) => [...row.querySelectorAll('a')].map((a) => a.getAttribute('href')))"
    )
    ids = {tuple(f"/things/{str(each).rsplit('/', 1)[1]}" for each in (row[0], row[2])) for row in rows}
    assert {tuple(each) for each in listed} == ids
    assert set(panel.locator("tbody code").all_inner_texts()) == {"dl:participant"}


def test_a_graph_is_walked_by_keyboard_and_shows_what_a_thing_touches(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.ask("CONSTRUCT { ?a dl:participant ?b } WHERE { ?a dl:participant ?b }")
    panel = opened.view("Graph")
    first = panel.locator("svg a").first
    first.focus()
    assert panel.locator("svg.lit").count() == 1
    links = int(str(first.get_attribute("aria-label")).rsplit(": ", 1)[1].split()[0])
    assert panel.locator("svg line.near").count() == links
    assert panel.locator("svg .dot.near").count() == links + 1
    assert panel.locator("svg .label.met").is_visible()
    before = panel.locator("svg").bounding_box()
    panel.get_by_role("button", name="Larger").press("Enter")
    after = panel.locator("svg").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"] * 1.4
    first.press("Enter")
    opened.page.locator("h1", has_text="Ines Vale").wait_for()


def test_the_same_answer_is_the_same_drawing(desk: OpenDesk) -> None:
    query = "CONSTRUCT { ?a dl:about ?b } WHERE { ?a dl:about ?b }"
    drawings = []
    for _ in range(2):
        opened = desk().open()
        opened.ask(query)
        drawings.append(opened.view("Graph").locator("svg.network").evaluate("(it) => it.outerHTML"))
    assert drawings[0] == drawings[1]


def test_a_timeline_tells_the_certain_from_the_possible(desk: OpenDesk, canal: Story) -> None:
    opened = desk().open()
    opened.ask(STATES)
    panel = opened.view("Timeline")
    assert "Dark is certain, light is possible" in panel.inner_text()
    rows = {str(row[1]): row for row in canal.query(STATES).rows}
    assert panel.locator("tbody tr").count() == len(rows) == 2
    five = panel.locator("tbody tr", has_text="Toll of 5 %")
    whens = five.locator(".when").inner_text()
    assert whens == "2025-03-01\N{EN DASH}2025-03-31 to 2025-04-30"
    parts = five.locator("rect").evaluate_all(
        "(all) => all.map((it) => [it.className.baseVal, it.x.baseVal.value, it.width.baseVal.value])"
    )
    (_, begin, length), (kind, from_, wide) = parts
    assert kind == "core"
    assert begin < from_
    assert begin + length == pytest.approx(from_ + wide, abs=0.5)
    assert "ongoing" in panel.locator("tbody tr", has_text="12.5").locator(".when").inner_text()
    assert five.get_by_role("link").get_attribute("href") == "/things/toll-5"


def test_days_months_and_years_share_one_axis(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.ask(
        'SELECT * { VALUES (?what ?on) { ("year" "2025"^^xsd:gYear) ("month" "2025-03"^^xsd:gYearMonth) '
        '("day" "2025-03-05"^^xsd:date) ("moment" "2025-03-05T10:00:00Z"^^xsd:dateTime) ("none" UNDEF) } }'
    )
    panel = opened.view("Timeline")
    assert panel.locator("tbody th").all_inner_texts() == ["year", "month", "day", "moment"]
    assert "1 row without a day is not drawn." in panel.inner_text()
    wide = panel.locator("rect.core").evaluate_all("(all) => all.map((it) => it.width.baseVal.value)")
    assert wide[0] > 10 * wide[1] > 0


def test_bars_are_as_long_as_their_numbers(desk: OpenDesk, canal: Story) -> None:
    opened = desk().open()
    opened.ask(RATES)
    panel = opened.view("Bars")
    values = [float(str(row[1])) for row in canal.query(RATES).rows]
    assert [float(text) for text in panel.locator("tbody td.number").all_inner_texts()] == values
    wide = panel.locator("rect").evaluate_all("(all) => all.map((it) => it.width.baseVal.value)")
    assert wide[0] / wide[1] == pytest.approx(values[0] / values[1], rel=0.01)


def test_bars_count_rows_where_there_are_no_numbers(desk: OpenDesk, canal: Story) -> None:
    query = "SELECT ?who ?event { ?event dl:participant ?who }"
    opened = desk().open()
    opened.ask(query)
    panel = opened.view("Bars")
    panel.get_by_label("for each").select_option("who")
    rows = canal.query(query).rows
    most = max(sum(row[0] == who for row in rows) for who in {row[0] for row in rows})
    assert panel.locator("tbody th").first.inner_text() == "Ines Vale"
    assert panel.locator("tbody td.number").first.inner_text() == str(most)
    counted = map(int, panel.locator("tbody td.number").all_inner_texts())
    assert sum(counted) == len(rows)


def test_an_answer_is_saved_in_every_format_of_rows(desk: OpenDesk, canal: Story) -> None:
    query = 'SELECT ?s ?label ("a \\"b\\",\\nc" AS ?odd) { ?s skos:prefLabel ?label } ORDER BY ?s ?label'
    opened = desk().open()
    opened.ask(query)
    expected = canal.query(query)
    files = {}
    for words, name in (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "srj"), ("XML", "srx")):
        with opened.page.expect_download() as saving:
            opened.page.get_by_role("button", name=f"Download {words}").click()
        assert saving.value.suggested_filename == f"answer.{name}"
        files[words] = saving.value.path().read_bytes()
    rows = list(csv.reader(io.StringIO(files["CSV"].decode("utf-8"), newline="")))
    assert [tuple(row) for row in rows[1:]] == expected.rows
    assert json.loads(files["JSON"]) == json.loads(expected.serialize("json"))
    assert files["TSV"] == expected.serialize("tsv")
    assert files["XML"] == expected.serialize("xml")


def test_a_graph_is_saved_in_every_format_of_graphs(desk: OpenDesk, canal: Story) -> None:
    query = "DESCRIBE :talks"
    opened = desk().open()
    assert opened.ask(query).startswith("31 triples in ")
    meant = {Quad(t.subject, t.predicate, t.object) for t in canal.query(query).triples}
    formats = {
        "Turtle": RdfFormat.TURTLE,
        "N-Triples": RdfFormat.N_TRIPLES,
        "JSON-LD": RdfFormat.JSON_LD,
        "RDF/XML": RdfFormat.RDF_XML,
    }
    for words, form in formats.items():
        with opened.page.expect_download() as saving:
            opened.page.get_by_role("button", name=f"Download {words}").click()
        found = parse(saving.value.path().read_bytes(), format=form)
        assert {Quad(q.subject, q.predicate, q.object) for q in found} == meant, words
    opened.page.get_by_role("button", name="As Turtle").click()
    text = opened.page.locator("pre.turtle").inner_text()
    shown = Dataset(Quad(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.TURTLE))
    assert set(shown) == meant
