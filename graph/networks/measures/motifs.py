"""Motifs: the patterns that three contacts make within some days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..contacts import Contacts
from ..numeric import np
from .events import events_of, once_each, required
from .motif_counts import Counts, pairs_and_stars, timeline_of, triangles
from .motif_shapes import Kind, Shape, all_shapes, kind_of
from .results import NothingToMeasureError


@dataclass(frozen=True, slots=True)
class Motif:
    """A shape such as "1>2 2>3 3>1" (edges in order of time, nodes as they first appear) and its count."""

    edges: str
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Motifs:
    """All 36 motifs, the most frequent first, then by their edges."""

    motifs: tuple[Motif, ...]
    delta: int
    total: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def temporal_motifs(
    contacts: Contacts, delta: int, start: str | None = None, end: str | None = None
) -> Motifs:
    """How often three contacts make each of the 36 motifs of two or three nodes within ``delta`` days.

    Paranjape, Benson and Leskovec (2017, "Motifs in temporal networks", section 2): ordered triples of
    contacts with t1 < t2 < t3 and t3 - t1 <= delta, whose directed edges form one connected shape. Every
    triple counts, so several contacts of one pair on one day count each. Days are the finest time there
    is: contacts of one day have no order, so no two of them are in one triple, and ``delta`` must be 2 or
    more. Counts are exact: pairs and stars by running sums that stand for the counters of section 4,
    triangles by looking up the third pair of nodes for each two contacts that share a node.

    Contacts of an uncertain day, such as last, and loops make no motif; they are left out and counted.
    Raises :class:`NothingToMeasureError` for a shorter delta, without contacts, and for contacts without
    direction (an edge that was made into two contacts), as motifs are of directed edges.
    """
    if delta < 2:
        raise NothingToMeasureError(
            f"three days in order span at least 2 days; a delta of {delta} holds none"
        )
    if len(once_each(contacts)) < len(contacts):
        raise NothingToMeasureError(
            "these contacts are read in both directions, and motifs need one; read them directed"
        )
    events = required(events_of(contacts, start, end))
    loops = events.source == events.target
    counts: Counts = dict.fromkeys(all_shapes(), 0)
    if not loops.all():
        timeline = timeline_of(
            *(events.source[~loops], events.target[~loops], events.day[~loops]), len(contacts.nodes), delta
        )
        pairs_and_stars(timeline, counts)
        triangles(timeline, counts)
    left_out = {**events.left_out, **({"loop": int(np.count_nonzero(loops))} if loops.any() else {})}
    motifs = sorted(
        (Motif(_text(shape), kind_of(shape), count) for shape, count in counts.items()),
        key=lambda motif: (-motif.count, motif.edges),
    )
    return Motifs(tuple(motifs), delta, sum(counts.values()), left_out)


def _text(shape: Shape) -> str:
    return " ".join(f"{start}>{end}" for start, end in shape)
