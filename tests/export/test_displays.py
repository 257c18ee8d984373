"""What stories and results show in a notebook: the terminal's words, as tables, with nothing left unsaid."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import dateline
from dateline import Story
from dateline.export import displays, notebook, shown
from dateline.export.shown import Lines, Rows, Shown
from dateline.graph.display import Displayed, display_of

WriteStory = Callable[[Path, Mapping[str, Any]], Path]


class Read(HTMLParser):
    """Cells, headings, paragraphs and elements of a display, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")
        self.attributes.setdefault(tag, []).append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.texts[tag][-1] += data

    @property
    def rows(self) -> list[list[str]]:
        width = len(self.texts["th"])
        cells = self.texts.get("td", [])
        return [cells[at : at + width] for at in range(0, len(cells), width)]


def read(result: Displayed) -> Read:
    html = result._repr_html_()
    assert html is not None
    return Read(html)


def test_an_answer_is_a_table_with_the_storys_prefixes_and_its_count(canal: Story) -> None:
    found = read(
        canal.query("SELECT ?who ?label ?none { ?who a dl:Country ; skos:prefLabel ?label } ORDER BY ?who")
    )
    assert found.texts["th"] == ["who", "label", "none"]
    assert found.rows == [[":ashvale", "Ashvale", ""], [":dunmore", "Dunmore", ""]]
    assert found.texts["p"][0] == "2 rows"


def test_a_long_answer_shows_its_first_rows_and_says_how_many_more(canal: Story) -> None:
    answer = canal.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    found = read(answer)
    hidden = len(answer.rows) - shown.ROWS_SHOWN
    assert hidden > 0
    assert len(found.rows) == shown.ROWS_SHOWN
    assert f"{hidden} more rows not shown; the answer's .rows has them all." in found.texts["p"]
    assert f"{hidden} more rows not shown" in answer._repr_mimebundle_()["text/plain"]


def test_quotes_are_marked_in_the_tables_that_have_them(canal: Story) -> None:
    for result in (
        canal.query("SELECT ?quote WHERE { :talks dl:evidence/dl:quote ?quote }"),
        canal.timeline(),
        canal.claims(),
        canal.rates(on="2025-05-31", product="barges"),
        canal.changes("2025-05-01", "2025-05-10"),
    ):
        marked = [cell.get("class") for cell in read(result).attributes["td"]]
        assert "dl-quote" in marked, type(result)


def test_an_ask_is_yes_or_no_and_an_empty_answer_says_which_name_nothing_has(canal: Story) -> None:
    assert read(canal.query("ASK { :vale dl:met :brook }")).texts["p"] == ["yes"]
    denied = read(canal.query("ASK { :vale dl:meet :brook }")).texts["p"]
    assert denied == ["no", "note: dl:meet is not in the vocabulary; did you mean dl:met?"]
    empty = read(canal.query("SELECT ?x WHERE { :vail dl:met ?x }"))
    assert (empty.texts["p"][0], empty.rows) == ("0 rows", [])
    assert "note: :vail is not in the story; did you mean :vale?" in empty.texts["p"]


