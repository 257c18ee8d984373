"""Records added to the files of a story, which is then seen to say what it said and no more."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ...errors import StoryError
from ..records import SECTIONS, Actor, Record, Source
from ..story import read_story, story_files
from ..story_records import StoryRecords
from .appending import appended
from .incoming import AddingError

_PLAIN = re.compile(r"(?!(?i:null)$)[A-Za-z0-9][A-Za-z0-9._/-]*")
"""Values that need no quotes in YAML."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """The texts of the files to write, the file of each new record, and the story as it will be."""

    texts: Mapping[str, str]
    written: Mapping[str, str]
    records: StoryRecords


def amend(records: StoryRecords, new: Iterable[Source | Actor]) -> Amendment:
    """Add records to the sections that a story's files have, else to a file of their own.

    Nothing is written. Raises :class:`AddingError` when the story would not say the same and the
    new records besides.
    """
    added = list(new)
    wanted = _contents(records) | {_key(record): record.model_dump() for record in added}
    problem = "its files would say something else"
    for in_place in (True, False):
        texts, written = _texts(records.folder, added, in_place)
        try:
            after = _read_with(records.folder, texts)
        except StoryError as error:
            problem = str(error.findings[0])
            continue
        if _contents(after) == wanted:
            return Amendment(texts, written, after)
    shown = "\n".join(as_yaml(record) for record in added)
    raise AddingError(f"the story cannot be added to: {problem}; add by hand:\n{shown}")


def _texts(
    folder: Path, added: list[Source | Actor], in_place: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """The changed files' texts, and in which file each record stands."""
    before = {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in story_files(folder)}
    fresh = _free_name(folder)
    changed: dict[str, str] = {}
    written: dict[str, str] = {}
    for record in added:
        section, lines = _section_of(record), as_yaml(record)
        known = before | changed if in_place else changed
        holding = [name for name, text in known.items() if f"{section}:" in text]
        found = ((name, appended(known[name], section, lines)) for name in reversed(holding))
        name, text = next(((name, text) for name, text in found if text is not None), (fresh, None))
        changed[name] = changed.get(fresh, "") + _block(section, lines) if text is None else text
        written[record.id] = name
    return changed, written


def _block(section: str, lines: str) -> str:
    return f"{section}:\n" + "".join(f"  {line}\n" for line in lines.splitlines())


def _free_name(folder: Path) -> str:
    """A name for a new file of sources."""
    names = ("sources.yaml", *(f"sources-{number}.yaml" for number in range(2, 1000)))
    return next(name for name in names if not os.path.lexists(folder / name))


def _read_with(folder: Path, texts: Mapping[str, str]) -> StoryRecords:
    """The story as it would be with other texts in some of its files."""
    contents = {path.relative_to(folder): path.read_bytes() for path in story_files(folder)}
    contents |= {Path(name): text.encode() for name, text in texts.items()}
    with TemporaryDirectory() as scratch:
        for name, content in contents.items():
            copy = Path(scratch, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        return read_story(Path(scratch))


def _contents(records: StoryRecords) -> dict[tuple[str, str], object]:
    """What a story says, wherever in its files it says it."""
    found: dict[tuple[str, str], object] = {_key(record): record.model_dump() for record in records.all()}
    return found | {("Story", ""): records.story.model_dump()}


def _key(record: Record) -> tuple[str, str]:
    return type(record).__name__, getattr(record, "id", "")


def _section_of(record: Record) -> str:
    return next(section for section, kind in SECTIONS.items() if kind is type(record))


def as_yaml(record: Source | Actor) -> str:
    """A record as the lines of a story file, the first with its dash.

    Raises :class:`AddingError` for a character that no story file may hold.
    """
    values = record.model_dump(mode="json", exclude_defaults=True)
    return "- " + "\n  ".join(f"{key}: {_value(value)}" for key, value in values.items())


def _value(value: str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff\u2028\u2029":
            raise AddingError(f"the character U+{ord(character):04X} is not allowed in a story; leave it out")
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
