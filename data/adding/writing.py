"""Several files written together: all of them or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put bytes into files, each in one step, in the order given.

    All is written beside the files before the first is replaced. Raises ``OSError`` when one cannot be
    written; the files are then as they were, and folders made for them are gone. Should the machine
    stop between two steps, the first files are new and the others old.
    """
    made = _make_folders(contents)
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    drafts = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    done: list[Path] = []
    try:
        for path, draft in drafts.items():
            draft.write_bytes(contents[path])
            if before[path] is not None:
                draft.chmod(path.stat().st_mode)
        for path, draft in drafts.items():
            draft.replace(path)
            done.append(path)
    except OSError:
        for path in reversed(done):
            _restore(path, before[path])
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        _remove(made)
        raise


def _make_folders(contents: Mapping[Path, bytes]) -> list[Path]:
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(path.parent for path in contents):
            if not folder.is_dir():
                folder.mkdir()
                made.append(folder)
    except OSError:
        _remove(made)
        raise
    return made


def _remove(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _restore(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
