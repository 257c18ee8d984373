"""What every answer has: which rows it holds, quotes in full, and days as words and as bounds.

The descriptions are read by language models, in the JSON Schema of each tool's output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from ...graph.snapshot import Quote, Snapshot, Span, as_dict
from ..timelines import words_for

_Row = TypeVar("_Row")


class Record(BaseModel):
    """A part of an answer; it does not change."""

    model_config = ConfigDict(frozen=True)


class Thing(Record):
    """A thing of the story by id and label."""

    id: str = Field(description="Its id; every tool takes it.")
    label: str = Field(description="What it is called.")


class Supported(Record):
    """What sources support, with their words."""

    quotes: tuple[Quote, ...] = Field(
        description="The words that support it: source (id), title, publisher, issued (day), address, "
        "quote, and start and end, which count the characters of the source's text (null where the place "
        "is not proven)."
    )
    more_quotes: int = Field(
        description="How many further quotes support it; the tool evidence gives them all."
    )

    @model_serializer(mode="wrap")
    def _own_fields_first(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Pydantic writes inherited fields first; a reader wants to know what is supported before its quotes.
        found: dict[str, Any] = serialize(self)
        rank = dict.fromkeys(Dated.model_fields, 1) | dict.fromkeys(Supported.model_fields, 2)
        return dict(sorted(found.items(), key=lambda item: rank.get(item[0], 0)))


class Dated(Supported):
    """What has days: in words, and as four inclusive bounds, each null when unknown."""

    when: str = Field(description="The days in words; an uncertain date stays a range.")
    earliest_begin: str | None
    latest_begin: str | None
    earliest_end: str | None
    latest_end: str | None
    ongoing: bool = Field(description="Whether its end is open.")


class Page(Record):
    """Which rows of the whole answer these are, and what is not among them."""

    total: int = Field(description="Rows of the whole answer.")
    offset: int = Field(description="Rows before the first of these.")
    next_offset: int | None = Field(
        description="Ask again with this offset for the rows that follow; null when these are the last."
    )
    left_out: dict[str, int] = Field(description="What the question itself leaves out, counted by reason.")
    notes: tuple[str, ...] = Field(description="What to know before using the answer.")


def page(
    rows: Sequence[_Row],
    limit: int,
    offset: int,
    left_out: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
) -> tuple[Sequence[_Row], dict[str, Any]]:
    """The rows of one page, and the fields of :class:`Page`; a note says how to ask for the rest."""
    shown, end = rows[offset : offset + limit], offset + limit
    told = list(notes)
    if end < len(rows):
        told.append(f"{len(rows) - end} further rows: ask again with offset {end}")
    if offset and offset >= len(rows):
        told.append(f"there is no row at offset {offset}: the answer has {len(rows)}")
    return shown, {
        "total": len(rows),
        "offset": offset,
        "next_offset": end if end < len(rows) else None,
        "left_out": dict(left_out or {}),
        "notes": tuple(told),
    }


def quoted(quotes: Sequence[Quote], most: int) -> dict[str, Any]:
    """The fields of :class:`Supported`, with up to ``most`` quotes."""
    return {"quotes": tuple(quotes[:most]), "more_quotes": max(0, len(quotes) - most)}


def dated(span: Span) -> dict[str, Any]:
    """The fields that :class:`Dated` adds."""
    return {"when": words_for(span), **as_dict(span)}


def thing(snapshot: Snapshot, iri: str) -> Thing:
    """A thing by its IRI."""
    return Thing(id=snapshot.id_of(iri), label=snapshot.label(iri))
