"""Text for XML, which has no way to hold most control characters."""

from __future__ import annotations

import re

# XML 1.0, section 2.2. A carriage return may stand there, but a reader takes it for a line feed.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_text(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that XML cannot hold, and how many those are."""
    return _NOT_XML.subn("\ufffd", text)


def replaced(count: int) -> list[str]:
    """The note about replaced characters, if there were any."""
    return [f"{count} control characters that XML cannot hold are written as U+FFFD"] if count else []
