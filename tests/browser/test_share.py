from __future__ import annotations

import csv
import re
import struct
import zlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import Story
from dateline.export.html import PageAbout, render_page
from dateline.export.html.groups import FROM

if TYPE_CHECKING:
    from tests.browser.conftest import Enclose, Open, Visit

SET = "(patch) => dateline.state.set(patch, { from: 'test' })"
ALL_KINDS = "() => dateline.model.kinds.map((kind) => kind.name)"
SVG = "{http://www.w3.org/2000/svg}"
DL = rdflib.Namespace("https://w3id.org/dateline/ontology#")
# After the last button the focus is on the browser itself, which is the body for a page.
INSIDE = """() => {
  const now = document.activeElement;
  return now === document.body || now.closest("#dl-share") !== null;
}"""
OVERFLOW = """() => {
  const box = document.getElementById("dl-share");
  return box.scrollWidth - box.clientWidth;
}"""


def opened_dialog(visit: Open, network: Any, **how: Any) -> Visit:
    opened = visit(network, **how)
    opened.page.locator("#dl-share-open").click()
    return opened


def saved(opened: Visit, what: str, folder: Path) -> tuple[Path, str]:
    """A file that a button of the dialog gives, and what the dialog says of it."""
    if not opened.page.locator("#dl-share").is_visible():
        opened.page.locator("#dl-share-open").click()
    with opened.page.expect_download() as download:
        opened.page.locator(f"[data-file={what}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    opened.page.wait_for_function("document.getElementById('dl-share-said').textContent !== ''")
    return path, str(opened.page.locator("#dl-share-said").inner_text())


def png(path: Path) -> tuple[int, int, int]:
    """Width, height, and how many different bytes the pixels have."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    packed, at = b"", 8
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return width, height, len(set(zlib.decompress(packed)))


def triples(text: str) -> set[Any]:
    graph = rdflib.Graph()
    graph.parse(data=text, format="turtle")
    return set(graph)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_dialog_is_opened_read_and_left_by_keyboard(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    page = opened.page
    opened.run(SET, {"selection": {"what": "node", "index": 1}})
    page.locator("#dl-share-open").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="Share this view").is_visible()
    assert opened.run("() => document.activeElement.id") == "dl-share-link"
    for _ in range(20):
        page.keyboard.press("Tab")
        assert opened.run(INSIDE)
    page.locator("#dl-share-link").focus()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert opened.run("() => document.activeElement.id") == "dl-share-open"
    assert opened.run("() => dateline.state.selection !== null")


@pytest.mark.parametrize("size", [(1280, 860), (360, 740)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(
    scheme: str, size: tuple[int, int], visit: Open, networks: ModuleType, axe: str
) -> None:
    opened = opened_dialog(
        visit, networks.small_story(), width=size[0], height=size[1], scheme=scheme, bypass_csp=True
    )
    assert opened.violations(axe) == []
    assert opened.run("() => document.documentElement.scrollWidth") <= size[0]
    assert opened.run(OVERFLOW) <= 0


def test_the_link_is_copied_or_selected_where_copying_is_refused(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story(), permissions=["clipboard-read", "clipboard-write"])
    opened.run(SET, {"facets": {"actor": ["trump"]}})
    opened.page.locator("#dl-share-open").click()
    opened.page.get_by_role("button", name="Copy the link").click()
    opened.page.wait_for_function("document.getElementById('dl-share-said').textContent.includes('copied')")
    link = opened.run("() => navigator.clipboard.readText()")
    assert link == f"{opened.address}#actor=trump"
    opened.run("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    opened.page.get_by_role("button", name="Copy the link").click()
    opened.page.wait_for_function("document.getElementById('dl-share-said').textContent.includes('selected')")
    assert opened.run("() => getSelection().toString()") == link


def test_the_citation_names_the_view_and_the_state_of_the_graph(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(
        SET,
        {
            "facets": {"actor": ["trump", "carney"]},
            "window": {"from": "2025-05-01", "to": "2025-06-30"},
            "clock": "known",
            "knownBy": "2025-10-08",
        },
    )
    opened.page.locator("#dl-share-open").click()
    text = opened.page.locator("#dl-share-cite").input_value()
    number = len(opened.run("() => dateline.seen.things().map((node) => node.id)"))
    for words in (
        "Carney & Trump, 2025.",
        "dateline 0.0.1",
        f"{number} thing",
        "Actors: Donald Trump or Mark Carney",
        "possibly between 1 May 2025 and 30 June 2025",
        "as known by 8 October 2025",
        "SHA-256 of the graph: c0ffee",
        "https://example.org/story/",
        "#actor=trump,carney",
    ):
        assert words in text
    assert "file:" not in text
    opened.page.get_by_role("button", name="BibTeX").click()
    entry = opened.page.locator("#dl-share-cite").input_value()
    assert entry.startswith("@misc{story-c0ffee,\n  title = {Carney \\& Trump, 2025},")
    assert "actor=trump,carney" in entry
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")


def test_a_page_without_a_hash_says_so(visit: Open, networks: ModuleType) -> None:
    opened = opened_dialog(
        visit, render_page(networks.small_story(), PageAbout("T}{\\", "d", "en", "https://a.example/s", "1"))
    )
    assert "does not tell the hash" in opened.page.locator("#dl-share-cite").input_value()
    opened.page.get_by_role("button", name="BibTeX").click()
    assert "title = {T\\}\\{\\textbackslash{}}" in opened.page.locator("#dl-share-cite").input_value()


def test_the_picture_is_one_svg_with_all_that_is_seen(
    visit: Open, networks: ModuleType, tmp_path: Path
) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, {"selection": {"what": "node", "index": 1}, "lines": "all"})
    path, said = saved(opened, "svg", tmp_path)
    assert path.name == "story_graph.svg"
    assert "pixels" in said
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    words = [element.text or "" for element in root.iter(f"{SVG}text")]
    drawn = opened.run("() => dateline.graph.visible.map((at) => dateline.model.nodes[at].label)")
    assert len(drawn) > 8
    assert {"Donald Trump", "Oval Office meeting"} <= set(words)
    assert any(word.startswith("Carney & Trump, 2025 · dateline 0.0.1 · graph c0ffee") for word in words)
    assert "var(" not in text
    assert "light-dark" not in text
    assert "class=" not in text
    assert "style=" not in text
    assert not re.search(r"(href|src|url\()", text)
    letters = [element.text for element in root.iter(f"{SVG}text") if element.text in {"A", "E", "P", "S"}]
    assert len(letters) >= len(drawn)
    lines = [each for each in root.iter(f"{SVG}path") if "Q" in (each.get("d") or "")]
    assert len(lines) == opened.run("() => dateline.graph.lines.length")
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None


@pytest.mark.parametrize("view", ["graph", "table"])
def test_the_picture_as_pixels_is_twice_as_large_and_not_blank(
    view: str, visit: Open, networks: ModuleType, tmp_path: Path
) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, {"view": view})
    size = opened.run("() => { const { width, height } = dateline.picture.file(); return [width, height]; }")
    path, said = saved(opened, "png", tmp_path)
    width, height, different = png(path)
    assert [width, height] == [2 * size[0], 2 * size[1]]
    assert width >= 2000
    assert different > 100
    assert f"{width:,} \N{MULTIPLICATION SIGN} {height:,} pixels" in said
    pixels = opened.run("() => dateline.picture.draw().element.querySelectorAll('path').length")
    assert pixels > 30
    assert opened.run("() => !document.body.classList.contains('drawn-apart')")


def test_a_phone_gives_a_picture_with_a_timeline_too(
    visit: Open, networks: ModuleType, tmp_path: Path
) -> None:
    opened = visit(networks.small_story(), width=360, height=740)
    path, _ = saved(opened, "svg", tmp_path)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    words = "".join(element.text or "" for element in root.iter(f"{SVG}text"))
    assert "50 % on steel" in words
    assert opened.run("() => document.querySelector('section.timeline').clientWidth") == 0


def test_a_hostile_story_gives_files_that_parse(
    visit: Open, networks: ModuleType, hostile: ModuleType, tmp_path: Path
) -> None:
    for story in (
        hostile.hostile_network(),
        networks.strange_labels(),
        networks.empty(),
        networks.wide_times(),
    ):
        opened = visit(story)
        opened.run(SET, {"kinds": opened.run(ALL_KINDS), "lines": "all"})
        path, _ = saved(opened, "svg", tmp_path)
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "g", "path", "rect", "text", "title", "desc",
        }  # fmt: skip
        path, _ = saved(opened, "ttl", tmp_path)
        text = path.read_text(encoding="utf-8")
        graph = triples(text)
        labels = opened.run("() => dateline.seen.things().map((node) => node.label)")
        written = {str(o) for _, p, o in graph if str(p).endswith("#prefLabel")}
        assert written == {re.sub("[\ud800-\udfff]", "\ufffd", label) for label in labels if label}
        for what, number in (("csv-things", len(labels)), ("csv-connections", story.number_of_edges())):
            path, said = saved(opened, what, tmp_path)
            assert len(rows(path)) == number
            assert f"{number} rows" in said


def test_tables_have_what_is_seen_and_no_formula(visit: Open, networks: ModuleType, tmp_path: Path) -> None:
    network = networks.small_story()
    name = '=HYPERLINK("https://evil.example","a, b")\nsecond line'
    network.nodes[networks.STORY + "trump"]["label"] = name
    opened = visit(network)
    path, said = saved(opened, "csv-things", tmp_path)
    assert path.name == "story_graph_things.csv"
    assert "apostrophe" in said
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == len(rows(path)) + 1
    found = {row["id"]: row for row in rows(path)}
    shown = opened.run("() => dateline.graph.visible.map((at) => dateline.model.nodes[at].id)")
    assert sorted(found) == sorted(shown)
    assert found["trump"]["label"] == "'" + name
    state = found["steel-50"]
    assert [state[name] for name in ("earliest_begin", "latest_begin", "ongoing", "kind", "type")] == [
        "2025-06-01", "2025-06-30", "true", "state", "PolicyState",
    ]  # fmt: skip
    assert "50% steel and aluminum tariffs" in state["quotes"]
    assert state["sources"] == '["https://example.org/story/order"]'
    opened.page.keyboard.press("Escape")
    opened.run(SET, {"facets": {"actor": ["carney"]}})
    path, _ = saved(opened, "csv-connections", tmp_path)
    assert path.name == "story_graph_filtered_connections.csv"
    ends = {row[end] for row in rows(path) for end in ("from", "to")}
    assert ends <= set(opened.run("() => dateline.seen.things().map((node) => node.id)"))
    assert rows(path)


def test_the_table_view_gives_every_kind(visit: Open, networks: ModuleType, tmp_path: Path) -> None:
    opened = visit(networks.small_story())
    opened.run(SET, {"view": "table"})
    path, _ = saved(opened, "csv-things", tmp_path)
    assert len(rows(path)) == networks.small_story().number_of_nodes()


@pytest.fixture(scope="module")
def known(bundled: Story) -> set[Any]:
    """Every triple of the bundled story and of what follows from it."""
    quads = bundled.rdflib().quads((None, None, None, None))
    return {(s, p, o) for s, p, o, _ in quads}


def of_class(some: set[Any], name: str) -> set[Any]:
    return {s for s, p, o in some if p == rdflib.RDF.type and o == DL[name]}


def of_property(some: set[Any], name: str) -> set[Any]:
    return {each for each in some if each[1] == DL[name]}


def test_every_triple_of_the_whole_story_is_in_its_graph(
    visit: Open, first_story: str, known: set[Any]
) -> None:
    opened = visit(first_story)
    opened.run(SET, {"kinds": opened.run(ALL_KINDS)})
    whole = opened.run("() => dateline.statements.file()")
    mine = triples(whole["text"])
    assert mine - known == set()
    assert "Left out" not in whole["said"]
    for name in ("Claim", "PolicyState", "Participation", "Tenure", "Link", "Source"):
        assert of_class(mine, name) == of_class(known, name), name
    for name in ("speaker", "about", "imposedBy", "modality", "rate", "outcome", "from", "role"):
        assert of_property(mine, name) == of_property(known, name), name
    opened.run(SET, {"facets": {"actor": ["trump"]}, "window": {"from": "2025-05-01", "to": "2025-06-30"}})
    fewer = triples(opened.run("() => dateline.statements.file().text"))
    assert fewer < mine
    assert len(fewer) > 100


def test_turtle_keeps_only_quotes_that_were_there(visit: Open, networks: ModuleType) -> None:
    network = networks.small_story()
    for _, data in network.nodes(data=True):
        data["known_since"] = "2025-06-03"
    opened = visit(network)
    opened.run(SET, {"clock": "known", "knownBy": "2025-06-04"})
    text = opened.run("() => dateline.statements.file().text")
    assert "50% steel and aluminum tariffs" in text
    assert "Trump and Carney are meeting again" not in text


def test_a_sandboxed_frame_still_cites_and_says_what_its_link_is(
    enclose: Enclose, networks: ModuleType
) -> None:
    frame = enclose(networks.small_story(), bypass_csp=True)
    frame.evaluate("dateline.state.set({ facets: { actor: ['trump'] } }, { from: 'test' })")
    frame.locator("#dl-share-open").click()
    assert frame.locator("#dl-share-link").input_value() == "#actor=trump"
    assert "frame" in frame.locator("#dl-share-link-note").inner_text()
    frame.get_by_role("button", name="Copy the link").click()
    frame.wait_for_function("document.getElementById('dl-share-said').textContent !== ''")
    assert frame.locator("#dl-share-said").inner_text()


WRITTEN = """(texts) => {
  const { literal, iri } = dateline.statements;
  return [texts.map(literal), texts.map((text) => iri("s:" + text))];
}"""
LAID = """() => addEventListener("beforeprint", () => {
  window.laid = document.getElementById("dl-paper").innerText;
})"""


@given(texts=st.lists(st.text(), min_size=20))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_string_is_read_back_from_turtle_as_it_was(blank: Visit, texts: list[str]) -> None:
    literals, iris = blank.run(WRITTEN, texts)
    lines = [
        f"{iri} <p:{at}> {literal} ." for at, (iri, literal) in enumerate(zip(iris, literals, strict=True))
    ]
    found = {str(p): str(o) for _, p, o in triples("\n".join(lines))}
    assert found == {f"p:{at}": text for at, text in enumerate(texts)}


@pytest.fixture
def blank(visit: Open, networks: ModuleType) -> Visit:
    return visit(networks.one_node())


def test_printing_lays_out_the_paper_by_itself(visit: Open, networks: ModuleType) -> None:
    opened = visit(networks.small_story())
    opened.run(LAID)
    opened.page.pdf(format="A4")
    assert "Oval Office meeting" in opened.run("() => window.laid")
    assert opened.page.locator("#dl-paper").count() == 0


def test_a_large_story_is_pictured_by_its_groups_and_linked_by_the_opened_one(
    visit: Open, networks: ModuleType, tmp_path: Path
) -> None:
    story = networks.Story("Large")
    for number in range(FROM):
        story.node(
            f"e{number}", "event", "Meeting", f"Meeting {number}", networks.on(f"2025-0{number % 9 + 1}-10")
        )
    opened = visit(story.network)
    path, _ = saved(opened, "svg", tmp_path)
    letters = [each.text or "" for each in ElementTree.parse(path).iter(f"{SVG}text")]
    numbers = opened.run("() => [...dateline.scene.groupCounts()]")
    assert all(str(number) in letters for number in numbers)
    opened.page.keyboard.press("Escape")
    opened.run(SET, {"opened": 2})
    link = opened.run("() => dateline.link.write(dateline.state.get())")
    assert opened.run("(link) => dateline.link.read(link)", link) == {
        "state": opened.run("() => dateline.state.get()"),
        "lost": [],
    }
    opened.page.locator("#dl-share-open").click()
    assert "Group: " in opened.page.locator("#dl-share-what").inner_text()


PRINTED = """() => [...document.querySelectorAll("button, input, select, textarea")]
  .filter((each) => each.checkVisibility()).length"""


@pytest.mark.parametrize("view", ["graph", "table", "about"])
def test_paper_has_title_filters_picture_and_list_and_nothing_to_press(
    view: str, visit: Open, networks: ModuleType
) -> None:
    opened = visit(networks.small_story(), scheme="dark")
    page = opened.page
    opened.run(SET, {"view": view, "facets": {"actor": ["trump"]}})
    page.emulate_media(media="print")
    opened.run("() => dispatchEvent(new Event('beforeprint'))")
    text = page.locator("body").inner_text()
    assert "Carney & Trump, 2025" in text
    assert ("Actors: Donald Trump" in text) == (view != "about")
    assert opened.run(PRINTED) == 0
    assert page.locator("#dl-paper figure > svg").count() == (1 if view == "graph" else 0)
    assert ("Oval Office meeting" in text) == (view != "about")
    assert (
        opened.run("() => getComputedStyle(document.getElementById('dl-paper')).color") == "rgb(29, 33, 38)"
    )
    assert len(page.pdf(format="A4")) > 5000
    opened.run("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#dl-paper").count() == 0
    assert opened.run("() => document.documentElement.dataset.theme === undefined")


def test_a_chart_is_pictured_with_its_question_and_the_colours_it_has(
    visit: Open, first_story: str, tmp_path: Path
) -> None:
    opened = visit(first_story, scheme="dark")
    opened.run(SET, {"view": "rates"})
    path, _ = saved(opened, "svg", tmp_path)
    assert path.name == "us-canada-trade_rates.svg"
    text = path.read_text(encoding="utf-8")
    words = [each.text for each in ElementTree.fromstring(text).iter(f"{SVG}text")]
    shown = opened.page.locator('[data-board="rates"] h3').first.inner_text()
    assert shown in words
    chart = opened.page.locator("#dl-rates-chart text").all_text_contents()
    assert len(chart) > 10
    assert set(chart) <= set(words)
    assert "#e592cf" in text  # the colour of policy states in the dark
    assert "var(" not in text
    assert "largest chart" in opened.page.locator("#dl-share-pictured").inner_text()
