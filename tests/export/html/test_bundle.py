from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from dateline.export.html import bundle

ROOT = Path(__file__).parents[3]
SCRIPTS = ("sigma.js", "sparql-editor.js", "sparql-engine.js")
NPM = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")


@pytest.fixture(scope="module")
def hook(load: Callable[[Path], ModuleType]) -> ModuleType:
    return load(ROOT / "export" / "html" / "npm" / "build_hook.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with what the bundle is made of, and no bundle."""
    npm = Path("export", "html", "npm")
    shutil.copytree(ROOT / npm, tmp_path / npm, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "LICENSE", tmp_path)
    return tmp_path


def quietly(text: str) -> None:
    assert text


@NPM
def test_the_editable_install_has_a_bundle_of_the_tree_as_it_is(hook: ModuleType) -> None:
    assert hook.is_current(ROOT), "run `make bundle`"
    for name in SCRIPTS:
        assert bundle.read_script(name)
    wasm = bundle.read_bytes("oxigraph.wasm.gz")
    assert wasm is not None
    assert gzip.decompress(wasm).startswith(b"\0asm")


@NPM
def test_the_same_lock_gives_the_same_bytes(hook: ModuleType, tree: Path) -> None:
    hook.make_bundle(tree, quietly)
    made = {path.name: path.read_bytes() for path in (tree / hook.BUNDLE).iterdir()}
    assert set(made) == {*hook.OUTPUTS, hook.STAMP}
    assert made == {name: bundle.read_bytes(name) for name in made}


@NPM
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_bundled_script_can_stand_in_a_script_element(name: str) -> None:
    text = bundle.read_script(name)
    assert text is not None
    assert text.isascii()
    assert "\r" not in text
    assert not re.search(r"</script|<!--|\beval\(|new Function\b", text, re.IGNORECASE)
    assert text.startswith(f"var dateline{name.removesuffix('.js').title().replace('-', '')}=")


@NPM
def test_every_package_in_the_bundle_has_its_licence_beside_it() -> None:
    data = bundle.read_bytes("LICENSES.txt")
    assert data is not None
    parts = data.decode("utf-8").split("=" * 100)[1:]
    lock = json.loads((ROOT / "export/html/npm/package-lock.json").read_text("utf-8"))["packages"]
    named = {part.strip().split("\n")[0] for part in parts}
    pinned = {
        f"{path.removeprefix('node_modules/')} {about['version']}" for path, about in lock.items() if path
    }
    assert named <= pinned
    for name in ("graphology", "oxigraph", "sigma", "style-mod", "@codemirror/legacy-modes"):
        assert any(line.startswith(f"{name} ") for line in named), name
    assert not any("esbuild" in line for line in named)  # It makes the bundle and is not in it.
    for part in parts:
        assert re.search(r"Permission is hereby granted|Apache License", part), part[:80]
        assert len(part) > 900, part[:80]


@NPM
def test_a_current_bundle_is_left_alone_and_a_stale_one_made_anew(hook: ModuleType, tree: Path) -> None:
    said: list[str] = []
    hook.make_bundle(tree, said.append)
    hook.make_bundle(tree, said.append)
    assert len(said) == 1
    (tree / hook.BUNDLE / "sigma.js").unlink()
    assert not hook.is_current(tree)
    hook.make_bundle(tree, said.append)
    assert len(said) == 2
    with (tree / hook.NPM_FOLDER / "sigma.js").open("a", encoding="utf-8") as entry:
        entry.write('export { isGraph } from "sigma/utils";\n')
    assert not hook.is_current(tree)


@NPM
def test_npm_that_fails_is_quoted_and_leaves_no_bundle(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tree / hook.BUNDLE
    old.mkdir()
    (old / "sigma.js").write_text("of another lock", "ascii")
    monkeypatch.setenv("npm_config_offline", "true")
    monkeypatch.setenv("npm_config_cache", str(tree / "empty"))
    with pytest.raises(hook.BundleError, match=r"npm could not fetch the packages:\n  npm error"):
        hook.make_bundle(tree, quietly)
    assert not (tree / hook.BUNDLE).exists()


def test_without_npm_the_package_is_built_all_the_same_and_says_what_it_lacks(tmp_path: Path) -> None:
    """A build of the tracked files, with a PATH on which there is no npm."""
    tree, empty = tmp_path / "tree", tmp_path / "bin"
    shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns(".*", "bundle", "demo", "tests"))
    empty.mkdir()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(tmp_path / "dist")]
    environment = {**os.environ, "PATH": str(empty)}
    built = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "built without the bundled JavaScript: npm is not installed" in built.stderr
    assert "`make bundle` adds it" in built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert wheel.stat().st_size < 2_000_000


def test_a_missing_or_half_made_bundle_reads_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    (tmp_path / "sigma.js").write_text("var half", "ascii")
    assert bundle.read_script("sigma.js") is None
    assert bundle.read_bytes("oxigraph.wasm.gz") is None
    assert "npm" in bundle.HOW_TO_GET
