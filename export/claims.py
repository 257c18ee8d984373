"""Claims for people and programs: table, Markdown, JSON, CSV; what was said and what came of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from ..data.edtf import parse
from ..graph.claims import ClaimEntry, Claims, Mention, OtherClaim, WhatCame
from ..graph.facts import words
from ..graph.snapshot import Quote, as_dict
from .plain import csv_cell, markdown
from .timelines import words_for
from .words import in_words

TABLE_COLUMNS = ("said", "who", "how", "what", "in the words", "what came of it")

CSV_COLUMNS = (
    *("id", "speakers", "addressees", "modality", "negated", "text", "about", "stance", "direct"),
    *("said_at", "when", "earliest_begin", "latest_begin", "earliest_end", "latest_end", "ongoing"),
    *("evidence", "disputes", "disputed_by", "supports", "supported_by"),
    *("outcome", "outcome_event", "outcome_evidence", "outcome_known_since", "known_since", "conflicts"),
)


def claim_rows(claims: Claims) -> list[tuple[str, str, str, str, str, str]]:
    """Rows for a table: when, who to whom, how, what, the words, and what came of it with its words."""
    return [
        (
            said_when(claim),
            _who(claim),
            _how(claim),
            claim.text,
            _quoted(claim.evidence),
            "\n".join(what_came(claim)),
        )
        for claim in claims
    ]


def said_when(claim: ClaimEntry) -> str:
    """When a claim was made, in words; of what has no date, the day on which a source told it."""
    if claim.span.dated or not claim.known_since:
        return words_for(claim.span)
    return f"no date; told {in_words(parse(claim.known_since))}"


def what_came(claim: ClaimEntry) -> list[str]:
    """What came of a claim, and who disputes or supports it: a line for each.

    Of an assertion or an accusation without an outcome there is nothing to tell.
    """
    lines = []
    if claim.outcome:
        shown = _quoted(claim.outcome.evidence)
        lines.append(_became(claim.outcome) + (f": {shown}" if shown else ""))
    elif claim.open_ended:
        lines.append("not known")
    return lines + _others(claim)


def _became(outcome: WhatCame) -> str:
    at = f", {outcome.event.label}" if outcome.event else ""
    days = in_words(outcome.span.bounds)
    return words(outcome.value) + at + (f" ({days})" if days else "")


def _others(claim: ClaimEntry) -> list[str]:
    told = (
        ("disputes", claim.disputes),
        ("supports", claim.supports),
        ("disputed by", claim.disputed_by),
        ("supported by", claim.supported_by),
    )
    return [f"{verb} {_other(other)}" for verb, others in told for other in others]


def _other(other: OtherClaim) -> str:
    return f"{', '.join(other.speakers)}: {'not: ' if other.negated else ''}{other.text}"


def _who(claim: ClaimEntry) -> str:
    to = f" to {_labels(claim.addressees)}" if claim.addressees else ""
    return _labels(claim.speakers) + to


def _how(claim: ClaimEntry) -> str:
    return words(claim.modality) + (", not" if claim.negated else "")


def _labels(mentions: Iterable[Mention]) -> str:
    return ", ".join(mention.label for mention in mentions)


def _quoted(quotes: Iterable[Quote]) -> str:
    return " / ".join(f"“{quote.quote}”" for quote in quotes)


def to_json(claims: Claims) -> str:
    """A list of objects; bounds are named as in the timeline's JSON."""
    return json.dumps([as_object(claim) for claim in claims], ensure_ascii=False, indent=2) + "\n"


def as_object(claim: ClaimEntry) -> dict[str, Any]:
    """A claim as JSON has it."""
    found = _flat(as_dict(claim))
    if found["outcome"]:
        found["outcome"] = _flat(found["outcome"])
    return found


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The bounds beside the other keys rather than in an object of their own."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        flat |= value if key == "span" else {key: value}
    return flat


def to_csv(claims: Claims) -> str:
    """One row a claim; lists and objects are JSON texts."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, CSV_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for claim in claims:
        row = as_object(claim)
        outcome = row.pop("outcome") or {}
        row["outcome"] = outcome.get("value")
        row |= {f"outcome_{key}": outcome.get(key) for key in ("event", "evidence", "known_since")}
        writer.writerow({name: csv_cell(value) for name, value in row.items()})
    return buffer.getvalue()


def to_markdown(claims: Claims) -> str:
    """A list for an article or an issue: who said what when, the words, and what came of it."""
    lines = []
    for claim in claims:
        said = f"{_who(claim)} {_how(claim)}: {claim.text}"
        lines.append(f"- **{said_when(claim)}** {markdown(said)}")
        lines += (f"  - {_cited(quote)}" for quote in claim.evidence)
        if claim.outcome:
            lines.append(f"  - What came of it: {markdown(_became(claim.outcome))}")
            lines += (f"    - {_cited(quote)}" for quote in claim.outcome.evidence)
        elif claim.open_ended:
            lines.append("  - What came of it: not known")
        lines += (f"  - {markdown(other[:1].upper() + other[1:])}" for other in _others(claim))
    return "\n".join(lines) + "\n" if lines else ""


def _cited(quote: Quote) -> str:
    return f"“{markdown(quote.quote)}” — {markdown(quote.publisher)}, {quote.issued}"


FORMATS: dict[str, Callable[[Claims], str]] = {"json": to_json, "csv": to_csv, "md": to_markdown}
"""Formats besides the table of the terminal."""
