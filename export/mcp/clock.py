"""The second clock: the story as its sources allowed it on an earlier day, kept for the next question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from ...data.edtf import last_day
from ...errors import UnknownNameError
from ...graph.story import BuiltStory

KEPT = 4
"""How many earlier days are kept ready: each is a story in memory, and takes a second or two to make."""


@contextmanager
def as_known(story: BuiltStory, day: str | None) -> Iterator[BuiltStory]:
    """The story by the end of a day (or month, or year); None is the story as it is.

    A name that was unknown on that day is told so: later sources may well have it.
    """
    if day is None:
        yield story
        return
    told = _known(story, last_day(day))
    try:
        yield told
    except UnknownNameError as error:
        raise UnknownNameError(f"as known by {last_day(day)}: {error}", error.suggestions) from None


@lru_cache(maxsize=KEPT)
def _known(story: BuiltStory, day: str) -> BuiltStory:
    return story.known_by(day)


def known_notes(story: BuiltStory, told: BuiltStory, day: str | None) -> tuple[str, ...]:
    """What later sources tell of and this answer leaves out, in a sentence; none for the whole story."""
    if day is None:
        return ()
    gone = {kind: count - story.left_out.get(kind, 0) for kind, count in told.left_out.items()}
    kinds = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in sorted(gone.items()) if count]
    if told.snapshot.newest is None:
        return (f"no source of the story had been issued by {last_day(day)}: nothing of it was known",)
    return (f"as known by {last_day(day)}: only later sources tell of {', '.join(kinds)}",) if kinds else ()
