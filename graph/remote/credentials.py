"""As whom to speak to a server: from the environment, so that no command line shows it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from ...errors import DatelineError


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password (HTTP Basic or Digest, as the server asks), or a token (Bearer, RFC 6750)."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> Credentials:
        """``DATELINE_USER`` and ``DATELINE_PASSWORD``, or ``DATELINE_TOKEN``; read when it is called.

        Raises :class:`DatelineError` when both are set, or a value that no header can hold.
        """
        found = cls(*(os.environ.get(f"DATELINE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))
        if found.token and (found.user or found.password):
            raise DatelineError("DATELINE_TOKEN and DATELINE_USER are both set; unset the one not meant")
        if not found.token.isascii() or any(not character.isprintable() for character in found.token):
            raise DatelineError("DATELINE_TOKEN holds a character that no header can; set it anew")
        return found


def read_timeout() -> float:
    """How many seconds to wait for a server to send something: ``DATELINE_TIMEOUT``, else 120."""
    text = os.environ.get("DATELINE_TIMEOUT", "120")
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise DatelineError(f'DATELINE_TIMEOUT is "{text}"; set it to seconds, 1 to 86400')
    return seconds
