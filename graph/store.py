"""A built story on disk: whole or not there, whatever happens to the process that writes it.

A store is a folder with one sub-folder for each version and the file ``current``, which names the one
that counts. A writer fills a new version beside the old and then replaces ``current`` in one
step of the file system. Readers open the version read-only, so they neither wait for a writer nor
see half of its work. Renaming a folder that Oxigraph has open damages it; nothing is renamed
here but the pointer.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pyoxigraph import Quad, Store

from ..errors import StoreError
from .columns import read_columns, write_columns
from .view import StoreView, View

try:
    import fcntl
except ImportError:  # Windows has no flock; two builds of one store at once are then not kept apart.
    fcntl = None  # type: ignore[assignment]

CURRENT = "current"
_LOCK = "lock"


def is_store(folder: Path) -> bool:
    """Whether a folder is a store that :func:`write_store` made."""
    return (folder / CURRENT).is_file()


def open_view(folder: Path) -> View:
    """The story that a store holds; a whole story is read from its columns.

    Raises :class:`StoreError` when there is no store or it is damaged.
    """
    return StoreView(open_store(folder), partial(read_columns, folder / _read_current(folder)))


def current_version(folder: Path) -> Path:
    """The folder of the version that counts; raises :class:`StoreError` when there is none."""
    if not is_store(folder):
        raise StoreError(f'"{folder}" is not a store; `dateline build STORY -o {folder}` makes one')
    return folder / _read_current(folder)


def open_store(folder: Path) -> Store:
    """The current version of a store, read-only.

    Raises :class:`StoreError` when there is none or it is damaged.
    """
    version = current_version(folder)
    try:
        return Store.read_only(str(version))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f'the store "{folder}" is damaged ({error}); build it again') from error


def write_store(folder: Path, quads: Iterable[Quad]) -> None:
    """Replace what a store holds, or make the store; until the last step the old state stands.

    Raises :class:`StoreError` when the folder holds something else, is being written by another
    process, or cannot be written; the old state is then untouched.
    """
    _refuse_foreign(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            previous = _previous(folder)
            version = _next_version(folder, previous)
            _remove_versions(folder, keep={previous})
            _fill(folder / version, list(quads))
            _point_to(folder, version)
            # Whoever opened the version before this one may still be reading it.
            _remove_versions(folder, keep={previous, version})
    except OSError as error:
        raise StoreError(f'the store "{folder}" cannot be written: {error}') from error


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists() or _previous(folder):
        return
    if not folder.is_dir():
        raise StoreError(f'"{folder}" is a file; name a folder for the store')
    names = sorted(entry.name for entry in folder.iterdir())
    # A build makes the lock before all else, so beside one, what a killed or damaged one left is ours.
    foreign = [name for name in names if not _is_ours(name)] if _LOCK in names else names
    if foreign:
        raise StoreError(f'"{folder}" holds other files ({foreign[0]}); name an empty or new folder')


def _is_ours(name: str) -> bool:
    return name in (_LOCK, CURRENT, f"{CURRENT}.new") or _is_version(name)


def _is_version(name: str) -> bool:
    return name.startswith("v") and name.isascii() and name[1:].isdigit()


def _previous(folder: Path) -> str:
    """The version that counts; empty when there is none or `current` is damaged."""
    try:
        return _read_current(folder) if is_store(folder) else ""
    except StoreError:
        return ""


def _read_current(folder: Path) -> str:
    name = (folder / CURRENT).read_text("ascii", errors="replace").strip()
    if not _is_version(name):
        raise StoreError(f'the store "{folder}" is damaged: `current` says "{name}"; build it again')
    return name


def _next_version(folder: Path, previous: str) -> str:
    """A name that nothing bears, not even what a reader may still have open."""
    names = [previous, *(entry.name for entry in folder.iterdir())]
    return f"v{max((int(name[1:]) for name in names if _is_version(name)), default=0) + 1}"


def _fill(version: Path, quads: Sequence[Quad]) -> None:
    store = Store(str(version))
    store.bulk_extend(quads)
    store.flush()
    # RocksDB lets go of its files when the object goes; nothing else holds it.
    del store
    write_columns(version, quads)


def _point_to(folder: Path, version: str) -> None:
    draft = folder / f"{CURRENT}.new"
    with draft.open("w", encoding="ascii") as file:
        file.write(version + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / CURRENT)


def _remove_versions(folder: Path, keep: set[str]) -> None:
    for entry in folder.iterdir():
        if _is_version(entry.name) and entry.name not in keep:
            shutil.rmtree(entry)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer of a store at a time; the system frees the lock when a writer dies.

    Raises :class:`StoreError` when another process writes.
    """
    with (folder / _LOCK).open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                problem = f'the store "{folder}" is being written by another process'
                raise StoreError(f"{problem}; wait until it is done") from None
        yield
