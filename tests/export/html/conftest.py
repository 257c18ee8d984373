from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dateline.export.html import PageAbout


def _load(name: str) -> ModuleType:
    """A module beside this file; with importlib mode it cannot be imported by name."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"html_test_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def networks() -> ModuleType:
    """The module ``networks.py``: a small story and odd ones."""
    return _load("networks")


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The module ``hostile.py``: strings that want to be more than text."""
    return _load("hostile")


@pytest.fixture(scope="session")
def big() -> ModuleType:
    """The module ``big.py``: networks of any size."""
    return _load("big")


@pytest.fixture(scope="session")
def rows() -> ModuleType:
    """The module ``rows.py``: a page's columns as rows."""
    return _load("rows")


@pytest.fixture(scope="session")
def about() -> PageAbout:
    return PageAbout(
        title="Carney & Trump, 2025",
        description="Who met whom, and which tariff was in force.",
        language="en",
        story_iri="https://example.org/story/",
        version="0.0.1",
        notes=("One source only.",),
        graph_hash="c0ffee",
    )
