"""Questions to the network of a story: paths that respect time, centrality, brokers, groups, change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from .networks.build import Network
    from .networks.communities import Groups
    from .networks.comparison import Comparison, When
    from .networks.hops import Around
    from .networks.measures.evolution import Evolution
    from .networks.rankings import Ranking
    from .networks.routes import By, Reaching, Routes
    from .networks.story_measures import Brokers
    from .networks.views import ViewName
    from .snapshot import Snapshot

Day = str | date | None


class NetworkQuestions(ABC):
    """What a story can be asked about who is connected to whom. Things are given by id, name or spelling.

    A ``first`` and a ``last`` are days, months or years, both inclusive; None leaves a side open. With
    ``certain`` only that counts which holds whatever the uncertain days are.
    """

    @property
    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The whole story in memory."""

    @abstractmethod
    def known_by(self, day: str | date) -> Self:
        """The story as its sources allowed it by a day."""

    def paths(
        self,
        start: str,
        end: str,
        *,
        by: By = "shortest",
        limit: int = 3,
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = False,
        directed: bool = False,
        any_order: bool = False,
    ) -> Routes:
        """Paths from one thing to another on which no step comes before the one that it follows.

        ``by`` is ``"shortest"`` (up to ``limit`` paths of the fewest steps), ``"earliest"`` (arrival),
        ``"latest"`` (departure), ``"fastest"`` or ``"fewest"`` (steps): each with its certain and its
        possible answer; see :mod:`.networks.paths`. ``strict`` asks that each step be on a later day than
        the one before. ``directed`` goes along the sentences only, ``any_order`` does not ask about time.

        >>> import dateline
        >>> story = dateline.open("us-canada-trade")
        >>> path, *_ = story.paths("American technology companies", "oval-office-meeting").found
        >>> path.hops[-1].sentence
        'Donald Trump attended Oval Office meeting of Trump and Carney'
        """
        from .networks.story_routes import story_routes

        return story_routes(
            self.snapshot,
            start,
            end,
            by=by,
            limit=limit,
            on=on,
            first=first,
            last=last,
            certain=certain,
            strict=strict,
            directed=directed,
            any_order=any_order,
        )

    def reach(
        self,
        thing: str,
        *,
        backward: bool = False,
        kind: str = "actor",
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = False,
        directed: bool = False,
    ) -> Reaching:
        """Whom a thing can have reached by paths that respect time, and by which day.

        ``backward`` asks who can have reached it. ``kind`` is what is told of: ``"actor"``, ``"event"``,
        ``"claim"``, ``"policy"``, ``"state"`` or ``"all"``.
        """
        from .networks.story_reach import story_reach

        return story_reach(
            self.snapshot,
            thing,
            backward=backward,
            kind=kind,
            on=on,
            first=first,
            last=last,
            certain=certain,
            strict=strict,
            directed=directed,
        )

    def central(
        self,
        *,
        by: str = "degree",
        view: ViewName = "actors",
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = False,
        directed: bool = False,
    ) -> Ranking:
        """The nodes of a view by ``"degree"``, ``"strength"``, ``"pagerank"``, or in time by ``"closeness"``
        or ``"betweenness"``; see :mod:`.networks.measures`.
        """
        from .networks.rankings import IN_TIME
        from .networks.story_measures import central_of

        whole = self.part(view=view)
        timeless = by in IN_TIME and not (first or last)
        part = whole if timeless else self.part(view=view, first=first, last=last, certain=certain)
        return central_of(whole, part, by, first, last, certain=certain, strict=strict, directed=directed)

    def brokers(
        self,
        *,
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        roles: str | None = None,
        constraint: bool = False,
    ) -> Brokers:
        """Who connects actors that are otherwise apart, through events that they share.

        ``roles`` adds those of Gould and Fernandez between groups by ``"communities"``, ``"type"`` or
        ``"membership"``; ``constraint`` adds Burt's.
        """
        from .networks.story_measures import brokers_of

        part = self.part(on=on, first=first, last=last, certain=certain)
        return brokers_of(part, roles=roles, constraint=constraint)

    def communities(
        self,
        *,
        every: str,
        view: ViewName = "actors",
        first: Day = None,
        last: Day = None,
        certain: bool = False,
    ) -> Evolution:
        """The communities of a view in windows of a width such as ``"3 months"``, and their fate."""
        from .networks.rolling import rolling
        from .networks.story_measures import evolution_of

        return evolution_of(rolling(self.part(view=view), every, first=first, last=last, certain=certain))

    def compare_networks(
        self, first: When, second: When, *, view: ViewName | None = "actors", certain: bool = False
    ) -> Comparison:
        """What came, went, grew and shrank in a view of the network, or in all of it (``view`` None).

        Each of the two is a day, month or year (the network as it stood at its end), or a pair: a window.
        Raises :class:`dateline.errors.NetworkError`, with the span that there is, for two empty ones.
        """
        from .networks.comparison import compare
        from .networks.story_measures import required

        whole = self.part(view=view)
        found = compare(whole, first, second, certain=certain)
        if not found.before.number_of_edges():
            required(found.after, whole)
        return found

    def groups(
        self,
        *,
        view: ViewName | None = None,
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
    ) -> Groups:
        """The communities of actors that share events, or of a view (Louvain; Blondel et al. 2008)."""
        from .networks.communities import groups_of

        part = self.part(view=view, on=on, first=first, last=last, certain=certain)
        return groups_of(part, view=view is not None)

    def ego(
        self,
        actor: str,
        radius: int = 1,
        *,
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
    ) -> Around:
        """What is within some steps of an actor, whatever the direction."""
        from ..ontology.terms import Class
        from .naming import find
        from .networks.hops import Around, neighbourhood

        node = find(self.snapshot, actor, Class.Actor)
        part = self.part(on=on, first=first, last=last, certain=certain)
        return Around(node, neighbourhood(part, node, radius), part.graph.get("left_out", {}))

    def part(
        self,
        *,
        view: ViewName | None = None,
        on: Day = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
    ) -> Network:
        """The network or a view as :meth:`..story.BuiltStory.network` gives it, but never an empty part.

        Raises :class:`dateline.errors.NetworkError`, with the span that there is, when nothing lies in it.
        """
        from .networks.asking import ask
        from .networks.story_measures import required

        days = (on, first, last)
        part = ask(self.snapshot, view, (), *days, certain=certain, weight="sources")
        if part.number_of_edges() or not any(days):
            return part
        return required(part, ask(self.snapshot, view, (), None, None, None, certain=False, weight="sources"))
