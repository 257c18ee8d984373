"""Bundles the page's third-party JavaScript when dateline is built, where npm is to be had.

Hatch calls the hook for wheels, source distributions and editable installs. Run as a script, it does the
same in a checkout and fails when the bundle cannot be made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_FOLDER = Path("export/html/npm")
BUNDLE = Path("export/html/bundle")
STAMP = "stamp.txt"
OUTPUTS = ("sigma.js", "sparql-editor.js", "sparql-engine.js", "oxigraph.wasm.gz", "LICENSES.txt")
# What a bundle is made of; the licence text stands in for packages that carry none.
INPUTS = ("package.json", "package-lock.json", "*.js", "*.mjs")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--prefer-offline")
PATIENCE = 600
"""Seconds that npm and the bundling may each take."""

Say = Callable[[str], None]


class BundleError(Exception):
    """The bundle cannot be made; the text says why."""


def input_hash(root: Path) -> str:
    """SHA-256 over names and contents of everything that the bundle is made of."""
    found = {path for pattern in INPUTS for path in (root / NPM_FOLDER).glob(pattern)}
    digest = sha256()
    for path in [*sorted(found), root / "LICENSE"]:
        # A checkout may have turned line ends; the bundle is the same.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Whether the bundle is there, whole, and made from what is in the tree."""
    bundle = root / BUNDLE
    whole = all((bundle / name).is_file() for name in (*OUTPUTS, STAMP))
    return whole and (bundle / STAMP).read_text("ascii").strip() == input_hash(root)


def make_bundle(root: Path, say: Say) -> None:
    """Make the bundle anew, unless it is current; raises :class:`BundleError`, with no bundle left.

    One that was made from other inputs goes too: the page's own scripts may not fit it.
    """
    if is_current(root):
        return
    shutil.rmtree(root / BUNDLE, ignore_errors=True)
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise BundleError("npm is not installed")
    say("bundling the page's JavaScript with npm")
    with TemporaryDirectory(prefix="dateline-bundle-") as scratch:
        work, made = Path(scratch, "npm"), Path(scratch, "bundle")
        left_out = shutil.ignore_patterns("node_modules", "__pycache__", "*.py")
        shutil.copytree(root / NPM_FOLDER, work, ignore=left_out)
        _run([npm, *INSTALL], work, "npm could not fetch the packages")
        _run([node, "build.mjs", str(made), str(root / "LICENSE")], work, "the packages could not be bundled")
        (made / STAMP).write_text(input_hash(root) + "\n", "ascii", newline="\n")
        shutil.copytree(made, root / BUNDLE)


def _run(command: list[str], cwd: Path, problem: str) -> None:
    # npm writes its own settings for what it starts; those of an npm around us are not ours.
    environment = {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}
    try:
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundleError(f"{problem}: {error}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BundleError("\n  ".join([f"{problem}:", *said[:8]]))


class BundleHook(BuildHookInterface[Any]):
    """Hatch's hook: without npm or a network the build warns in words and goes on."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle before hatch collects the files, for whatever ``version`` of whatever target."""
        try:
            make_bundle(Path(self.root), self.app.display_info)
        except BundleError as error:
            self.app.display_warning(
                f"dateline is built without the bundled JavaScript: {error}\n"
                "Its pages work, but cannot answer SPARQL themselves or draw very large graphs. "
                "With Node.js 18 or later and npm, `make bundle` adds it."
            )


if __name__ == "__main__":
    try:
        make_bundle(Path(__file__).resolve().parents[3], print)
    except BundleError as error:
        sys.exit(f"no bundle: {error}")
