"""Writes ``results.md``: run ``python -m tests.conformance.table`` after a change of ``known.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .manifest import Case, read_cases

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
HEAD = """# W3C SPARQL 1.1 tests against `dateline serve`

Every case runs by HTTP against one server (`dateline serve STORE --writable --token … --plain`):
data come in by the graph store protocol, queries and updates by the SPARQL protocol. Answers are
compared by value: numbers, dates and durations as what they stand for, blank nodes by isomorphism,
order only where the query orders. `known.toml` lists what fails, the tests hold it to be true in
both directions, and `python -m tests.conformance.table` writes this file.

The suites are those of `manifest-all.ttl` without entailment regimes and federated query.
`http-rdf-update` is not among them: the W3C deprecated it in favour of `graph-store-protocol`. A
well-formed update that the server refuses (LOAD) or cannot do (a graph that is not there) counts as
accepted syntax: its status is 403 or 422, never 400.
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """Cases that fail for one reason, and whose that is."""

    whose: str
    cases: tuple[str, ...]
    reason: str


def read_limits() -> list[Limit]:
    """What ``known.toml`` lists."""
    found = tomllib.loads((HERE / "known.toml").read_text("utf-8"))["limit"]
    return [Limit(limit["whose"], tuple(limit["cases"]), limit["reason"].strip()) for limit in found]


def table(cases: Sequence[Case], limits: Sequence[Limit]) -> str:
    """The text of ``results.md``."""
    return "\n".join([HEAD, *_suites(cases, limits), "", *_failures(limits), ""])


def _suites(cases: Sequence[Case], limits: Sequence[Limit]) -> Iterator[str]:
    failed = Counter(case.partition("/")[0] for limit in limits for case in limit.cases)
    counts = Counter(case.suite for case in cases)
    yield "| suite | cases | passed | failed |"
    yield "|---|--:|--:|--:|"
    for suite, number in counts.items():
        yield f"| {suite} | {number} | {number - failed[suite]} | {failed[suite]} |"
    yield f"| **all** | {counts.total()} | {counts.total() - failed.total()} | {failed.total()} |"


def _failures(limits: Sequence[Limit]) -> Iterator[str]:
    yield "| failed | whose | why |"
    yield "|---|---|---|"
    for limit in limits:
        for case in limit.cases:
            yield f"| `{case}` | {limit.whose} | {limit.reason} |"


if __name__ == "__main__":
    RESULTS.write_text(table(read_cases(), read_limits()), "utf-8")
