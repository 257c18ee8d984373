"""Graphs that the protocol names for an update (SPARQL 1.1 Protocol, 2.2.3), written into its text.

Oxigraph takes the dataset of a query beside its text, but that of an update from the text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...graph.syntax import tokens
from .problems import RequestError


def with_using(text: str, default: Sequence[str] | None, named: Sequence[str] | None) -> str:
    """The update with USING before each WHERE; ``DELETE WHERE`` becomes the long form that allows it.

    Raises :class:`RequestError` when the update has USING or WITH of its own, which the protocol forbids.
    """
    if default is None and named is None:
        return text
    clauses = " ".join(
        [f"USING <{iri}>" for iri in default or ()] + [f"USING NAMED <{iri}>" for iri in named or ()]
    )
    found = [token for token in tokens(text) if not token["blank"]]
    if any(token[0].upper() in ("USING", "WITH") for token in found):
        raise RequestError(400, "the update has USING or WITH, so graphs cannot be given in the address too")
    parts: list[str] = []
    end = depth = 0
    for before, token in pairwise([None, *found]):
        sign = token[0] if token else ""
        depth += (sign == "{") - (sign == "}")
        if token is None or depth or sign.upper() != "WHERE":
            continue
        parts.append(text[end : token.start()])
        if before and before[0].upper() == "DELETE":
            parts.append(_braces(text, token.end()) + " ")
        parts.append(clauses + " ")
        end = token.start()
    return "".join(parts) + text[end:]


def _braces(text: str, start: int) -> str:
    """The group that begins at or after a place, with its braces."""
    depth, begin = 0, -1
    for token in tokens(text[start:]):
        if token[0] == "{":
            begin = token.start() if begin < 0 else begin
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if not depth:
                return text[start + begin : start + token.end()]
    raise RequestError(400, "the update ends within a group; a } is missing")
