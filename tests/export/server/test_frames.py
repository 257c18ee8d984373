"""Frames between a server and its workers arrive whole, however they are cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.server.frames import Unpacker, pack

HEADERS = st.dictionaries(st.text(), st.none() | st.integers() | st.text())


@given(st.lists(st.tuples(HEADERS, st.binary())), st.integers(min_value=1, max_value=300))
def test_frames_come_out_as_they_went_in_however_they_are_cut(
    frames: list[tuple[dict[str, object], bytes]], step: int
) -> None:
    data = b"".join(pack(*frame) for frame in frames)
    unpacker = Unpacker()
    pieces = (data[start : start + step] for start in range(0, len(data), step))
    assert [frame for piece in pieces for frame in unpacker.feed(piece)] == frames


def test_a_frame_comes_out_as_soon_as_it_is_whole() -> None:
    data, unpacker = pack({"do": "query"}, b"ASK {}"), Unpacker()
    assert not list(unpacker.feed(data[:-1]))
    assert list(unpacker.feed(data[-1:])) == [({"do": "query"}, b"ASK {}")]
