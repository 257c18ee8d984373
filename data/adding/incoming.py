"""The text of a new source: read, seen to be text, and given a place in the folder of the texts."""

from __future__ import annotations

from pathlib import Path

from ...errors import DatelineError
from ..documents import leads_into

_MARKUP = (b"<!doctype", b"<html", b"<?xml")
_AS_TEXT = "save it as plain text in UTF-8 first (of a PDF or a web page, the words that it shows)"


class AddingError(DatelineError):
    """A source cannot be added as asked; nothing was written."""


def read_incoming(path: Path) -> bytes:
    """The bytes of a text in UTF-8.

    Raises :class:`AddingError` when there is no such file, when it cannot be read, and when it is empty
    or no text.
    """
    data = _bytes(path)
    if data.startswith(b"%PDF"):
        raise AddingError(f'"{path}" is a PDF; {_AS_TEXT}')
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02X} in line {line} is not UTF-8"
        raise AddingError(f'"{path}" is no text that can be quoted: {problem}; {_AS_TEXT}') from None
    if "\0" in text:
        raise AddingError(f'"{path}" is no text that can be quoted: it holds U+0000; {_AS_TEXT}')
    if not text.strip("\ufeff").strip():
        raise AddingError(f'"{path}" is empty; there is nothing to quote')
    return data


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise AddingError(f'"{path}" is a folder; give the file with the text')
        if path.exists() and not path.is_file():
            raise AddingError(f'"{path}" is no ordinary file; give a file with the text')
        return path.read_bytes()
    except FileNotFoundError:
        what = "is a link that leads nowhere" if path.is_symlink() else "is not there"
        raise AddingError(f'the text "{path}" {what}; give the path of a file') from None
    # A circle of links is a RuntimeError before Python 3.13; a path with U+0000 a ValueError.
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise AddingError(f'the text "{path}" cannot be read: {why}') from None


def is_markup(data: bytes) -> bool:
    """Whether a text is HTML or XML, so that a quote across its tags would not be found."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:10].lower().startswith(_MARKUP)


def place_of(path: Path, data: bytes, folder: Path) -> tuple[str, bool]:
    """Where a text lies or is to lie in the folder of the texts, and whether it is there already.

    Raises :class:`AddingError` when another text has its name there.
    """
    if leads_into(path, folder):
        return path.resolve().relative_to(folder.resolve()).as_posix(), True
    place = folder / path.name
    if not place.is_symlink() and not place.exists():
        return path.name, False
    if not place.is_file() or place.read_bytes() != data:
        raise AddingError(f'"{place}" is there already, and is another file; give the text another name')
    if not leads_into(place, folder):
        raise AddingError(f'"{place}" is a link out of the folder; put the text itself there')
    return path.name, True
