"""The columns beside a store hold what the store holds, and nothing is read from damaged ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline import Story
from dateline.errors import StoreError
from dateline.graph.columns import NUMBERS, TERMS, forget_columns, read_columns
from dateline.graph.snapshot import Snapshot
from dateline.graph.store import open_store, open_view, write_store
from dateline.graph.view import StoreView


@pytest.fixture
def store(tmp_path: Path, canal: Story) -> Path:
    folder = tmp_path / "canal.store"
    write_store(folder, canal.quads())
    return folder


def _columns(store: Path, name: str = TERMS) -> Path:
    [file] = store.glob(f"v*/{name}")
    return file


def test_a_story_reads_the_same_from_columns_and_from_the_store(store: Path, canal: Story) -> None:
    columns = read_columns(_columns(store).parent)
    assert columns
    assert len(list(columns.texts())) == len(columns.subject) > 0
    by_columns, by_look_ups = Snapshot.of(open_view(store)), Snapshot.of(StoreView(open_store(store)))
    assert by_columns == by_look_ups == canal.snapshot


def test_a_store_without_columns_opens_all_the_same(store: Path, canal: Story) -> None:
    _columns(store).unlink()
    assert dateline.open(store).snapshot == canal.snapshot


@pytest.mark.parametrize("text", ["", "{", "[]", '{"terms": ["a"], "triples": "some"}', '{"terms": 3}'])
def test_damaged_terms_are_told_and_not_read(store: Path, text: str) -> None:
    _columns(store).write_text(text, "utf-8")
    with pytest.raises(StoreError, match=r"damaged at \"terms.json\".*build it again"):
        _ = dateline.open(store).snapshot


@pytest.mark.parametrize("change", [lambda old: old[:-1], lambda old: b"", lambda old: b"\xff" * len(old)])
def test_damaged_numbers_are_told_and_not_read(store: Path, change: Callable[[bytes], bytes]) -> None:
    file = _columns(store, NUMBERS)
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(StoreError, match=r"damaged at \"triples.i32\".*build it again"):
        _ = dateline.open(store).snapshot


def test_a_number_beyond_the_terms_is_told(store: Path) -> None:
    file = _columns(store, NUMBERS)
    file.write_bytes(file.read_bytes()[:-4] + (1 << 30).to_bytes(4, "little"))
    with pytest.raises(StoreError, match="a number is that of none of the"):
        _ = dateline.open(store).snapshot


def test_the_columns_can_be_forgotten(store: Path, canal: Story) -> None:
    forget_columns(_columns(store).parent)
    assert not list(store.glob(f"v*/{TERMS}")) + list(store.glob(f"v*/{NUMBERS}"))
    assert dateline.open(store).snapshot == canal.snapshot
