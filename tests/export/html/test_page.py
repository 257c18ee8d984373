from __future__ import annotations

import base64
import json
import re
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from dateline import Story
from dateline.errors import ExportError
from dateline.export.html import PageAbout, render_page
from dateline.export.html.inline import json_text
from dateline.export.html.parts import ASSETS
from dateline.export.html.payload import build_payload, web_address

ODD = ["empty", "one node", "undated", "strange labels", "wide times"]
ODD += ["one event", "one name", "loops", "all time"]


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag in ("script", "style")
        if self.inside:
            self.raw.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attributes, text = self.raw[-1]
            self.raw[-1] = (tag, attributes, text + data)

    def text(self, name: str) -> str:
        return next(text for _, attributes, text in self.raw if attributes.get("id") == name)


@pytest.fixture(scope="module")
def small(networks: ModuleType, about: PageAbout) -> str:
    return render_page(networks.small_story(), about)


def test_the_same_network_gives_the_same_bytes(networks: ModuleType, about: PageAbout, small: str) -> None:
    assert render_page(networks.small_story(), about).encode() == small.encode()


def test_the_words_that_disagree_are_in_the_file(bundled: Story, about: PageAbout) -> None:
    network = bundled.network()
    data = build_payload(network, about).data

    def quotes(proof: int) -> set[str]:
        return {data["evidence"][at][1] for at in data["proofs"][proof]}

    for written, conflict in zip(data["conflicts"], network.graph["conflicts"], strict=True):
        for one, other in ((written, conflict), *zip(written["sides"], conflict["sides"], strict=True)):
            assert quotes(one["proof"]) == {each["quote"] for each in other["evidence"]}
    assert any(conflict["evidence"] for conflict in network.graph["conflicts"])


def test_rendering_leaves_the_network_as_it_was(networks: ModuleType, about: PageAbout) -> None:
    network, twin = networks.small_story(), networks.small_story()
    render_page(network, about)
    assert dict(network.nodes(data=True)) == dict(twin.nodes(data=True))
    assert list(network.edges(keys=True, data=True)) == list(twin.edges(keys=True, data=True))


def test_the_page_is_one_document_with_language_title_and_viewport(small: str) -> None:
    tags = Elements(small).tags
    assert small.startswith("<!doctype html>\n")
    assert tags[0] == ("html", {"lang": "en"})
    assert "<title>Carney &amp; Trump, 2025</title>" in small
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags
    names = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert [name for name, number in Counter(names).items() if number > 1] == []


def test_nothing_is_loaded_from_anywhere(small: str) -> None:
    for tag, attributes in Elements(small).tags:
        assert "src" not in attributes, tag
        assert "srcset" not in attributes, tag
        assert (attributes.get("href") or "#").startswith(("#", "data:")), tag
    styles = [text for tag, _, text in Elements(small).raw if tag == "style"]
    assert not re.search(r"url\(|@import", "".join(styles))


