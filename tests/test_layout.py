"""The house: rooms, one-way imports, packaging, locks, and what may not be committed."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What npm adds where it is; a test in tests/export/html says so where it is not.
BUNDLE = ROOT / "export" / "html" / "bundle"
BUNDLED = sorted(path.name for path in BUNDLE.iterdir()) if BUNDLE.is_dir() else []
ROOMS = ("ontology", "data", "graph", "export")
CORE = {
    *("rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "edtf"),
    *("pydantic", "ruamel.yaml", "ruamel.yaml.clib", "typer", "rich"),
}


def run(*command: str | Path, cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **extra}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def tracked_files() -> list[Path]:
    listed = run("git", "ls-files", "-z").stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_the_top_level_is_what_the_user_fixed() -> None:
    for name in ("pyproject.toml", "README.md", "graph", "ontology", "data", "tests", "export"):
        assert (ROOT / name).exists(), name


def test_imports_run_one_way_through_the_rooms() -> None:
    result = run(Path(sys.executable).with_name("lint-imports"), "--no-cache")
    assert result.returncode == 0, result.stdout


def test_no_room_imports_a_room_above_it_even_inside_a_function() -> None:
    """import-linter reads the import graph; this reads the code itself."""
    for level, room in enumerate(ROOMS):
        above = set(ROOMS[level + 1 :])
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                module = node.module if isinstance(node, ast.ImportFrom) else None
                parts = set((module or "").split("."))
                assert not parts & above, f"{path} imports {module}"


def test_no_module_of_ours_is_loaded_under_a_second_name() -> None:
    import dateline.export.story

    ours = {ROOT / room for room in ROOMS}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).resolve().parent in ours:
            assert name.startswith("dateline."), name
    assert dateline.export.story.__name__ == "dateline.export.story"


def test_the_links_for_editable_installs_lead_to_the_entries_of_the_wheel() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    entries = config["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    # Python keeps its byte code beside the links; only links count.
    entries_there = (ROOT / ".src" / "dateline").iterdir()
    links = {path.name: path.resolve() for path in entries_there if path.is_symlink()}
    assert links == {name: (ROOT / name).resolve() for name in entries}


def test_the_core_depends_on_what_was_agreed_and_no_more() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {re.split(r"[<>=!~\[; ]", line)[0] for line in config["project"]["dependencies"]}
    assert names == CORE


def test_the_version_is_written_once() -> None:
    import dateline

    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"version: {dateline.__version__}\n" in citation
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dynamic"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_pin_with_hashes_and_hold_no_download_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pins = re.findall(r"^[A-Za-z0-9_.\[\]-]+==\S+", text, re.MULTILINE)
    assert len(pins) > 30
    assert text.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_lock_file_of_npm_pins_with_hashes_and_holds_no_download_address() -> None:
    npm = ROOT / "export" / "html" / "npm"
    text = (npm / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((npm / "package.json").read_text("utf-8"))["devDependencies"]
    assert "://" not in text
    assert len(packages) > 20
    for path, package in packages.items():
        assert path == "" or package["integrity"].startswith("sha512-"), path
        assert "resolved" not in package, path
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert packages[f"node_modules/{name}"]["version"] == version


def test_no_tracked_file_names_a_path_of_this_machine_or_holds_third_party_javascript() -> None:
    here = str(ROOT.parent) + "/"
    for path in tracked_files():
        data = path.read_bytes()
        assert here.encode() not in data, path
        assert not path.name.endswith((".min.js", ".min.css")), path
        if path.suffix == ".js":
            assert max(map(len, data.splitlines()), default=0) < 400, f"{path} looks minified"


def test_helping_takes_no_heavy_import() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['dateline', '--help']\n"
        "from dateline.__main__ import app\n"
        "try: app()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('rdflib','networkx','pyvis','pyshacl','pydantic','edtf') if m in sys.modules])"
    )
    result = run(sys.executable, "-c", code)
    assert result.stdout.rstrip().endswith("[]"), result.stdout[-200:] + result.stderr


def test_the_wheel_works_outside_the_checkout(tmp_path: Path) -> None:
    """Build, install into an environment of its own, and run the demo from an empty folder."""
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path / "dist")
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert all(name.startswith(("dateline/", "dateline-")) for name in names), names
    assert not any("/npm/" in name for name in names), names
    for needed in (
        "dateline/ontology/dateline.ttl",
        "dateline/ontology/rules/met.rq",
        "dateline/graph/queries/meetings.rq",
        "dateline/data/stories/us-canada-trade/story.yaml",
        "dateline/data/stories/us-canada-trade/proofs.json",
        "dateline/data/starter_story/sources/2025-03-04-harbour-gazette.txt",
        "dateline/export/html/assets/page.html",
        *(f"dateline/export/html/bundle/{name}" for name in BUNDLED),
        "dateline/py.typed",
    ):
        assert needed in names, needed
    # The dependencies are those of this environment; dateline itself comes from the wheel alone.
    made = run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env")
    assert made.returncode == 0, made.stderr
    site = next((tmp_path / "env" / "lib").glob("python3*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    packages = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    lines = [str(path) for path in [packages]]
    (site / "dependencies.pth").write_text("\n".join(lines) + "\n", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    python = tmp_path / "env" / "bin" / "python"
    where = run(python, "-c", "import dateline; print(dateline.__file__)", cwd=empty, PYTHONPATH="")
    assert str(site) in where.stdout
    demo = run(python, "-m", "dateline", "demo", cwd=empty, PYTHONPATH="")
    assert demo.returncode == 0, demo.stdout + demo.stderr
    page = empty / "dateline-demo" / "us-canada-trade.html"
    assert page.stat().st_size > 100_000
    asked = run(
        *(python, "-m", "dateline", "query", "dateline-demo/us-canada-trade.store"),
        *("ASK { :trump dl:met :carney }", "--format", "json"),
        cwd=empty,
        PYTHONPATH="",
    )
    assert json.loads(asked.stdout)["boolean"] is True
