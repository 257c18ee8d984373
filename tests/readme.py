"""The README's commands and their answers: run them, compare them, or write them anew.

`python tests/readme.py` puts what the commands print today into README.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
COLUMNS = "110"
# A line, or with a here-document all lines up to its END; then what is printed.
_COMMAND = re.compile(r"([^\n]*<<'END'\n.*?^END|[^\n]*)\n(.*)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A line after ``$`` and what the README says it prints."""

    line: str
    printed: str


def blocks(language: str) -> list[str]:
    """The code blocks of a language, in order."""
    return [body for found, body in _BLOCK.findall(README.read_text("utf-8")) if found == language]


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        found = _COMMAND.match(part)
        assert found
        yield Command(found[1], found[2])


def run(line: str, folder: Path) -> str:
    """What a command prints, run by a shell in a folder, without spaces at the ends of lines."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": COLUMNS},
        stdout=subprocess.PIPE,
        stderr=None if "2>&1" in line else subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return "".join(text.rstrip() + "\n" for text in done.stdout.splitlines())


def rewritten(text: str, folder: Path) -> str:
    """The README with the answers that its commands give today."""

    def renew(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        renewed = "".join(f"$ {c.line}\n{run(c.line, folder)}" for c in commands(found[2]))
        return f"```console\n{renewed}```"

    return _BLOCK.sub(renew, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(rewritten(README.read_text("utf-8"), Path(scratch)), "utf-8")
