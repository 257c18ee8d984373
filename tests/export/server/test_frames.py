"""Frames between a server and its workers arrive whole, however they are cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.server.frames import Unpacker, pack

HEADERS = st.dictionaries(st.text(), st.none() | st.integers() | st.text())


@given(HEADERS, st.binary(), st.integers(min_value=1, max_value=7))
def test_a_frame_comes_out_as_it_went_in(header: dict[str, object], body: bytes, step: int) -> None:
    data = pack(header, body)
    unpacker = Unpacker()
    *early, last = (unpacker.feed(data[start : start + step]) for start in range(0, len(data), step))
    assert last == (header, body)
    assert not any(early)
