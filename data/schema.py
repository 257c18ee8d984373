"""A JSON Schema of the story format, so that editors complete and check what is written."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import TypeAdapter

from .records import SECTIONS, Record, Story

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def story_schema() -> dict[str, Any]:
    """The schema of a story file: an object with ``story`` and the sections, each optional.

    What a schema cannot say (ids that lead somewhere, quotes that are in the source) ``check`` says.
    """
    kinds: dict[str, type[Record]] = {"story": Story, **SECTIONS}
    models: list[tuple[str, Literal["validation"], TypeAdapter[Any]]] = [
        (name, "validation", TypeAdapter(kind)) for name, kind in kinds.items()
    ]
    references, definitions = TypeAdapter.json_schemas(models, ref_template="#/$defs/{model}")
    properties = {
        name: references[name, "validation"]
        if name == "story"
        else {"type": ["array", "null"], "items": references[name, "validation"]}
        for name, _, _ in models
    }
    # The reader's own bookkeeping, which no one writes.
    definitions["$defs"].pop("Mark", None)
    return {
        "$schema": DIALECT,
        "title": "dateline story file",
        "description": "A YAML file of a dateline story: any of its sections.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions["$defs"],
    }
