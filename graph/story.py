"""A built story: everything that is known, behind one object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad, Store

from ..data.edtf import last_day
from ..errors import DateError, QueryError
from .canned import canned_query
from .changes import Changes
from .changes import compare as compare_told
from .claim_filters import Terms
from .claims import Claims, build_claims
from .complete import complete
from .hints import hints
from .known import sources_by, told_by
from .names import Names
from .naming import find_sources
from .network_questions import NetworkQuestions
from .rates.day import Rates, build_rates
from .rates.states import RateStates, select_states
from .results import Answer
from .snapshot import Snapshot
from .time.allen import Allen, Order
from .time.answers import PairAnswer, compare, range_of, thing_named
from .time.spans import Certainty, within
from .timeline import Timeline, build_timeline
from .tour import Step, read_tour
from .view import StoreView, View

if TYPE_CHECKING:
    import rdflib

    from ..data.proofs import Proofs
    from .networks.build import Network
    from .networks.views import ViewName, Weight


class BuiltStory(NetworkQuestions):
    """A story that can be asked: for its timeline, its network, and in SPARQL.

    ``proofs`` tells which quotes are proven; it is None for a story opened from a store. ``left_out``
    counts what a story limited to some of its sources leaves out, by kind.
    """

    def __init__(
        self, view: View, proofs: Proofs | None = None, left_out: Mapping[str, int] | None = None
    ) -> None:
        self.view = view
        self.proofs = proofs
        self.left_out = left_out or {}

    @property
    def iri(self) -> str:
        """The story's IRI, which is also its named graph."""
        return self.view.header["story"]

    @property
    def title(self) -> str:
        """The story's title."""
        return self.view.header["title"]

    @property
    def description(self) -> str:
        """What the story is about."""
        return self.view.header.get("description", "")

    @property
    def language(self) -> str:
        """The language tag of the story's own words."""
        return self.view.header.get("language", "en")

    @cached_property
    def snapshot(self) -> Snapshot:
        """The whole story in memory."""
        return Snapshot.of(self.view)

    def query(
        self,
        sparql: str | None = None,
        *,
        name: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to a SPARQL 1.1 query, or to the canned query ``name`` with its parameters.

        >>> import dateline
        >>> story = dateline.open("us-canada-trade")
        >>> story.query("ASK { :trump dl:met :carney }").boolean
        True
        """
        if sparql is None and name is not None:
            canned = canned_query(name)
            sparql = canned.bind(parameters, self.snapshot) if parameters else canned.sparql
        elif sparql is None or name is not None:
            raise ValueError("give either the text of a query or the name of a canned one")
        elif parameters:
            raise QueryError("only a canned query has parameters; write the values into the query")
        return Answer(self.view, sparql)

    def hints(self, sparql: str) -> list[str]:
        """What the query names that neither the vocabulary nor the story has, with the nearest name."""
        return hints(sparql, self.view)

    def timeline(
        self,
        *,
        first: str | date | None = None,
        last: str | date | None = None,
        known_by: str | date | None = None,
        actor: str | None = None,
    ) -> Timeline:
        """The events in order; see :func:`dateline.graph.timeline.build_timeline`."""
        if known_by is None:
            return build_timeline(self.snapshot, first=first, last=last, actor=actor)
        known = self.known_by(known_by)
        timeline = build_timeline(known.snapshot, first=first, last=last, actor=actor)
        unknown = known.left_out.get("event", 0)
        return replace(
            timeline,
            left_out={
                **({f"not known by {last_day(known_by)}": unknown} if unknown else {}),
                **timeline.left_out,
            },
        )

    def claims(
        self,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        about: str | None = None,
        modality: Terms = (),
        stance: Terms = (),
        outcome: Terms = (),
        first: str | date | None = None,
        last: str | date | None = None,
        direct: bool = False,
    ) -> Claims:
        """Who said what, and what came of it; see :func:`dateline.graph.claims.build_claims`.

        >>> import dateline
        >>> story = dateline.open("us-canada-trade")
        >>> {claim.outcome.value for claim in story.claims(modality="Promised", outcome="Broken")}
        {'Broken'}
        """
        return build_claims(
            self.snapshot,
            speaker=speaker,
            addressee=addressee,
            about=about,
            modality=modality,
            stance=stance,
            outcome=outcome,
            first=first,
            last=last,
            direct=direct,
        )

    def rates(self, *, on: str | date, product: str | None = None, origin: str | None = None) -> Rates:
        """Which rates applied on a day; see :func:`dateline.graph.rates.day.build_rates`.

        >>> import dateline
        >>> story = dateline.open("us-canada-trade")
        >>> found = story.rates(on="2025-07-10", product="steel", origin="canada")
        >>> [state.rate for state in found.in_force if state.id == "steel-50"]
        ['50']
        """
        return build_rates(self.snapshot, on=on, product=product, origin=origin)

    def rate_states(self, *, product: str | None = None, origin: str | None = None) -> RateStates:
        """All states that bear on a product of an origin, over all time: the ground of the step chart."""
        return select_states(self.snapshot, product=product, origin=origin)

    def tour(self) -> tuple[Step, ...]:
        """The guided walk that the story's author wrote, in order; empty when there is none."""
        return read_tour(self.snapshot)

    def known_by(self, day: str | date) -> Self:
        """The story as its sources issued by the end of a day (or month, or year) allowed it.

        What only later sources support is taken out, and the days are solved anew.

        >>> import dateline
        >>> dateline.open("us-canada-trade").known_by("2025-01-19").timeline().entries
        ()
        """
        return self._limited(sources_by(self._told, last_day(day)))

    def told_by(self, *sources: str) -> Self:
        """The story as some of its sources tell it, each given by id, title or publisher."""
        return self._limited({found for name in sources for found in find_sources(self.snapshot, name)})

    def changes(self, first: str | date, last: str | date) -> Changes:
        """What was told by the end of ``last`` (a day, month or year) and not yet by the end of ``first``."""
        first, last = last_day(first), last_day(last)
        if first >= last:
            raise DateError(f"nothing lies between {first} and {last}; write the earlier day first")
        return compare_told(self.known_by(first).snapshot, self.known_by(last).snapshot, first, last)

    def _limited(self, sources: Set[str]) -> Self:
        kept = told_by(self._told, sources)
        store = Store()
        store.extend(complete(kept.quads, Names(self.view.header["base"])))
        return type(self)(StoreView(store), self.proofs, Counter(self.left_out) + Counter(kept.left_out))

    @cached_property
    def _told(self) -> list[Quad]:
        """What the story tells, without what is derived from it."""
        return list(self.view.quads(self.iri))

    def quads(self) -> list[Quad]:
        """Every quad of the story, of what is derived from it, and of the vocabulary."""
        return list(self.view.quads())

    def network(
        self,
        view: ViewName | None = None,
        *,
        relations: Collection[str] = (),
        on: str | date | None = None,
        first: str | date | None = None,
        last: str | date | None = None,
        known_by: str | date | None = None,
        certain: bool = False,
        weight: Weight = "sources",
    ) -> Network:
        """The story as a ``networkx.MultiDiGraph``; see :mod:`dateline.graph.networks.build`.

        ``view`` is ``"actors"``, ``"policies"``, ``"events"`` or ``"claims"``, with all or some of its
        ``relations``, weighed by ``"sources"``, ``"quotes"`` or ``"statements"``: see
        :mod:`dateline.graph.networks.views`. ``on`` gives it as it stood at the end of a day, ``first`` and
        ``last`` what lies between them (days, months or years), and ``certain`` only what does so for
        certain: read-only parts whose graph's ``left_out`` counts what is not there, by reason. ``known_by``
        is the story as its sources allowed it then.

        >>> import dateline
        >>> met = dateline.open("us-canada-trade").network("actors", relations=["met"], last="2025-06")
        >>> sorted(label for actor, label in met.nodes(data="label") if "carney" in actor)
        ['Mark Carney']
        """
        from .networks.asking import ask

        told = self.known_by(known_by) if known_by else self
        days = (on, first, last)
        return ask(told.snapshot, view, relations, *days, certain=certain, weight=weight)

    def networks(
        self,
        view: ViewName | None = None,
        *,
        width: str,
        step: str | None = None,
        first: str | date | None = None,
        last: str | date | None = None,
        relations: Collection[str] = (),
        known_by: str | date | None = None,
        certain: bool = False,
        weight: Weight = "sources",
    ) -> Iterator[Network]:
        """The network or a view of it in windows that roll, such as ``width="3 months", step="1 month"``.

        See :func:`dateline.graph.networks.rolling.rolling`.
        """
        from .networks.rolling import rolling

        network = self.network(view, relations=relations, known_by=known_by, weight=weight)
        return rolling(network, width, step, first=first, last=last, certain=certain)

    def rdflib(self) -> rdflib.Dataset:
        """The same data as an rdflib dataset, one named graph each for story, rules and vocabulary."""
        from .interop import to_rdflib

        dataset = to_rdflib(self.quads())
        dataset.bind("", self.snapshot.base)
        return dataset

    def on(self, thing: str, day: str | date) -> Certainty:
        """Whether a thing was so on a day, or on some day of a month or a year.

        A thing is an event, a state of a policy, a tenure or a claim, by id, label or misspelling.
        """
        return self.during(thing, day, day)

    def during(
        self, thing: str, first: str | date | None = None, last: str | date | None = None
    ) -> Certainty:
        """Whether a thing was so on some day from ``first`` to ``last``; None leaves a side open."""
        span = self.snapshot.span(thing_named(self.snapshot, thing))
        return within(span, *range_of(first, last))

    def order(self, one: str, other: str) -> Order:
        """Whether one thing lies wholly before another, and whether wholly after it."""
        return self._compare(one, other).order

    def allen(self, one: str, other: str) -> dict[Allen, Certainty]:
        """How one thing stands to another, in each of Allen's thirteen relations."""
        return dict(self._compare(one, other).allen)

    def _compare(self, one: str, other: str) -> PairAnswer:
        first, second = (thing_named(self.snapshot, name) for name in (one, other))
        return compare(self.snapshot, first, second)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.iri}>"
