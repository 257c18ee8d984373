"""Whole files of a story, made once for each state by a process of their own: the page and the dump.

Making a page takes a second of Python, in which the front would answer nobody.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .engine import Engine
from .problems import RequestError
from .process import environment


class Files:
    """Exports of what a server serves, kept until its state changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._folder = TemporaryDirectory(prefix="dateline-files-")
        self._made: dict[tuple[str, str], asyncio.Task[Path]] = {}

    async def get(self, name: str) -> Path:
        """The story in a format of ``dateline export``; raises :class:`RequestError` where there is none."""
        if self._engine.state.story is None:
            raise RequestError(404, "the store holds no story, so there is nothing to show or to dump here")
        key = (self._engine.mark, name)
        if key not in self._made:
            self._forget()
            self._made[key] = asyncio.get_running_loop().create_task(self._make(name))
        try:
            return await asyncio.shield(self._made[key])
        except RequestError:
            self._made.pop(key, None)
            raise

    def close(self) -> None:
        """Remove all files."""
        for task in self._made.values():
            task.cancel()
        self._folder.cleanup()

    def _forget(self) -> None:
        """Let go of what an earlier state had; who still reads such a file has it open."""
        for mark, name in [key for key in self._made if key[0] != self._engine.mark]:
            task = self._made.pop((mark, name))
            if task.done() and not task.cancelled() and not task.exception():
                task.result().unlink(missing_ok=True)

    async def _make(self, name: str) -> Path:
        path = Path(self._folder.name) / f"{self._engine.mark}.{name}"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "dateline", "export", str(self._engine.served.folder), "--to", name, "-o", str(path)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=environment(),
        )
        _, said = await process.communicate()
        if process.returncode or not path.is_file():
            text = said.decode("utf-8", "replace").strip().splitlines()
            raise RequestError(
                500, f"the story cannot be exported: {text[-1] if text else 'no reason given'}"
            )
        return path
