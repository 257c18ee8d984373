"""Examples in docstrings give what they show."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import dateline


def test_every_example_in_a_docstring_gives_what_it_shows() -> None:
    names = [module.name for module in pkgutil.walk_packages(dateline.__path__, "dateline.")]
    modules = [dateline, *(importlib.import_module(name) for name in names if "__main__" not in name)]
    outcomes = [doctest.testmod(module) for module in modules]
    assert sum(outcome.failed for outcome in outcomes) == 0
    assert sum(outcome.attempted for outcome in outcomes) >= 12
