"""One YAML file to plain Python values, with the line of everything in it.

Every scalar comes back as the text that was written, so that ``2025-06`` stays a month, ``no`` a
word and ``1.50`` a rate; the records decide what a value must be. The format needs no anchors,
aliases or tags: refusing them also refuses files that unfold into gigabytes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
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
        yaml = YAML(typ="safe", pure=True)
        yaml.Composer = _StrictComposer
        root = yaml.compose(text)
    except _RefusedError as refused:
        return None, [refused.finding(name)]
    except MarkedYAMLError as error:
        problem = f"not YAML: {error.problem or error.context}"
        return None, [Finding(name, _line(error), problem, _mend(error))]
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
    if root is None:
        return {}, []
    walk = _Walk(name)
    return walk.value(root), walk.findings


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


def _line(error: MarkedYAMLError) -> int:
    """Where the error is; of something that is never closed, where it was opened."""
    unclosed = "end of stream" in f"{error.problem}" or "<stream end>" in f"{error.problem}"
    marks = (error.context_mark, error.problem_mark) if unclosed else (error.problem_mark, error.context_mark)
    return next((mark.line + 1 for mark in marks if mark), 0)


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


class _StrictComposer(Composer):
    """Composes nodes, and stops at the first anchor, alias or tag and at too deep a nesting."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if isinstance(event, AliasEvent):
            problem = f'the alias "*{event.anchor}" is not part of the story format'
            raise _RefusedError(event.start_mark.line + 1, problem, "write the value out")
        for kind, sign in (("anchor", "&"), ("tag", "")):
            if extra := getattr(event, kind, None):
                problem = f'the {kind} "{sign}{extra}" is not part of the story format'
                mend = "leave it out, or put a value that begins with it in quotes"
                raise _RefusedError(event.start_mark.line + 1, problem, mend)
        if self.depth > MAX_DEPTH:
            problem = f"nested deeper than {MAX_DEPTH} levels"
            raise _RefusedError(event.start_mark.line + 1, problem, "flatten it")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _Walk:
    """Turns composed nodes into values, collecting lines and findings."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []

    def value(self, node: Node) -> Any:
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        text = self._text(node)
        plain = isinstance(node, ScalarNode) and not node.style
        return None if plain and text in _NULLS else text

    def _text(self, node: Node) -> str:
        """The text of a scalar; an escape can write what no file and no terminal takes."""
        text: str = node.value
        if found := _UNWRITABLE.search(text):
            problem = f"the character U+{ord(found[0]):04X} is not allowed"
            self._find(node, problem, "delete its escape, or write the character itself")
        return _UNWRITABLE.sub("\ufffd", text)

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        value: dict[str, Any] = {}
        lines: dict[tuple[str | int, ...], int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._find(key_node, "a key must be a word", "write `key: value`")
                continue
            key = self._text(key_node)
            if key == AT:
                self._find(key_node, f'unknown key "{key}"', "leave it out")
                continue
            if key in value:
                self._find(key_node, f'the key "{key}" stands here twice', "keep one of them")
                continue
            value[key] = self.value(value_node)
            lines[(key,)] = key_node.start_mark.line + 1
            if isinstance(value_node, SequenceNode):
                for index, item in enumerate(value_node.value):
                    lines[(key, index)] = item.start_mark.line + 1
        value[AT] = Mark(self.name, node.start_mark.line + 1, lines)
        return value

    def _find(self, node: Node, problem: str, mend: str) -> None:
        self.findings.append(Finding(self.name, node.start_mark.line + 1, problem, mend))
