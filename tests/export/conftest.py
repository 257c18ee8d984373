"""The command line in this process, for tests of commands."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from dateline.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs ``dateline`` with arguments in this process: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        # Wide enough that no cell of a test is wrapped, whatever the terminal.
        monkeypatch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        code = caught.value.code
        return (code if isinstance(code, int) else 0), out.decode(), err.decode()

    return call
