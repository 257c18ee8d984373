"""The nearest names to one that is not there, among thousands, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 3
"""Names that an error suggests at most."""
_COMPARED = 2_000
"""Names compared letter by letter at most; each takes some 20 µs."""


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to three names that are spelled like one, or hold it, nearest first; case does not matter.

    Of very many names, those that share most pairs of letters with it are compared.
    """
    wanted = name.casefold()
    folded: dict[str, str] = {}
    for known in names:
        folded.setdefault(known.casefold(), known)
    close = [wanted] if wanted in folded else []
    close += get_close_matches(wanted, _likely(wanted, list(folded)), n=MOST, cutoff=0.6)
    holding = [known for known in folded if wanted and wanted in known]
    close += sorted(holding, key=lambda known: (len(known), known))[:MOST]
    return tuple(folded[known] for known in dict.fromkeys(close))[:MOST]


def _likely(wanted: str, names: list[str]) -> list[str]:
    if len(names) <= _COMPARED:
        return names
    pairs = _pairs(wanted)
    return sorted(names, key=lambda known: (-len(pairs & _pairs(known)), len(known)))[:_COMPARED]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
