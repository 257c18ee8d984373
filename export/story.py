"""The public face: a story that can be asked, exported and shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ExportError, Finding
from ..graph.complete import count_conflicts
from ..graph.opening import open_story, open_view_of, story_folder
from ..graph.remote.address import is_address, read_address
from ..graph.store import write_store
from ..graph.story import BuiltStory
from . import displays as displays  # results show themselves once it is loaded
from .formats import exporter, write_html
from .notebook import story_html
from .pages import story_page, story_picture

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from ..graph.validate import ShapeFinding

BUNDLED = "us-canada-trade"
"""The story that ``dateline demo`` shows."""


class Story(BuiltStory):
    """A built story with its ways out: a page, a picture, and files in every format.

    In a notebook it shows its page; see :mod:`dateline.export.notebook`.
    """

    def to_html(self, *, with_sparql: bool = False) -> str:
        """The story as one HTML page that works offline; with SPARQL (3 MB more) it answers queries itself.

        Raises :class:`dateline.errors.ExportError` when the engine for that is not in this installation.
        """
        return story_page(self, with_sparql=with_sparql)

    def to_svg(self) -> str:
        """The story's timeline as one SVG without script, which says what it leaves out."""
        return story_picture(self)[0]

    def export(self, name: str, path: str | Path, *, with_sparql: bool = False) -> list[str]:
        """Write the story to ``path`` in a format of :data:`dateline.export.formats.EXPORTERS`.

        Returns what the format could not carry, in words; an empty list means that all is there.
        ``with_sparql`` is for ``html`` alone: see :meth:`to_html`.
        """
        chosen = exporter(name)
        if not with_sparql:
            return chosen.write(self, Path(path))
        if name != "html":
            raise ExportError(f'a file of the format "{name}" cannot answer SPARQL; only html can')
        return write_html(self, Path(path), with_sparql=True)

    def _repr_html_(self) -> str:
        return story_html(self)


def open(  # noqa: A001
    story: str | Path,
    sources: str | Path | None = None,
    *,
    known_by: str | None = None,
    told_by: Collection[str] | None = None,
) -> Story:
    """Open a bundled story by name, a story folder, a store, or the address of a SPARQL endpoint.

    ``sources`` is the folder of the texts: with it every quote is proven again before anything else.
    ``known_by`` (a day, month or year) and ``told_by`` (ids or titles of sources) limit the story to what
    those sources support. Raises :class:`dateline.StoryError` with all findings of a folder.
    """
    built = open_story(story, Path(sources) if sources else None)
    opened = Story(built.view, built.proofs)
    if told_by:
        opened = opened.told_by(*told_by)
    return opened.known_by(known_by) if known_by else opened


@dataclass(frozen=True, slots=True)
class Report:
    """What ``check`` found. ``ok`` means: no finding. What could not be proven is ``unproven``.

    ``conflicts`` counts where the sources disagree, or the days that were read from them: the story keeps
    those, and they are no finding.
    """

    findings: tuple[Finding, ...]
    shapes: tuple[ShapeFinding, ...]
    proven: int
    unproven: int
    proofs_written: bool
    conflicts: int = 0

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
    from ..data.proofs import write_proofs
    from ..graph.build import build_quads
    from ..graph.survey import survey
    from ..graph.validate import validate

    if view := open_view_of(story):
        quads = list(view.quads())
        return Report((), validate(quads), 0, 0, proofs_written=False, conflicts=count_conflicts(quads))
    folder = story_folder(story)
    records, proofs, findings = survey(folder, Path(sources) if sources else None)
    # What could not be read has no shape yet.
    quads = [] if findings else build_quads(records, proofs)
    shapes = validate(quads) if quads else ()
    good = proofs.complete and not findings and not shapes
    written = good and proofs.fresh and write_proofs(records, proofs)
    counts = len(proofs.spans), len(proofs.unproven)
    conflicts = count_conflicts(quads)
    return Report(tuple(sorted(set(findings))), shapes, *counts, proofs_written=written, conflicts=conflicts)


def build(
    story: str | Path,
    store: str | Path,
    sources: str | Path | None = None,
    *,
    graph_store: str | None = None,
) -> Report:
    """Build a story folder into a store on disk, all of it or nothing, or onto a SPARQL endpoint.

    ``store`` is a folder, or the query address of an endpoint; ``graph_store`` is then the address that takes
    graphs, where it cannot be guessed. Raises :class:`dateline.StoryError` for findings, and
    :class:`dateline.errors.StoreError` when the store cannot be written; a store that was there before is
    then as it was. An endpoint that fails raises :class:`dateline.errors.EndpointError`, which says what
    was put back.
    """
    from ..graph.build import build_quads
    from ..graph.survey import read_with_proofs

    records, proofs = read_with_proofs(story_folder(story), Path(sources) if sources else None)
    quads = build_quads(records, proofs)
    _write(store, quads, graph_store)
    counts = len(proofs.spans), len(proofs.unproven)
    return Report((), (), *counts, proofs_written=False, conflicts=count_conflicts(quads))


def _write(store: str | Path, quads: list[Quad], graph_store: str | None) -> None:
    if is_address(store):
        from ..graph.remote.build import write_endpoint

        given = read_address(graph_store).url if graph_store else None
        write_endpoint(read_address(str(store)), quads, given)
    elif graph_store:
        raise ExportError("a graph store belongs to an endpoint; give the endpoint's address with -o")
    else:
        write_store(Path(store), quads)
