"""The body of a request, with an end to its size and to the time it takes to come."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from .problems import RequestError


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """All of it; raises :class:`RequestError` with 413, 408 or, when the client has gone, 400."""
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise _too_large(most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _too_large(most)
                parts.append(part)
    except TimeoutError:
        raise RequestError(408, f"the body did not come within {seconds:g} s", headers=_CLOSE) from None
    except ClientDisconnect:
        raise RequestError(400, "the request was cut off", headers=_CLOSE) from None
    return b"".join(parts)


_CLOSE = {"connection": "close"}


def _too_large(most: int) -> RequestError:
    return RequestError(413, f"the request is larger than {most:,} bytes", headers=_CLOSE)
