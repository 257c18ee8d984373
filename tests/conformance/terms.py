"""RDF terms as the suites compare them: literals by the value that they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = XSD + "string"
LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
INTEGERS = frozenset(
    XSD + name
    for name in (
        *("integer", "long", "int", "short", "byte", "positiveInteger", "negativeInteger"),
        *("nonNegativeInteger", "nonPositiveInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_MOMENT = re.compile(r"(-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Term:
    """``kind`` is ``uri``, ``bnode`` or ``literal``; ``datatype`` is set for every literal."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""


def literal(text: str, datatype: str | None = None, language: str | None = None) -> Term:
    """A literal; without a datatype it is a string, with a language a string of that language."""
    return Term("literal", text, LANGUAGE if language else datatype or STRING, (language or "").lower())


def by_value(term: Term) -> Term:
    """The one term that stands for all with the same value in the same type."""
    if term.kind != "literal":
        return term
    try:
        return _folded(term)
    except (ValueError, InvalidOperation):
        return term  # Not of its type's form: such a literal equals itself alone.


def _folded(term: Term) -> Term:
    text, datatype = term.text.strip(), term.datatype
    if datatype in INTEGERS:
        return Term("literal", str(int(text)), XSD + "integer")
    if datatype == XSD + "decimal":
        return Term("literal", str(Fraction(Decimal(text))), datatype)
    if datatype in (XSD + "double", XSD + "float"):
        return Term("literal", repr(float(text)), datatype)
    if datatype == XSD + "boolean":
        return Term("literal", {"1": "true", "0": "false"}.get(text, text), datatype)
    if datatype == XSD + "dateTime" and (found := _MOMENT.fullmatch(text)):
        zone = "Z" if found[3] in ("+00:00", "-00:00") else found[3] or ""
        return Term("literal", found[1] + (found[2] or "").rstrip("0").rstrip(".") + zone, datatype)
    if datatype.startswith(XSD) and datatype.lower().endswith("duration"):
        return Term("literal", _duration(text), XSD + "duration")
    return term


def _duration(text: str) -> str:
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    years, months, days, hours, minutes = (int(part or 0) for part in found.groups()[1:6])
    seconds = Fraction(found[7] or 0) + 60 * (minutes + 60 * (hours + 24 * days))
    sign = -1 if found[1] else 1
    return f"{sign * (12 * years + months)} months {sign * seconds} seconds"
