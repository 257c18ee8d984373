"""Answers about time for people and programs: words for a table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..graph.facts import words
from ..graph.snapshot import Snapshot, as_dict
from ..graph.time.allen import Allen, Order
from ..graph.time.answers import DayAnswer, PairAnswer
from ..graph.time.dating import Dating, Stated
from ..graph.time.spans import Certainty
from .plain import csv_cell
from .timelines import words_for
from .words import class_in_words

MEANING = {
    Allen.Before: "ended, and a day or more passed before the other began",
    Allen.Meets: "ended on the day before the other began",
    Allen.Overlaps: "began before the other, and ended while it went on",
    Allen.Starts: "began with the other, and ended before it",
    Allen.During: "began after the other, and ended before it",
    Allen.Finishes: "began after the other, and ended with it",
    Allen.Equals: "began and ended with the other",
    Allen.After: "began a day or more after the day that followed the other's end",
    Allen.MetBy: "began on the day after the other ended",
    Allen.OverlappedBy: "began while the other went on, and ended after it",
    Allen.StartedBy: "began with the other, and ended after it",
    Allen.Contains: "began before the other, and ended after it",
    Allen.FinishedBy: "began before the other, and ended with it",
}
"""What each relation says of the first of two things."""
DAY_COLUMNS = (
    *("id", "type", "label", "certainty"),
    *("earliest_begin", "latest_begin", "earliest_end", "latest_end", "ongoing"),
)
PAIR_COLUMNS = ("from", "to", "order_before", "order_after", *(str(relation) for relation in Allen))


def heading(snapshot: Snapshot, thing: str) -> str:
    """A thing in one line: label, type, and when."""
    return f"{snapshot.label(thing)} ({_type(snapshot, thing)}): {words_for(snapshot.span(thing))}"


def _type(snapshot: Snapshot, thing: str) -> str:
    return class_in_words(snapshot.type_of(thing))


def day_rows(answers: Iterable[DayAnswer], snapshot: Snapshot) -> list[tuple[str, str, str, str]]:
    """Rows for a table: certainty, when, type, what; the certain ones first."""
    rank = list(Certainty)
    ordered = sorted(answers, key=lambda answer: rank.index(answer.certainty))
    return [
        (str(item.certainty), words_for(item.span), _type(snapshot, item.thing), snapshot.label(item.thing))
        for item in ordered
    ]


def worth_a_row(answers: Iterable[DayAnswer]) -> tuple[list[DayAnswer], dict[str, int]]:
    """The answers that tell a reader something, and why how many others are left out."""
    shown, left_out = [], {"impossible": 0, "without a date, so nothing is known": 0}
    impossible, undated = left_out
    for answer in answers:
        if answer.certainty is Certainty.Impossible:
            left_out[impossible] += 1
        elif not (answer.span.dated or answer.span.ongoing):
            left_out[undated] += 1
        else:
            shown.append(answer)
    return shown, {reason: count for reason, count in left_out.items() if count}


def day_object(answer: DayAnswer, snapshot: Snapshot) -> dict[str, Any]:
    """A thing with its certainty and its bounds."""
    thing = answer.thing
    return {
        "id": snapshot.id_of(thing),
        "type": snapshot.type_of(thing),
        "label": snapshot.label(thing),
        "certainty": str(answer.certainty),
        **as_dict(answer.span),
    }


def order_sentence(order: Order) -> str:
    """The plain order of two things as sentences."""
    if (order.before, order.after) == (Certainty.Impossible, Certainty.Impossible):
        return "certain: the two share a day"
    said = (
        (order.before, "the first ended before the second began"),
        (order.after, "the first began after the second had ended"),
    )
    return "; ".join(f"{how}: {what}" for how, what in said if how is not Certainty.Impossible)


def relation_rows(answer: PairAnswer) -> list[tuple[str, str, str]]:
    """Rows for a table: certainty, relation, what it means; the impossible ones are left out."""
    return [
        (str(how), words(relation), MEANING[relation])
        for relation, how in answer.allen.items()
        if how is not Certainty.Impossible
    ]


def pair_object(answer: PairAnswer, snapshot: Snapshot) -> dict[str, Any]:
    """Two things by id, their plain order, and the thirteen relations of the first to the second."""
    return {
        "from": snapshot.id_of(answer.one),
        "to": snapshot.id_of(answer.other),
        "order": {"before": answer.order.before, "after": answer.order.after},
        "allen": dict(answer.allen),
    }


def pairs_json(answers: Iterable[PairAnswer], snapshot: Snapshot) -> str:
    """A list of pairs, one a line: there are many."""
    lines = (json.dumps(pair_object(answer, snapshot), ensure_ascii=False) for answer in answers)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def pairs_csv(answers: Iterable[PairAnswer], snapshot: Snapshot) -> str:
    """One row a pair, with a column for the order each way and for each relation."""
    return _csv(PAIR_COLUMNS, (_pair_cells(answer, snapshot) for answer in answers))


def _pair_cells(answer: PairAnswer, snapshot: Snapshot) -> Iterator[str]:
    yield from (snapshot.id_of(answer.one), snapshot.id_of(answer.other))
    yield from (answer.order.before, answer.order.after, *answer.allen.values())


def days_csv(answers: Iterable[DayAnswer], snapshot: Snapshot) -> str:
    """One row a thing."""
    found = (day_object(answer, snapshot) for answer in answers)
    return _csv(DAY_COLUMNS, ([csv_cell(item[name]) for name in DAY_COLUMNS] for item in found))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def dating_object(found: Dating) -> dict[str, Any]:
    """A thing's bounds, with the readings, relations and conflicts that they come from."""
    plain = as_dict(found)
    return {"id": plain.pop("id"), "type": plain.pop("type"), "label": plain.pop("label")} | {
        "when": words_for(found.span),
        **plain.pop("span"),
        **plain,
    }


def reading_rows(found: Dating) -> list[tuple[str, str, str, str, str]]:
    """Rows for a table: each date as it was read, the words, the anchor, the rule and the quote."""
    return [
        (
            reading.edtf,
            f"“{reading.phrase}”" if reading.phrase else "",
            reading.anchor or "",
            words(reading.rule.rpartition("#")[2]) if reading.rule else "",
            f"“{reading.evidence[0].quote}”" if reading.evidence else "",
        )
        for reading in found.readings
    ]


def stated_rows(found: Dating) -> list[tuple[str, str, str, str]]:
    """Rows for a table: what a source says relates to what, and its words."""
    return [
        (item.subject_label, words(item.relation), item.object_label, _quote(item))
        for item in found.relations
    ]


def _quote(item: Stated) -> str:
    return f"“{item.evidence[0].quote}”" if item.evidence else ""
