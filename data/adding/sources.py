"""A source added to a story: its text put in place, its record written, the story seen to read as before.

All or nothing: what cannot be added leaves every file as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from itertools import chain, count
from pathlib import Path

from pydantic import ValidationError

from ...errors import NotAStoryError, StoryError
from ..documents import leads_into
from ..edtf import checked_day
from ..messages import findings_of
from ..records import AT, Actor, Mark, Source, walk
from ..story import read_records
from ..story_records import StoryRecords
from .amending import amend
from .incoming import AddingError, is_markup, place_of, read_incoming
from .parties import UNNAMED, Parties, slug
from .writing import write_all

TEXTS = "sources"
"""The folder of a story for its texts."""

_TITLE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: the record, new actors, the text, and the YAML file of each new record by id."""

    source: Source
    actors: tuple[Actor, ...]
    text: Path
    copied: bool
    written: Mapping[str, str]
    notes: tuple[str, ...]
    records: StoryRecords
    """The story as it now is."""


def add_source(
    story: Path,
    text: Path,
    *,
    issued: str,
    title: str,
    publisher: str | None = None,
    authors: Iterable[str] = (),
    address: str | None = None,
    source_id: str | None = None,
    texts: Path | None = None,
) -> Added:
    """Register a text as a source of the story folder ``story``.

    The text is copied into the folder ``texts`` (else ``sources`` in the story) unless it lies there.
    Publisher and authors are actors by id or name; those that the story does not have are added. The id
    is made of publisher and date when it is not given.

    Raises :class:`StoryError` when the story has findings, :class:`NotAStoryError` when it is none that
    can be written to, ``DateError`` for a bad day and :class:`AddingError` for all else.
    """
    records = _records(story)
    data = read_incoming(text)
    _refuse_twice(records, data)
    folder = _texts_folder(records, texts)
    file, there = place_of(text, data, folder)
    taken = _ids(records)
    parties = Parties(records.actors, taken)
    day, name = checked_day(issued), parties.publisher(publisher)
    source = _checked(
        {
            "id": _free_id(source_id, title if name == UNNAMED else name, day, taken),
            "title": " ".join(title.split()),
            "publisher": name,
            "authors": list(dict.fromkeys(map(parties.author, authors))),
            "issued": day,
            "address": address,
            "file": file,
            "sha256": sha256(data).hexdigest(),
        }
    )
    amendment = amend(records, [*parties.new, source])
    contents = {} if there else {folder / file: data}
    contents |= {(story / path).resolve(): yaml.encode() for path, yaml in amendment.texts.items()}
    _write(contents)
    return Added(
        next(found for found in amendment.records.sources if found.id == source.id),
        tuple(actor for actor in amendment.records.actors if actor.id in amendment.written),
        folder / file,
        not there,
        amendment.written,
        tuple(_notes(source, data)),
        amendment.records,
    )


def _records(story: Path) -> StoryRecords:
    packaged = Path(str(files("dateline.data").joinpath("stories")))
    if leads_into(story, packaged):
        raise NotAStoryError(
            f'"{story.name}" comes with dateline; copy the folder {story} and add to the copy'
        )
    records, findings = read_records(story)
    if findings:
        raise StoryError(findings)
    return records


def _refuse_twice(records: StoryRecords, data: bytes) -> None:
    digest = sha256(data).hexdigest()
    for source in records.sources:
        if source.sha256 == digest:
            where = f"{source.at.file}:{source.at.line}"
            raise AddingError(f'the text is a source already: "{source.id}" ({where}); cite it by this id')


def _texts_folder(records: StoryRecords, given: Path | None) -> Path:
    """Where the texts lie; a folder with only some of them would make the others' quotes findings."""
    folder = given or records.folder / TEXTS
    if folder.is_dir():
        return folder
    if given or folder.exists() or folder.is_symlink():
        raise AddingError(f'"{folder}" is not a folder; give the one that holds the texts')
    if any(source.file for source in records.sources):
        raise AddingError(f'the texts of this story are not in "{folder}"; say where with --sources DIR')
    return folder


def _ids(records: StoryRecords) -> set[str]:
    nodes = (node for record in records.all() for node in walk(record))
    return {records.story.id, *(node.id for node in nodes if hasattr(node, "id"))}


def _free_id(given: str | None, words: str, day: str, taken: set[str]) -> str:
    """The id that is given, or one made of some words and the day."""
    if given is not None:
        if given in taken:
            raise AddingError(
                f'the id "{given}" is taken; ids are unique in the whole story, so give another'
            )
        return given
    stem = f"{slug(' '.join(words.split()[:_TITLE_WORDS])) or 'source'}-{day}"
    keys = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(key for key in keys if key not in taken)


def _checked(values: dict[str, object]) -> Source:
    if not values["title"]:
        raise AddingError("the title is empty; give the document's own, or your words in [square brackets]")
    given = {key: value for key, value in values.items() if value not in (None, [])}
    try:
        return Source.model_validate(given)
    except ValidationError as error:
        found = findings_of(error, Source, given | {AT: Mark()})[0]
        raise AddingError(f"{found.problem}; {found.mend}") from None


def _write(contents: Mapping[Path, bytes]) -> None:
    try:
        write_all(contents)
    except OSError as error:
        where = error.filename2 or error.filename or "the story"
        raise AddingError(f'"{where}" cannot be written: {error.strerror or error}') from None


def _notes(source: Source, data: bytes) -> Iterable[str]:
    if source.publisher == UNNAMED:
        yield f'no publisher was given: "{UNNAMED}" stands for it; name it with --publisher next time'
    if is_markup(data):
        yield "the text has tags: a quote that crosses one will not be found; plain text is better"
