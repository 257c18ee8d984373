"""``python -m dateline.export.mcp STORY``: serve a story over MCP, without the rest of the command line."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from ...errors import DatelineError
from ..commands.common import open_limited
from .pooled import LIMITS
from .serving import require_sdk, serve_mcp


def main() -> None:
    """Parse, serve, and tell errors in words."""
    parser = argparse.ArgumentParser(
        prog="python -m dateline.export.mcp",
        description="Serve a story over MCP on standard input and output.",
    )
    parser.add_argument("story", metavar="STORY")
    parser.add_argument("--known-by", metavar="D")
    parser.add_argument("--told-by", metavar="SOURCE", action="append")
    parser.add_argument("--seconds", type=float, default=LIMITS.seconds, help="the longest SPARQL query")
    given = parser.parse_args()
    try:
        require_sdk()
        story = open_limited(given.story, given.known_by, given.told_by)
        serve_mcp(story, limits=replace(LIMITS, seconds=given.seconds))
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
