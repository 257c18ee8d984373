from __future__ import annotations

from datetime import date

import pytest

from dateline.data.edtf import Bounds
from dateline.export.html.placing import is_vague
from dateline.export.words import class_in_words, in_words

MAY, JUNE, JULY = date(2025, 5, 31), date(2025, 6, 1), date(2025, 7, 4)
MID, END = date(2025, 6, 15), date(2025, 6, 30)
NEXT = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(JUNE, JUNE, JUNE, JUNE), "on 1 June 2025"),
        (Bounds(JUNE, END, JUNE, END), "between 1 and 30 June 2025"),
        (Bounds(JUNE, JULY, JUNE, JULY), "between 1 June and 4 July 2025"),
        (Bounds(JUNE, NEXT, JUNE, NEXT), "between 1 June 2025 and 2 January 2026"),
        (Bounds(JUNE, JUNE, END, END), "from 1 to 30 June 2025"),
        (
            Bounds(JUNE, MID, END, JULY),
            "began between 1 and 15 June 2025; ended between 30 June and 4 July 2025",
        ),
        (Bounds(JUNE, END, None, None), "began between 1 and 30 June 2025; end not known"),
        (Bounds(None, None, JUNE, END), "ended between 1 and 30 June 2025; begin not known"),
        (Bounds(None, MID, JUNE, END), "began on or before 15 June 2025; ended between 1 and 30 June 2025"),
        (Bounds(JUNE, None, JUNE, None), "on or after 1 June 2025"),
        (Bounds(JUNE, JUNE, None, None, True), "since 1 June 2025, ongoing"),
        (Bounds(JUNE, END, None, None, True), "since a day between 1 and 30 June 2025, ongoing"),
        (Bounds(None, END, END, None, True), "since 30 June 2025 or earlier, ongoing"),
        (Bounds(JUNE, None, None, None, True), "since 1 June 2025 or later, ongoing"),
        (Bounds(None, None, None, None, True), "ongoing, since an unknown day"),
        (Bounds(None, None, None, None), ""),
    ],
)
def test_bounds_are_said_in_words_without_rounding(bounds: Bounds, words: str) -> None:
    assert in_words(bounds) == words


def test_only_a_begin_open_by_more_than_a_month_is_vague() -> None:
    assert not is_vague(Bounds(JUNE, END, JUNE, END))
    assert is_vague(Bounds(MAY, JULY, MAY, JULY))
    assert is_vague(Bounds(None, JULY, None, None))
    assert not is_vague(Bounds(None, None, None, None))


def test_a_class_name_becomes_words() -> None:
    assert class_in_words("PolicyState") == "Policy state"
    assert class_in_words("Summit") == "Summit"
    assert class_in_words("") == ""
