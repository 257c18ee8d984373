"""The W3C's SPARQL 1.1 suites against a server of ours, by real requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from .asking import Client, serving
from .manifest import ROOT, Case, read_cases
from .running import run
from .table import RESULTS, read_limits, table

pytestmark = pytest.mark.skipif(not ROOT.is_dir(), reason=f"the W3C's suites are not at {ROOT}")
CASES = read_cases() if ROOT.is_dir() else []
KNOWN = {case: limit.reason for limit in read_limits() for case in limit.cases}
KINDS = {
    "QueryEvaluationTest": 232,
    "CSVResultFormatTest": 3,
    "UpdateEvaluationTest": 94,
    "PositiveSyntaxTest11": 63,
    "NegativeSyntaxTest11": 48,
    "PositiveUpdateSyntaxTest11": 42,
    "NegativeUpdateSyntaxTest11": 13,
    "ProtocolTest": 34,
    "GraphStoreProtocolTest": 13,
    "ServiceDescriptionTest": 3,
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(tmp_path_factory.mktemp("conformance")) as client:
        yield client


def test_all_545_cases_are_collected() -> None:
    assert len({case.id for case in CASES}) == 545
    assert Counter(case.kind for case in CASES) == KINDS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_server_answers_as_the_w3c_says(case: Case, client: Client) -> None:
    problem = run(case, client)
    if case.id in KNOWN:
        assert problem, f"{case.id} passes now: take it out of known.toml, and write the table anew"
    else:
        assert not problem


def test_every_known_failure_is_a_case_of_the_suites() -> None:
    assert set(KNOWN) <= {case.id for case in CASES}


def test_at_least_535_cases_pass() -> None:
    assert len(CASES) - len(KNOWN) >= 535


def test_the_table_of_results_is_current() -> None:
    assert RESULTS.read_text("utf-8") == table(CASES, read_limits())
