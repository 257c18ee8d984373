"""What a story says of one thing, from a few small queries, so that its size does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from ....graph.names import derived_graph
from ....graph.networks.build import KINDS
from ....graph.triples import BOUNDS, DAY_COUNTS, expand
from ....graph.view import text_of
from ....ontology.terms import DL
from ...iris import shorten_iri
from ...words import class_in_words
from .days import Days, days_of
from .frame import thing_address
from .sources import Clash, Words, clashes_of, words_of

if TYPE_CHECKING:
    from ....graph.story import BuiltStory

MOST = 100
"""Things that are listed for one property that leads here; how many more there are is said."""
_OWN = """
SELECT ?p ?word ?o ?label (EXISTS {{ GRAPH <{derived}> {{ {iri} ?p ?o }} }} AS ?derived) WHERE {{
  {iri} ?p ?o
  OPTIONAL {{ ?o skos:prefLabel ?label }} OPTIONAL {{ ?p rdfs:label ?word }}
}} ORDER BY ?p ?label ?o
"""
_LEADING = """
SELECT ?p (SAMPLE(?named) AS ?word) (COUNT(DISTINCT ?s) AS ?number) WHERE {{
  ?s ?p {iri} OPTIONAL {{ ?p rdfs:label ?named }}
}} GROUP BY ?p ORDER BY ?p
"""
_SUBJECTS = "SELECT DISTINCT ?s ?label WHERE {{ ?s <{p}> {iri} OPTIONAL {{ ?s skos:prefLabel ?label }} }} "
_SUBJECTS += "ORDER BY ?label ?s LIMIT {most}"
_TYPE, _LABEL, _ALIAS = expand("rdf:type"), expand("skos:prefLabel"), expand("skos:altLabel")
# What other parts of the page say in words, or only machines need.
_TECHNICAL = {
    *(expand(name) for name in BOUNDS.values()),
    *(prop.iri for prop in DAY_COUNTS.values()),
    *(expand(name) for name in ("dl:evidence", "dl:time", "dl:ongoing", "dl:knownSince", "dl:sha256")),
    *(_TYPE, _LABEL, _ALIAS),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a list; ``address`` is where it leads, ``code`` tells a name from words."""

    text: str
    address: str | None = None
    code: bool = False
    derived: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values; ``number`` counts those that there are, listed or not."""

    name: str
    word: str
    iri: str
    values: Sequence[Value]
    number: int


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """All that the page of a thing shows."""

    iri: str
    name: str
    title: str
    aliases: Sequence[str]
    kind: str
    days: Days | None
    known_since: str | None
    own: Sequence[Property]
    technical: Sequence[Property]
    leading: Sequence[Property]
    words: Sequence[Words]
    clashes: Sequence[Clash]
    address: str
    explorer: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """One solution: a property, and what it leads to or comes from."""

    prop: str
    word: str
    term: object
    label: str | None
    derived: bool


def facts_of(story: BuiltStory, iri: str, root: str) -> ThingFacts | None:
    """What there is to say of a thing; None when it is in no triple, or the IRI is none."""
    try:
        node = str(NamedNode(iri))
    except ValueError:
        return None
    reader = _Reader(story, iri, node, root)
    rows = list(reader.own())
    leading = reader.leading()
    return reader.facts(rows, leading) if rows or leading else None


class _Reader:
    """Asks a story about one thing."""

    def __init__(self, story: BuiltStory, iri: str, node: str, root: str) -> None:
        self.view, self.iri, self.node, self.root = story.view, iri, node, root
        self.story = story.iri
        self.prefixes = story.view.prefixes
        self.base = self.prefixes[""]

    def own(self) -> Iterator[_Row]:
        """What is said of the thing."""
        results = self.view.query(_OWN.format(iri=self.node, derived=derived_graph(self.story)))
        assert isinstance(results, QuerySolutions)
        for row in results:
            prop = text_of(row["p"])
            label = None if row["label"] is None else text_of(row["label"])
            word = self._word(prop, None if row["word"] is None else text_of(row["word"]))
            yield _Row(prop, word, row["o"], label, text_of(row["derived"]) == "true")

    def leading(self) -> list[Property]:
        """What leads to the thing, by property."""
        found = []
        for row in self.view.rows(_LEADING.format(iri=self.node)):
            prop, number = str(row["p"]), int(row["number"] or 0)
            query = _SUBJECTS.format(p=prop, iri=self.node, most=MOST)
            values = [self._thing(str(each["s"]), each["label"]) for each in self.view.rows(query)]
            found.append(Property(self._short(prop), self._word(prop, row["word"]), prop, values, number))
        return found

    def facts(self, rows: Sequence[_Row], leading: Sequence[Property]) -> ThingFacts:
        """The facts from the rows about the thing."""
        texts = _texts(rows)
        types = texts.get(_TYPE, [])
        properties = self._properties(rows)
        return ThingFacts(
            iri=self.iri,
            name=self._short(self.iri),
            title=next(iter(texts.get(_LABEL, [])), self._short(self.iri)),
            aliases=texts.get(_ALIAS, []),
            kind=self._kind(types),
            days=days_of(self.view, self.node, {key: values[0] for key, values in texts.items()}),
            known_since=next(iter(texts.get(expand("dl:knownSince"), [])), None),
            own=[each for each in properties if each.iri not in _TECHNICAL],
            technical=[each for each in properties if each.iri in _TECHNICAL],
            leading=leading,
            words=words_of(self.view, self.node, self.base, self.root),
            clashes=clashes_of(self.view, self.node, self.base, self.root),
            address=thing_address(self.iri, self.base, self.root) or self.iri,
            explorer=self._explorer(types),
        )

    def _kind(self, types: Sequence[str]) -> str:
        """The class that the story states; where it states none of ours, the first there is."""
        query = f"SELECT ?type WHERE {{ GRAPH <{self.story}> {{ {self.node} a ?type }} }} ORDER BY ?type"
        stated = [str(row["type"]) for row in self.view.rows(query)] or list(types)
        name = next((each for each in stated if each.startswith(DL)), next(iter(stated), ""))
        return class_in_words(name.removeprefix(DL).rsplit("#", 1)[-1].rsplit("/", 1)[-1])

    def _explorer(self, types: Sequence[str]) -> str | None:
        """Where the explorer shows the thing, if it is of a kind that it draws."""
        drawn = {kind.iri for kind in KINDS.values()} & set(types)
        own = self.iri.startswith(self.base)
        return f"{self.root}/explore#sel={self.iri[len(self.base) :]}" if drawn and own else None

    def _properties(self, rows: Sequence[_Row]) -> list[Property]:
        found: dict[str, list[_Row]] = {}
        for row in rows:
            found.setdefault(row.prop, []).append(row)
        return [
            Property(self._short(prop), each[0].word, prop, list(map(self._value, each)), len(each))
            for prop, each in found.items()
        ]

    def _value(self, row: _Row) -> Value:
        if isinstance(row.term, NamedNode):
            return self._thing(row.term.value, row.label, row.derived)
        return Value(text_of(row.term), derived=row.derived)

    def _thing(self, iri: str, label: str | None, derived: bool = False) -> Value:
        if address := thing_address(iri, self.base, self.root):
            return Value(label or self._short(iri), address, label is None, derived)
        outside = iri.startswith(("http://", "https://")) and self._short(iri) == iri
        return Value(self._short(iri), iri if outside else None, not outside, derived, outside)

    def _short(self, iri: str) -> str:
        return shorten_iri(iri, self.prefixes)

    def _word(self, prop: str, label: str | None) -> str:
        return label or class_in_words(self._short(prop).partition(":")[2] or prop).lower()


def _texts(rows: Sequence[_Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        text = text_of(row.term)
        if text not in found.setdefault(row.prop, []):
            found[row.prop].append(text)
    return found
