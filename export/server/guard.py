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
_CHAINED = re.compile(r"(?:[!+\-^]\s*){2,}")
_WORD = re.compile(r"[\w.]+")


def check(text: str, depth: int, allowed: Collection[str] = ()) -> None:
    """Raise :class:`QueryError` for what a query or an update may not hold.

    ``allowed`` are the addresses that SERVICE may ask, written out as IRIs.
    """
    if sum(map(text.count, "({[")) > depth or _longest_chain(text) > depth:
        _check_depth(text, depth)
    folded = text.upper()
    if "SERVICE" in folded or "LOAD" in folded:
        _check_requests(text, allowed)


def _longest_chain(text: str) -> int:
    return max((len(found[0]) for found in _CHAINED.finditer(text)), default=0)


def _check_depth(text: str, most: int) -> None:
    depth = chain = 0
    for token in tokens(text):
        sign = token[0]
        depth += (sign in _OPENING) - (sign in _CLOSING)
        chain = chain + 1 if sign in "!+-^" else chain if token["blank"] else 0
        if depth + chain > most:
            line = text.count("\n", 0, token.start()) + 1
            raise QueryError(f"line {line}: the query nests deeper than {most} levels", line=line)


def _check_requests(text: str, allowed: Collection[str]) -> None:
    """Refuse SERVICE and LOAD. A keyword may stick to the number before it (``1SERVICE`` parses)."""
    found = [token for token in tokens(text) if not token["blank"]]
    for place, token in enumerate(found):
        word = token[0].upper() if _WORD.fullmatch(token[0]) else ""
        if "SERVICE" not in word and not word.endswith("LOAD"):
            continue
        line = text.count("\n", 0, token.start()) + 1
        if "SERVICE" in word and _asked(found[place + 1 :]) in allowed:
            continue
        what = "SERVICE asks" if "SERVICE" in word else "LOAD reads from"
        raise QueryError(
            f"line {line}: {what} another server, which this one does not do"
            + (f"; allowed are {', '.join(sorted(allowed))}" if allowed and "SERVICE" in word else ""),
            line=line,
        )


def _asked(following: list[re.Match[str]]) -> str | None:
    """The address after SERVICE, if it is written out: a variable or a prefixed name may mean any."""
    words = [token[0] for token in following[:2]]
    if words and words[0].upper() == "SILENT":
        del words[0]
    return words[0][1:-1] if words and words[0].startswith("<") else None
