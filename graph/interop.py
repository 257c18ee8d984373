"""The same data in rdflib, for whoever brings rdflib code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from ..ontology.terms import PREFIXES
from .build import to_nquads

if TYPE_CHECKING:
    import rdflib


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A dataset with the same named graphs; queries see their union, prefixes are bound."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=to_nquads(quads), format="nquads")
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
