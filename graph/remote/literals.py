"""One spelling for each value: engines keep literals in spellings of their own.

Oxigraph's is the measure, as stories are built with it; see ``engines.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from ...ontology.terms import PREFIXES

XSD = PREFIXES["xsd"]


def spelled(text: str, datatype: str) -> str:
    """A literal's text as Oxigraph spells its value; what is no such value stays as it is.

    >>> spelled("1", XSD + "boolean"), spelled("25.0", XSD + "decimal"), spelled("+7", XSD + "integer")
    ('true', '25', '7')
    """
    respell = _RESPELL.get(datatype)
    return respell(text) if respell else text


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


def _number(text: str) -> str:
    try:
        plain = f"{Decimal(text):f}"
    except InvalidOperation:
        return text
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


_RESPELL: dict[str, Callable[[str], str]] = {
    XSD + "boolean": _boolean,
    XSD + "decimal": _number,
    XSD + "integer": _number,
}
