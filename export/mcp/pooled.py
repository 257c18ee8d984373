"""Queries answered by the endpoint's pool of workers, each of which can be ended."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from ...errors import QueryError, StoreError
from ..server.fair_queue import BusyError
from ..server.limits import MIB, Limits
from ..server.pool import Pool, StoppedError
from ..server.process import CannotOpenError, start_worker
from ..server.worker import Setting
from .asking import GRAPH, ROWS, Reply, TooMuchAskedError

LIMITS = Limits(seconds=20, rows=100_000, answer=8 * MIB, query=20_000, quick=1, long=2, waiting=20)
"""What a query may take: the answer is read into this process, and a language model reads a page of it."""


TOO_LARGE = 422
"""The status of a worker's reply to a query whose answer is larger than the limits."""


class PooledQueries:
    """Asks workers that have the same version of a store open; see :func:`pooled`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def answer(self, sparql: str) -> Reply:
        """The answer to a query; see :class:`.asking.Asks`."""
        header = {"do": "query", "rows": ROWS, "graph": GRAPH, "union": True}
        try:
            timed = await self._pool.ask(header, sparql.encode("utf-8"), "mcp")
        except (StoppedError, BusyError) as error:
            raise TooMuchAskedError(str(error)) from None
        except CannotOpenError as error:
            raise QueryError(f"no worker can be started ({error}); start the server again") from None
        found, body, _ = timed.reply
        if found.get("status") == TOO_LARGE:
            raise TooMuchAskedError(found["error"])
        if "error" in found:
            raise QueryError(found["error"], line=found.get("line", 0), column=found.get("column", 0))
        return Reply(found["type"], body)


@asynccontextmanager
async def pooled(version: Path, prefixes: Mapping[str, str], limits: Limits) -> AsyncIterator[PooledQueries]:
    """Workers for the version of a store in a folder, until the block is left.

    Raises :class:`StoreError` when they cannot open it.
    """
    setting = Setting(
        store=str(version),
        writes=False,
        memory=limits.memory,
        answer=limits.answer,
        rows=limits.rows,
        depth=limits.depth,
        allowed=[],
        prefixes=dict(prefixes),
    )
    pool = Pool(partial(start_worker, setting), limits)
    try:
        await pool.open()
        yield PooledQueries(pool)
    except CannotOpenError as error:
        raise StoreError(f"the workers for SPARQL cannot open the story: {error}") from None
    finally:
        pool.close()