def test_the_policy_allows_the_inlined_code_by_hash_and_nothing_else(small: str) -> None:
    elements = Elements(small)
    policy = next(a["content"] for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        code = [text for tag, a, text in elements.raw if tag == kind and "type" not in a]
        hashes = {f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" for text in code}
        assert set(rules[f"{kind}-src"].split()) == hashes


def test_no_carriage_return_changes_the_hash_of_a_script(small: str) -> None:
    assert "\r" not in small


def test_our_own_scripts_never_read_text_as_markup_or_code() -> None:
    scripts = sorted(Path(str(ASSETS)).rglob("*.js"))
    assert len(scripts) > 50
    for script in scripts:
        code = script.read_text(encoding="utf-8")
        forbidden = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", code
        )
        assert forbidden == [], script.name


def test_every_node_and_edge_is_in_the_page_with_its_position(
    networks: ModuleType, rows: ModuleType, small: str
) -> None:
    network = networks.small_story()
    elements = Elements(small)
    data, drawn = rows.unpacked(elements.text("dl-data")), json.loads(elements.text("dl-drawn"))
    assert [node["iri"] for node in rows.nodes_of(data)] == list(network.nodes)
    assert [edge["key"] for edge in rows.edges_of(data)] == [key for _, _, key in network.edges(keys=True)]
    assert [node["id"] for node in drawn["nodes"]] == list(range(network.number_of_nodes()))
    for name in ("kinds", "actors"):
        layout = data["layouts"][name]
        assert len(set(zip(layout["x"], layout["y"], strict=True))) == network.number_of_nodes()
    assert drawn["options"]["physics"] == {"enabled": False}


def test_evidence_is_kept_once_and_nothing_of_it_is_lost(
    networks: ModuleType, rows: ModuleType, about: PageAbout
) -> None:
    network = networks.small_story()
    data = build_payload(network, about).data
    records = [node for _, node in network.nodes(data=True)] + [
        edge for _, _, edge in network.edges(data=True)
    ]
    for record, kept in zip(records, rows.nodes_of(data) + rows.edges_of(data), strict=True):
        for evidence, place in zip(record["evidence"], kept["evidence"], strict=True):
            source, *words = data["evidence"][place]
            assert words == [evidence[name] for name in ("quote", "prefix", "suffix", "start", "end")]
            cited = data["sources"][source]
            assert cited["iri"] == evidence["source"]
            assert {name: cited[name] for name in ("title", "publisher", "issued", "address")} == {
                name: evidence[name] for name in ("title", "publisher", "issued", "address")
            }
    assert len({tuple(words) for words in data["evidence"]}) == len(data["evidence"])


def test_a_key_that_has_the_mark_of_the_base_in_it_is_kept(
    networks: ModuleType, rows: ModuleType, about: PageAbout
) -> None:
    network = networks.small_story()
    edge = next(iter(network.edges(data=True)))[2]
    network.add_edge(networks.STORY + "oval", networks.STORY + "g7", key=f"\0{networks.STORY}x", **edge)
    data = build_payload(network, about).data
    assert [each["key"] for each in rows.edges_of(data)] == [key for _, _, key in network.edges(keys=True)]


def test_a_source_named_by_its_local_id_is_the_source_itself(networks: ModuleType, about: PageAbout) -> None:
    network = networks.small_story()
    reading = network.nodes[networks.STORY + "oval"]["when"][0]
    reading["evidence"] = [{**networks.quoted("on Tuesday"), "source": "examiner"}]
    data = build_payload(network, about).data
    assert {source["iri"] for source in data["sources"]} == {
        networks.STORY + "examiner",
        networks.STORY + "order",
    }


@pytest.mark.parametrize("name", ODD)
def test_odd_networks_give_a_page_that_utf8_can_write(
    name: str, networks: ModuleType, rows: ModuleType, about: PageAbout
) -> None:
    network = networks.ODD[name]()
    page = render_page(network, about)
    data = rows.unpacked(Elements(page.encode().decode()).text("dl-data"))
    assert len(rows.nodes_of(data)) == network.number_of_nodes()


def test_markup_in_any_field_stays_text(networks: ModuleType, hostile: ModuleType, rows: ModuleType) -> None:
    page = render_page(hostile.hostile_network(), hostile.hostile_about())
    about = PageAbout("t", "d", "en", "s", "v", ("n",) * len(hostile.INJECTIONS), "h")
    plain = render_page(networks.small_story(), about)
    assert Counter(tag for tag, _ in Elements(page).tags) == Counter(tag for tag, _ in Elements(plain).tags)
    assert page.count("<script") == plain.count("<script")
    assert "<img" not in page
    # Nothing was expanded by the template: it stands there as it was written.
    assert "{{ 7*7 }}" in page
    assert "{% raw %}" in page
    notes = [node["note"] for node in rows.nodes_of(rows.unpacked(Elements(page).text("dl-data")))]
    assert notes == [text for text in hostile.INJECTIONS for _ in range(2)]


def test_the_same_hostile_data_gives_the_same_bytes(hostile: ModuleType) -> None:
    pages = (render_page(hostile.hostile_network(), hostile.hostile_about()) for _ in range(2))
    assert len({page.encode() for page in pages}) == 1


def test_json_in_the_page_has_no_character_that_a_parser_could_act_on() -> None:
    value = {"<!--": ["</script>", "&amp;", "\u2028\u2029", "\ud83d", "é"]}
    text = json_text(value)
    assert not set(text) & set("<>&\u2028\u2029\ud83d")
    assert json.loads(text) == value
    assert "é" in text


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "data:text/html,x", "ftp://x.org/", "//x.org", "http://[bad"]
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert web_address(address) is None
    assert web_address(" https://example.org/a?b=c#d ") == "https://example.org/a?b=c#d"


def test_a_node_without_an_attribute_is_an_error_that_names_it(
    networks: ModuleType, about: PageAbout
) -> None:
    network = networks.small_story()
    del network.nodes[networks.STORY + "carney"]["label"]
    with pytest.raises(ExportError, match=r"story/carney.*label"):
        render_page(network, about)


def test_an_edge_with_a_bad_date_is_an_error_that_names_it(networks: ModuleType, about: PageAbout) -> None:
    network = networks.small_story()
    _, _, key, edge = next(iter(network.edges(keys=True, data=True)))
    edge["latest_end"] = "yesterday"
    with pytest.raises(ExportError, match=re.escape(key)):
        render_page(network, about)


def test_the_shell_stays_under_a_megabyte_and_a_half(networks: ModuleType, about: PageAbout) -> None:
    assert len(render_page(networks.empty(), about).encode()) < 1_500_000
