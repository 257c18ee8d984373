"""Networks of any size that look like a story: the same numbers give the same network.

Names come from a vocabulary of our own in which few words are common and most are rare, quotes are
cut from texts of 200 sources, and what an edge states rests on the quotes of the thing that states it.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

import networkx as nx

from dateline.graph.facts import TRAITS

BASE = "https://example.org/big/"
MOST_SOURCES = 200
WORDS_OF_A_SOURCE = 1500
SIZE_OF_VOCABULARY = 4000
FEWEST = 100
NO_TRAITS: dict[str, Any] = dict.fromkeys(TRAITS)
YEARS = range(2018, 2027)
ONSETS = ("b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "l", "m", "n", "nd", "r", "rt", "s")
# Of a thousand nodes; sources come on top, as a large story has more to say of each.
SHARES = {
    "actor": 130,
    "event": 330,
    "policy": 35,
    "state": 120,
    "claim": 270,
    "place": 35,
    "product": 45,
    "topic": 25,
    "post": 10,
}
TYPES = {
    "actor": ("Person", "Person", "Organization", "Country", "Group"),
    "event": ("Meeting", "Decision", "Visit", "Summit", "Call", "Letter", "Announcement"),
    "policy": ("Tariff", "TradeAgreement"),
    "state": ("PolicyState",),
    "claim": ("Claim",),
    "place": ("Place",),
    "product": ("Product",),
    "topic": ("Topic",),
    "post": ("Post",),
    "source": ("Source",),
}
MODALITIES = ("asserted", "promised", "predicted", "demanded", "denied", "recommended")
STATUSES = ("in force", "announced", "paused", "proposed")
# Kind of the one end, of the other, relation, label, kind of edge, share, and which end states it.
RELATIONS: tuple[tuple[str, str, str, str, str, int, int], ...] = (
    ("claim", "policy", "about", "is about", "claim", 12, 0),
    ("claim", "event", "about", "is about", "claim", 6, 0),
    ("actor", "claim", "speaker", "says", "claim", 13, 1),
    ("claim", "event", "saidAt", "was said at", "claim", 7, 0),
    ("claim", "actor", "addressee", "is addressed to", "claim", 4, 0),
    ("actor", "event", "DecisionMaker", "decided on", "participation", 9, 1),
    ("actor", "event", "Guest", "was a guest at", "participation", 6, 1),
    ("actor", "event", "Host", "hosted", "participation", 5, 1),
    ("actor", "event", "Attendee", "attended", "participation", 5, 1),
    ("policy", "state", "policy", "has the state", "policy", 6, 1),
    ("actor", "state", "imposedBy", "imposes", "policy", 6, 1),
    ("state", "product", "product", "covers", "policy", 6, 0),
    ("event", "state", "changedBy", "brings about", "policy", 3, 1),
    ("event", "event", "Causes", "led to", "link", 4, 1),
    ("event", "event", "RespondsTo", "responds to", "link", 2, 1),
    ("event", "place", "place", "took place in", "place", 5, 0),
    ("event", "topic", "about", "is about", "structure", 4, 0),
    ("actor", "actor", "memberOf", "belongs to", "structure", 2, 0),
    ("actor", "post", "holdsPost", "holds the post", "tenure", 1, 0),
    ("actor", "source", "publisher", "published", "structure", 1, 1),
)
BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
Bounds = tuple[str | None, str | None, str | None, str | None]
Attributes = dict[str, Any]
UNKNOWN: Bounds = (None, None, None, None)


@cache
def vocabulary() -> tuple[str, ...]:
    """Different words of two syllables, in an order that looks like none."""
    syllables = [onset + vowel for onset in ONSETS for vowel in VOWELS]
    ends = [onset + vowel + coda for onset in ONSETS for vowel in VOWELS for coda in CODAS]
    found: dict[str, None] = {}
    number = 0
    while len(found) < SIZE_OF_VOCABULARY:
        first, second = divmod(number * 46_349 % (len(syllables) * len(ends)), len(ends))
        found[syllables[first] + ends[second]] = None
        number += 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Text:
    """A source: what a citation says of it, its words, and at which character each begins."""

    cited: Attributes
    words: list[str]
    starts: list[int]
    known: str

    def quote(self, at: int, length: int) -> Attributes:
        """The words from a place on, as evidence, with two words before and after them."""
        words = " ".join(self.words[at : at + length])
        return {
            **self.cited,
            "quote": words,
            "prefix": " ".join(self.words[max(0, at - 2) : at]) or None,
            "suffix": " ".join(self.words[at + length : at + length + 2]) or None,
            "start": self.starts[at],
            "end": self.starts[at] + len(words),
        }


class _Dice:
    """All chance of one network, from ``random()`` alone, which no Python version may change."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random
        self.words = vocabulary()
        self.months = [(year, month) for year in YEARS for month in range(1, 13)]

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def rarely(self, number: int) -> int:
        """A place below a number; low ones come often, as few names fill most of the news."""
        return int(self.random() ** 3 * number)

    def word(self) -> str:
        return self.words[self.rarely(SIZE_OF_VOCABULARY)]

    def name(self, words: int) -> str:
        """Words that are seldom the same twice, each with a capital."""
        return " ".join(self.words[self.below(SIZE_OF_VOCABULARY)].capitalize() for _ in range(words))

    def bounds(self) -> tuple[Bounds, str]:
        """Bounds and their EDTF: an exact day, a month, one with an open end, or none."""
        (year, month), kind = self.months[self.below(len(self.months))], self.random()
        first = f"{year}-{month:02}"
        day = f"{first}-{1 + self.below(28):02}"
        last = f"{first}-{monthrange(year, month)[1]:02}"
        if kind < 0.6:
            return (day, day, day, day), day
        if kind < 0.85:
            return (f"{first}-01", last, f"{first}-01", last), first
        if kind < 0.95:
            return (day, day, None, None), f"{day}/.."
        return UNKNOWN, ""