def test_a_graph_is_turtle_and_a_long_one_says_what_is_not_shown(canal: Story) -> None:
    short = canal.query("CONSTRUCT { :vale dl:met ?x } WHERE { :vale dl:met ?x }")
    assert read(short).texts["pre"] == [short.serialize("ttl").decode().rstrip("\n")]
    long = read(canal.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert len(long.texts["pre"][0].splitlines()) == displays.LINES_SHOWN
    assert any("more lines not shown" in said for said in long.texts["p"])


def test_a_query_that_does_not_parse_shows_its_error_in_words(canal: Story) -> None:
    found = read(canal.query("SELECT ?x WHERE { ?x "))
    assert found.texts["p"] == ["The query cannot be answered"]
    assert "line 1, column 21" in found.texts["pre"][0]


def test_a_timeline_has_dates_in_words_and_says_what_it_leaves_out(canal: Story) -> None:
    timeline = canal.timeline(actor="vale", first="2025-05")
    found = read(timeline)
    assert [row[2] for row in found.rows] == [entry.label for entry in timeline]
    assert ["on 3 May 2025", "Event (CalledOff)", "Parade of the barges"] in [row[:3] for row in found.rows]
    assert timeline.left_out
    for reason, count in timeline.left_out.items():
        assert f"{count} left out: {reason}" in found.texts["p"]


def test_claims_rates_and_changes_say_what_the_terminal_says(canal: Story, bundled: Story) -> None:
    claims = read(canal.claims(speaker="vale"))
    assert "Dunmore will lift the toll in the summer." in claims.rows[0]
    assert any("broken" in cell for cell in claims.rows[0])
    rates = read(bundled.rates(on="2025-07-10", product="steel", origin="canada"))
    assert rates.texts["p"][0] == "Steel, goods of Canada, on 10 July 2025"
    assert "Sum: not stated." in rates.texts["p"]
    assert rates.rows[0][:3] == ["certain", "50 %", "50 % tariff on steel and aluminum"]
    nothing = read(bundled.rates(on="1990-01-01", product="steel"))
    assert any(said.startswith("No source of the story tells") for said in nothing.texts["p"])
    changes = read(bundled.changes("2025-02-01", "2025-02-03"))
    assert "What changed after 1 February 2025 and by 3 February 2025" in changes.texts["p"]
    assert {"Added: 14", "Revised: 3", "Conflicts opened: 1"} <= set(changes.texts["p"])
    quiet = read(canal.changes("2025-05-21", "2025-05-22"))
    assert "Nothing that is told of the story changed." in quiet.texts["p"]


def test_a_notebook_keeps_short_text_beside_the_html_and_not_every_record(bundled: Story) -> None:
    timeline = bundled.timeline()
    bundle = timeline._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].startswith("124 events\n")
    assert len(bundle["text/plain"]) < len(repr(timeline)) / 5


def test_dollars_in_quotes_are_money_and_no_formula(canal: Story) -> None:
    """MathJax 2 and 3 each have a class whose content they leave alone."""
    (outer, *_) = read(canal.timeline()).attributes["div"]
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set((outer["class"] or "").split())


def test_what_has_no_words_has_no_display() -> None:
    class Bare(Displayed):
        pass

    assert display_of(object()) == {}
    assert Bare()._repr_html_() is None


def test_markup_and_control_characters_are_text_in_every_part() -> None:
    bad = "<b onclick='x'>&amp;</b>\x00\x1b"
    found = Read(
        Shown(bad, [Rows([bad], [[bad]], title=bad), Lines([bad]), Lines([bad], verbatim=True)]).html()
    )
    assert set(found.texts) == {"div", "style", "p", "table", "thead", "tbody", "tr", "th", "td", "pre"}
    seen = bad.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")
    for tag in ("p", "th", "td", "pre"):
        assert set(found.texts[tag]) == {seen}


def test_a_story_is_its_page_in_a_frame_that_has_no_rights_of_the_notebook(canal: Story) -> None:
    (frame,) = Read(canal._repr_html_()).attributes["iframe"]
    assert frame["srcdoc"] == canal.to_html()
    allowed = set((frame["sandbox"] or "").split())
    assert {"allow-scripts", "allow-downloads"} <= allowed
    assert not allowed & {"allow-same-origin", "allow-top-navigation", "allow-forms"}
    assert (frame["title"], frame["width"]) == ("Explorer: The canal row", "100%")


def test_a_title_with_quotes_does_not_leave_its_attribute(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = deepcopy(dict(canal_content))
    content["story"]["title"] = "'\"><script>alert(1)</script>"
    found = Read(dateline.open(write_story(tmp_path, content))._repr_html_())
    assert "script" not in found.attributes
    assert found.attributes["iframe"][0]["title"] == "Explorer: '\"><script>alert(1)</script>"


def test_a_story_too_large_for_a_notebook_is_a_picture_that_says_so(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    """Letters drawn by lot, which no page can make shorter."""
    dice = random.Random(1)
    content = deepcopy(dict(canal_content))
    content["events"] += [
        {
            "id": f"e{number}",
            "type": "Meeting",
            "label": f"Meeting {number}",
            "when": f"2025-{number % 4 + 1:02}",
            "note": "".join(
                dice.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=9_000)
            ),
            "evidence": content["events"][0]["evidence"],
        }
        for number in range(700)
    ]
    story = dateline.open(write_story(tmp_path, content))
    assert len(story.to_html().encode()) > notebook.LARGEST_PAGE
    html = story._repr_html_()
    found = Read(html)
    assert "iframe" not in found.attributes
    assert found.attributes["svg"][0]["role"] == "img"
    assert story.to_svg() in html
    said = found.texts["p"][0]
    assert "up to 4.0 MB" in said
    assert 'story.export("html", "story.html")' in said
    assert len(html) < 200_000
