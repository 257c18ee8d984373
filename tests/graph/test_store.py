"""A store on disk: whole or not there, whatever happens to the process that writes it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import dateline
from dateline import Story
from dateline.errors import StoreError
from dateline.graph import store as store_module
from dateline.graph.store import CURRENT, is_store, open_store, write_store

NODE = NamedNode("https://example.org/n")


def state(marker: int, size: int = 50) -> list[Quad]:
    """A state of a store: ``size`` quads that all bear the marker."""
    graph = NamedNode("https://example.org/g")
    subjects = (NamedNode(f"https://example.org/{number}") for number in range(size))
    return [Quad(subject, NODE, Literal(str(marker)), graph) for subject in subjects]


def markers(folder: Path) -> list[str]:
    return [quad.object.value for quad in open_store(folder) if isinstance(quad.object, Literal)]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def versions(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())


def test_a_store_holds_what_was_written(tmp_path: Path) -> None:
    write_store(tmp_path / "new" / "store", state(1))
    assert set(open_store(tmp_path / "new" / "store")) == set(state(1))


def test_a_story_opened_from_a_store_is_the_same_story(
    canal: Story, canal_folder: Path, tmp_path: Path
) -> None:
    dateline.build(canal_folder, tmp_path / "store")
    opened = dateline.open(tmp_path / "store")
    assert opened.title == canal.title
    assert set(opened.quads()) == set(canal.quads())
    assert opened.timeline() == canal.timeline()
    assert opened.proofs is None
    assert opened.query("ASK { :vale dl:met :brook }").boolean is True


def test_a_store_is_checked_like_a_story(canal_folder: Path, tmp_path: Path) -> None:
    dateline.build(canal_folder, tmp_path / "store")
    report = dateline.check(tmp_path / "store")
    assert report.ok
    assert not report.counted


def test_a_rebuild_replaces_all_that_was_there(tmp_path: Path) -> None:
    write_store(tmp_path, state(1, size=80))
    write_store(tmp_path, state(2, size=20))
    assert markers(tmp_path) == ["2"] * 20


def test_a_reader_keeps_the_state_it_opened_through_a_rebuild(tmp_path: Path) -> None:
    write_store(tmp_path, state(1))
    reader = open_store(tmp_path)
    write_store(tmp_path, state(2))
    assert set(reader) == set(state(1))
    assert set(open_store(tmp_path)) == set(state(2))


def test_no_more_than_two_versions_stay(tmp_path: Path) -> None:
    for marker in range(5):
        write_store(tmp_path, state(marker))
    assert versions(tmp_path) == ["v4", "v5"]
    assert (tmp_path / CURRENT).read_text() == "v5\n"


@pytest.mark.parametrize("name", ["thesis.txt", "v1/mine.txt", "v1", "current.new", "lock/mine.txt"])
def test_a_foreign_folder_is_refused_and_untouched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = files(tmp_path)
    with pytest.raises(StoreError, match=r"holds other files|cannot be written"):
        write_store(tmp_path, state(1))
    assert files(tmp_path) == before


def test_a_folder_with_a_file_named_current_is_not_taken_for_a_damaged_store(tmp_path: Path) -> None:
    (tmp_path / CURRENT).write_text("affairs")
    with pytest.raises(StoreError, match="holds other files"):
        write_store(tmp_path, state(1))
    assert files(tmp_path) == {CURRENT: b"affairs"}


def test_a_story_folder_is_not_overwritten_by_its_own_store(canal_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(canal_folder, folder)
    before = files(folder)
    with pytest.raises(StoreError, match="holds other files"):
        dateline.build(folder, folder)
    assert files(folder) == before


def test_a_file_in_place_of_the_folder_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        write_store(path, state(1))
    assert path.read_text() == "mine"


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="cannot be written"):
        write_store(tmp_path / "file" / "store", state(1))


def test_an_empty_folder_is_no_store(tmp_path: Path) -> None:
    assert not is_store(tmp_path)
    with pytest.raises(StoreError, match="is not a store"):
        open_store(tmp_path)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A store that another process holds the lock of."""
    write_store(tmp_path, state(1))
    code = (
        "import sys; from pathlib import Path; from dateline.graph.store import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield tmp_path
        holder.communicate("")


def test_a_second_writer_at_once_is_refused_and_readers_are_not(locked: Path) -> None:
    with pytest.raises(StoreError, match="is being written by another process"):
        write_store(locked, state(2))
    assert set(markers(locked)) == {"1"}


@pytest.mark.parametrize("content", [b"", b"garbage\n", b"../v1\n", b"v\n", b"v\xb2\n", b"v1/../v1\n"])
def test_a_damaged_pointer_is_told_and_mended_by_a_build(tmp_path: Path, content: bytes) -> None:
    write_store(tmp_path, state(1))
    (tmp_path / CURRENT).write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged.*build it again"):
        open_store(tmp_path)
    write_store(tmp_path, state(2))
    assert set(markers(tmp_path)) == {"2"}


def _truncate_tables(version: Path) -> None:
    for table in version.glob("*.sst"):
        table.write_bytes(table.read_bytes()[: table.stat().st_size // 2])


def _remove_tables(version: Path) -> None:
    for table in version.glob("*.sst"):
        table.unlink()


def _empty_manifest(version: Path) -> None:
    for manifest in version.glob("MANIFEST*"):
        manifest.write_bytes(b"")


def _break_engine_pointer(version: Path) -> None:
    (version / "CURRENT").write_bytes(b"x")


@pytest.mark.parametrize(
    "damage", [shutil.rmtree, _truncate_tables, _remove_tables, _empty_manifest, _break_engine_pointer]
)
def test_a_damaged_version_is_told_and_mended_by_a_build(tmp_path: Path, damage: object) -> None:
    write_store(tmp_path, state(1, size=2000))
    assert callable(damage)
    damage(tmp_path / "v1")
    with pytest.raises(StoreError, match=r"is damaged \(.*\); build it again"):
        open_store(tmp_path)
    write_store(tmp_path, state(2))
    assert set(markers(tmp_path)) == {"2"}


@pytest.mark.parametrize("step", ["_fill", "_point_to"])
def test_an_error_of_the_disk_keeps_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write_store(tmp_path, state(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store_module, step, full)
        with pytest.raises(StoreError, match=r"cannot be written.*No space left"):
            write_store(tmp_path, state(2))
    assert set(markers(tmp_path)) == {"1"}
    write_store(tmp_path, state(3))
    assert set(markers(tmp_path)) == {"3"}


def test_a_pointer_that_cannot_be_replaced_keeps_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_store(tmp_path, state(1))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(StoreError, match="Permission denied"):
            write_store(tmp_path, state(2))
    assert set(markers(tmp_path)) == {"1"}


def test_quads_that_break_off_keep_the_old_state(tmp_path: Path) -> None:
    write_store(tmp_path, state(1))

    def broken() -> Iterator[Quad]:
        yield from state(2)
        raise OSError("the source of the quads broke off")

    with pytest.raises(StoreError, match="broke off"):
        write_store(tmp_path, broken())
    assert set(markers(tmp_path)) == {"1"}


def test_a_disk_that_fills_up_while_the_engine_writes_keeps_the_old_state(tmp_path: Path) -> None:
    """RLIMIT_FSIZE makes the engine's own writes fail, which no patch of Python reaches."""
    write_store(tmp_path, state(1))
    code = (
        "import sys, resource; from pathlib import Path\n"
        "from pyoxigraph import Literal, NamedNode, Quad\n"
        "from dateline.errors import StoreError\n"
        "from dateline.graph.store import write_store\n"
        "n = NamedNode('https://example.org/n')\n"
        "quads = [Quad(n, n, Literal(f'{i:032x}' * 8), n) for i in range(3000)]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try:\n    write_store(Path(sys.argv[1]), quads)\n"
        "except StoreError as error:\n    print(error); sys.exit(3)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3, result.stderr
    assert "cannot be written" in result.stdout
    assert set(markers(tmp_path)) == {"1"}
    write_store(tmp_path, state(2))
    assert set(markers(tmp_path)) == {"2"}


WRITER = """
import sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from dateline.graph.store import write_store
node = NamedNode("https://example.org/n")
folder, marker = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    marker += 1
    things = [NamedNode(f"https://example.org/{number}") for number in range(400)]
    quads = [Quad(thing, node, Literal(str(marker)), node) for thing in things]
    write_store(folder, quads)
"""


def test_a_writer_killed_at_any_moment_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    chance = random.Random(20250616)
    folder, marker = tmp_path / "store", 0
    for _ in range(10):
        command = [sys.executable, "-c", WRITER, str(folder), str(marker)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.005, 0.2))
            os.kill(writer.pid, signal.SIGKILL)
        if is_store(folder):
            found = markers(folder)
            assert len(found) == 400
            assert len(set(found)) == 1
            assert int(found[0]) >= marker
            marker = int(found[0])
    assert marker > 0
    write_store(folder, state(marker + 1))
    assert set(markers(folder)) == {str(marker + 1)}
    names = {entry.name for entry in folder.iterdir()}
    assert len(versions(folder)) <= 2
    assert names - set(versions(folder)) == {CURRENT, "lock"}


def test_what_a_killed_first_build_leaves_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "half.sst").write_bytes(b"half")
    (tmp_path / "current.new").write_text("v")
    write_store(tmp_path, state(1))
    assert set(markers(tmp_path)) == {"1"}
    assert versions(tmp_path) == ["v2"]
