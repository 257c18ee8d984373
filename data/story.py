"""A story folder, read whole: every YAML file in it, every record checked, every finding reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ..errors import Finding, NotAStoryError, StoryError
from .documents import leads_into
from .messages import findings_of, suggestion
from .records import AT, SECTIONS, Evidence, Mark, Record, Story
from .references import check_references
from .story_records import StoryRecords
from .timing import check_dates
from .yaml_reader import read_yaml

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    stories: list[Story] = field(default_factory=list)
    sections: dict[str, list[Any]] = field(default_factory=lambda: {key: [] for key in SECTIONS})
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    loose: list[Evidence] = field(default_factory=list)
    headed: bool = False
    """Whether some file has a section ``story``, be it a wrong one."""
    whole: bool = True
    """Whether every file could be parsed; else any id may be in one that could not."""


def read_story(folder: Path) -> StoryRecords:
    """Read a story folder.

    Raises :class:`StoryError` with every finding of every file, and :class:`NotAStoryError` when the
    folder holds no story at all.
    """
    records, findings = read_records(folder)
    if findings:
        raise StoryError(findings)
    return records


def read_records(folder: Path) -> tuple[StoryRecords, list[Finding]]:
    """What can be read of a story folder, and every finding about the rest."""
    reading = _Reading()
    for path in story_files(folder):
        _read_file(path, path.relative_to(folder).as_posix(), folder, reading)
    if reading.whole and not reading.headed:
        where = "story.yaml"
        reading.findings.append(Finding(where, 0, "the section `story:` is missing", _STORY_HELP))
    header = reading.stories[0] if reading.stories else _NO_HEADER
    sections = {key: tuple(found) for key, found in reading.sections.items()}
    records = StoryRecords(folder, header, **sections, loose=tuple(reading.loose))
    # A record that could not be read has a finding of its own; references to it are not wrong.
    reading.findings += check_references(records, reading.broken if reading.whole else None)
    reading.findings += check_dates(records)
    return records, reading.findings


_STORY_HELP = "add `story:` with id, title and description"
_NO_HEADER = Story.model_construct(id="", title="", description="")
"""Stands in for a header that is missing or wrong, so that all else is checked in the same run."""


def story_files(folder: Path) -> list[Path]:
    """The YAML files of a story folder, by name; sub-folders may hold some too.

    Folders whose name begins with a dot, and the folder ``sources``, are not looked into.
    """
    if not folder.is_dir():
        raise NotAStoryError(f'"{folder}" is not a folder; give the folder that holds story.yaml')
    found = sorted(
        path
        for pattern in ("*.yaml", "*.yml")
        for path in folder.rglob(pattern)
        if not _is_private(path.relative_to(folder))
    )
    if not found:
        raise NotAStoryError(
            f'"{folder}" holds no .yaml file; `dateline new DIR` starts a story with an example'
        )
    return found


def _is_private(path: Path) -> bool:
    return path.parts[0] == "sources" or any(part.startswith(".") for part in path.parts)


def _read_file(path: Path, name: str, folder: Path, reading: _Reading) -> None:
    if not leads_into(path, folder):
        reading.whole = False
        problem = "leads out of the story folder"
        reading.findings.append(Finding(name, 0, problem, "copy the file into the folder"))
        return
    content, findings = read_yaml(path, name)
    reading.findings += findings
    if content is None:
        reading.whole = reading.whole and not findings
        return
    if not isinstance(content, dict):
        sections = ", ".join(("story", *SECTIONS))
        problem = "holds no sections"
        reading.findings.append(Finding(name, 1, problem, f"begin with one of: {sections}"))
        return
    mark = content.pop(AT, Mark(name, 1))
    for key, value in content.items():
        _read_section(key, value, mark, reading)


def _read_section(key: str, value: Any, mark: Mark, reading: _Reading) -> None:
    line = mark.line_of(key)
    if key == "story":
        reading.headed = True
        _read_header(value, mark.file, line, reading)
    elif key not in SECTIONS:
        known = ["story", *SECTIONS]
        mend = suggestion(key, known) or f"one of: {', '.join(known)}"
        reading.findings.append(Finding(mark.file, line, f'unknown section "{key}"', mend))
        reading.broken |= set(_ids_in(value))
    elif not isinstance(value, list | None):
        mend = f"begin each record with `- {_first_key(SECTIONS[key])}:`"
        reading.findings.append(Finding(mark.file, line, f'"{key}" must be a list', mend))
        reading.broken |= set(_ids_in(value))
    else:
        for index, raw in enumerate(value or ()):
            place = Finding(mark.file, mark.line_of(key, index), "")
            reading.sections[key] += _read_record(SECTIONS[key], raw, place, reading)


def _read_header(raw: Any, file: str, line: int, reading: _Reading) -> None:
    found = _read_record(Story, raw, Finding(file, line, ""), reading)
    if reading.stories and found:
        first = reading.stories[0].at
        problem = f"a second `story:`; the first is at {first.file}:{first.line}"
        reading.findings.append(Finding(file, line, problem, "keep one of them"))
    reading.stories += found


def _read_record(model: type[R], raw: Any, place: Finding, reading: _Reading) -> list[R]:
    """The record in a list of its own, or an empty list when it has findings."""
    if not isinstance(raw, dict):
        problem = f"this {model.__name__.lower()} is not a mapping with keys"
        mend = _STORY_HELP if model is Story else f"write `- {_first_key(model)}: …` and its other keys below"
        reading.findings.append(Finding(place.file, place.line, problem, mend))
        return []
    try:
        return [model.model_validate(raw)]
    except ValidationError as error:
        reading.findings += findings_of(error, model, raw)
        reading.broken |= set(_ids_in(raw))
        reading.loose += _evidence_in(raw)
        return []


def _first_key(model: type[Record]) -> str:
    """The key with which a record of the format begins."""
    return next(key for key in model.model_fields if key != "at")


def _ids_in(raw: Any) -> Iterator[str]:
    """Every ``id`` in a raw record: its own and those of the states nested in it."""
    return (mapping["id"] for mapping in _mappings_in(raw) if isinstance(mapping.get("id"), str))


def _evidence_in(raw: Any) -> Iterator[Evidence]:
    """The evidence of a record that is itself not readable, so that its quotes are checked too."""
    for mapping in _mappings_in(raw):
        if "quote" in mapping:
            try:
                yield Evidence.model_validate(mapping)
            except ValidationError:
                continue  # it has findings of its own among the record's


def _mappings_in(raw: Any) -> Iterator[dict[str, Any]]:
    if isinstance(raw, dict):
        yield raw
        for value in raw.values():
            yield from _mappings_in(value)
    elif isinstance(raw, list):
        for item in raw:
            yield from _mappings_in(item)
