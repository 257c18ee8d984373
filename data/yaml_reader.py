"""One YAML file to plain Python values, with the line of everything in it.

Every scalar comes back as the text that was written, so that ``2025-06`` stays a month, ``no`` a
word and ``1.50`` a rate; the records decide what a value must be. The format needs no anchors,
aliases or tags: refusing them also refuses files that unfold into gigabytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import Finding
from .records import AT, Mark

MAX_BYTES = 10_000_000
MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return None, [Finding(name, line, f"not YAML: {error.problem or error.context}", _mend(error))]
    except YAMLError as error:
        return None, [Finding(name, 0, f"not YAML: {str(error).splitlines()[0]}")]
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
    """Composes nodes, and stops at the first alias and at too deep a nesting."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if isinstance(event, AliasEvent):
            problem = f'the alias "*{event.anchor}" is not part of the story format'
            raise _RefusedError(event.start_mark.line + 1, problem, "write the value out")
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
        text: str = node.value
        plain = isinstance(node, ScalarNode) and not node.style
        return None if plain and text in _NULLS else text

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        value: dict[str, Any] = {}
        lines: dict[tuple[str | int, ...], int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._find(key_node, "a key must be a word", "write `key: value`")
                continue
            key: str = key_node.value
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
