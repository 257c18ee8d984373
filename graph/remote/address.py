"""The address of an endpoint, and which of its stories is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from ...errors import NotAStoryError

_IN_HISTORY = (
    "an address is kept in histories and lists of processes; set DATELINE_USER and DATELINE_PASSWORD"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint is; ``story`` is the id or IRI of one of its stories, or empty."""

    url: str
    story: str = ""

    def __str__(self) -> str:
        return self.url


def is_address(text: str | Path) -> bool:
    """Whether a text wants to be a web address.

    >>> is_address("http://localhost:7878/query"), is_address("us-canada-trade")
    (True, False)
    """
    return "://" in str(text)


def read_address(text: str) -> Address:
    """An address of HTTP; what stands behind ``#`` names the story and is not sent.

    Raises :class:`NotAStoryError` for another scheme, no host, a bad port, and for a password in it.

    >>> read_address("http://localhost:7878/query#canal-row")
    Address(url='http://localhost:7878/query', story='canal-row')
    """
    try:
        parts = urlsplit(text)
        _refuse(parts)
    except ValueError as error:
        # The text itself may hold a password, so it is not repeated.
        raise NotAStoryError(f"the address cannot be read: {error}") from None
    return Address(urlunsplit(parts._replace(fragment="", path=parts.path or "/")), unquote(parts.fragment))


def _refuse(parts: SplitResult) -> None:
    if parts.scheme not in ("http", "https"):
        raise ValueError(f'"{parts.scheme}" is no scheme of an endpoint; write http:// or https://')
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"it holds a user or a password; {_IN_HISTORY}")
    if not parts.hostname:
        raise ValueError("it names no host")
    if parts.port == 0:
        raise ValueError("0 is no port")
    if any(ord(character) <= 32 or ord(character) > 126 for character in "".join(parts)):
        raise ValueError("it holds a space or a character that an address has to escape as %XX")
