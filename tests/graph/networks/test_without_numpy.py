"""What needs NumPy or pyarrow says how to install them, whichever module is met first."""

from __future__ import annotations

import importlib.resources
import subprocess
import sys
from pathlib import Path

CODE = """
import importlib, sys
for name in ("numpy", "scipy", "pyarrow"):
    sys.modules[name] = None
from dateline.errors import MissingExtraError
for module in sys.argv[1:]:
    try:
        importlib.import_module(module)
    except MissingExtraError as error:
        print(module, error)
"""
STORY = ("actors", "build", "brokers", "comparison", "hops", "views", "windows", "rolling")
"""Modules that work without either."""


def modules() -> list[str]:
    with importlib.resources.as_file(importlib.resources.files("dateline")) as root:
        package = Path(root)
        files = [*package.glob("graph/networks/**/*.py"), *package.glob("data/edge_*.py")]
        parts = [file.relative_to(package).with_suffix("").parts for file in files]
    return sorted(".".join(("dateline", *part)).removesuffix(".__init__") for part in parts)


def test_every_module_of_networks_works_without_numpy_or_says_what_to_install() -> None:
    found = subprocess.run(
        [sys.executable, "-c", CODE, *modules()], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr[-500:]
    told = dict(line.split(" ", 1) for line in found.stdout.splitlines())
    assert all('pip install "dateline[' in text for text in told.values())
    assert "[networks]" in told["dateline.graph.networks.from_network"]
    assert "[tables]" in told["dateline.data.edge_tables"]
    assert not {f"dateline.graph.networks.{name}" for name in STORY} & set(told)
