"""Asking on the query page: the editor, its completion, errors, the address, the examples."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from dateline import Story
from dateline.errors import QueryError
from dateline.export.html import bundle
from dateline.export.server.pages import query as query_module
from dateline.export.server.pages import query_page
from dateline.graph.canned import canned_queries

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from tests.browser.server.conftest import OpenDesk, Serve, Stand

BUNDLED = pytest.mark.skipif(
    bundle.read_script("sparql-editor.js") is None, reason="the bundled JavaScript is not built: no npm"
)
MEETINGS = "SELECT ?x { ?x a dl:Meeting ; dl:participant :vale } ORDER BY ?x"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def troubled(story: Story, sparql: Response | None = None) -> ASGIApp:
    """A server with the page of a story; its endpoint answers as told, or with the status it is asked."""

    async def home(request: Request) -> Response:
        return HTMLResponse(query_page(story).text)

    async def answer(request: Request) -> Response:
        if sparql is not None:
            return sparql
        status = int((await request.body()).decode())
        told = {"error": f"refused with {status}"}
        if status % 2:
            return PlainTextResponse(told["error"], status)
        return JSONResponse(told, status, headers={"Retry-After": "7"} if status == 408 else None)

    return Starlette(routes=[Route("/", home), Route("/sparql", answer, methods=["POST"])])


@BUNDLED
def test_a_query_is_written_completed_and_run_by_keyboard_alone(desk: OpenDesk) -> None:
    opened = desk().open()
    page = opened.page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?who { ?who a dl:Pers")
    page.locator(".cm-tooltip-autocomplete [aria-selected]", has_text="dl:Person").wait_for()
    page.wait_for_timeout(100)  # CodeMirror takes no choice in the first moment: it may be typing.
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    assert opened.said().startswith("5 rows in ")
    page.get_by_role("tab", name="Table").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#dl-tab-1:focus[aria-selected=true]").count() == 1
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.locator("#dl-files button").first.focus()
    page.locator("#dl-panel-0").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".thing h1").wait_for()
    assert re.search(r"/things/(clerk|marsh|brook|vale|reed)$", page.url)


@BUNDLED
@pytest.mark.parametrize(
    ("typed", "wanted", "written"),
    [
        ("PREFIX sk", "skos:", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("SELECT ?x { ?x a dl:Summ", "dl:Summit", "dl:Summit"),
        ("SELECT ?x { ?x partic", "dl:participant", "dl:participant"),
        ("ASK { ines", ":vale", ":vale"),
        ("ASK { president of the locks", ":vale", ""),
        ("ASK { sko", "skos:", "skos:"),
    ],
)
def test_prefixes_classes_properties_and_labels_are_completed(
    typed: str, wanted: str, written: str, desk: OpenDesk
) -> None:
    page = desk().open().page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(typed.split(" of ")[0])
    option = page.locator(".cm-tooltip-autocomplete li", has_text=wanted).first
    option.wait_for()
    if written:
        page.wait_for_timeout(100)
        option.click()
        assert written in page.locator(".cm-content").inner_text()


@BUNDLED
def test_what_the_story_uses_most_is_offered_first(desk: OpenDesk, canal: Story) -> None:
    page = desk().open().page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?x { ?x a dl:")
    page.locator(".cm-tooltip-autocomplete li").first.wait_for()
    offered = page.locator(".cm-tooltip-autocomplete .cm-completionLabel").all_inner_texts()
    query = "SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c FILTER (STRSTARTS(STR(?c), STR(dl:))) } GROUP BY ?c"
    uses = {str(row[0]).rsplit("#", 1)[1]: int(str(row[1])) for row in canal.query(query).rows}
    counts = [uses[name.removeprefix("dl:")] for name in offered]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == max(uses.values())


@BUNDLED
def test_things_that_are_too_many_for_the_page_are_asked_for(
    desk: OpenDesk, stand: Stand, canal: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_module, "MOST_THINGS", 3)

    async def home(request: Request) -> Response:
        return HTMLResponse(query_page(canal).text)

    async def sparql(request: Request) -> Response:
        form = await request.form()
        return Response(canal.query(str(form["query"])).serialize("json"))

    pytest.importorskip("python_multipart", reason="starlette reads no form without it")
    app = Starlette(routes=[Route("/", home), Route("/sparql", sparql, methods=["POST"])])
    page = desk(stand(app)).open().page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("ASK { marsh")
    page.locator(".cm-tooltip-autocomplete li", has_text="Lena Marsh").first.wait_for()


@BUNDLED
def test_an_error_is_marked_at_its_line_with_the_words_of_python(desk: OpenDesk, canal: Story) -> None:
    opened = desk().open()
    opened.refusals = True
    for query in (
        "SELECT ?x {\n  ?x a dl:Event ,\n}",
        "SELECT ?x { ?x nope:met ?y }",
        "ASK {\n SERVICE <x:y> {} }",
    ):
        with pytest.raises(QueryError) as wrong:
            assert canal.query(query).rows
        assert opened.ask(query) == "No answer."
        words = str(wrong.value).split("\n")[0]
        assert opened.alert().lower().startswith(words.partition("; a story")[0].lower())
        marked = opened.page.locator(".cm-line.wrong")
        assert marked.inner_text() == query.split("\n")[wrong.value.line - 1]
    opened.page.get_by_role("button", name="Go to that place").click()
    opened.page.keyboard.type("#")
    assert opened.page.locator(".cm-line.wrong").count() == 0
    assert opened.ask(MEETINGS).startswith("2 rows in ")
    assert opened.page.get_by_role("alert").is_hidden()


@BUNDLED
def test_a_column_is_counted_in_characters_and_not_in_units_of_utf_16(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.refusals = True
    opened.ask('SELECT ?x { ?x skos:prefLabel "\N{GRINNING FACE}\N{GRINNING FACE}" ; ; , }')
    assert opened.page.locator(".wrong-word").inner_text() == ","


@BUNDLED
def test_each_refusal_is_told_with_a_way_to_mend_it(desk: OpenDesk, stand: Stand, canal: Story) -> None:
    opened = desk(stand(troubled(canal))).open()
    opened.refusals = True
    mends = {
        408: "add a LIMIT",
        413: "too long for this server",
        422: "larger than this server sends",
        429: "wait a moment",
        503: "wait a moment",
        500: "its log",
    }
    for status, mend in mends.items():
        assert opened.ask(str(status)) == "No answer."
        assert opened.alert().startswith(f"Refused with {status}. ")
        assert mend in opened.alert()
    assert opened.ask("408") == "No answer."
    assert "It asks for 7 s." in opened.alert()


@BUNDLED
def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(
    desk: OpenDesk, stand: Stand, canal: Story
) -> None:
    async def broken() -> AsyncIterator[str]:
        yield '{"head": {"vars": ["x"]}, "results": {"bindings": ['
        raise ConnectionError

    opened = desk(stand(troubled(canal, StreamingResponse(broken())))).open()
    assert opened.ask(MEETINGS) == "No answer."
    assert "broke off before its end" in opened.alert()
    opened.errors.clear()


@BUNDLED
def test_a_server_that_is_gone_is_said(desk: OpenDesk, stand: Stand, canal: Story) -> None:
    opened = desk().open()
    opened.page.route("**/sparql", lambda route: route.abort())
    assert opened.ask(MEETINGS) == "No answer."
    assert "cannot be reached" in opened.alert()
    opened.errors.clear()


@BUNDLED
def test_an_answer_beyond_the_limit_is_refused_and_asked_for_in_part(
    desk: OpenDesk, serve: Serve, canal_folder: Path
) -> None:
    opened = desk(serve(canal_folder, "--row-limit", "1000", "--time-limit", "2")).open()
    opened.refusals = True
    assert opened.ask(PAIRS) == "No answer."
    opened.page.get_by_role("button", name="Run with LIMIT 1000").click()
    opened.page.locator("#dl-said", has_text="1,000 rows in ").wait_for()
    assert opened.ask(ENDLESS) == "No answer."
    assert "add a LIMIT" in opened.alert()


@BUNDLED
def test_a_long_query_is_cancelled_and_the_next_one_runs(desk: OpenDesk) -> None:
    opened = desk().open()
    opened.write(ENDLESS)
    opened.page.keyboard.press("Control+Enter")
    opened.page.get_by_role("button", name="Cancel").click()
    assert opened.said() == "The query was cancelled."
    assert opened.page.get_by_role("alert").is_hidden()
    assert opened.ask(MEETINGS).startswith("2 rows in ")


@BUNDLED
def test_the_address_holds_the_query_and_runs_only_when_it_says_so(desk: OpenDesk) -> None:
    odd = 'ASK { ?x skos:prefLabel "a&b=c+d#é\\"\n%41" }'
    opened = desk().open(odd.replace("\n", "\\n"))
    page = opened.page
    assert page.locator("#dl-said").inner_text() == ""
    page.locator("#dl-run").click()
    assert opened.said().startswith("No in ")
    again = desk()
    again.page.goto(page.url)
    assert again.page.locator(".cm-content").inner_text() == odd.replace("\n", "\\n")
    assert again.page.locator("#dl-said").inner_text() == ""
    ran = desk().open(MEETINGS, run=True)
    assert ran.said().startswith("2 rows in ")
    plain = desk().open(path="/?query=ASK%20%7B%7D&run")
    assert plain.said().startswith("Yes in ")


@BUNDLED
def test_every_example_has_an_answer_in_the_bundled_story(bundled: Story) -> None:
    from dateline.export.server.pages.examples import examples
    from dateline.export.sparql_terms import count_uses, things

    uses = count_uses(bundled)
    found = examples(uses, things(bundled, uses), bundled)
    assert [each["name"] for each in found] == list(canned_queries())
    base = bundled.view.prefixes[""]
    for each in found:
        values = {p["name"]: p["example"].removeprefix(base) for p in each["parameters"] if p["example"]}
        assert bundled.query(name=each["name"], parameters=values).rows, each["name"]
        assert values or not each["parameters"], each["name"]


@BUNDLED
def test_an_example_is_found_filled_in_and_run(desk: OpenDesk, canal: Story) -> None:
    opened = desk().open()
    page = opened.page
    page.locator("#dl-sift").fill("two actors meet")
    assert page.locator("#dl-examples li").count() == 1
    page.get_by_role("button", name="Where and when did two actors meet?").click()
    assert page.locator("#dl-about").inner_text() == canned_queries()["meetings"].description
    assert page.get_by_label("One of the two").input_value() == "Ines Vale"
    other = page.get_by_label("The other one")
    other.fill("Tom Brook")
    other.press("Tab")
    text = page.locator(".cm-content").inner_text()
    assert "VALUES ?a { :vale }" in text
    assert "\n  VALUES ?b { :brook }" in text
    page.locator("#dl-run").click()
    expected = canal.query(name="meetings", parameters={"a": "vale", "b": "brook"}).rows
    assert opened.said().startswith(f"{len(expected)} row")
    other.fill("")
    other.press("Tab")
    assert "# VALUES ?b { :id }" in page.locator(".cm-content").inner_text()


@BUNDLED
def test_a_name_that_no_thing_has_is_no_value(desk: OpenDesk) -> None:
    page = desk().open().page
    page.get_by_role("button", name="Where and when did two actors meet?").click()
    other = page.get_by_label("The other one")
    other.fill("Nobody at all")
    other.press("Tab")
    assert "choose one from the list" in str(other.evaluate("(field) => field.validationMessage"))
    assert "# VALUES ?b { :id }" in page.locator(".cm-content").inner_text()


@BUNDLED
def test_recent_queries_are_forgotten_unless_the_reader_keeps_them(desk: OpenDesk) -> None:
    opened = desk().open()
    page = opened.page
    opened.ask(MEETINGS)
    opened.ask("ASK {}")
    page.get_by_text("Recent", exact=True).click()
    assert page.locator("#dl-recent button").all_inner_texts() == ["ASK {}", MEETINGS]
    assert page.evaluate("Object.keys(localStorage)") == []
    page.locator("#dl-recent button").nth(1).click()
    assert page.locator(".cm-content").inner_text() == MEETINGS
    opened.open("ASK { ?a ?b 1 }")
    page.reload()
    assert page.locator("#dl-recent button").count() == 0
    page.get_by_text("Recent", exact=True).click()
    page.get_by_label("Keep them in this browser").check()
    opened.ask("ASK {}")
    page.reload()
    assert page.locator("#dl-recent button").count() == 1
    page.get_by_text("Recent", exact=True).click()
    page.get_by_label("Keep them in this browser").uncheck()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_without_the_bundle_there_is_a_plain_field_that_says_why(
    desk: OpenDesk, stand: Stand, canal: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    answer = Response('{"error": "line 2, column 3: no", "line": 2, "column": 3}', 400)
    opened = desk(stand(troubled(canal, answer))).open()
    opened.refusals = True
    page = opened.page
    assert "no editor with colours and completion" in page.locator("main").inner_text()
    assert "make bundle" in page.locator("main").inner_text()
    field = page.get_by_role("textbox", name="SPARQL query")
    field.fill("ASK {\n  x }")
    field.press("Control+Enter")
    assert opened.said() == "No answer."
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("(it) => it.value.slice(it.selectionStart, it.selectionEnd)") == "x }"
    assert opened.alert().startswith("Line 2, column 3: no.")


def test_without_scripts_the_form_asks_the_endpoint_itself(desk: OpenDesk, row: str) -> None:
    opened = desk(java_script_enabled=False).open()
    opened.page.get_by_label("SPARQL query").fill("ASK {}")
    with opened.page.expect_download() as saving:
        opened.page.get_by_role("button", name="Run").click()
    assert saving.value.url == f"{row}/sparql?query=ASK+%7B%7D"
    assert "<boolean>true</boolean>" in saving.value.path().read_text("utf-8")
