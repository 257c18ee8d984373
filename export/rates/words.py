"""The rates of a day in words: rows for a table, and the sentences around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ...graph.facts import words
from ...graph.rates.day import Rates
from ...graph.rates.stacking import Pair, Word
from ...graph.rates.states import RateState, Thing
from ...graph.snapshot import Quote
from ...graph.time.spans import Certainty
from ..timelines import words_for
from ..words import day_in_words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

COLUMNS = ("applied", "rate", "what", "covers", "exempts", "legal basis", "when", "says")
"""The head of the table of states in force."""

ASIDE_COLUMNS = ("why", "rate", "what", "says")
"""The head of the table of what did not apply."""


def title(rates: Rates) -> str:
    """What was asked, as a heading: "Steel, goods of Canada, on 10 July 2025"."""
    origin = f", goods of {rates.origin.label}" if rates.origin else ""
    return f"{rates.product or 'All products'}{origin}, on {_day(rates.on)}"


def nothing_known(rates: Rates) -> list[str]:
    """Sentences for when no source tells of a state in force, or of none for certain; with the nearest."""
    about = (rates.product or "any product") + (f", goods of {rates.origin.label}," if rates.origin else "")
    if rates.nothing_known:
        said = f"No source of the story tells of a state on {about} that was in force on {_day(rates.on)}."
        before = f"Nearest before: {_in_short(rates.earlier)}." if rates.earlier else ""
        after = f"Nearest after: {_in_short(rates.later)}." if rates.later else ""
        return [said, *filter(None, (before, after))]
    if not any(state.certainty is Certainty.Certain for state in (*rates.in_force, *rates.exempt)):
        return [f"No source tells of a state on {about} that was certainly in force on {_day(rates.on)}."]
    return []


def past_the_sources(rates: Rates) -> list[str]:
    """A sentence for a day after the newest source, which could not tell of what changed since."""
    if rates.newest and rates.on > rates.newest:
        return [f"The newest source is of {_day(rates.newest)}; none could tell of later changes."]
    return []


def _in_short(state: RateState) -> str:
    rate = "" if state.rate is None or state.rate in state.label else f", {percent(state)}"
    return f"{state.label}{rate} ({words_for(state.span)})"


def state_rows(rates: Rates) -> list[tuple[str, ...]]:
    """Rows under :data:`COLUMNS`; a state that another one keeps off the same goods says so."""
    return [
        (
            str(state.certainty or "") + kept_off(rates, state),
            percent(state),
            state.label,
            covers(state),
            names(state.exempts),
            state.legal_basis or "",
            words_for(state.span),
            _telling_words(state),
        )
        for state in rates.in_force
    ]


def aside_rows(rates: Rates) -> list[tuple[str, ...]]:
    """Rows of what did not apply on the day, and why: exempt, announced or suspended."""
    rows: list[tuple[str, ...]] = [
        (why_exempt(state), percent(state), state.label, _telling_words(state)) for state in rates.exempt
    ]
    rows += [
        (why_not(state, rates), percent(state), state.label, _telling_words(state))
        for state in rates.not_in_force
    ]
    return rows


def stacking_lines(rates: Rates) -> list[str]:
    """Which states add up and which exclude each other, with the words; then the sums that are allowed."""
    labels = {state.id: state.label for state in rates.in_force}
    lines = [f"{_verdict(word, labels)}: {_cited(word)}" for pair in rates.pairs for word in pair.says]
    silent = sum(not pair.says for pair in rates.pairs)
    if silent and not lines:
        lines.append("No source says whether any of these rates add up.")
    elif silent:
        lines.append(f"Of {_count(silent, 'other pair')} no source says whether they add up.")
    return lines + sum_lines(rates)


def sum_lines(rates: Rates) -> list[str]:
    """The sums that sources allow, or that none is stated; none where there is nothing to add."""
    if rates.product is None or len(rates.in_force) < 2:
        return []
    if not rates.sums:
        return ["Sum: not stated."]
    return [f"Sum of {' and '.join(s.label for s in found.states)}: {found.rate} %." for found in rates.sums]


def verdict(pair: Pair) -> str:
    """What the sources say of a pair, in a word or two."""
    said = sorted({"AddsTo": "adds to", "Excludes": "excludes"}[name] for name in pair.relations)
    return " and ".join(said) or "no source says whether they add up"


def _verdict(word: Word, labels: dict[str, str]) -> str:
    one, other = labels[word.from_id], labels[word.to_id]
    if word.relation == "AddsTo":
        return f"“{one}” adds to “{other}”"
    return f"“{one}” excludes “{other}” for the same goods"


def _cited(word: Word) -> str:
    return "; ".join(
        f"“{' '.join(quote.quote.split())}” ({quote.title}, {quote.issued})" for quote in word.evidence
    )


def why_exempt(state: RateState) -> str:
    """Why a state in force does not apply: what it spares."""
    doubt = "" if state.certainty is Certainty.Certain else ", if it was in force"
    return f"exempt: {names(state.exempt_by)}{doubt}"


def why_not(state: RateState, rates: Rates) -> str:
    """In which condition a state was that was not in force, and from when it was to apply."""
    said = words(state.status)
    if state.takes_effect:
        said += f", to take effect {_edtf(state.takes_effect)}"
        if state.takes_effect <= rates.on and not any(each.policy == state.policy for each in rates.in_force):
            said += ", without being told to be in force"
    return said if state.certainty is Certainty.Certain else f"possibly {said}"


def percent(state: RateState) -> str:
    """The rate with its sign; empty when no source gives it."""
    return "" if state.rate is None else f"{state.rate} %"


def names(things: Iterable[Thing]) -> str:
    """Labels in a row."""
    return ", ".join(thing.label for thing in things)


def kept_off(rates: Rates, state: RateState) -> str:
    """Which states keep a state off the same goods, in words that follow its certainty; else nothing."""
    said = (word for pair in rates.pairs for word in pair.says if word.relation == "Excludes")
    by = {word.from_id for word in said if word.to_id == state.id}
    labels = [f"“{other.label}”" for other in rates.in_force if other.id in by]
    return f"; not on goods that pay {' or '.join(labels)}" if labels else ""


def covers(state: RateState) -> str:
    """Which goods a state names, and how much of those asked about they hold."""
    cover = f"{state.covers}: " if state.covers else ""
    return cover + names(state.products) if state.products else "no goods named"


def telling_first(state: RateState) -> list[Quote]:
    """A state's quotes, first those that have its rate in them, and of these those that name it first."""
    return sorted(state.evidence, key=lambda quote: _place(state.rate, quote.quote))


_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)")


def _place(rate: str | None, quote: str) -> int:
    """How many rates a quote names before this one; more than any has when it does not name it."""
    named = _PERCENT.findall(quote)
    return named.index(rate) if rate in named else len(quote)


def _telling_words(state: RateState) -> str:
    return next((f"“{' '.join(quote.quote.split())}”" for quote in telling_first(state)), "")


def _day(day: str) -> str:
    return day_in_words(date.fromisoformat(day))


def _edtf(text: str) -> str:
    return f"on {_day(text)}" if _DAY.fullmatch(text) else text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
