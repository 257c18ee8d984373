"""A file is written whole or not at all, and a format that is not there suggests one that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import Story
from dateline.errors import ExportError
from dateline.export.files import write_whole
from dateline.export.formats import EXPORTERS, exporter


def test_a_file_is_written_and_folders_above_it_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "out.txt", b"new")
    assert (tmp_path / "a" / "b" / "out.txt").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["out.txt"]


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, method, full)
        with pytest.raises(ExportError, match="cannot be written: No space left on device"):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_export_that_fails_leaves_the_old_file(
    canal: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / "out"
    old = target / "nodes.csv" if name in ("csv", "pyg") else target
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(ExportError):
            canal.export(name, target)
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize("target", ["file/out.txt", "folder", ".", "x" * 300, "/dev/null/out.txt", "/"])
def test_a_place_where_no_file_can_be_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(Path(target), b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_every_format_is_described() -> None:
    assert all(found.name == name and found.description for name, found in EXPORTERS.items())


def test_an_unknown_format_suggests_the_nearest_or_names_all(canal: Story, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match='no format "graphmll"; did you mean "graphml"'):
        exporter("graphmll")
    with pytest.raises(ExportError, match="one of: html, svg, ttl"):
        canal.export("pdf", tmp_path / "out.pdf")
    assert not list(tmp_path.iterdir())
