"""Requests of the SPARQL 1.1 Protocol (2.1 and 2.2): what is asked, of which graphs, in which format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from .problems import RequestError

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update. ``default`` and ``named`` are graphs, None where the request names none."""

    text: str
    writes: bool
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    format: str | None = None


def read(method: str, address: bytes, media: str, charset: str, body: bytes) -> Asked | None:
    """What a request asks; None when it asks nothing, which is how a service description is asked for.

    ``address`` is the part after the question mark. Raises :class:`RequestError` with 400 or 415.
    """
    if method in ("GET", "HEAD") and (text := _lone_query(address)) is not None:
        return Asked(text, False, None, None)
    parameters = _pairs(address, "the address")
    if method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in parameters):
            raise RequestError(400, "an update cannot be sent by GET; use POST", headers={"Allow": "POST"})
        return _query(parameters, _one(parameters, "query"))
    if media == FORM:
        return _form(parameters + _pairs(body, "the form"))
    if media in (QUERY, UPDATE):
        if any(name in ("query", "update") for name, _ in parameters):
            raise RequestError(400, "the text is given twice, in the address and in the body")
        text = _decoded(body, charset)
        return _update(parameters, text) if media == UPDATE else _query(parameters, text)
    raise RequestError(415, f'"{media or "nothing"}" is not taken here; send {FORM}, {QUERY} or {UPDATE}')


def _lone_query(address: bytes) -> str | None:
    """The text of an address that has nothing but a query, as most have; None where a closer look is due."""
    if not address.startswith(b"query=") or b"&" in address:
        return None
    first, *escaped = address[6:].replace(b"+", b" ").split(b"%")
    try:
        parts = [_BYTES[part[:2]] + part[2:] for part in escaped]
        return (first + b"".join(parts)).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


_BYTES = {b"%02x" % number: bytes([number]) for number in range(256)}
_BYTES |= {escape.upper(): byte for escape, byte in _BYTES.items()}
_BYTES |= {escape[:1].upper() + escape[1:]: byte for escape, byte in _BYTES.items()}
"""The byte of each escape (RFC 3986, 2.1)."""


def _form(parameters: Pairs) -> Asked | None:
    query, update = _one(parameters, "query"), _one(parameters, "update")
    if query is not None and update is not None:
        raise RequestError(400, "a request is a query or an update, not both")
    if query is None and update is None:
        raise RequestError(400, "the form has neither query nor update")
    return _query(parameters, query) if update is None else _update(parameters, update)


def _query(parameters: Pairs, text: str | None) -> Asked | None:
    if text is None:
        return None
    default, named = _all(parameters, "default-graph-uri"), _all(parameters, "named-graph-uri")
    chosen = default is not None or named is not None
    return Asked(
        text,
        False,
        (default or ()) if chosen else None,
        (named or ()) if chosen else None,
        _one(parameters, "format"),
    )


def _update(parameters: Pairs, text: str) -> Asked:
    default, named = _all(parameters, "using-graph-uri"), _all(parameters, "using-named-graph-uri")
    return Asked(text, True, default, named)


def _one(parameters: Pairs, wanted: str) -> str | None:
    """The only value of a parameter; twice the same parameter is refused, for one would be ignored."""
    values = [value for name, value in parameters if name == wanted]
    if len(values) > 1:
        raise RequestError(400, f'"{wanted}" is given {len(values)} times; give it once')
    return values[0] if values else None


def _all(parameters: Pairs, wanted: str) -> tuple[str, ...] | None:
    values = tuple(value for name, value in parameters if name == wanted)
    for value in values:
        check_iri(value, wanted)
    return values or None


def check_iri(value: str, name: str) -> None:
    """Raises :class:`RequestError` for what is no absolute IRI."""
    scheme, colon, _ = value.partition(":")
    if (
        not colon
        or not scheme.replace("+", "a").isalnum()
        or any(sign in value for sign in '<>"{}|\\^` \n\r\t')
    ):
        raise RequestError(400, f'"{name}" is not an absolute IRI: "{value[:200]}"')


def _pairs(text: bytes, where: str) -> Pairs:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise RequestError(400, f"{where} is not UTF-8 with percent signs (RFC 3986, 2.5)") from None
    except ValueError as error:
        raise RequestError(400, f"{where} cannot be read: {error}") from None


def _decoded(body: bytes, charset: str) -> str:
    if charset.lower() not in ("", "utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f'SPARQL is sent as UTF-8, not as "{charset}"')
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"the body is not UTF-8 (at byte {error.start})") from None


def media_of(content_type: str) -> tuple[str, Mapping[str, str]]:
    """The media type and its parameters, in small letters."""
    media, *rest = content_type.split(";")
    parameters = (part.partition("=") for part in rest)
    return media.strip().lower(), {
        name.strip().lower(): value.strip().strip('"') for name, _, value in parameters
    }
