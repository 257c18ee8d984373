"""STORY, as the command line and ``dateline.open`` take it: a bundled name, a folder, a store, a URL."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Store

from ..errors import NotAStoryError
from .remote.address import is_address, read_address
from .store import is_store, open_view
from .story import BuiltStory
from .view import StoreView, View


def bundled_stories() -> dict[str, Path]:
    """The stories that come with dateline, by name."""
    root = Path(str(files("dateline.data").joinpath("stories")))
    return {path.name: path for path in sorted(root.iterdir()) if (path / "story.yaml").is_file()}


def story_folder(story: str | Path) -> Path:
    """The folder of a story given by name or path; raises :class:`NotAStoryError` when it is none."""
    if not str(story).strip():
        raise NotAStoryError("no story is named; give a bundled story, a folder or a store")
    bundled = bundled_stories()
    if str(story) in bundled:
        return bundled[str(story)]
    path = Path(story)
    if path.is_dir():
        return path
    if path.is_file():
        raise NotAStoryError(f'"{story}" is a file; give the folder or the store that holds the story')
    if is_address(story):
        raise NotAStoryError("a folder or a store is needed here, not an endpoint; give the story's own")
    near = get_close_matches(str(story), bundled, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"bundled stories: {', '.join(bundled)}"
    raise NotAStoryError(f'there is no story, folder or store "{story}"; {hint}')


def open_view_of(story: str | Path) -> View | None:
    """The view of a story that is built already: in a store or on an endpoint; None for a folder."""
    if is_address(story):
        from .remote.view import open_endpoint

        return open_endpoint(read_address(str(story)))
    folder = story_folder(story)
    return open_view(folder) if is_store(folder) else None


def open_story(story: str | Path, sources: Path | None = None) -> BuiltStory:
    """Open a store or an endpoint, or read and build a story in memory.

    With ``sources``, the folder of the texts, every quote is proven anew; else the proofs kept with the
    story count.
    """
    if view := open_view_of(story):
        return BuiltStory(view)
    folder = story_folder(story)
    # A store is opened without the story format: its models take longer to load than most answers.
    from .build import build_quads
    from .survey import read_with_proofs

    records, proofs = read_with_proofs(folder, sources)
    store = Store()
    store.extend(build_quads(records, proofs))
    return BuiltStory(StoreView(store), proofs)
