"""Requests of the SPARQL 1.1 Protocol, read without a server."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.server.problems import RequestError
from dateline.export.server.protocol import FORM, QUERY, UPDATE, Asked, media_of, read

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_a_query_is_the_same_by_get_by_form_and_by_direct_post(text: str) -> None:
    asked = Asked(text, False, None, None)
    pair = urlencode({"query": text})
    assert read("GET", pair.encode(), "", "", b"") == asked
    assert read("POST", b"", FORM, "", pair.encode()) == asked
    assert read("POST", b"", QUERY, "utf-8", text.encode()) == asked


def test_graphs_of_the_address_are_kept_in_order() -> None:
    address = b"default-graph-uri=a:1&default-graph-uri=a:2&named-graph-uri=a:3&query=x"
    assert read("GET", address, "", "", b"") == Asked("x", False, ("a:1", "a:2"), ("a:3",))


def test_one_kind_of_graph_leaves_the_other_kind_empty() -> None:
    assert read("GET", b"named-graph-uri=a:3&query=x", "", "", b"") == Asked("x", False, (), ("a:3",))


def test_no_query_asks_for_the_description() -> None:
    assert read("GET", b"", "", "", b"") is None


@pytest.mark.parametrize(
    ("method", "address", "media", "charset", "body", "status"),
    [
        ("GET", "update=x", "", "", b"", 400),
        ("GET", "query=x&query=y", "", "", b"", 400),
        ("GET", "query=%FF", "", "", b"", 400),
        ("GET", "query=x&default-graph-uri=relative", "", "", b"", 400),
        ("POST", "", FORM, "", b"query=x&update=y", 400),
        ("POST", "", FORM, "", b"other=x", 400),
        ("POST", "query=x", QUERY, "", b"y", 400),
        ("POST", "", UPDATE, "utf-16", "x".encode("utf-16"), 415),
        ("POST", "", UPDATE, "", b"\xff", 400),
        ("POST", "", "text/plain", "", b"x", 415),
        ("POST", "", "", "", b"query=x", 415),
    ],
)
def test_a_bad_request_is_refused(
    method: str, address: str, media: str, charset: str, body: bytes, status: int
) -> None:
    with pytest.raises(RequestError) as caught:
        read(method, address.encode(), media, charset, body)
    assert caught.value.status == status


def test_a_media_type_is_read_in_small_letters_with_its_parameters() -> None:
    assert media_of('Text/Turtle ; Charset="UTF-8"') == ("text/turtle", {"charset": "UTF-8"})
