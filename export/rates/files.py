"""The rates of a day in files: JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from ...graph.rates.day import Rates
from ...graph.rates.states import RateState
from ...graph.snapshot import as_dict
from ..plain import csv_cell, markdown
from ..timelines import words_for
from .words import (
    covers,
    kept_off,
    names,
    nothing_known,
    past_the_sources,
    percent,
    stacking_lines,
    telling_first,
    title,
    verdict,
    why_exempt,
    why_not,
)


def to_json(rates: Rates) -> str:
    """One object: the question, the states by group, the pairs with a verdict, the sums."""
    found = as_dict(rates)
    for pair, entry in zip(rates.pairs, found["pairs"], strict=True):
        entry["verdict"] = verdict(pair)
    found["nothing_known"] = " ".join(nothing_known(rates)) or None
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


CSV_COLUMNS = (
    *("group", "id", "label", "policy", "status", "certainty", "rate", "covers", "products", "origins"),
    *("imposed_by", "exempts", "exempt_by", "legal_basis", "changed_by", "takes_effect", "adds_to"),
    *("excludes", "earliest_begin", "latest_begin", "earliest_end", "latest_end", "ongoing", "known_since"),
    *("evidence",),
)


def to_csv(rates: Rates) -> str:
    """One row a state, with its group: in force, exempt, not in force. Lists are JSON texts."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, CSV_COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for group in ("in_force", "exempt", "not_in_force"):
        for state in getattr(rates, group):
            said = {"adds_to": _ends(rates, state, "AddsTo"), "excludes": _ends(rates, state, "Excludes")}
            row = {**as_dict(state), **said, "group": group.replace("_", " ")}
            writer.writerow({name: csv_cell(value) for name, value in row.items()})
    return buffer.getvalue()


def _ends(rates: Rates, state: RateState, relation: str) -> list[str]:
    said = (word for pair in rates.pairs for word in pair.says)
    return sorted({word.to_id for word in said if word.relation == relation and word.from_id == state.id})


def to_markdown(rates: Rates) -> str:
    """A section for an article or an issue: each state with its rate, its basis and its words."""
    lines = [f"## {markdown(title(rates))}", "", *nothing_known(rates), *past_the_sources(rates)]
    for state in rates.in_force:
        lines += _item(state, f"{state.certainty}{kept_off(rates, state)}")
    for heading, states, why in (
        ("Exempt", rates.exempt, why_exempt),
        ("Not in force on that day", rates.not_in_force, lambda state: why_not(state, rates)),
    ):
        if states:
            lines += ["", f"### {heading}", ""]
        for state in states:
            lines += _item(state, why(state))
    if said := stacking_lines(rates):
        lines += ["", "### Which add up", "", *(f"- {markdown(line)}" for line in said)]
    return "\n".join(lines) + "\n"


def _item(state: RateState, condition: str) -> list[str]:
    rate = percent(state) or "no rate given"
    facts = [
        covers(state),
        f"exempt: {names(state.exempts)}" if state.exempts else "",
        state.legal_basis or "",
        words_for(state.span),
    ]
    lines = [f"- **{rate}** {markdown(state.label)} ({markdown(condition)})"]
    lines.append(f"  - {markdown('; '.join(filter(None, facts)))}")
    for quote in telling_first(state):
        lines.append(f"  - “{markdown(quote.quote)}” — {markdown(quote.publisher)}, {quote.issued}")
    return lines


FORMATS: dict[str, Callable[[Rates], str]] = {"json": to_json, "csv": to_csv, "md": to_markdown}
"""Formats of a day's rates besides the table of the terminal."""
