"""SPARQL inside the page, in the variant that carries the engine."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Dataset, Quad, RdfFormat, parse

from dateline import Story
from dateline.errors import QueryError
from dateline.export.html import bundle
from dateline.graph.canned import canned_queries

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Open, Visit

pytestmark = pytest.mark.skipif(
    bundle.read_bytes("oxigraph.wasm.gz") is None, reason="the bundled JavaScript is not built: no npm"
)
EVERY_PAIR = ("allen", "order")
MEETINGS = "SELECT ?x { ?x a dl:Meeting ; dl:participant :vale } ORDER BY ?x"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WRONG = [
    "",
    "SELECT",
    "SELECT ?x { ?x a dl:Event ;; . FILTER(?x = ) }",
    "SELECT ?x {\n\t?x a dl:Event }}",
    "SELECT ?x { ?x nope:met ?y }",
    'ASK { :vale skos:prefLabel "Ines }',
    "INSERT DATA { :a :b :c }",
    "SELECT ?x ?x { ?x ?y ?z }",
    "SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }",
    "SELECT ?x { ?x a dl:Event ",
    "# só\nSELECT ?né { ?né é ?x }",
    "SELECT ?x { ?x a dl:Event } GROUP ?x",
    "ASK { SERVICE <http://example.org/> { ?a ?b ?c } }",
    "SELECT * {\n ?s ?p 1SERVICE <x:y> {} }",
]


@dataclass
class Board:
    """The open board; ``workers`` counts the engines that were started."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def workers(self) -> int:
        return sum(url.startswith("blob:") for url in self.visit.requests)

    def open(self) -> Board:
        self.page.get_by_role("button", name="SPARQL", exact=True).click()
        self.page.locator("#dl-sparql-said", has_text="Ready.").wait_for()
        return self

    def write(self, query: str) -> None:
        """Replaces what is in the editor, as by pasting: nothing is completed."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(query)

    def ask(self, query: str) -> str:
        """Runs a query by keyboard; gives what the page says of it."""
        self.write(query)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        self.page.locator("#dl-sparql-run:enabled").wait_for()
        return str(self.page.locator("#dl-sparql-said").inner_text())

    def run(self, query: str) -> Any:
        """The answer through the function that other scripts of the page have."""
        return self.visit.run("(text) => dateline.sparql.run(text)", query)

    def error(self, query: str) -> Any:
        return self.visit.run("(text) => dateline.sparql.run(text).then(() => null, (error) => error)", query)


@pytest.fixture(scope="module")
def canal_page(canal: Story) -> str:
    return canal.to_html(with_sparql=True)


@pytest.fixture
def board(visit: Open, canal_page: str) -> Iterator[Callable[..., Board]]:
    """Opens the page of a story, the canal's unless told. Its workers count as requests: they come from
    inside the file, so they are taken out before the check that nothing was asked for."""
    boards: list[Board] = []

    def opened(page: str | None = None, **context: Any) -> Board:
        boards.append(Board(visit(page or canal_page, **context)))
        return boards[-1]

    yield opened
    for each in boards:
        each.visit.requests[:] = [
            url for url in each.visit.requests if not re.fullmatch(r"blob:null/[0-9a-f-]{36}", url)
        ]


def as_set(rows: Any) -> list[tuple[str | None, ...]]:
    return sorted({tuple(row) for row in rows}, key=str)


def with_parts_sorted(rows: Any) -> list[list[str | None]]:
    """GROUP_CONCAT joins in an order that SPARQL leaves open, and that two stores need not share."""
    return [[cell and str(sorted(re.split("[;,] ", cell))) for cell in row] for row in rows]


def test_every_canned_query_has_the_rows_that_python_gives(
    board: Callable[..., Board], bundled: Story
) -> None:
    first = board(bundled.to_html(with_sparql=True))
    compared = 0
    for name in sorted(set(canned_queries()) - set(EVERY_PAIR)):
        expected = bundled.query(name=name)
        answer = first.run(expected.sparql)
        assert answer["columns"] == list(expected.columns), name
        assert len(answer["rows"]) == len(expected.rows) > 0, name
        prepared = with_parts_sorted if "GROUP_CONCAT" in expected.sparql else list
        assert as_set(prepared(answer["rows"])) == as_set(prepared(expected.rows)), name
        compared += 1
    assert compared >= 12


@pytest.mark.parametrize("name", EVERY_PAIR)
def test_what_has_a_row_for_every_pair_agrees_too(
    name: str, board: Callable[..., Board], canal: Story
) -> None:
    expected = canal.query(name=name)
    assert as_set(board().run(expected.sparql)["rows"]) == as_set(expected.rows)
    assert expected.rows


def test_a_story_limited_to_a_day_answers_as_that_story(board: Callable[..., Board], bundled: Story) -> None:
    then = bundled.known_by("2025-02-10")
    query = "SELECT ?claim { ?claim a dl:Claim }"
    answer = board(then.to_html(with_sparql=True)).run(query)
    assert as_set(answer["rows"]) == as_set(then.query(query).rows)
    assert 0 < len(answer["rows"]) < len(bundled.query(query).rows)


def test_the_engine_starts_with_the_board_in_a_worker_and_asks_for_nothing(
    board: Callable[..., Board],
) -> None:
    opened = board()
    opened.page.get_by_role("button", name="Table", exact=True).click()
    assert opened.workers == 0
    opened.open()
    assert opened.workers == 1
    assert opened.ask(MEETINGS).startswith("2 rows, ")
    assert opened.workers == 1


def test_a_worker_or_the_page_may_run_nothing_but_what_is_in_the_file(board: Callable[..., Board]) -> None:
    opened = board().open()
    meta = opened.page.locator("meta[http-equiv=Content-Security-Policy]")
    policy = str(meta.get_attribute("content"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["worker-src"] == "blob:"
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy
    scripts = [each for each in rules["script-src"].split() if not each.startswith("'sha256-")]
    assert scripts == ["'wasm-unsafe-eval'"]


def test_without_workers_the_page_answers_itself_and_says_that_it_waits(board: Callable[..., Board]) -> None:
    opened = board()
    opened.visit.run("() => { window.Worker = undefined; }")
    opened.open()
    assert "the page waits while a query runs" in opened.page.locator("#dl-sparql-said").inner_text()
    assert opened.ask(MEETINGS).startswith("2 rows, ")
    assert opened.workers == 0


def test_from_typing_to_the_quotes_by_keyboard_alone(board: Callable[..., Board]) -> None:
    opened = board().open()
    page = opened.page
    page.locator("#dl-sparql-pick").focus()
    page.keyboard.press("Tab")
    assert opened.visit.run("document.activeElement.id") == "dl-sparql-editor"
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?who { ?who a dl:Pers")
    page.locator(".cm-tooltip-autocomplete [aria-selected]", has_text="dl:Person").wait_for()
    assert "human being" in page.locator(".cm-completionInfo").inner_text().lower()
    page.wait_for_timeout(100)  # CodeMirror takes no choice in the first moment: it may be typing.
    page.keyboard.press("Enter")
    page.keyboard.type(" . :vale dl:m")
    page.locator(".cm-tooltip-autocomplete", has_text="dl:met").wait_for()
    page.wait_for_timeout(100)
    while "dl:met" not in page.locator(".cm-tooltip-autocomplete [aria-selected]").inner_text():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?wh")
    page.locator(".cm-tooltip-autocomplete", has_text="?who").wait_for()
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.locator("#dl-sparql-said", has_text="row").wait_for()
    page.keyboard.press("Tab")
    assert page.locator("#dl-sparql-run:focus").count() == 1
    page.locator("#dl-sparql-answer").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#dl-panel-title").inner_text() == "Tom Brook"
    assert page.locator("#dl-panel blockquote").count() > 0


def test_a_thing_is_completed_by_a_word_of_its_name(board: Callable[..., Board]) -> None:
    opened = board().open()
    opened.page.locator(".cm-content").click()
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.type("ASK { ines")
    opened.page.locator(".cm-tooltip-autocomplete [aria-selected]", has_text=":vale").wait_for()


def test_nothing_is_completed_in_a_comment_or_a_string(board: Callable[..., Board]) -> None:
    opened = board().open()
    for beginning in ("# dl:Pers", 'ASK { ?x ?y "dl:Pers'):
        opened.write("")
        opened.page.keyboard.type(beginning)
        opened.page.wait_for_timeout(300)
        assert opened.page.locator(".cm-tooltip-autocomplete").count() == 0


def test_typing_a_slash_in_the_editor_stays_in_the_editor(board: Callable[..., Board]) -> None:
    opened = board().open()
    opened.write("")
    opened.page.keyboard.type("ASK { ?a dl:time/dl:edtf ?b }")
    assert "dl:time/dl:edtf" in opened.page.locator(".cm-content").inner_text()


def test_an_error_is_told_with_the_line_and_column_that_python_tells(
    board: Callable[..., Board], canal: Story
) -> None:
    opened = board()
    for query in WRONG:
        with pytest.raises(QueryError) as wrong:
            assert canal.query(query).rows
        found = opened.error(query)
        assert found is not None, query
        assert found["line"] == wrong.value.line, query
        if wrong.value.column:
            assert found["column"] == wrong.value.column, query
        said = str(wrong.value).split("\n")[0].split(": ", 1)[1]
        assert found["message"].endswith(f": {said}."), query


def test_an_error_leads_to_its_place_in_the_editor(board: Callable[..., Board]) -> None:
    opened = board().open()
    assert opened.ask("SELECT ?x {\n  ?x a dl:Event , }") == "No answer."
    alert = opened.page.get_by_role("alert")
    assert 'Line 2, column 19: "}" does not fit here.' in alert.inner_text()
    alert.get_by_role("button", name="Go to that place").click()
    opened.page.keyboard.insert_text("dl:Meeting ")
    assert "dl:Event , dl:Meeting }" in opened.page.locator(".cm-content").inner_text()


def test_a_new_run_takes_the_old_error_away(board: Callable[..., Board]) -> None:
    opened = board().open()
    assert opened.ask("SELECT ?x { ?x a , }") == "No answer."
    assert opened.page.get_by_role("alert").count() == 1
    opened.write(ENDLESS)
    opened.page.keyboard.press("Control+Enter")
    opened.page.locator("#dl-sparql-said", has_text="Running").wait_for()
    assert opened.page.locator("#dl-sparql-answer").inner_text() == ""
    opened.page.get_by_role("button", name="Stop").click()
    opened.page.locator("#dl-sparql-said", has_text="The query was stopped.").wait_for()


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 3", ["s", "p", "o"]),
        ("# ?z\nselect distinct * { ?x a $b . { SELECT ?a { ?a a ?hidden } } } LIMIT 3", ["x", "b", "a"]),
        ("SELECT ?o ?s { ?s ?p ?o { SELECT * { ?s ?p ?o } } } LIMIT 3", ["o", "s"]),
    ],
)
def test_the_columns_of_a_star_stand_as_in_the_query(
    query: str, columns: list[str], board: Callable[..., Board]
) -> None:
    opened = board().open()
    assert opened.ask(query).startswith("3 rows, ")
    heads = opened.page.locator("#dl-sparql-answer thead th")
    assert heads.all_inner_texts() == columns
    with opened.page.expect_download() as saving:
        opened.page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.reader(io.StringIO(saving.value.path().read_text("utf-8"), newline="")))
    assert rows[0] == columns
    firsts = opened.page.locator("#dl-sparql-answer tbody tr").count()
    assert len(rows) - 1 == firsts


def test_names_that_nothing_bears_are_told_beside_the_empty_answer(board: Callable[..., Board]) -> None:
    opened = board().open()
    assert opened.ask("SELECT ?x { ?x a dl:Meating ; dl:participant :vail }").startswith("0 rows, ")
    told = opened.page.locator("#dl-sparql-answer").inner_text()
    assert "dl:Meating is not in the vocabulary." in told
    assert ":vail is not in the story." in told
    assert "No rows: nothing in the story fits this query." in told


def test_yes_and_no_and_turtle_are_shown_as_they_are(board: Callable[..., Board], canal: Story) -> None:
    opened = board().open()
    assert opened.ask("ASK { :vale dl:met :brook }").startswith("Yes, ")
    assert opened.page.locator(".verdict").inner_text() == "Yes"
    assert opened.ask("ASK { :vale dl:met :nobody }").startswith("No, ")
    query = "DESCRIBE :talks"
    opened.ask(query)
    text = opened.page.locator("pre.turtle").inner_text()
    assert "@prefix dl: " in text
    shown = Dataset(Quad(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.TURTLE))
    meant = Dataset(Quad(t.subject, t.predicate, t.object) for t in canal.query(query).triples)
    assert set(shown) == set(meant)
    assert len(shown) > 3


def test_an_answer_is_saved_as_csv_and_as_json(board: Callable[..., Board], canal: Story) -> None:
    opened = board().open()
    odd = 'BIND ("a \\"b\\",\\nc" AS ?odd)'
    query = f"SELECT ?s ?label ?odd {{ ?s skos:prefLabel ?label {odd} }} ORDER BY ?s ?label"
    opened.ask(query)
    files = {}
    for words in ("CSV", "JSON"):
        with opened.page.expect_download() as saving:
            opened.page.get_by_role("button", name=f"Download {words}").click()
        files[words] = Path(saving.value.path()).read_bytes()
    expected = canal.query(query)
    rows = list(csv.reader(io.StringIO(files["CSV"].decode("utf-8"), newline="")))
    assert rows[0] == list(expected.columns)
    assert [tuple(row) for row in rows[1:]] == expected.rows
    assert json.loads(files["JSON"]) == json.loads(expected.serialize("json"))


def test_many_rows_are_shown_in_parts_and_counted(board: Callable[..., Board]) -> None:
    opened = board().open()
    assert opened.ask("SELECT ?s ?p { ?s ?p ?o } LIMIT 350").startswith("350 rows, ")
    answer = opened.page.locator("#dl-sparql-answer")
    assert "The first 300 rows of 350; the files have them all." in answer.inner_text()
    answer.get_by_role("button", name="Show 50 more").click()
    assert answer.locator("tbody tr").count() == 350
    assert opened.visit.run("document.activeElement === document.querySelectorAll('.answer tbody tr')[300]")


def test_a_long_query_leaves_the_page_usable_and_can_be_stopped(board: Callable[..., Board]) -> None:
    opened = board().open()
    opened.write(ENDLESS)
    opened.page.keyboard.press("Control+Enter")
    opened.page.get_by_role("button", name="Table", exact=True).click()
    assert opened.page.locator("#dl-table tbody tr").count() > 0
    opened.page.get_by_role("button", name="SPARQL", exact=True).click()
    opened.page.get_by_role("button", name="Stop").click()
    opened.page.locator("#dl-sparql-said", has_text="The query was stopped.").wait_for()
    assert opened.ask(MEETINGS).startswith("2 rows, ")
    assert opened.workers == 2


def test_a_canned_question_fills_the_editor_and_can_be_undone(board: Callable[..., Board]) -> None:
    opened = board().open()
    opened.write("# mine")
    opened.page.locator("#dl-sparql-pick").select_option(label=canned_queries()["meetings"].title)
    assert opened.page.locator("#dl-sparql-about").inner_text() == canned_queries()["meetings"].description
    text = opened.page.locator(".cm-content").inner_text()
    assert "# VALUES ?a { :id }  # one of the two" in text
    opened.page.locator("#dl-sparql-run").click()
    opened.page.locator("#dl-sparql-said", has_text="row").wait_for()
    opened.page.locator(".cm-content").focus()
    opened.page.keyboard.press("Control+z")
    assert opened.page.locator(".cm-content").inner_text().strip() == "# mine"


def test_markup_in_an_answer_is_shown_and_never_run(board: Callable[..., Board]) -> None:
    opened = board().open()
    markup = "<img src=x onerror=alert(1)></script><b>"
    opened.ask(f'SELECT ("{markup}" AS ?x) (IRI("{markup[:3]}") AS ?y) {{}}')
    assert opened.page.locator("#dl-sparql-answer tbody td").first.inner_text() == markup
    assert opened.page.locator("#dl-sparql-answer :is(img, b, script)").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "dark")])
def test_axe_finds_nothing_on_the_board(
    width: int, scheme: str, board: Callable[..., Board], axe: str
) -> None:
    opened = board(scheme=scheme, width=width, height=800, bypass_csp=True).open()
    assert opened.visit.violations(axe) == []
    opened.page.locator("#dl-sparql-pick").select_option("meetings")
    opened.page.locator("#dl-sparql-run").click()
    opened.page.locator("#dl-sparql-answer tbody tr").first.wait_for()
    assert opened.visit.violations(axe) == []
    opened.ask("SELECT ?x { ?x a }")
    assert opened.visit.violations(axe) == []
    opened.write("")
    opened.page.keyboard.type('# words\nSELECT ?x { ?x rdfs:label "x"@en ; dl:m')
    opened.page.locator(".cm-completionInfo").wait_for()
    assert opened.visit.violations(axe) == []


def test_the_board_fits_a_phone(board: Callable[..., Board]) -> None:
    opened = board(width=360, height=740).open()
    opened.page.locator("#dl-sparql-pick").select_option("meetings")
    opened.page.locator("#dl-sparql-run").click()
    opened.page.locator("#dl-sparql-answer tbody tr").first.wait_for()
    assert opened.visit.run("document.documentElement.scrollWidth") == 360


def test_an_ordinary_page_has_no_engine_and_no_board(visit: Open, canal: Story) -> None:
    page = canal.to_html()
    assert "wasm" not in page
    assert "worker-src" not in page
    opened = visit(page)
    assert opened.page.get_by_role("button", name="SPARQL", exact=True).count() == 0
    assert opened.run("typeof dateline.sparql") == "undefined"
