"""One YAML file to plain Python values, with the line of everything in it.

Every scalar comes back as the text that was written, so that ``2025-06`` stays a month, ``no`` a
word and ``1.50`` a rate; the records decide what a value must be. The format needs no anchors,
aliases or tags: refusing them also refuses files that unfold into gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from ..errors import Finding
from .records import AT, Mark

MAX_BYTES = 10_000_000
MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_CHARACTER = re.compile(r"\\U(?!0010|000)")


def read_yaml(path: Path, name: str) -> tuple[Any, list[Finding]]:
    """The value of a YAML file and what is wrong with it; ``name`` is what findings call the file.

    A file with findings may come back with a part of its value, so that one run can report
    everything that is wrong in it.
    """
    text, finding = _read_text(path, name)
    if finding:
        return None, [finding]
    try:
        return _walk(text, name, pure=False)
    # The C parser is more than ten times as fast (`make bench`); the pure one tells better what is
    # wrong with a file.
    except (YAMLError, _RefusedError, ValueError, OverflowError):
        return _walk_slowly(text, name)


def _walk_slowly(text: str, name: str) -> tuple[Any, list[Finding]]:
    try:
        return _walk(text, name, pure=True)
    except _RefusedError as refused:
        return None, [refused.finding(name)]
    except MarkedYAMLError as error:
        problem = f"not YAML: {error.problem or error.context}"
        return None, [Finding(name, _line(error, text), problem, _mend(error))]
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"not YAML: the character U+{error.character:04X} is not allowed"
        return None, [Finding(name, line, problem, "delete it")]
    # The library hands the number of an escape to chr() as it is.
    except (ValueError, OverflowError):
        found = _NO_CHARACTER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        problem = "not YAML: an escape that stands for no character"
        return None, [Finding(name, line, problem, "escapes go up to \\U0010FFFF")]


def _walk(text: str, name: str, *, pure: bool) -> tuple[Any, list[Finding]]:
    walk = _Walk(name, YAML(typ="safe", pure=pure).parse(text))
    return walk.document(), walk.findings


def _read_text(path: Path, name: str) -> tuple[str, Finding | None]:
    try:
        if path.stat().st_size > MAX_BYTES:
            problem = f"larger than {MAX_BYTES // 1_000_000} MB"
            return "", Finding(name, 0, problem, "split it into several files")
        data = path.read_bytes()
    except OSError as error:
        return "", Finding(name, 0, f"cannot be read: {error.strerror or error}")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return "", Finding(name, line, problem, "save the file in the encoding UTF-8")


def _line(error: MarkedYAMLError, text: str) -> int:
    """Where the error is; of something that is never closed, where it was opened, or the last line."""
    unclosed = "end of stream" in f"{error.problem}" or "<stream end>" in f"{error.problem}"
    marks = (error.context_mark, error.problem_mark) if unclosed else (error.problem_mark, error.context_mark)
    line: int = next((mark.line + 1 for mark in marks if mark), 0)
    return min(line, text.rstrip().count("\n") + 1) if unclosed else line


def _mend(error: MarkedYAMLError) -> str:
    problem = f"{error.problem}"
    if "mapping values are not allowed" in problem:
        return "put a value that contains ': ' in quotes, or check the indentation"
    if "found character '\\t'" in problem:
        return "indent with spaces, not tabs"
    if "quoted scalar" in f"{error.context}":
        return "close the quotation mark"
    return "check indentation, quotes and brackets near this line"


class _RefusedError(Exception):
    """Something that YAML has and the format does not."""

    def __init__(self, line: int, problem: str, mend: str) -> None:
        self.line, self.problem, self.mend = line, problem, mend
        super().__init__(problem)

    def finding(self, name: str) -> Finding:
        return Finding(name, self.line, self.problem, self.mend)


class _Walk:
    """Turns the events of a parser into values, collecting lines and findings.

    Stops at the first anchor, alias or tag, at too deep a nesting, and at a second document.
    """

    def __init__(self, name: str, events: Iterable[Any]) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._events = iter(events)
        self._depth = 0

    def document(self) -> Any:
        """The value of the only document; an empty file is an empty mapping."""
        next(self._events)
        if isinstance(next(self._events), StreamEndEvent):
            return {}
        value = self._value(next(self._events))
        next(self._events)
        if not isinstance(after := next(self._events), StreamEndEvent):
            problem = "a second document begins here"
            raise _RefusedError(_line_of(after), problem, "take the line `---` out, or use two files")
        return value

    def _value(self, event: Any) -> Any:
        self._refuse(event)
        if isinstance(event, ScalarEvent):
            text = self._text(event)
            return None if event.style in (None, "") and text in _NULLS else text
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(_line_of(event), f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        value = self._mapping(event) if isinstance(event, MappingStartEvent) else self._sequence()[0]
        self._depth -= 1
        return value

    def _refuse(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            problem = f'the alias "*{event.anchor}" is not part of the story format'
            raise _RefusedError(_line_of(event), problem, "write the value out")
        for kind, sign in (("anchor", "&"), ("tag", "")):
            if extra := getattr(event, kind, None):
                problem = f'the {kind} "{sign}{extra}" is not part of the story format'
                mend = "leave it out, or put a value that begins with it in quotes"
                raise _RefusedError(_line_of(event), problem, mend)

    def _sequence(self) -> tuple[list[Any], list[int]]:
        """The items up to the end of the sequence, and the line of each."""
        items: list[Any] = []
        lines: list[int] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            lines.append(_line_of(event))
            items.append(self._value(event))
        return items, lines

    def _mapping(self, start: Any) -> dict[str, Any]:
        value: dict[str, Any] = {}
        lines: dict[tuple[str | int, ...], int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, value)
            inner = next(self._events)
            items: list[int] = []
            if isinstance(inner, SequenceStartEvent):
                self._refuse(inner)
                self._depth += 1
                found, items = self._sequence()
                self._depth -= 1
            else:
                found = self._value(inner)
            if key is None:
                continue
            value[key] = found
            lines[(key,)] = _line_of(event)
            lines |= {(key, index): line for index, line in enumerate(items)}
        value[AT] = Mark(self.name, _line_of(start), lines)
        return value

    def _key(self, event: Any, taken: dict[str, Any]) -> str | None:
        """The key that an event names, or None with a finding when it names none."""
        if not isinstance(event, ScalarEvent):
            self._value(event)
            self._find(event, "a key must be a word", "write `key: value`")
            return None
        self._refuse(event)
        key = self._text(event)
        if key == AT:
            self._find(event, f'unknown key "{key}"', "leave it out")
            return None
        if key in taken:
            self._find(event, f'the key "{key}" stands here twice', "keep one of them")
            return None
        return key

    def _text(self, event: Any) -> str:
        """The text of a scalar; an escape can write what no file and no terminal takes."""
        text: str = event.value
        if found := _UNWRITABLE.search(text):
            problem = f"the character U+{ord(found[0]):04X} is not allowed"
            self._find(event, problem, "delete its escape, or write the character itself")
        return _UNWRITABLE.sub("\ufffd", text)

    def _find(self, event: Any, problem: str, mend: str) -> None:
        self.findings.append(Finding(self.name, _line_of(event), problem, mend))


def _line_of(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line
