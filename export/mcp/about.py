"""What a client reads before it asks: the instructions, the story's description and sources, the terms."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.snapshot import Snapshot
from ...graph.story import BuiltStory
from ...ontology.terms import Class

_COUNTED = {
    "sources": Class.Source,
    "actors": Class.Actor,
    "events": Class.Event,
    "policy states": Class.PolicyState,
    "claims": Class.Claim,
    "quotes": Class.Evidence,
}


def instructions(story: BuiltStory) -> str:
    """What a language model must know to answer from a story."""
    return "\n".join(
        [
            f"This server answers from one news story: {story.title}.",
            f"{' '.join(story.description.split())} {_holdings(story.snapshot)}",
            *_limits(story),
            "Every answer carries the words of sources that support it. Report with each fact its quote, "
            "publisher, date and address. Say nothing of the story that no answer supports.",
            "Dates are ranges: report “possible” as possible, and a range as a range. A claim is what its "
            "speaker says, not what is so. Where sources disagree (conflicts), report both sides.",
            "Names may be ids, labels or spellings; find looks them up. timeline, rates, claims, when and "
            "evidence answer most questions; canned_questions lists more; sparql answers the rest.",
        ]
    )


def description(story: BuiltStory) -> str:
    """The story in Markdown: what it is about, what limits it, and its sources with their addresses."""
    snapshot = story.snapshot
    lines = [f"# {story.title}", "", story.description, "", _holdings(snapshot), *_limits(story)]
    lines += [f"Note: {note}" for note in snapshot.many(story.iri, "skos:note")]
    return "\n".join([*lines, "", "## Sources", "", *_sources(snapshot)]) + "\n"


def _holdings(snapshot: Snapshot) -> str:
    counts = ((len(snapshot.instances(kind)), what) for what, kind in _COUNTED.items())
    newest = f" The newest source is of {snapshot.newest}." if snapshot.newest else ""
    return f"It holds {', '.join(f'{count} {what}' for count, what in counts)}.{newest}"


def _limits(story: BuiltStory) -> list[str]:
    """What a story limited to a day or to some sources leaves out, in a line; none when it is whole."""
    kinds = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(story.left_out.items())]
    return [f"Left out, as only later or other sources tell of them: {', '.join(kinds)}."] if kinds else []


def _sources(snapshot: Snapshot) -> Iterator[str]:
    sources = snapshot.instances(Class.Source)
    for source in sorted(sources, key=lambda iri: (snapshot.one(iri, "dcterms:issued") or "", iri)):
        publisher = snapshot.one(source, "dcterms:publisher")
        parts = (
            snapshot.label(publisher) if publisher else None,
            snapshot.one(source, "dcterms:issued"),
            snapshot.one(source, "dcterms:source"),
        )
        told = ", ".join(part for part in parts if part)
        yield f"- `{snapshot.id_of(source)}`: {snapshot.label(source)} ({told})"
