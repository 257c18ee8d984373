from __future__ import annotations

import gc
import gzip
import json
import re
from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.html.collection import paused_collection
from dateline.export.html.columns import Interned, Sparse, packed

ANY_TEXT = st.text(st.characters(exclude_categories=()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    max_leaves=20,
)


def unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(b64decode(text, validate=True)))


BLOCKS = st.dictionaries(ANY_TEXT, VALUES)


@given(BLOCKS)
def test_what_is_packed_comes_back_whole(blocks: dict[str, Any]) -> None:
    assert unpacked(packed(blocks)) == blocks


@given(BLOCKS)
def test_packed_text_has_letters_that_no_parser_acts_on(blocks: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", packed(blocks))


def test_a_lone_surrogate_is_kept_as_an_escape() -> None:
    blocks = {"one": ["half \ud83d", "whole \U0001f600"], "half \ude00": ["é"]}
    assert unpacked(packed(blocks)) == blocks


def test_the_same_value_gives_the_same_text_without_a_time_in_it() -> None:
    text = packed({"a": [1, 2], "b": "x"})
    assert text == packed({"a": [1, 2], "b": "x"})
    assert b64decode(text)[4:8] == b"\0\0\0\0"


def test_what_is_no_number_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        packed({"a": [float("nan")]})


def test_equal_values_have_one_place_in_the_order_in_which_they_came() -> None:
    interned: Interned[str | None] = Interned([None])
    assert [interned.place(value) for value in ("b", "a", "b", None)] == [1, 2, 1, 0]
    assert list(interned) == [None, "b", "a"]


def test_a_sparse_column_keeps_only_rows_that_have_something() -> None:
    column = Sparse()
    values: list[object] = ["", "note", None, [], ["x"], {}]
    for row, value in enumerate(values):
        column.put(row, value)
    assert column.as_json() == [[1, 4], ["note", ["x"]]]


def test_the_search_for_cycles_goes_on_after_a_pause_even_after_an_error() -> None:
    def fail() -> None:
        with paused_collection():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()


def test_who_has_switched_the_search_for_cycles_off_finds_it_off() -> None:
    gc.disable()
    try:
        with paused_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
