"""The columns beside a store hold what the store holds, and nothing is read from damaged ones."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline import Story
from dateline.errors import StoreError
from dateline.graph.columns import FILE, read_columns
from dateline.graph.snapshot import Snapshot
from dateline.graph.store import open_store, open_view, write_store
from dateline.graph.view import StoreView


@pytest.fixture
def store(tmp_path: Path, canal: Story) -> Path:
    folder = tmp_path / "canal.store"
    write_store(folder, canal.quads())
    return folder


def _columns(store: Path) -> Path:
    [file] = store.glob(f"v*/{FILE}")
    return file


def test_a_story_reads_the_same_from_columns_and_from_the_store(store: Path, canal: Story) -> None:
    assert list(read_columns(_columns(store).parent) or [])
    by_columns, by_look_ups = Snapshot.of(open_view(store)), Snapshot.of(StoreView(open_store(store)))
    assert by_columns == by_look_ups == canal.snapshot


def test_a_store_without_columns_opens_all_the_same(store: Path, canal: Story) -> None:
    _columns(store).unlink()
    assert dateline.open(store).snapshot == canal.snapshot


@pytest.mark.parametrize("text", ["", "{", "[]", '{"terms": [], "columns": [[0], [0], [0]]}', '{"terms": 3}'])
def test_damaged_columns_are_told_and_not_read(store: Path, text: str) -> None:
    _columns(store).write_text(text, "utf-8")
    with pytest.raises(StoreError, match=r"damaged at \"triples.json\".*build it again"):
        _ = dateline.open(store).snapshot
