"""The query as text for other tools: each text is really run, and gives what the query gives."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dateline import Story
from dateline.export.html import bundle

if TYPE_CHECKING:
    from tests.browser.server.conftest import Desk, OpenDesk

pytestmark = pytest.mark.skipif(
    bundle.read_script("sparql-editor.js") is None, reason="the bundled JavaScript is not built: no npm"
)
# What shells, Python and R would each read in their own way.
ODD = r"""'it''s' $HOME `id` $(id) !! \\d \" \"\"\" \'\'\' )\" )-\" %s {x} @file é 漢 😀 #"""
QUERIES = {
    "quotes": f'SELECT ("{ODD}" AS ?odd) ("last" AS ?b) {{}}',
    "triple quotes": """SELECT ('''one "two" )" )-" three
four\\n''' AS ?x) (\"\"\"it's
$x\"\"\" AS ?y) {}""",
    "a quote at the end": 'SELECT ?x { :vale skos:prefLabel ?x } # "so"',
    "a backslash at the end": "SELECT ?x { :vale skos:prefLabel ?x } # \\",
    "prefixes": "PREFIX own: <https://w3id.org/dateline/ns#>\nSELECT ?x { ?x a own:Meeting ; dl:place ?y }",
    "dollars": "SELECT $x { $x a dl:Meeting }\nORDER BY $x",
}


def copied(opened: Desk, way: str) -> str:
    """The text that is shown for a tool, which is also on the clipboard."""
    opened.page.evaluate("() => { document.getElementById('dl-said').textContent = ''; }")
    opened.page.get_by_role("button", name=f"Copy as {way}", exact=True).click()
    opened.page.locator("#dl-said", has_text=f"The query for {way} copied.").wait_for()
    text = str(opened.page.locator("#dl-copied pre").evaluate("(it) => it.textContent"))
    assert opened.page.evaluate("navigator.clipboard.readText()") == text
    return text


def run(command: list[str], text: str = "") -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, input=text, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def copying(desk: OpenDesk) -> Desk:
    return desk(permissions=["clipboard-read", "clipboard-write"])


def test_curl_sends_exactly_the_query(copying: Desk, canal: Story) -> None:
    copying.open()
    for name, query in QUERIES.items():
        copying.write(query)
        answer = run(["sh"], copied(copying, "curl"))
        rows = list(csv.reader(io.StringIO(answer, newline="")))
        expected = canal.query(query)
        assert rows[0] == list(expected.columns), name
        assert sorted(map(tuple, rows[1:])) == sorted(expected.rows), name
        assert expected.rows, name


def test_python_sends_exactly_the_query(copying: Desk, canal: Story) -> None:
    pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    copying.open()
    for name, query in QUERIES.items():
        copying.write(query)
        text = copied(copying, "Python")
        answer = run([sys.executable, "-"], f"{text}\nimport json; print('JSON' + json.dumps(rows))\n")
        rows = json.loads(answer.rsplit("JSON", 1)[1])
        expected = canal.query(query)
        found = sorted(tuple(row[column] for column in expected.columns) for row in rows)
        assert found == sorted(expected.rows), name


def test_yes_and_no_and_graphs_come_through_curl_and_python(copying: Desk) -> None:
    pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    copying.open("ASK { :vale dl:met :brook }")
    assert json.loads(run(["sh"], copied(copying, "curl")))["boolean"] is True
    assert run([sys.executable, "-"], copied(copying, "Python")) == "True\n"
    copying.write("CONSTRUCT { :vale dl:met ?x } WHERE { :vale dl:met ?x }")
    for text in (
        run(["sh"], copied(copying, "curl")),
        run([sys.executable, "-"], copied(copying, "Python")),
    ):
        assert "met" in text
        assert "brook" in text


def test_a_refused_query_fails_in_the_shell_with_the_words_of_the_server(copying: Desk) -> None:
    copying.open("SELECT ?x { ?x a , }")
    text = copied(copying, "curl")
    done = subprocess.run(["sh"], input=text, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 22
    assert '"," does not fit here' in done.stdout


def test_r_holds_exactly_the_query(copying: Desk) -> None:
    """R itself where it is installed; else the raw string is read by R's rule (NewsR 4.0.0)."""
    copying.open()
    for name, query in QUERIES.items():
        copying.write(query)
        text = copied(copying, "R")
        raw = text.partition('query <- r"')[2]
        dashes = raw[: raw.index("(")]
        held, _, rest = raw[len(dashes) + 1 :].partition(f'){dashes}"')
        assert set(dashes) <= {"-"}, name
        assert held.endswith(query), name
        assert rest.startswith('\nanswer <- request("http://127.0.0.1:'), name
        if shutil.which("Rscript"):
            program = f"{text.partition('answer <- ')[0].replace('library(httr2)', '')}cat(query)"
            assert run(["Rscript", "--encoding=UTF-8", "-e", program]) == held, name


def test_prefixes_that_the_query_uses_are_declared_so_that_any_endpoint_takes_it(copying: Desk) -> None:
    copying.open(QUERIES["prefixes"])
    text = copied(copying, "curl")
    lines = [line for line in text.splitlines() if "PREFIX" in line]
    assert [line.split("PREFIX ")[1].split(" ")[0] for line in lines] == ["dl:", "own:"]


def test_where_the_clipboard_is_closed_the_text_is_there_to_be_copied(desk: OpenDesk) -> None:
    opened = desk().open("ASK {}")
    opened.page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened.page.get_by_role("button", name="Copy as curl").click()
    opened.page.locator("#dl-said", has_text="select and copy it below").wait_for()
    assert "ASK {}" in opened.page.locator("#dl-copied pre").inner_text()
