"""Networks as tables of pandas: one of the nodes, one of the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ....errors import MissingExtraError, NetworkError
from .naming import freed, restored
from .rows import about, edge_rows, graph_of, node_rows

if TYPE_CHECKING:
    import networkx as nx

NODE, ENDS, KEY = "node", ("source", "target"), "key"
_OF_NODES, _OF_EDGES = (NODE,), (*ENDS, KEY)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """``nodes``, a DataFrame of n rows, and ``edges``, one of m rows.

    Columns of nodes: ``node`` and each attribute; of edges: ``source``, ``target``, with parallel edges
    ``key``, and each attribute. An attribute of such a name has a dot before it. A column of numbers or of
    booleans without a gap has their dtype, every other one ``object``: lists and None stay as they are, dates
    are ISO texts, and an attribute that a row has not is ``pandas.NA``. ``about`` has the attributes of the
    network as a whole.
    """

    nodes: Any
    edges: Any
    about: Mapping[str, Any] = field(repr=False)
    directed: bool

    def graph(self) -> nx.Graph[Any]:
        """The network again."""
        return from_pandas(self.edges, self.nodes, directed=self.directed, about=self.about)


def to_pandas(network: nx.Graph[Any]) -> Tables:
    """A network as tables. Raises :class:`MissingExtraError` without pandas."""
    pandas = _pandas()
    nodes = [{NODE: node, **freed(data, _OF_NODES)} for node, data in node_rows(network)]
    edges = [
        {**dict(zip(_OF_EDGES, edge, strict=True)), **freed(data, _OF_EDGES)}
        for *edge, data in edge_rows(network)
    ]
    ends = _OF_EDGES if network.is_multigraph() else ENDS
    tables = _table(pandas, nodes, _OF_NODES), _table(pandas, edges, ends, frozenset({KEY}) - set(ends))
    return Tables(*tables, about(network), network.is_directed())


def from_pandas(
    edges: Any, nodes: Any = None, *, directed: bool = True, about: Mapping[str, Any] | None = None
) -> nx.Graph[Any]:
    """A network of such tables, or of one's own that have the columns named above.

    A cell without a value (NA, NaN or NaT) gives no attribute. With the column ``key`` edges may be parallel.
    Raises :class:`NetworkError` when a column is missing or an edge has no source or target.
    """
    _check(edges, ENDS, "edges")
    rows = [] if nodes is None else _records(nodes, _check(nodes, _OF_NODES, "nodes"))
    return graph_of(
        ((row[NODE], restored(row, _OF_NODES)) for row in rows),
        (
            (*(row[end] for end in ENDS), row.get(KEY), restored(row, _OF_EDGES))
            for row in _records(edges, ENDS)
        ),
        about or {},
        directed=directed,
        multigraph=KEY in edges.columns,
    )


def _pandas() -> Any:
    try:
        import pandas  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("tables of a network need pandas", "convert") from None
    return pandas


def _table(
    pandas: Any,
    rows: Sequence[Mapping[Any, Any]],
    first: Sequence[str],
    without: frozenset[str] = frozenset(),
) -> Any:
    names = dict.fromkeys([*first, *(name for row in rows for name in row)])
    columns = {
        name: _column(pandas, [row.get(name, pandas.NA) for row in rows])
        for name in names
        if name not in without
    }
    return pandas.DataFrame(columns, columns=list(columns))


def _column(pandas: Any, values: list[Any]) -> Any:
    """Never inferred by pandas, which makes NaN of None, and numbers of booleans with a gap."""
    kinds = {type(value) for value in values}
    plain = len(kinds) == 1 and kinds <= {int, float, bool} and all(_fits(value) for value in values)
    return pandas.Series(values, dtype=kinds.pop().__name__ if plain else "object")


def _fits(value: float) -> bool:
    """Whether pandas holds it: integers of 64 bits, and of floats no NaN, which would be a gap."""
    return value == value and (not isinstance(value, int) or -(1 << 63) <= value < 1 << 63)


def _check(table: Any, columns: Sequence[str], what: str) -> Sequence[str]:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise NetworkError(f"the table of {what} has no column {' and '.join(missing)}")
    return columns


def _records(table: Any, needed: Sequence[str]) -> list[dict[Any, Any]]:
    gaps = table[list(needed)].isna().any(axis=1)
    if gaps.any():
        raise NetworkError(f"row {int(gaps.to_numpy().argmax())} of a table has no {' or no '.join(needed)}")
    names = list(table.columns)
    columns = [zip(table[name].astype(object), table[name].isna(), strict=True) for name in names]
    return [
        {name: value for name, (value, gap) in zip(names, row, strict=True) if not gap or value is None}
        for row in zip(*columns, strict=True)
    ]
