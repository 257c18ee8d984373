"""Lines of the log, written together a few times a second: a write for each costs a tenth of its request."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TextIO

EVERY = 0.1
"""Seconds for which a line may wait."""
MOST = 1_000
"""Lines that wait at most."""


class LogLines(logging.StreamHandler[TextIO]):
    """Writes at once what is a warning or worse, and what is said where no loop runs."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._second, self._clock = 0, ""

    def say(self, text: str) -> None:
        """Keep a line of the access log: a record for each would cost as much as parsing its request."""
        now = time.time()
        if int(now) != self._second:
            self._second = int(now)
            self._clock = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now))
        self._keep(f"{self._clock},{int(now % 1 * 1000):03d} {text}")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, and have it written soon."""
        try:
            self._keep(self.format(record))
            if record.levelno >= logging.WARNING:
                self.flush()
        except Exception:
            self.handleError(record)

    def flush(self) -> None:
        """Write what waits."""
        if getattr(self, "_lines", None):
            lines, self._lines = self._lines, []
            self.stream.write("\n".join(lines) + "\n")
        super().flush()

    def _keep(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= MOST:
            self.flush()
        elif len(self._lines) == 1:
            self._flush_soon()

    def _flush_soon(self) -> None:
        try:
            asyncio.get_running_loop().call_later(EVERY, self.flush)
        except RuntimeError:
            self.flush()
