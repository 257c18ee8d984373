"""The words of sources that support a thing, and where sources disagree about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .frame import thing_address

if TYPE_CHECKING:
    from ....graph.view import View

_WORDS = """
SELECT DISTINCT ?quote ?source ?title ?outlet ?issued ?address ?start ?end WHERE {{
  {node} dl:evidence ?evidence . ?evidence dl:quote ?quote ; dl:source ?source .
  OPTIONAL {{ ?source skos:prefLabel ?title }}
  OPTIONAL {{ ?source dcterms:publisher/skos:prefLabel ?outlet }}
  OPTIONAL {{ ?source dcterms:issued ?issued }}
  OPTIONAL {{ ?source dcterms:source ?address }}
  OPTIONAL {{ ?evidence oa:hasTarget/oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end }}
}} ORDER BY ?issued ?source ?start ?quote
"""
_CLASHES = """
SELECT DISTINCT ?conflict ?reason WHERE {{
  {{ ?conflict dl:between {node} }} UNION {{ {node} dl:time ?time . ?conflict dl:between ?time }}
  ?conflict dl:reason ?reason
}} ORDER BY ?conflict
"""


@dataclass(frozen=True, slots=True)
class Words:
    """A quote with its source, which is shown here at ``source`` and in the web at ``address``."""

    quote: str
    title: str
    source: str | None
    outlet: str | None
    issued: str | None
    address: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict in words, and the address of its page."""

    reason: str
    address: str | None


def words_of(view: View, node: str, base: str, root: str) -> Sequence[Words]:
    """The quotes that support a thing, given as ``<IRI>``, in the order of their sources."""
    return [
        Words(
            quote=str(row["quote"]),
            title=row["title"] or str(row["source"]),
            source=thing_address(str(row["source"]), base, root),
            outlet=row["outlet"],
            issued=row["issued"],
            address=_web(row["address"]),
            place=f"characters {int(row['start']):,} to {int(row['end'] or 0):,}" if row["start"] else None,
        )
        for row in view.rows(_WORDS.format(node=node))
    ]


def clashes_of(view: View, node: str, base: str, root: str) -> Sequence[Clash]:
    """The conflicts that a thing or a date of it is in."""
    return [
        Clash(str(row["reason"]), thing_address(str(row["conflict"]), base, root))
        for row in view.rows(_CLASHES.format(node=node))
    ]


def _web(address: str | None) -> str | None:
    """An address that a link may have: any other scheme could run something."""
    return address if address and address.lower().startswith(("http://", "https://")) else None
