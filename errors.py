"""What can go wrong, said so that the reader knows what, where and how to mend it.

Every error that dateline raises on purpose is a :class:`DatelineError`. Findings in a story's own
files are data, not text: a :class:`StoryError` carries them all, each with file, line and mend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class DatelineError(Exception):
    """Base of all errors raised by dateline; its text is fit to show to a user."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong in a file.

    ``line`` counts from 1; 0 means the file as a whole. ``problem`` names the offending value,
    ``mend`` says what to write instead.
    """

    file: str
    line: int
    problem: str
    mend: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.problem}" + (f"; {self.mend}" if self.mend else "")


class StoryError(DatelineError):
    """A story's files have findings; ``findings`` holds all of them, in file and line order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class NotAStoryError(DatelineError):
    """The name, folder or store that was asked for cannot be opened as a story."""


class DateError(DatelineError, ValueError):
    """A string is not a date that dateline can read (EDTF levels 0 and 1, sets of level 2)."""


class QueryError(DatelineError):
    """A SPARQL query cannot be parsed or run.

    ``line`` and ``column`` count from 1 and are 0 when the engine did not say where.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class StoreError(DatelineError):
    """A store on disk cannot be read or written."""


class EndpointError(DatelineError):
    """A SPARQL endpoint cannot be reached, refuses, or answers with what is no answer.

    ``address`` is the one that was asked; ``status`` is that of HTTP, or 0 when there was none.
    """

    def __init__(self, address: str, message: str, *, status: int = 0) -> None:
        self.address = address
        self.status = status
        super().__init__(f"{address}: {message}")


class ExportError(DatelineError):
    """An export cannot be made as asked: unknown format, or a file that cannot be written."""


class UnknownNameError(DatelineError, LookupError):
    """A name, alias or id is not in the story; ``suggestions`` are the nearest that are."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        self.suggestions = suggestions
        super().__init__(message)


class NetworkError(DatelineError):
    """A network cannot answer what it is asked: it has no contact, no dates, or nothing in the window."""


class MissingExtraError(DatelineError):
    """Something needs packages that an extra brings; the text names the command that installs it."""

    def __init__(self, message: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f'{message}; run: pip install "dateline[{extra}]"')
