"""The public face: a story that can be asked, exported and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from ..data.proofs import Proofs, write_proofs
from ..errors import Finding, StoryError
from ..graph.build import build_quads
from ..graph.canned import canned_query
from ..graph.opening import Opened, open_story, read_with_proofs, story_folder
from ..graph.results import Answer
from ..graph.snapshot import Snapshot
from ..graph.store import is_store, write_store
from ..graph.timeline import Timeline, build_timeline

if TYPE_CHECKING:
    import rdflib

    from ..graph.network import Network
    from ..graph.validate import ShapeFinding

BUNDLED = "us-canada-trade"
"""The story that ``dateline demo`` shows."""


class Story:
    """A built story: its timeline, its network, answers in SPARQL, and exports."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def iri(self) -> str:
        """The story's IRI, which is also its named graph."""
        return self._opened.view.header["story"]

    @property
    def title(self) -> str:
        """The story's title."""
        return self._opened.view.header["title"]

    @property
    def description(self) -> str:
        """What the story is about."""
        return self._opened.view.header.get("description", "")

    @property
    def language(self) -> str:
        """The language tag of the story's own words."""
        return self._opened.view.header.get("language", "en")

    @property
    def proofs(self) -> Proofs | None:
        """Which quotes are proven; None for a story opened from a store."""
        return self._opened.proofs

    @cached_property
    def snapshot(self) -> Snapshot:
        """The whole story in memory."""
        return Snapshot.of(self._opened.view)

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
        if (sparql is None) == (name is None):
            raise ValueError("give either the text of a query or the name of a canned one")
        text = sparql or canned_query(name or "").bind(parameters or {}, self.snapshot)
        return Answer(self._opened.view, text)

    def timeline(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        known_by: str | None = None,
        actor: str | None = None,
    ) -> Timeline:
        """The events in order; see :func:`dateline.graph.timeline.build_timeline`."""
        return build_timeline(self.snapshot, first=first, last=last, known_by=known_by, actor=actor)

    def quads(self) -> list[Quad]:
        """Every quad of the story, of what is derived from it, and of the vocabulary."""
        return list(self._opened.view.quads())

    def network(self) -> Network:
        """The story as a ``networkx.MultiDiGraph``; see :mod:`dateline.graph.network`."""
        from ..graph.network import build_network

        return build_network(self.snapshot)

    def rdflib(self) -> rdflib.Dataset:
        """The same data as an rdflib dataset, one named graph each for story, rules and vocabulary."""
        from ..graph.interop import to_rdflib

        return to_rdflib(self.quads())

    def to_html(self) -> str:
        """The story as one HTML page that works offline."""
        from .pages import story_page

        return story_page(self)

    def export(self, name: str, path: str | Path) -> list[str]:
        """Write the story to ``path`` in a format of :data:`dateline.export.formats.EXPORTERS`.

        Returns what the format could not carry, in words; an empty list means that all is there.
        """
        from .formats import exporter

        return exporter(name).write(self, Path(path))

    def _repr_html_(self) -> str:
        from html import escape

        return f"<b>{escape(self.title)}</b><br>{escape(self.description)}"

    def __repr__(self) -> str:
        return f"<Story {self.iri}>"


def open(story: str | Path, sources: str | Path | None = None) -> Story:  # noqa: A001
    """Open a bundled story by name, a story folder or a store.

    ``sources`` is the folder of the texts: with it every quote is proven again before anything else.
    Raises :class:`dateline.StoryError` with all findings of a folder.
    """
    return Story(open_story(story, Path(sources) if sources else None))


@dataclass(frozen=True, slots=True)
class Report:
    """What ``check`` found. ``ok`` means: no finding. What could not be proven is ``unproven``."""

    findings: tuple[Finding, ...]
    shapes: tuple[ShapeFinding, ...]
    proven: int
    unproven: int
    proofs_written: bool

    @property
    def counted(self) -> bool:
        """Whether there were quotes to count: a store and an unreadable story have none."""
        return bool(self.proven or self.unproven)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; unproven quotes are no finding when no texts were given."""
        return not self.findings and not self.shapes


def check(story: str | Path, sources: str | Path | None = None) -> Report:
    """Prove a story: its records, its dates, its quotes and its shapes.

    With ``sources`` every quote is looked up in the texts, and when all is well the proofs are kept in
    the story folder. Findings are reported, not raised.
    """
    from ..graph.validate import validate

    folder = story_folder(story)
    if is_store(folder):
        shapes = validate(open_story(folder).view.quads())
        return Report((), shapes, 0, 0, proofs_written=False)
    try:
        records, proofs = read_with_proofs(folder, Path(sources) if sources else None)
    except StoryError as error:
        return Report(error.findings, (), 0, 0, proofs_written=False)
    shapes = validate(build_quads(records, proofs))
    good = proofs.complete and not shapes and not proofs.findings
    written = good and proofs.fresh and write_proofs(records, proofs)
    counts = len(proofs.spans), len(proofs.unproven)
    return Report(proofs.findings, shapes, *counts, proofs_written=written)


def build(story: str | Path, store: str | Path, sources: str | Path | None = None) -> Report:
    """Build a story folder into a store on disk: all of it or nothing.

    Raises :class:`dateline.StoryError` for findings, and :class:`dateline.errors.StoreError` when the
    store cannot be written; a store that was there before is then as it was.
    """
    records, proofs = read_with_proofs(story_folder(story), Path(sources) if sources else None)
    if proofs.findings:
        raise StoryError(proofs.findings)
    write_store(Path(store), build_quads(records, proofs))
    return Report((), (), len(proofs.spans), len(proofs.unproven), proofs_written=False)
