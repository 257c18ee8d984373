"""The third-party JavaScript that is bundled when dateline is built; see ``npm/build_hook.py``."""

from __future__ import annotations

from importlib.resources import files

BUNDLE = files("dateline.export.html") / "bundle"
HOW_TO_GET = (
    "install dateline from a wheel, or install Node.js 18 or later with npm and install dateline again: "
    "`pip install --force-reinstall --no-deps .` (in a checkout with make: `make bundle`)"
)
"""What to do where the bundle is missing, for errors and notes."""


def read_script(name: str) -> str | None:
    """A bundled script by its file name; None when dateline was built without npm."""
    data = read_bytes(name)
    return None if data is None else data.decode("utf-8")


def read_bytes(name: str) -> bytes | None:
    """A file of the bundle as it is; None when dateline was built without npm."""
    # The stamp is written last: without it the rest may be a part only.
    if not (BUNDLE / "stamp.txt").is_file():
        return None
    return (BUNDLE / name).read_bytes()