def big_network(nodes: int, edges: int) -> Any:
    """A network with that many nodes and edges, with all attributes that ``build_network`` makes.

    Raises ValueError for fewer nodes than every kind needs to be there.
    """
    if nodes < FEWEST:
        raise ValueError(f"{nodes} nodes cannot be of every kind; ask for {FEWEST} or more")
    dice = _Dice(nodes * 1_000_003 + edges)
    network: Any = nx.MultiDiGraph(story=BASE.rstrip("/"), title="A story of its size", base=BASE)
    texts = _texts(dice, min(MOST_SOURCES, nodes // 10))
    by_kind: dict[str, list[str]] = {kind: [] for kind in TYPES}
    for text in texts:
        by_kind["source"].append(text.cited["source"])
        network.add_node(text.cited["source"], **_source(text))
    for number, kind in enumerate(_kinds(nodes - len(texts))):
        iri = f"{BASE}{kind}-{number}"
        by_kind[kind].append(iri)
        network.add_node(iri, **_node(dice, texts, kind, number))
    _connect(dice, network, by_kind, edges)
    return network


def _texts(dice: _Dice, number: int) -> list[Text]:
    return [_text(dice, place) for place in range(number)]


def _text(dice: _Dice, place: int) -> Text:
    words = [dice.word() for _ in range(WORDS_OF_A_SOURCE)]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    day = date.fromordinal(date(2018, 1, 15).toordinal() + place * 16).isoformat()
    cited = {
        "source": f"{BASE}source-{place}",
        "title": dice.name(5),
        "publisher": f"The {dice.name(1)} Herald",
        "issued": day,
        "address": f"https://example.org/news/{place}" if place % 5 else None,
    }
    return Text(cited, words, starts, day)


def _kinds(number: int) -> Iterator[str]:
    """So many kinds in their shares, evenly mixed."""
    due = dict.fromkeys(SHARES, 0)
    for _ in range(number):
        for kind, share in SHARES.items():
            due[kind] += share
        kind = max(due, key=due.__getitem__)
        due[kind] -= 1000
        yield kind


def _dated(bounds: Bounds) -> Attributes:
    ongoing = bounds[0] is not None and bounds[3] is None
    return {**dict(zip(BOUNDS, bounds, strict=True)), "ongoing": ongoing}


def _source(text: Text) -> Attributes:
    facts = [("Issued", text.known), ("Address", text.cited["address"])]
    return {
        "id": text.cited["source"].removeprefix(BASE),
        "kind": "source",
        "type": "Source",
        "label": text.cited["title"],
        "aliases": [],
        "misspellings": [],
        "note": None,
        "when": [],
        **_dated(UNKNOWN),
        "known_since": None,
        "evidence": [],
        "facts": [fact for fact in facts if fact[1]],
        "conflicts": [],
        **NO_TRAITS,
    }


def _node(dice: _Dice, texts: list[Text], kind: str, number: int) -> Attributes:
    chosen = [texts[dice.below(len(texts))] for _ in range(1 + dice.below(2))]
    evidence = [text.quote(dice.below(WORDS_OF_A_SOURCE - 24), 5 + dice.below(14)) for text in chosen]
    bounds, edtf = dice.bounds() if kind in ("event", "state", "claim") else (UNKNOWN, "")
    label = dice.name(2 if kind in ("actor", "place", "post") else 4)
    types = TYPES[kind]
    return {
        "id": f"{kind}-{number}",
        "kind": kind,
        "type": types[dice.below(len(types))],
        "label": label,
        "aliases": [dice.name(2)] if kind in ("actor", "policy") and dice.random() < 0.4 else [],
        "misspellings": [_misspelt(label)] if kind == "actor" and dice.random() < 0.1 else [],
        "note": f"{dice.name(1)} of {dice.word()} {dice.word()}." if dice.random() < 0.1 else None,
        "when": _readings(edtf, evidence) if edtf else [],
        **_dated(bounds),
        "known_since": min(text.known for text in chosen),
        "evidence": evidence,
        "facts": (facts := _facts(dice, kind, evidence)),
        "conflicts": _conflicts(edtf) if edtf and dice.random() < 0.02 else [],
        **_traits(facts),
    }


def _traits(facts: list[tuple[str, str]]) -> Attributes:
    """What a claim or a state is told apart by, as its facts say it."""
    said = {name.lower(): value for name, value in facts}
    terms = {name: said[name].title().replace(" ", "") for name in ("modality", "status") if name in said}
    rate = {"rate": said["rate"].removesuffix(" %")} if "rate" in said else {}
    return NO_TRAITS | terms | rate


def _misspelt(label: str) -> str:
    """The label with its second and third letter changed over."""
    return label[0] + label[2] + label[1] + label[3:]


def _conflicts(edtf: str) -> list[str]:
    return [f"one source says {edtf}, another another day"]


def _readings(edtf: str, evidence: list[Attributes]) -> list[Attributes]:
    local = [{**quote, "source": quote["source"].removeprefix(BASE)} for quote in evidence[:1]]
    phrase = " ".join(evidence[0]["quote"].split()[:3])
    return [
        {
            "edtf": edtf,
            "phrase": phrase,
            "anchor": evidence[0]["issued"],
            "rule": "stated",
            "clock_time": None,
            "evidence": local,
        }
    ]


def _facts(dice: _Dice, kind: str, evidence: list[Attributes]) -> list[tuple[str, str]]:
    if kind == "claim":
        return [
            ("Says", evidence[0]["quote"].capitalize()),
            ("Modality", MODALITIES[dice.below(len(MODALITIES))]),
        ]
    if kind == "state":
        return [("Status", STATUSES[dice.below(len(STATUSES))]), ("Rate", f"{5 * dice.below(12)} %")]
    return [("Occurrence", "planned")] if kind == "event" and dice.random() < 0.1 else []


def _connect(dice: _Dice, network: Any, by_kind: dict[str, list[str]], edges: int) -> None:
    """Adds the edges; some come parallel to others, and the first of a kind have the most."""
    drawn = [each for each in RELATIONS for _ in range(each[5])]
    states = network.nodes
    for number in range(edges):
        first, second, relation, label, kind, _, stating = drawn[dice.below(len(drawn))]
        ends = (_end(dice, by_kind, first), _end(dice, by_kind, second))
        stated = states[ends[stating]]
        network.add_edge(
            *ends,
            key=f"{BASE}edge-{number} {relation}",
            relation=relation,
            label=label,
            kind=kind,
            **{name: stated[name] for name in (*BOUNDS, "ongoing")},
            evidence=stated["evidence"],
            facts=[],
            note=None,
        )


def _end(dice: _Dice, by_kind: dict[str, list[str]], kind: str) -> str:
    those = by_kind[kind]
    often = kind in ("actor", "place", "topic", "product", "policy")
    return those[dice.rarely(len(those)) if often else dice.below(len(those))]
