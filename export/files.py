"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ..errors import ExportError


def write_whole(path: Path, content: bytes) -> None:
    """Put bytes into a file in one step: a reader sees the old file or the new one, never a part.

    Raises :class:`ExportError` when the file cannot be written; what was there before stays.
    """
    draft = path.parent / f".{path.name}.{os.getpid()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):  # The draft may be where no file can be.
            draft.unlink()
        raise ExportError(f'"{path}" cannot be written: {error.strerror or error}') from error
