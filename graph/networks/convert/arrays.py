"""Networks as the arrays that PyTorch Geometric works on; NumPy is all that is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ....data.edtf import checked_day
from ...triples import BOUNDS
from ..contacts import day_number
from ..numeric import np
from .rows import edge_rows, graph_of, node_rows

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

UNKNOWN = int(np.iinfo(np.int64).min)
"""No day: what NumPy reads as NaT, when such a column is viewed as ``datetime64[D]``."""
COUNTED = ("sources", "quotes")
"""How many distinct ones an edge has; counted from its evidence where it does not say."""
_ELSEWHERE = frozenset({"weight", "ongoing", "relation"})


@dataclass(frozen=True, slots=True, eq=False)
class EdgeArrays:
    """``m`` edges between ``n`` nodes; row i of each array is the i-th edge or node.

    - ``edge_index``, int64 (2, m): the places of sources and targets; an undirected edge stands once.
    - ``edge_time``, int64 (m,): the first of its bounds that is known, in days since 1970-01-01.
    - ``edge_bounds``, int64 (m, 4): earliest begin, latest begin, earliest end, latest end, likewise;
      :data:`UNKNOWN` where there is none. ``edge_ongoing``, bool (m,): whether it has no end yet.
    - ``edge_type`` and ``node_type``, int64 (m,) and (n,): places in ``edge_types`` (relations) and
      ``node_types`` (kinds), "" for those without.
    - ``edge_weight``, float32 (m,): 1 where an edge has none.
    - ``edge_attr``, float32 (m, d): the attributes that are numbers, named in ``edge_attrs``; NaN where an
      edge has none.

    ``nodes`` and ``keys`` have the names. ``left_out`` counts what the arrays do not carry, by reason.
    """

    nodes: Sequence[Any] = field(repr=False)
    keys: Sequence[Any] = field(repr=False)
    node_types: Sequence[str]
    edge_types: Sequence[str]
    edge_attrs: Sequence[str]
    node_type: NDArray[np.int64]
    edge_index: NDArray[np.int64]
    edge_time: NDArray[np.int64]
    edge_bounds: NDArray[np.int64]
    edge_ongoing: NDArray[np.bool_]
    edge_type: NDArray[np.int64]
    edge_weight: NDArray[np.float32]
    edge_attr: NDArray[np.float32]
    directed: bool
    multigraph: bool
    left_out: Mapping[str, int] = field(default_factory=dict)

    def graph(self) -> nx.Graph[Any]:
        """The arrays as a network; :func:`.from_network.from_network` reads its dates.

        Nodes have their ``kind``; edges ``relation, weight, ongoing``, the bounds and ``edge_attrs``.
        """
        kinds = ({"kind": self.node_types[kind]} if self.node_types[kind] else {} for kind in self.node_type)
        ends = ([self.nodes[place] for place in column.tolist()] for column in self.edge_index)
        return graph_of(
            zip(self.nodes, kinds, strict=True),
            zip(*ends, self.keys, map(self._edge, range(len(self.keys))), strict=True),
            {},
            directed=self.directed,
            multigraph=self.multigraph,
        )

    def _edge(self, row: int) -> dict[str, Any]:
        bounds = (_iso(day) for day in self.edge_bounds[row])
        numbers = zip(self.edge_attrs, self.edge_attr[row].tolist(), strict=True)
        return {
            "relation": self.edge_types[self.edge_type[row]],
            "weight": float(self.edge_weight[row]),
            "ongoing": bool(self.edge_ongoing[row]),
            **dict(zip(BOUNDS, bounds, strict=True)),
            **{name: number for name, number in numbers if number == number},
        }


def to_arrays(network: nx.Graph[Any]) -> EdgeArrays:
    """The arrays of a network. Raises :class:`DateError` for a bound that is no day, and
    :class:`MissingExtraError` without NumPy.
    """
    nodes = list(node_rows(network))
    edges = list(edge_rows(network))
    place = {node: number for number, (node, _) in enumerate(nodes)}
    rows = [_counted(data) for *_, data in edges]
    names = _numeric(rows)
    bounds = _bounds(rows)
    weight, rounded_weight = _numbers([_weight(row) for row in rows], (len(rows),))
    numbers = [[_number(row, name) for name in names] for row in rows]
    attr, rounded = _numbers(numbers, (len(rows), len(names)))
    node_types, node_type = _types([data.get("kind") for _, data in nodes])
    edge_types, edge_type = _types([row.get("relation") for row in rows])
    time = _first(bounds)
    left_out = {
        "edges without a date": int((time == UNKNOWN).sum()),
        "edges without a weight, which weigh 1": sum(row.get("weight") is None for row in rows),
        "numbers that an edge does not have, which are NaN": int(np.isnan(attr).sum()),
        "numbers rounded to 32 bits": rounded_weight + rounded,
    }
    ends = [[place[u] for u, *_ in edges], [place[v] for _, v, *_ in edges]]
    return EdgeArrays(
        nodes=list(place),
        keys=[key for _, _, key, _ in edges],
        node_types=node_types,
        edge_types=edge_types,
        edge_attrs=names,
        node_type=node_type,
        edge_index=np.array(ends, np.int64).reshape(2, -1),
        edge_time=time,
        edge_bounds=bounds,
        edge_ongoing=np.array([bool(row.get("ongoing")) for row in rows], np.bool_),
        edge_type=edge_type,
        edge_weight=weight,
        edge_attr=attr,
        directed=network.is_directed(),
        multigraph=network.is_multigraph(),
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def _counted(data: Mapping[str, Any]) -> Mapping[str, Any]:
    evidence = data.get("evidence")
    if evidence is None:
        return data
    counts = {
        "sources": len({item.get("source") for item in evidence}),
        "quotes": len({tuple(map(str, item.items())) for item in evidence}),
    }
    return {**counts, **data}


def _numeric(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The attributes of which every value is a number, in order of their names after the usual ones."""
    good: dict[str, bool] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                good[name] = good.get(name, True) and isinstance(value, int | float)
    names = {name for name, numeric in good.items() if numeric and name not in _ELSEWHERE}
    usual = [name for name in COUNTED if name in names]
    return [*usual, *sorted(names - set(usual))]


