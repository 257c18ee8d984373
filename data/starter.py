"""The folder that ``dateline new`` makes: a small invented story that explains the format."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from ..errors import NotAStoryError
from .schema import story_schema

SCHEMA_FILE = "story.schema.json"


def write_starter(folder: Path) -> list[Path]:
    """Fill a new or empty folder with the example and the format's schema; the files, in order.

    Raises :class:`NotAStoryError` when the folder holds something already; nothing is then written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotAStoryError(f'"{folder}" is not empty; name a new folder')
        contents = {**_example(), SCHEMA_FILE: json.dumps(story_schema(), indent=2) + "\n"}
        for name, text in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise NotAStoryError(f'"{folder}" cannot be written: {error.strerror or error}') from None
    return [folder / name for name in contents]


def _example() -> dict[str, str]:
    root = files("dateline.data").joinpath("starter_story")
    found = {entry.name: entry.read_text("utf-8") for entry in root.iterdir() if entry.is_file()}
    # Under its own name it would hide the example's text from git and from the wheel.
    found[".gitignore"] = found.pop("gitignore")
    sources = root.joinpath("sources")
    found |= {f"sources/{entry.name}": entry.read_text("utf-8") for entry in sources.iterdir()}
    return dict(sorted(found.items()))
