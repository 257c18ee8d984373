"""Routes and reach in a network in time, with their words, days and part of the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..snapshot import Span
from .build import Network

EdgeKey: TypeAlias = tuple[str, str, Any]
By: TypeAlias = Literal["shortest", "earliest", "latest", "fastest", "fewest"]
WAYS: tuple[By, ...] = ("shortest", "earliest", "latest", "fastest", "fewest")
"""Which paths are best: the k of fewest steps, or the one that arrives first, leaves last, takes the fewest
days, or the fewest steps."""


@dataclass(frozen=True, slots=True)
class RouteHop:
    """A step of a route. ``source`` and ``target`` are nodes of the network, ``edge`` its edge there.

    ``departs`` is the latest day on which the step can be begun, ``arrives`` the day by which it is done
    (ISO; None where it is not known or does not matter); ``when`` are the bounds of the statement.
    """

    source: str
    target: str
    relation: str
    sentence: str
    departs: str | None
    arrives: str | None
    when: Span
    quotes: tuple[str, ...]
    edge: EdgeKey


@dataclass(frozen=True, slots=True)
class Route:
    """A path from one node to another.

    ``certain`` tells whether it holds whatever the unknown days are, ``planned`` are the labels of what is
    still to come on the way. ``certain`` is None for a path that does not ask about time.
    """

    hops: tuple[RouteHop, ...]
    certain: bool | None
    departs: str | None = None
    arrives: str | None = None
    days: int | None = None
    planned: tuple[str, ...] = ()

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes on the way, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes from ``start`` to ``end``, and ``network``, the part of the network that they lead through.

    ``joined`` tells whether the two are connected when time is ignored. ``left_out`` counts what could not
    be used, by reason.
    """

    start: str
    end: str
    by: str
    found: tuple[Route, ...]
    network: Network
    joined: bool
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """A node in reach: by which day it can have been reached (backward: must be left), in how many steps.

    ``certain`` is the day by which it is reached for certain; None where that is only possible.
    """

    node: str
    label: str
    kind: str
    day: str | None
    steps: int
    certain: str | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Reaching:
    """Whom a node can have reached, itself not counted, the earliest first; ``backward``: who can have
    reached it, the latest to leave first.

    ``network`` is the tree of the paths by which they are reached. ``size`` counts all nodes in reach with
    the node itself, of every kind.
    """

    node: str
    label: str
    backward: bool
    reached: tuple[Reached, ...]
    size: int
    network: Network
    left_out: Mapping[str, int] = field(default_factory=dict)