def _number(row: Mapping[str, Any], name: str) -> float:
    value = row.get(name)
    return float("nan") if value is None else float(value)


def _weight(row: Mapping[str, Any]) -> float:
    weight = row.get("weight")
    return 1.0 if weight is None else float(weight)


def _numbers(values: Sequence[Any], shape: tuple[int, ...]) -> tuple[NDArray[np.float32], int]:
    """Values as float32, and how many of them are others then."""
    whole = np.array(values, np.float64).reshape(shape)
    with np.errstate(over="ignore"):
        short = whole.astype(np.float32)
    return short, int(((short != whole) & ~np.isnan(whole)).sum())


def _types(values: Sequence[Any]) -> tuple[list[str], NDArray[np.int64]]:
    texts = ["" if value is None else str(value) for value in values]
    names = sorted(set(texts))
    place = {name: number for number, name in enumerate(names)}
    return names, np.array([place[text] for text in texts], np.int64)


def _bounds(rows: Sequence[Mapping[str, Any]]) -> NDArray[np.int64]:
    days = [[_day(row.get(name)) for name in BOUNDS] for row in rows]
    return np.array(days, np.int64).reshape(len(rows), len(BOUNDS))


def _day(value: Any) -> int:
    return UNKNOWN if value is None else day_number(checked_day(value))


def _first(bounds: NDArray[np.int64]) -> NDArray[np.int64]:
    known = bounds != UNKNOWN
    first = bounds[np.arange(len(bounds)), known.argmax(axis=1)]
    return np.where(known.any(axis=1), first, UNKNOWN)


def _iso(day: np.int64) -> str | None:
    return None if day == UNKNOWN else str(day.astype("datetime64[D]"))
