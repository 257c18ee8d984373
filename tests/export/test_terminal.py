"""Tables say repeated and missing values apart."""

from __future__ import annotations

import pytest

from dateline.export.terminal import DITTO, print_table


def test_a_repeated_cell_is_a_ditto_mark_and_an_unbound_one_is_empty(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(("who", "not", "what"), [("Ann", None, "a"), ("Ann", None, "b"), ("Ann", "true", "c")])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == [["Ann", "a"], [DITTO, "b"], [DITTO, "true", "c"]]


def test_a_cell_after_a_different_one_is_repeated_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("who", "kind", "what"), [("Ann", "said", "a"), ("Ben", "said", "a")])
    assert capsys.readouterr().out.splitlines()[2].split() == ["Ben", "said", "a"]
