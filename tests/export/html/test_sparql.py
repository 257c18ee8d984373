from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from dateline import Story
from dateline.errors import ExportError
from dateline.export.html import bundle
from dateline.graph.complete import to_nquads

BUNDLED = pytest.mark.skipif(
    bundle.read_bytes("oxigraph.wasm.gz") is None, reason="the bundled JavaScript is not built: no npm"
)


@pytest.fixture(scope="module")
def page(canal: Story) -> str:
    return canal.to_html(with_sparql=True)


def block(page: str, name: str) -> str:
    found = re.search(rf'<script type="application/[a-z-]+" id="{name}">(.*?)</script>', page)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def words(page: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(block(page, "dl-data"))))["sparql"]


@BUNDLED
def test_the_same_story_gives_the_same_bytes_with_sparql_too(canal: Story, page: str) -> None:
    assert canal.to_html(with_sparql=True) == page


@BUNDLED
def test_the_page_carries_every_quad_and_the_engine(canal: Story, page: str) -> None:
    quads = gzip.decompress(base64.b64decode(block(page, "dl-sparql-quads")))
    assert quads == to_nquads(canal.quads())
    assert gzip.decompress(base64.b64decode(block(page, "dl-sparql-wasm"))).startswith(b"\0asm")


@BUNDLED
def test_terms_come_with_their_definition_and_the_most_used_first(words: Any) -> None:
    terms = {term["name"]: term for term in words["terms"]}
    assert terms["dl:Meeting"]["kind"] == "class"
    assert terms["dl:Promised"]["kind"] == "value"
    assert terms["dl:participant"]["definition"].endswith(".")
    assert terms["skos:prefLabel"]["uses"] > 10
    uses = [term["uses"] for term in words["terms"]]
    assert uses == sorted(uses, reverse=True)
    assert len(terms) == len(words["terms"])


@BUNDLED
def test_uses_count_what_the_story_says_and_not_the_vocabulary(canal: Story, words: Any) -> None:
    told = "SELECT ?s ?o { GRAPH ?g { ?s dl:participant ?o } FILTER (?g != <https://w3id.org/dateline/ns>) }"
    (uses,) = [term["uses"] for term in words["terms"] if term["name"] == "dl:participant"]
    assert uses == len(canal.query(told).rows) > 0


@BUNDLED
def test_prefixes_are_those_of_python(canal: Story, words: Any) -> None:
    assert words["prefixes"] == dict(canal.view.prefixes)


def test_without_the_bundle_the_error_names_how_to_get_it(
    canal: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    with pytest.raises(ExportError, match=r"cannot put SPARQL into a page: .* npm .* `make bundle`"):
        canal.export("html", tmp_path / "page.html", with_sparql=True)
    assert not (tmp_path / "page.html").exists()
    assert canal.to_html()


def test_only_a_page_can_answer_sparql(canal: Story, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r'a file of the format "ttl" cannot answer SPARQL; only html can'):
        canal.export("ttl", tmp_path / "out.ttl", with_sparql=True)
    assert not (tmp_path / "out.ttl").exists()
