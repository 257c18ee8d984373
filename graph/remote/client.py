"""HTTP with the standard library: one request, one whole answer, or an error that says how to mend it.

Nothing but the host that was named is ever asked: a redirect is told, not followed, and there is no other
scheme than HTTP. A server's answer is read to its announced end, so a cut connection is an error.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from ...errors import EndpointError
from .authorization import authorization
from .credentials import Credentials, read_timeout

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SMALL = 8192
"""Bytes that are sent without first asking whether a password is wanted."""
_SHOWN = 300
"""Characters of a server's own words that an error repeats."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered; ``media_type`` is without its parameters."""

    status: int
    headers: Message[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Such as ``application/sparql-results+json``."""
        return self.headers.get_content_type()

    @property
    def ok(self) -> bool:
        """Whether the status is 200, 201, 202 or 204. 206 is a part, so it is not good."""
        return self.status in (200, 201, 202, 204)

    @property
    def words(self) -> str:
        """The beginning of a plain answer, on one line; empty for a page of HTML."""
        if "html" in self.media_type:
            return ""
        text = " ".join(self.body[: 4 * _SHOWN].decode("utf-8", "replace").split())
        return "".join(c for c in text if c.isprintable())[:_SHOWN]


class Client:
    """Sends requests as somebody; without credentials given, as the environment says."""

    def __init__(self, credentials: Credentials | None = None, timeout: float | None = None) -> None:
        self._credentials = credentials or Credentials.from_environment()
        self._timeout = timeout or read_timeout()

    def send(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """One request; any status is an answer, but a redirect is an error.

        Raises :class:`EndpointError` when the server cannot be reached, is too slow or ends too early.
        """
        request = Request(url, body, dict(headers or {}), method=method)
        request.add_header("User-Agent", "dateline")
        try:
            return _refuse_redirect(url, self._authorized(request))
        except TimeoutError:
            raise EndpointError(url, self._too_slow) from None
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise EndpointError(url, self._why(error)) from None

    def _authorized(self, request: Request) -> Response:
        """The answer to a request, given again with a password when the server asks for one."""
        if self._credentials.token:
            request.add_header("Authorization", f"Bearer {self._credentials.token}")
            return self._answer(request)
        if not self._credentials.user:
            return self._answer(request)
        asked = _asking(request)
        response = self._answer(asked)
        if response.status != 401 and asked is request:
            return response
        header = authorization(request, response.headers.get_all("WWW-Authenticate", []), self._credentials)
        if header:
            request.add_header("Authorization", header)
        return self._answer(request)

    def _answer(self, request: Request) -> Response:
        try:
            with self._opener(request.full_url).open(request, timeout=self._timeout) as answer:
                return Response(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            with error:
                return Response(error.code, error.headers, error.read())

    def _opener(self, url: str) -> OpenerDirector:
        """Without handlers of redirects, of files or of FTP."""
        # A proxy is another machine: it cannot reach what listens on this one alone.
        proxies = ProxyHandler({}) if urlsplit(url).hostname in _LOOPBACK else ProxyHandler()
        opener = OpenerDirector()
        opener.addheaders = []
        for handler in (proxies, HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(), _Failing()):
            opener.add_handler(handler)
        return opener

    @property
    def _too_slow(self) -> str:
        mend = "ask for less, or set DATELINE_TIMEOUT to more seconds"
        return f"no answer within {self._timeout:g} seconds; {mend}"

    def _why(self, error: Exception) -> str:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return self._too_slow
        if isinstance(reason, ssl.SSLError):
            return f"no safe connection: {reason}"
        if isinstance(reason, ConnectionRefusedError):
            return "nothing listens there; start the server or mend the address"
        if isinstance(error, HTTPException):
            return f"the answer ended too early or is no HTTP ({type(error).__name__}); ask again"
        return f"the server cannot be reached: {reason}"


class _Failing(BaseHandler):
    """Makes an error of every status that no other handler could mend."""

    def http_error_default(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> None:
        raise HTTPError(req.full_url, code, msg, headers, fp)


def _asking(request: Request) -> Request:
    """What to send first, to learn whether a password is wanted: the request itself while it is small.

    A server may end the connection while much is still being sent to it (Virtuoso does).
    """
    if not isinstance(request.data, bytes) or len(request.data) <= _SMALL:
        return request
    return Request(request.full_url, headers=dict(request.header_items()), method="HEAD")


def _refuse_redirect(url: str, response: Response) -> Response:
    if response.status in (301, 302, 303, 307, 308):
        onward = response.headers.get("Location", "no address")
        raise EndpointError(
            url,
            f'the server sends on to "{onward}", which is not followed; give that address if you trust it',
            status=response.status,
        )
    return response


def refused(url: str, response: Response, what: str) -> EndpointError:
    """The error for an answer that is none: what the status means, how to mend it, the server's words."""
    status = response.status
    if status in (401, 403):
        mend = "set DATELINE_USER and DATELINE_PASSWORD, or DATELINE_TOKEN, to those that may do this"
        return EndpointError(url, f"{what} is not allowed (HTTP {status}); {mend}", status=status)
    said = f": {response.words}" if response.words else ""
    return EndpointError(url, f"{what} failed (HTTP {status}){said}", status=status)
