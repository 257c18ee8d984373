"""A record put at the end of a section of a YAML file, with every byte that was there kept."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

_INDENT = 2
"""Spaces before the dash of a record, in a section that has none yet."""


def appended(text: str, section: str, record: str) -> str | None:
    """A file's text with a record more, or None when it has no such section in block style.

    ``record`` is the record's lines, the first of which begins with ``- ``. The caller reads the result
    before using it: YAML can be written in ways that this does not foresee.
    """
    found = _section(text, section)
    if found is None:
        return None
    end, indent = found
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = "".join(" " * indent + line + newline for line in record.splitlines())
    place = _next_line(text, end)
    joint = newline if text[:place] and not text[:place].endswith("\n") else ""
    return text[:place] + joint + lines + text[place:]


def _section(text: str, name: str) -> tuple[int, int] | None:
    """Where the words of a section end, and the column of its dashes."""
    try:
        # The pure parser counts characters; the other one counts bytes.
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError):
        return None
    if not isinstance(root, MappingNode) or root.flow_style:
        return None
    for key, value in root.value:
        if key.value == name and isinstance(value, SequenceNode) and not value.flow_style:
            return _end(value), value.start_mark.column
        if key.value == name and isinstance(value, ScalarNode) and not value.value:
            return key.end_mark.index, _INDENT
    return None


def _end(node: Node) -> int:
    """Where the last word of a node ends; a block's own end mark lies after the comments that follow."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(map(_end, last)) if isinstance(last, tuple) else _end(last)
    end: int = node.end_mark.index
    return end


def _next_line(text: str, end: int) -> int:
    """Where the next line begins; a literal block ends where one begins already."""
    if text[end - 1 : end] == "\n":
        return end
    found = text.find("\n", end)
    return len(text) if found < 0 else found + 1
