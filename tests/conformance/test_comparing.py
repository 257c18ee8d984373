"""What the suites' answers are compared with can tell right from wrong."""

from __future__ import annotations

import pytest

from .answers import READERS, Row, read_csv, read_json, read_tsv, read_xml
from .matching import same
from .terms import XSD, Term, by_value, literal


def _number(text: str, kind: str) -> Term:
    return by_value(literal(text, XSD + kind))


def _pair(one: str, two: str) -> Row:
    return {"a": Term("bnode", one), "b": Term("bnode", two)}


@pytest.mark.parametrize(
    ("kind", "one", "two", "other"),
    [
        ("decimal", "1.50", "1.5", "1.51"),
        ("integer", "+07", "7", "8"),
        ("double", "1.0E6", "1000000", "1.0E7"),
        ("boolean", "1", "true", "false"),
        ("dateTime", "2024-01-01T00:00:00.500+00:00", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00.5"),
        ("duration", "PT36H", "P1DT12H", "P1DT13H"),
    ],
)
def test_literals_of_one_value_are_one_and_others_are_not(kind: str, one: str, two: str, other: str) -> None:
    assert _number(one, kind) == _number(two, kind)
    assert _number(one, kind) != _number(other, kind)


def test_types_and_languages_tell_literals_apart() -> None:
    assert _number("1", "integer") != _number("1", "decimal")
    assert literal("1") != literal("1", XSD + "integer")
    assert literal("chat", language="fr") != literal("chat", language="en")
    assert literal("chat", language="FR") == literal("chat", language="fr")


def test_blank_nodes_are_paired_one_to_one_over_all_rows() -> None:
    assert same([_pair("x", "y"), _pair("y", "z")], [_pair("2", "3"), _pair("1", "2")])
    assert not same([_pair("x", "y"), _pair("y", "z")], [_pair("1", "2"), _pair("3", "4")])
    assert not same([_pair("x", "y")], [_pair("1", "1")])


def test_rows_are_a_bag_unless_they_are_ordered() -> None:
    one, two = {"a": literal("1")}, {"a": literal("2")}
    assert same([one, two], [two, one])
    assert not same([one, two], [two, one], ordered=True)
    assert not same([one, one, two], [one, two, two])


def test_a_row_without_a_value_is_another_row() -> None:
    assert not same([{"a": literal("")}], [{}])


@pytest.mark.parametrize("text", ["\ufeff", "é\t\n\"\\'", "<&>"])
def test_tsv_and_json_read_the_same_text(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    from json import dumps

    told = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": text}}]}}
    assert read_tsv(f'?x\n"{escaped}"\n'.encode()) == read_json(dumps(told).encode())


def test_xml_and_csv_and_json_read_the_truth_and_columns() -> None:
    assert set(READERS) >= {"text/csv", "application/sparql-results+xml"}
    head = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
    assert read_xml(head + b"<boolean>true</boolean></sparql>") == read_json(b'{"head":{},"boolean":true}')
    assert read_csv(b"a,b\r\n1.50,\r\n").rows == ({"a": literal("1.50", XSD + "double")},)
