"""What to answer a server that asks who is there: HTTP Digest (RFC 7616) or Basic (RFC 7617)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from .credentials import Credentials


def authorization(request: Request, challenges: Iterable[str], credentials: Credentials) -> str | None:
    """The header that answers one of the challenges, Digest before Basic; None when none is either.

    Raises ``ValueError`` for a challenge that is broken or asks for an unknown algorithm.
    """
    asked = {scheme.lower(): rest for scheme, _, rest in (text.partition(" ") for text in challenges)}
    if "digest" in asked:
        return _digest(request, asked["digest"], credentials)
    if "basic" in asked:
        pair = f"{credentials.user}:{credentials.password}".encode()
        return f"Basic {b64encode(pair).decode('ascii')}"
    return None


def _digest(request: Request, challenge: str, credentials: Credentials) -> str:
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, request.full_url, credentials.user, credentials.password)
    fields = parse_keqv_list([item for item in parse_http_list(challenge) if item])
    return f"Digest {HTTPDigestAuthHandler(passwords).get_authorization(request, fields)}"
