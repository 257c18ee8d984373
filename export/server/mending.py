"""Text that the engine would take otherwise than SPARQL 1.1 says, written so that it takes it right.

Each change keeps the meaning that the standard gives to the text; whatever is not certain stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...graph.syntax import tokens

Tokens = Sequence[re.Match[str]]


def mend(text: str) -> str:
    """GROUP_CONCAT within STR: it gives a simple literal (18.5.1.7), but Oxigraph keeps a shared language.

    STR of a simple literal is that literal, and stands wherever an aggregate may.

    >>> mend("SELECT (GROUP_CONCAT(?x) AS ?y) { ?s ?p ?x }")
    'SELECT (STR(GROUP_CONCAT(?x)) AS ?y) { ?s ?p ?x }'
    """
    if "GROUP_CONCAT" not in text.upper():
        return text
    found = _words(text)
    marks: list[tuple[int, str]] = []
    for place, token in enumerate(found):
        end = _closing(found, place + 1)
        if token[0].upper() == "GROUP_CONCAT" and end is not None:
            marks += [(token.start(), "STR("), (end, ")")]
    return "".join(_inserted(text, sorted(marks)))


def without_silent_loads(text: str) -> str:
    """LOAD SILENT as an operation that does nothing: the server reads from no other, so it always fails.

    A failure is no error then (SPARQL 1.1 Update, 3.1.4). The update must be one that parses.
    """
    found = _words(text)
    parts: list[str] = []
    end = 0
    for place, token in enumerate(found):
        words = [word[0].upper() for word in found[place : place + 5]]
        if words[:2] != ["LOAD", "SILENT"]:
            continue
        last = place + (5 if words[3:] == ["INTO", "GRAPH"] else 2)
        parts.append(text[end : token.start()] + "INSERT DATA {}")
        end = found[last].end()
    return "".join(parts) + text[end:]


def after_prologue(text: str) -> int:
    """Where the first operation of an update begins, behind BASE and PREFIX.

    >>> after_prologue("BASE <a:> PREFIX b: <b:> CLEAR ALL")
    25
    """
    found = _words(text)
    place = 0
    while place < len(found) and (length := {"BASE": 2, "PREFIX": 3}.get(found[place][0].upper())):
        place += length
    return found[place].start() if place < len(found) else len(text)


def _words(text: str) -> list[re.Match[str]]:
    return [token for token in tokens(text) if not token["blank"]]


def _closing(found: Tokens, place: int) -> int | None:
    """Where the bracket that opens at a place is closed; None when none opens there, or it stays open."""
    depth = 0
    for token in found[place:]:
        depth += (token[0] == "(") - (token[0] == ")")
        if not depth:
            return token.end() if token[0] == ")" else None
    return None


def _inserted(text: str, marks: Sequence[tuple[int, str]]) -> Iterator[str]:
    end = 0
    for place, mark in marks:
        yield text[end:place] + mark
        end = place
    yield text[end:]
