"""Whatever the reader accepts: it builds, conforms to the shapes, and nothing of it is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from dateline import Story
from dateline.graph.build import build_quads
from dateline.graph.complete import to_nquads
from dateline.graph.networks.edges import edges as network_edges
from dateline.graph.opening import open_story
from dateline.graph.survey import read_with_proofs
from dateline.graph.time.spans import Certainty, on
from dateline.graph.validate import validate
from dateline.ontology.terms import (
    ActorType,
    EventType,
    Modality,
    Occurrence,
    Outcome,
    PolicyType,
    Relation,
    Role,
    Stance,
    Status,
    Term,
)

Content = Mapping[str, Any]
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
# What JSON can escape and the reader takes: no surrogates, none of the control characters it refuses.
UNWANTED = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))
characters = st.characters(max_codepoint=0xFFFD, exclude_categories=["Cs"], exclude_characters=UNWANTED)
texts = st.text(characters, min_size=1, max_size=12).filter(str.strip)


# No source tells of what came after it.
issues = st.dates(min_value=date(2090, 12, 31), max_value=date(2091, 1, 1))
later = st.dates(min_value=date(2091, 1, 1), max_value=date(2190, 12, 31))
FORETOLD = (Modality.Predicted, Modality.Promised)
ADDING_UP = (Relation.AddsTo, Relation.Excludes)
STRICT = (Relation.Before, Relation.After, Relation.Meets)


@st.composite
def dates(draw: st.DrawFn, among: st.SearchStrategy[date] = days) -> str:
    first, last = sorted((draw(among), draw(among)))
    return draw(
        st.sampled_from(
            [
                f"{first}",
                f"{first:%Y-%m}",
                f"{first:%Y}",
                f"{first}~",
                f"{first:%Y-%m}?",
                f"{first}/{last}",
                f"{first:%Y-%m}/{last:%Y-%m}",
                f"{first}/..",
                f"{first}/",
                f"/{last}",
                f"../{last}",
                "/..",
            ]
        )
    )


@st.composite
def stories(draw: st.DrawFn) -> Content:
    """A small story: every kind of record, ids that lead somewhere, dates and links that may clash."""

    def some(values: list[str], most: int = 2) -> list[str]:
        return draw(st.lists(st.sampled_from(values), unique=True, max_size=most)) if values else []

    def maybe(values: list[str]) -> str | None:
        return draw(st.none() | st.sampled_from(values))

    def evidence(*of: str) -> list[dict[str, Any]]:
        item = st.fixed_dictionaries(
            {"source": st.sampled_from(of or sources), "quote": texts},
            optional={"prefix": texts, "suffix": texts},
        )
        return draw(st.lists(item, min_size=1, max_size=2))

    def link(item: str) -> dict[str, Any]:
        """One source tells in one order what was earlier than what; another may tell it the other way."""
        relation, source = draw(st.sampled_from(sorted(Relation))), draw(st.sampled_from(sources))
        ends = draw(st.permutations(states if relation in ADDING_UP else linked))[:2]
        if relation in STRICT:
            ends.sort(key=linked.index, reverse=(relation is Relation.After) != (source == sources[-1]))
        told = evidence(source)
        return {"id": item, "from": ends[0], "to": ends[1], "relation": str(relation), "evidence": told}

    def conflict(item: str) -> dict[str, Any]:
        between = draw(st.lists(st.sampled_from(linked + links), unique=True, min_size=2, max_size=3))
        told = [*evidence(sources[0]), *evidence(sources[1])]
        return {"id": item, "between": between, "reason": draw(texts), "evidence": told}

    def whens(among: st.SearchStrategy[date] = days) -> list[Any]:
        found = draw(st.lists(dates(among), max_size=2))
        # One source does not tell of an end before the begin.
        if (
            {edtf.endswith(("/", "/..")) for edtf in found}
            == {edtf[0] in "/." for edtf in found}
            == {False, True}
        ):
            found.pop()
        clock = draw(st.none() | texts)
        return [{"edtf": edtf, "clock_time": clock} if clock else edtf for edtf in found]

    def event(item: str, wholes: list[str]) -> dict[str, Any]:
        """What a source tells as planned is to come after the source."""
        occurrence = one_of(Occurrence)
        when = whens(later if occurrence == Occurrence.Planned else days)
        whole = {"part_of": maybe(wholes)} if wholes else {}
        return {**named(item), "type": one_of(EventType), "occurrence": occurrence, "when": when, **whole}

    def saying() -> dict[str, Any]:
        """What somebody foretells is not over: it is about more than events."""
        modality, about = one_of(Modality), some(everything)
        more = topics[:1] if modality in FORETOLD and topics[0] not in about else []
        return {"modality": modality, "about": about + more}

    def ids(kind: str, least: int = 1) -> list[str]:
        return [f"{kind}-{number}" for number in range(draw(st.integers(least, 3)))]

    def named(item: str) -> dict[str, Any]:
        names = {"aliases": st.lists(texts, max_size=2), "misspellings": st.lists(texts, max_size=1)}
        return {
            "id": item,
            "label": draw(texts),
            **draw(st.fixed_dictionaries(names)),
            "note": maybe(["note"]),
        }

    def one_of(kind: type[Term]) -> str:
        return str(draw(st.sampled_from(sorted(kind))))

    sources, actors, events, claims = ids("source"), ids("actor"), ids("event"), ids("claim")
    places, topics, products, posts = ids("place"), ids("topic"), ids("product"), ids("post")
    policies, states, tenures, links = ids("policy"), ids("state", 2), ids("tenure"), ids("link", 2)
    conflicts = ids("conflict", 0) if len(sources) > 1 else []
    everything = [
        *(actors + events + claims + places + topics + products + posts),
        *(policies + states + tenures + links + conflicts + sources),
    ]
    linked = events + states + claims + tenures
    return {
        "story": {"id": "made", "title": draw(texts), "description": draw(texts)},
        "sources": [
            {
                "id": item,
                "title": draw(texts),
                "publisher": draw(st.sampled_from(actors)),
                "authors": some(actors),
                "issued": str(draw(issues)),
                "address": maybe(["https://example.org/a?b=c"]),
            }
            for item in sources
        ],
        "actors": [
            {
                **named(item),
                "type": one_of(ActorType),
                "anonymous": draw(st.booleans()),
                "member_of": some(actors),
            }
            for item in actors
        ],
        "places": [
            {**named(item), "within": maybe(places[:i])} if i else named(item)
            for i, item in enumerate(places)
        ],
        "topics": [
            {**named(item), "broader": maybe(topics[:i])} if i else named(item)
            for i, item in enumerate(topics)
        ],
        "products": [
            {
                **named(item),
                "codes": some(["72", "7206", "7206.10", "7206.10-7216.50"]),
                **({"broader": maybe(products[:i])} if i else {}),
            }
            for i, item in enumerate(products)
        ],
        "posts": [{**named(item), "organization": maybe(actors)} for item in posts],
        "tenures": [
            {
                "id": item,
                "holder": draw(st.sampled_from(actors)),
                "post": draw(st.sampled_from(posts)),
                "when": whens(),
                "evidence": evidence(),
            }
            for item in tenures
        ],
        "policies": [
            {
                **named(item),
                "type": one_of(PolicyType),
                "states": [
                    {
                        "id": state,
                        "label": draw(texts),
                        "status": one_of(Status),
                        "rate": draw(st.none() | st.decimals(0, 100_000, allow_nan=False, places=3).map(str)),
                        "products": some(products),
                        "origins": some(actors),
                        "imposed_by": some(actors),
                        "exempts": some(products),
                        "excludes": some([other for other in states if other != state]),
                        "changed_by": maybe(events),
                        "takes_effect": draw(st.none() | dates()),
                        "replaces": some(states[:place]) if place else [],
                        "amends": some([other for other in states if other != state]),
                        "when": whens(),
                        "evidence": evidence(),
                    }
                    for place, state in enumerate(states)
                ]
                if not number
                else [],
            }
            for number, item in enumerate(policies)
        ],
        "events": [
            {
                **event(item, events[:number]),
                "place": maybe(places),
                "about": some(everything),
                "aims": draw(st.lists(texts, max_size=1)),
                "participants": [
                    {
                        "actor": actor,
                        "role": draw(
                            st.lists(st.sampled_from(sorted(map(str, Role))), min_size=1, max_size=2)
                        ),
                        "when": whens(),
                    }
                    for actor in some(actors, 3)
                ],
                "evidence": evidence(),
            }
            for number, item in enumerate(events)
        ],
        "claims": [
            {
                "id": item,
                "speaker": draw(st.lists(st.sampled_from(actors), min_size=1, max_size=2, unique=True)),
                "addressee": some(actors),
                **saying(),
                "negated": draw(st.booleans()),
                "stance": draw(st.none() | st.sampled_from(sorted(map(str, Stance)))),
                "text": draw(texts),
                "said_at": maybe(events),
                "disputes": some([other for other in claims if other != item]),
                "supports": some([other for other in claims if other != item]),
                "outcome": draw(
                    st.none()
                    | st.builds(
                        lambda value, found: {"value": value, "event": events[0], "evidence": found},
                        st.sampled_from(sorted(map(str, Outcome))),
                        st.just(evidence()),
                    )
                ),
                "when": whens(),
                "evidence": evidence(),
            }
            for item in claims
        ],
        "links": [link(item) for item in links],
        "conflicts": [conflict(item) for item in conflicts],
    }


def opened(content: Content) -> Story:
    with TemporaryDirectory() as folder:
        (Path(folder) / "story.yaml").write_text(json.dumps(content), "utf-8")
        built = open_story(Path(folder))
        return Story(built.view, built.proofs)


LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@settings(max_examples=6, suppress_health_check=LARGE, derandomize=True)
@given(stories())
def test_what_the_reader_accepts_conforms_to_the_shapes(content: Content) -> None:
    assert validate(opened(content).quads()) == ()


@settings(max_examples=15, suppress_health_check=LARGE, derandomize=True)
@given(stories())
def test_nothing_of_a_story_is_lost_on_the_way_to_its_network(content: Content) -> None:
    story = opened(content)
    network = story.network()
    edges = list(network_edges(story.snapshot))
    assert {end for edge in edges for end in edge[:2]} <= set(network)
    assert Counter(edge[:3] for edge in edges) == Counter(list(network.edges(keys=True)))
    # Records that are neither nodes nor edges of the network hang from one that is.
    shown = {data["id"] for _, data in network.nodes(data=True)}
    sections = ("actors", "places", "topics", "products", "posts", "policies", "events", "claims", "sources")
    assert {record["id"] for name in sections for record in content[name]} <= shown
    keys = {key for *_, key in network.edges(keys=True)}
    for name in ("tenures", "links"):
        assert {story.snapshot.base + record["id"] for record in content[name]} <= keys
    about = {(story.snapshot.base + claim["id"]) for claim in content["claims"] if claim["about"]}
    assert about <= {u for u, _, data in network.edges(data=True) if data["relation"] == "about"}


@settings(max_examples=15, suppress_health_check=LARGE, derandomize=True)
@given(stories())
def test_a_story_builds_the_same_quads_again_and_stores_keep_them(content: Content) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "story.yaml").write_text(json.dumps(content), "utf-8")
        quads = build_quads(*read_with_proofs(Path(folder), None))
        again = build_quads(*read_with_proofs(Path(folder), None))
    assert to_nquads(quads) == to_nquads(again)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)


@settings(max_examples=15, suppress_health_check=LARGE, derandomize=True)
@given(stories(), days)
def test_rates_says_in_sparql_what_spans_say_in_python(content: Content, day: Any) -> None:
    story = opened(content)
    asked = story.query(name="rates", parameters={"day": str(day)})
    states = asked.columns.index("state"), asked.columns.index("certainty")
    answered = {(row[states[0]], row[states[1]]) for row in asked.rows}
    base = story.snapshot.base
    expected = {
        (base + state["id"], str(certainty))
        for policy in content["policies"]
        for state in policy["states"]
        if state["status"] == "InForce"
        if (certainty := on(story.snapshot.span(base + state["id"]), str(day))) is not Certainty.Impossible
    }
    assert answered == expected
