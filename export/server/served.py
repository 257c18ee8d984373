"""What a server serves: a store on disk, the version of it that counts, and the story it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from ...errors import NotAStoryError
from ...graph.opening import open_story, story_folder
from ...graph.store import current_version, is_store, write_store
from ..story import Story
from ..story import open as open_as_story


@dataclass(frozen=True)
class Served:
    """A store; ``temporary`` when it was built for this server alone from a story's folder."""

    folder: Path
    temporary: bool
    name: str

    @property
    def version(self) -> Path:
        """The folder of the version that counts now; raises :class:`dateline.errors.StoreError`."""
        return current_version(self.folder)

    def state(self) -> State:
        """The version that counts now, with its story."""
        return State(self.folder, self.version, self.name)


@dataclass(frozen=True)
class State:
    """One version of a store; the story is read on use, and kept."""

    folder: Path
    version: Path
    name: str
    changed: int = field(default=0)

    @cached_property
    def story(self) -> Story | None:
        """The story in it, or None: any store of quads can be served."""
        story = open_as_story(self.folder)
        try:
            _ = story.iri
        except NotAStoryError:
            return None
        return story

    @cached_property
    def mark(self) -> str:
        """Names the state; another state has another one."""
        return f"{self.version.name}.{self.changed}"

    @property
    def prefixes(self) -> Mapping[str, str]:
        """What a query need not declare."""
        return self.story.view.prefixes if self.story else {}


@contextmanager
def served(story: str | Path) -> Iterator[Served]:
    """The store of a STORY; a bundled story or a folder is built into a store that goes with the server.

    Raises :class:`dateline.DatelineError` as :func:`dateline.open` does.
    """
    folder = story_folder(story)
    if is_store(folder):
        yield Served(folder, False, folder.name)
        return
    with TemporaryDirectory(prefix="dateline-") as name:
        store = Path(name) / f"{folder.name}.store"
        write_store(store, open_story(folder).view.quads())
        yield Served(store, True, folder.name)
