"""The texts of a story's sources: read from the sources folder, and proven to be the ones meant."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ..errors import Finding
from .quotes import SourceText
from .records import Source


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def leads_into(path: Path, folder: Path) -> bool:
    """Whether a path, its symbolic links followed, ends inside of a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    # A circle of links; Python 3.13 leaves it to whoever opens the file.
    except (OSError, RuntimeError):
        return False


def read_document(source: Source, folder: Path) -> tuple[SourceText | None, list[Finding]]:
    """The text of a source and what is wrong with it; no text when it is not there or not the one.

    ``source.file`` is looked up in ``folder`` and must not lead out of it.
    """
    if source.file is None:
        return None, [_finding(source, "id", f'the source "{source.id}" names no file', "add `file:`")]
    path = folder / source.file
    if not leads_into(path, folder):
        problem = f'the file "{source.file}" leads out of the sources folder'
        return None, [_finding(source, "file", problem, "give a path inside of it")]
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f'the file "{source.file}" cannot be read in {folder}: {error.strerror}'
        return None, [_finding(source, "file", problem, "put the text there, or mend `file:`")]
    digest = sha256(data).hexdigest()
    if source.sha256 is None:
        mend = f"add `sha256: {digest}` after making sure that it is the text you quote"
        return None, [_finding(source, "id", f'the source "{source.id}" has no sha256', mend)]
    if digest != source.sha256:
        problem = f'"{source.file}" has the SHA-256 {digest}, the story says {source.sha256}'
        mend = "get the text that was quoted, or check every quote against the new one"
        return None, [_finding(source, "sha256", problem, mend)]
    try:
        return SourceText(data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        problem = f'"{source.file}" is not UTF-8 at byte {error.start}'
        return None, [_finding(source, "file", problem, "convert it to UTF-8")]


def _finding(source: Source, key: str, problem: str, mend: str) -> Finding:
    return Finding(source.at.file, source.at.line_of(key), problem, mend)
