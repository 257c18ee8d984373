"""What is refused before the engine sees it: requests to other servers, and nesting that breaks its stack.

Oxigraph parses by recursion: 1.2 kB of ``{`` end its process, and planning grows with the cube of the depth.
It has no switch against SERVICE and LOAD either, so both are refused here; that a worker has no free file
descriptor for a connection is the second lock (:mod:`.worker`).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ...errors import QueryError
from ...graph.syntax import tokens

_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
# Signs that nest without brackets: not, minus, inverse path, and the sequence of a path.
_CHAINED = re.compile(r"(?:[!+\-^](?:\s++|\#[^\n\r]*+)*+){2,}+")
# Requests are looked for in the text as it is, not in its tokens: where an IRI and a string begin depends on
# the grammar (`?a<'x>y'`), so whoever splits the text otherwise than the engine can be made to overlook one.
# All greedy for good (`*+`): what is tried again and again would take a hostile text for ever.
_SPACE = r"(?:\s++|\#[^\n\r]*+)*+"
_ADDRESS = (
    r"""(?P<asked><[^<>]*+>?|[?$]\w*+|[^\s<>{}"'()?$;,|/*+=!&^@\#\[\]:]*+(?::(?:[^\s<{;\#\\]|\\.)*+)?)"""
)
_WORD = re.compile("SERVICE|LOAD", re.IGNORECASE)
_REQUEST = re.compile(
    rf"(?:SERVICE|LOAD){_SPACE}(?:SILENT{_SPACE})?{_ADDRESS}{_SPACE}(?P<end>\{{|;|INTO|\Z)?", re.IGNORECASE
)
_LONGEST = 5_000
"""Characters from the word to what ends its request; what is longer counts as one."""
# What makes the word before it a part of a variable or of a prefixed name.
_WITHIN = re.compile(r"[:?$][\w.:%\\-]*\Z")


class RefusedError(QueryError):
    """A query or an update that is refused for what it would do, however well formed it is."""


def check(text: str, depth: int, allowed: Collection[str] = ()) -> None:
    """Raise :class:`QueryError` for nesting too deep, :class:`RefusedError` for what asks other servers.

    ``allowed`` are the addresses that SERVICE may ask, written out as IRIs.
    """
    check_depth(text, depth)
    if not any(word in text.upper() for word in ("SERVICE", "LOAD")):
        return  # most queries, seen faster than by an expression
    for word in _WORD.finditer(text):
        found = _REQUEST.match(text, word.start(), word.start() + _LONGEST)
        if found and _asks(text, found) and not _is_within(text, found):
            _refuse(text, found, allowed)


def check_depth(text: str, depth: int) -> None:
    """Raise :class:`QueryError` for what nests deeper than that; nothing may be parsed before."""
    if sum(map(text.count, "({[")) > depth or _longest_chain(text) > depth:
        _check_depth(text, depth)


def _longest_chain(text: str) -> int:
    return max((len(found[0]) for found in _CHAINED.finditer(text)), default=0)


def _check_depth(text: str, most: int) -> None:
    depth = chain = 0
    for token in tokens(text):
        sign = token[0]
        depth += (sign in _OPENING) - (sign in _CLOSING)
        chain += 0 if token["blank"] else len(sign) if not sign.strip("!+-^") else -chain
        if depth + chain > most:
            line = text.count("\n", 0, token.start()) + 1
            raise QueryError(f"line {line}: the query nests deeper than {most} levels", line=line)


def _asks(text: str, found: re.Match[str]) -> bool:
    """Whether a word is the keyword of a request: an address follows, and after it what must follow."""
    if found.end() == found.start() + _LONGEST:
        return True
    addressed = ":" in found["asked"] or found["asked"][:1] in ("<", "?", "$")
    if found[0][0] in "sS":
        return addressed and found["end"] == "{"
    return addressed and found["end"] not in (None, "{") and _begins_operation(text, found.start())


def _is_within(text: str, found: re.Match[str]) -> bool:
    """Whether the word is a part of a longer one. A number is none: ``1SERVICE`` parses as two."""
    return bool(_WITHIN.search(text, max(0, found.start() - 1_000), found.start()))


def _begins_operation(text: str, start: int) -> bool:
    """Whether LOAD may be the word at a place: at the beginning, after ``;``, a prologue or a comment."""
    before = text[max(0, start - _LONGEST) : start].rstrip()
    *lines, last = re.split(r"[\n\r]", before)
    unseen = start > _LONGEST and not lines
    return not before or before[-1] in ";>\"'" or "#" in last or unseen


def _refuse(text: str, found: re.Match[str], allowed: Collection[str]) -> None:
    service = found[0][0] in "sS"
    if service and found["asked"] in {f"<{iri}>" for iri in allowed}:
        return
    line = text.count("\n", 0, found.start()) + 1
    what = "SERVICE asks" if service else "LOAD reads from"
    also = f"; allowed are {', '.join(sorted(allowed))}" if allowed and service else ""
    raise RefusedError(f"line {line}: {what} another server, which this one does not do{also}", line=line)
