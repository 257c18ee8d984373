"""Text that stands inside an HTML page: data that cannot leave its element, and hashes for the policy."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(value: object) -> str:
    """JSON that no HTML parser can leave: safe inside a script element of a data type."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return SURROGATE.sub(_escaped, text.translate(ESCAPES))


def plain(text: str) -> str:
    """Text that UTF-8 can hold: half of a pair of surrogates becomes U+FFFD."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def source_hash(text: str) -> str:
    """The source of a script or style in a Content-Security-Policy (level 3, section 2.3.1)."""
    digest = b64encode(sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
