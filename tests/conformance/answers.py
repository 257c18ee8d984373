"""Answers in the four formats of SPARQL 1.1, read without the engine's own readers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from .terms import XSD, Term, literal

Row = Mapping[str, Term]
_NS = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TSV_TERM = re.compile(
    r"""<(?P<iri>[^>]*)> | _:(?P<bnode>\S+)
    | (?:"(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)')
      (?:@(?P<lang>[\w-]+) | \^\^<(?P<type>[^>]*)>)?
    | (?P<number>[+-]?[\d.]+(?P<exponent>[eE][+-]?\d+)?) | (?P<truth>true|false)""",
    re.VERBOSE,
)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names of their columns, or the truth of an ASK."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None = None


def read_xml(data: bytes) -> Answer:
    """SPARQL Query Results XML Format."""
    root = ElementTree.fromstring(data)
    truth = root.findtext(f"{_NS}boolean")
    names = tuple(found.attrib["name"] for found in root.iter(f"{_NS}variable"))
    rows = tuple(
        {found.attrib["name"]: _xml_term(found[0]) for found in result}
        for result in root.iter(f"{_NS}result")
    )
    return Answer(names, rows, None if truth is None else truth.strip() == "true")


def _xml_term(element: ElementTree.Element) -> Term:
    text = element.text or ""
    if element.tag == f"{_NS}literal":
        return literal(text, element.get("datatype"), element.get(_XML_LANG))
    return Term(element.tag.removeprefix(_NS), text.strip())


def read_json(data: bytes) -> Answer:
    """SPARQL 1.1 Query Results JSON Format."""
    found = json.loads(data)
    if "boolean" in found:
        assert isinstance(found["boolean"], bool)
        return Answer((), (), found["boolean"])
    rows = found["results"]["bindings"]
    return Answer(
        tuple(found["head"]["vars"]),
        tuple({name: _json_term(term) for name, term in row.items()} for row in rows),
    )


def _json_term(found: Mapping[str, Any]) -> Term:
    if found["type"] in ("literal", "typed-literal"):
        return literal(found["value"], found.get("datatype"), found.get("xml:lang"))
    return Term(found["type"], found["value"])


def read_tsv(data: bytes) -> Answer:
    """SPARQL 1.1 Query Results TSV Format: terms as in Turtle, without prefixes."""
    head, *lines = data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    names = tuple(name.removeprefix("?") for name in head.split("\t") if name)
    rows = [zip(names, line.split("\t"), strict=True) for line in lines]
    return Answer(names, tuple({name: _tsv_term(cell) for name, cell in row if cell} for row in rows))


def _tsv_term(cell: str) -> Term:
    found = _TSV_TERM.fullmatch(cell)
    if not found:
        raise ValueError(f"no term of TSV: {cell}")
    if found["iri"] is not None:
        return Term("uri", found["iri"])
    if found["bnode"]:
        return Term("bnode", found["bnode"])
    if found["truth"]:
        return literal(cell, XSD + "boolean")
    if found["number"]:
        kind = "double" if found["exponent"] else "decimal" if "." in cell else "integer"
        return literal(cell, XSD + kind)
    quoted = found["double"] if found["double"] is not None else found["single"]
    text = re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], quoted)
    return literal(text, found["type"], found["lang"])


def read_csv(data: bytes) -> Answer:
    """SPARQL 1.1 Query Results CSV Format, which tells no types: numbers are numbers by their form."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    names = tuple(lines[0])
    rows = [zip(names, line, strict=True) for line in lines[1:]]
    return Answer(names, tuple({name: _csv_term(cell) for name, cell in row if cell} for row in rows))


def _csv_term(cell: str) -> Term:
    if cell.startswith("_:"):
        return Term("bnode", cell[2:])
    number = re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", cell)
    return literal(cell, XSD + "double" if number else None)


READERS: dict[str, Callable[[bytes], Answer]] = {
    "application/sparql-results+xml": read_xml,
    "application/sparql-results+json": read_json,
    "text/tab-separated-values": read_tsv,
    "text/csv": read_csv,
}
"""By media type."""
