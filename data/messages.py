"""What pydantic found wrong in a record, in the words of the story format."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Finding
from .records import AT, Mark, Record


def findings_of(error: ValidationError, model: type[Record], raw: Any) -> list[Finding]:
    """One finding for each error, at the line of the value that is wrong."""
    return [_finding(details, model, raw) for details in error.errors(include_url=False)]


def _finding(details: ErrorDetails, model: type[Record], raw: Any) -> Finding:
    mark, key = _place(raw, details["loc"])
    problem, mend = _words(details, model, raw)
    return Finding(mark.file, mark.line_of(*key), problem, mend)


def _place(raw: Any, path: tuple[str | int, ...]) -> tuple[Mark, tuple[str | int, ...]]:
    """The innermost mapping on the way to a value, and the rest of the way."""
    mark, rest, current = raw[AT], path, raw
    for depth, step in enumerate(path):
        try:
            current = current[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(current, dict):
            mark, rest = current[AT], path[depth + 1 :]
    return mark, rest


def _words(details: ErrorDetails, model: type[Record], raw: Any) -> tuple[str, str]:
    kind, path, value = details["type"], details["loc"], _shape(details["input"])
    names = [step for step in path if isinstance(step, str)]
    name = names[-1] if names else "record"
    context: dict[str, Any] = details.get("ctx", {})
    match kind:
        case "extra_forbidden":
            known = _known_keys(model, path)
            return f'unknown key "{name}"', suggestion(name, known) or f"known: {', '.join(known)}"
        case "missing":
            return f'"{name}" is missing', f"add `{name}:`"
        case "enum":
            allowed = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            near = suggestion(details["input"], allowed) if isinstance(details["input"], str) else ""
            return f'{value} is not allowed for "{name}"', near or f"one of: {', '.join(allowed)}"
        case "value_error":
            problem, _, mend = str(context["error"]).rpartition("; ")
            return problem, mend
        case "string_pattern_mismatch":
            return f"{value} is not a valid {name}", _PATTERNS.get(name, _ID_HELP)
        case "too_short":
            return _too_short(name, context["actual_length"], context["min_length"])
        case "string_type" | "tuple_type" | "model_type" | "model_attributes_type" | "dict_type":
            wanted = _WANTED.get(kind, "a mapping with keys")
            return f'"{name}" holds {value}', f"it takes {wanted}"
        case _:
            return f"{value} is not a valid {name}: {details['msg'].lower()}", _mend(kind)


def _too_short(name: str, found: int, least: int) -> tuple[str, str]:
    mend = f"write at least {'one' if least == 1 else least}"
    return (f'"{name}" holds only {found}' if found else f'"{name}" is empty'), mend


_PATTERNS = {
    "codes": "write a heading of the Harmonized System such as 72, 7206 or 7206.10, or a run 7206.10-7216.50",
    "address": "write a web address that begins with https://",
    "base": "write a web address that ends with / or #",
    "sha256": "write the 64 hexadecimal digits that `sha256sum FILE` prints",
    "language": "write a language tag such as en or fr-CA",
}
_ID_HELP = "ids are lower-case letters and digits, joined by single hyphens"
"""Every other field with a pattern holds ids."""


def _mend(kind: str) -> str:
    if kind.startswith("bool"):
        return "write true or false"
    if kind == "string_too_short":
        return "write a text, or leave the key out"
    if kind == "string_too_long":
        return "shorten it"
    return "write a number of percent such as 25 or 12.5"


_WANTED = {"string_type": "one text", "tuple_type": "a list (lines that begin with `- `)"}


_SHOWN = 200
"""Characters of a wrong value that a finding repeats."""


def _shape(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"' if len(str(value)) <= _SHOWN else f'"{str(value)[:_SHOWN]}…"'


def _known_keys(model: type[Record], path: tuple[str | int, ...]) -> list[str]:
    """The keys of the record that a path leads into."""
    current: type[BaseModel] = model
    for step in path[:-1]:
        if isinstance(step, str):
            current = _nested(current, step) or current
    return [info.alias or key for key, info in current.model_fields.items() if key != "at"]


def _nested(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return _record_in(info.annotation)
    return None


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _record_in(argument):
            return found
    return None


def suggestion(word: str, known: list[str] | tuple[str, ...]) -> str:
    """The nearest known word as a mend, or nothing when none is near.

    >>> suggestion("lable", ["label", "type"])
    'did you mean "label"?'
    """
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""
