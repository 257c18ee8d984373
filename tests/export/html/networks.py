"""Networks to draw in tests: a small story, and odd ones; hostile ones are in ``hostile.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

Attributes = dict[str, Any]
Bounds = tuple[str | None, str | None, str | None, str | None]

STORY = "https://example.org/story/"
EXAMINER = {
    "source": STORY + "examiner",
    "title": "Carney seeks relief from Trump tariffs",
    "publisher": "Washington Examiner",
    "issued": "2025-10-07",
    "address": "https://example.org/examiner",
}
ORDER = {
    "source": STORY + "order",
    "title": "Adjusting imports of aluminum and steel",
    "publisher": "The White House",
    "issued": "2025-06-03",
    "address": None,
}
NO_DATE: Bounds = (None, None, None, None)


def quoted(quote: str, cited: dict[str, Any] = EXAMINER, start: int | None = 100) -> Attributes:
    """One piece of evidence; without ``start`` it is unproven."""
    end = None if start is None else start + len(quote)
    return {**cited, "quote": quote, "prefix": "before ", "suffix": " after", "start": start, "end": end}


def times(bounds: Bounds, ongoing: bool = False) -> Attributes:
    """The four bounds as attributes."""
    names = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
    return {**dict(zip(names, bounds, strict=True)), "ongoing": ongoing}


def on(day: str) -> Bounds:
    """Bounds of a thing of one day."""
    return (day, day, day, day)


def within(first: str, last: str) -> Bounds:
    """Bounds of a thing of some day between two."""
    return (first, last, first, last)


class Story:
    """Builds a network with all attributes that the page relies on."""

    def __init__(self, title: str = "Carney and Trump, 2025") -> None:
        self.network: Any = nx.MultiDiGraph(story=STORY, title=title)

    def node(
        self, name: str, kind: str, type_: str, label: str, bounds: Bounds = NO_DATE, **more: Any
    ) -> str:
        """Adds a node; returns its IRI."""
        defaults: Attributes = {
            "aliases": [],
            "misspellings": [],
            "note": None,
            "when": [],
            "known_since": "2025-10-07",
            "evidence": [],
            "facts": [],
            "conflicts": [],
            **times(bounds),
        }
        own = {"id": name, "kind": kind, "type": type_, "label": label}
        self.network.add_node(STORY + name, **{**defaults, **own, **more})
        return STORY + name

    def edge(self, u: str, v: str, relation: str, label: str, kind: str, **more: Any) -> None:
        """Adds an edge between two nodes by their local names."""
        key = f"{u}-{relation}-{v}-{self.network.number_of_edges()}"
        defaults: Attributes = {
            **times(NO_DATE),
            "evidence": [],
            "facts": [],
            "note": None,
        }
        own = {"relation": relation, "label": label, "kind": kind}
        self.network.add_edge(STORY + u, STORY + v, key=key, **{**defaults, **own, **more})


def small_story() -> Any:
    """Fifteen nodes of the first story, with every kind but two and with every sort of date."""
    story = Story()
    _people(story)
    _events(story)
    _policies(story)
    _words_said(story)
    return story.network


def _people(story: Story) -> None:
    story.node("carney", "actor", "Person", "Mark Carney", aliases=["Prime Minister Carney"])
    story.node("trump", "actor", "Person", "Donald Trump", aliases=["the president"])
    story.node(
        "poilievre",
        "actor",
        "Person",
        "Pierre Poilievre",
        misspellings=["Polievre"],
        note="Leader of the Conservative Party.",
    )
    story.node("ottawa", "place", "Place", "Ottawa")
    story.node("washington", "place", "Place", "Washington")
    story.node("steel", "product", "Product", "Steel")
    story.node(
        "examiner", "source", "Source", EXAMINER["title"], facts=[("Publisher", "Washington Examiner")]
    )


def _events(story: Story) -> None:
    meeting = quoted("Trump and Carney are meeting again at the White House")
    story.node(
        "oval",
        "event",
        "Meeting",
        "Oval Office meeting",
        on("2025-10-07"),
        evidence=[meeting],
        when=[
            {
                "edtf": "2025-10-07",
                "phrase": "on Tuesday",
                "anchor": "2025-10-07",
                "rule": "weekday",
                "clock_time": None,
            }
        ],
        facts=[("Occurrence", "Planned")],
    )
    hosted = quoted("Carney hosted the Group of Seven leaders summit in Canada", start=None)
    story.node(
        "g7",
        "event",
        "Summit",
        "G7 summit",
        within("2025-06-01", "2025-06-30"),
        evidence=[hosted],
        conflicts=["one source says 15 June, another 16 June"],
    )
    story.node("review", "event", "Review", "Review of the USMCA")
    story.edge("carney", "g7", "Host", "hosted", "participation", evidence=[hosted])
    story.edge("trump", "g7", "Guest", "was a guest at", "participation", evidence=[hosted])
    for who, role, words in (("carney", "Guest", "visited"), ("trump", "Host", "hosted")):
        story.edge(who, "oval", role, words, "participation", evidence=[meeting], **times(on("2025-10-07")))
    story.edge("oval", "washington", "place", "took place in", "place")
    story.edge("g7", "oval", "Precedes", "came before", "link", evidence=[meeting])


def _policies(story: Story) -> None:
    story.node("steel-tariff", "policy", "Tariff", "US tariff on steel")
    rise = quoted("50% steel and aluminum tariffs, an increase", ORDER, 2044)
    story.node(
        "steel-25",
        "state",
        "PolicyState",
        "25 % on steel",
        ("2025-03-12", "2025-03-12", "2025-06-03", "2025-06-03"),
        evidence=[rise],
        facts=[("Rate", "25 %")],
    )
    story.node(
        "steel-50",
        "state",
        "PolicyState",
        "50 % on steel",
        ("2025-06-01", "2025-06-30", None, None),
        ongoing=True,
        evidence=[rise],
        facts=[("Rate", "50 %")],
    )
    for state in ("steel-25", "steel-50"):
        story.edge("steel-tariff", state, "state", "has state", "policy")
        story.edge(state, "steel", "product", "applies to", "policy")


def _words_said(story: Story) -> None:
    win = quoted("he urged Carney to “negotiate a win”")
    story.node(
        "win",
        "claim",
        "Claim",
        "Carney should negotiate a win",
        within("2025-09-28", "2025-10-04"),
        evidence=[win],
        facts=[("Modality", "Demanded"), ("Says", "Negotiate a win.")],
    )
    story.edge("poilievre", "win", "Speaker", "said", "claim", evidence=[win])
    story.edge("win", "carney", "Addressee", "was said to", "claim", evidence=[win])
    story.edge("win", "steel-tariff", "about", "is about", "claim", evidence=[win])


def empty() -> Any:
    """No nodes at all."""
    return Story("An empty story").network


def one_node() -> Any:
    """A single undated node."""
    story = Story("One")
    story.node("only", "actor", "Person", "Only One")
    return story.network


def undated() -> Any:
    """Events and actors, none with a date."""
    story = Story("Undated")
    for number in range(12):
        story.node(f"e{number}", "event", "Meeting", f"Meeting {number}", known_since=None)
        story.node(f"a{number}", "actor", "Person", f"Person {number}", known_since=None)
        story.edge(f"a{number}", f"e{number}", "Host", "hosted", "participation", evidence=[quoted("hosted")])
    return story.network


def strange_labels() -> Any:
    """Very long, empty, right-to-left, emoji, doubled and half-a-character labels; an unknown kind."""
    story = Story("Strange labels")
    labels = (
        "word " * 1000,
        "x" * 5000,
        "",
        "   ",
        "اجتماع في المكتب البيضاوي",
        "🤝🏽 handshake 👩‍👩‍👧‍👦",
        "Twin",
        "Twin",
        "half \ud83d of a pair",
        "line\nbreak\ttab\u2028\u2029 nul \x00",
        "Ω≈ç√ ñandú",
    )
    for number, label in enumerate(labels):
        story.node(
            f"n{number}", "event", "Meeting", label, on(f"2025-06-{number + 1:02}"), evidence=[quoted(label)]
        )
        story.node(f"a{number}", "actor", "Person", label)
        story.edge(f"a{number}", f"n{number}", "Host", label, "participation", evidence=[quoted(label)])
    story.node("odd", "mystery", "Mystery", "Of a kind nobody knows")
    story.edge("odd", "odd", "Same", "is", "riddle")
    return story.network


def wide_times() -> Any:
    """Dates from the first year to the last, open ends, unknown begins and parallel edges."""
    story = Story("Wide times")
    bounds: tuple[Bounds, ...] = (
        on("0001-01-01"),
        on("9999-12-31"),
        (None, "2025-06-30", None, None),
        ("2025-06-01", None, None, None),
        (None, None, "2025-06-01", "2025-06-03"),
        ("2025-01-01", "2025-02-01", "2025-01-15", None),
    )
    for number, each in enumerate(bounds):
        story.node(f"t{number}", "event", "Meeting", f"Time {number}", each, ongoing=number == 3)
    for number in range(4):
        story.edge(
            "t0", "t1", "Precedes", f"came before ({number})", "link", evidence=[quoted(f"reason {number}")]
        )
    story.edge("t1", "t0", "Causes", "led to", "link", evidence=[quoted("back")])
    return story.network


def one_event() -> Any:
    """A single dated event, so that the time axis has no length."""
    story = Story("One event")
    story.node("only", "event", "Meeting", "Only one day", on("2025-06-01"), evidence=[quoted("one day")])
    return story.network


def one_name() -> Any:
    """Seven things of three kinds under one label, each joined with the next; ids tell them apart."""
    story = Story("One name")
    kinds = (("actor", "Person"), ("event", "Meeting"), ("policy", "Tariff"))
    for number in range(7):
        kind, type_ = kinds[number % len(kinds)]
        bounds = on("2025-06-01") if kind == "event" else NO_DATE
        story.node(f"twin-{number}", kind, type_, "Twin", bounds, evidence=[quoted(f"the twin {number}")])
    for number in range(6):
        ends = (f"twin-{number}", f"twin-{number + 1}")
        story.edge(*ends, "Precedes", "came before", "link", evidence=[quoted(f"twin after twin {number}")])
    return story.network


def loops() -> Any:
    """Edges to self, alone and many, parallel edges that differ in nothing but their key, and circles."""
    story = Story("Loops")
    for name in ("alone", "hub", "spoke"):
        story.node(name, "event", "Meeting", f"Meeting {name}", on("2025-06-01"), evidence=[quoted(name)])
    story.edge("alone", "alone", "Causes", "led to", "link", evidence=[quoted("itself")])
    for _ in range(9):
        story.edge("hub", "hub", "Causes", "led to", "link", evidence=[quoted("round and round")])
        story.edge("hub", "spoke", "Precedes", "came before", "link", evidence=[quoted("again")])
    story.edge("spoke", "hub", "Precedes", "came before", "link", evidence=[quoted("and back")])
    return story.network


def all_time() -> Any:
    """A rate in force from the first year to the last, and what was known on the first and last day."""
    story = Story("All time")
    first, last = "0001-01-01", "9999-12-31"
    story.node("tax", "policy", "Tariff", "The oldest tax")
    ages: tuple[tuple[Bounds, str], ...] = (
        ((first, first, last, last), first),
        ((first, last, None, None), last),
        (on(last), last),
        (on("2025-06-01"), first),
    )
    for number, (bounds, known) in enumerate(ages):
        rate = [("Rate", f"{number} %"), ("Status", "in force")]
        story.node(
            f"age-{number}",
            "state",
            "PolicyState",
            f"Age {number}",
            bounds,
            known_since=known,
            ongoing=bounds[3] is None,
            facts=rate,
            evidence=[quoted(f"age {number}")],
        )
        story.edge("tax", f"age-{number}", "policy", "has the state", "policy", **times(bounds))
    return story.network


ODD: dict[str, Callable[[], Any]] = {
    "empty": empty,
    "one node": one_node,
    "undated": undated,
    "strange labels": strange_labels,
    "wide times": wide_times,
    "one event": one_event,
    "one name": one_name,
    "loops": loops,
    "all time": all_time,
}
