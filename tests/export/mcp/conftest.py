"""A story served over MCP by a real process, asked by the SDK's own client."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult, TextContent

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """The client of one server, without its coroutines."""

    portal: BlockingPortal
    client: Client

    def run(self, ask: Callable[..., Any], *arguments: object) -> Any:
        """What a method of the client returns."""
        return self.portal.call(ask, *arguments)

    def call(self, tool: str, **arguments: object) -> CallToolResult:
        """The result of a tool, whatever it is."""
        result = self.run(self.client.call_tool, tool, arguments)
        assert isinstance(result, CallToolResult)
        return result

    def ask(self, tool: str, **arguments: object) -> Answer:
        """The structured answer of a tool."""
        result = self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        answer: Answer | None = result.structured_content
        assert answer is not None
        return answer

    def error(self, tool: str, **arguments: object) -> str:
        """What a tool says is wrong; never a traceback."""
        result = self.call(tool, **arguments)
        assert result.is_error, text_of(result)
        assert result.structured_content is None
        assert "Traceback" not in text_of(result)
        return text_of(result)


def text_of(result: CallToolResult) -> str:
    """The text that a result has for clients without structure."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def parameters(*arguments: str | Path, **env: str) -> StdioServerParameters:
    """How to start the server."""
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "dateline.export.mcp", *map(str, arguments)],
        env={"PYTHONPATH": os.environ.get("PYTHONPATH", ""), **env},
    )


@contextmanager
def _asking(*arguments: str | Path) -> Iterator[Asker]:
    with start_blocking_portal() as portal:
        client = Client(stdio_client(parameters(*arguments)), read_timeout_seconds=60)
        with portal.wrap_async_context_manager(client) as entered:
            yield Asker(portal, entered)


Asking = Callable[..., AbstractContextManager[Asker]]


@pytest.fixture(scope="session")
def asking() -> Asking:
    """Serves a story with other arguments, in a process of its own."""
    return _asking


@pytest.fixture(scope="session")
def asker(canal_folder: Path) -> Iterator[Asker]:
    """The invented story, served once for all tests; a query may take two seconds."""
    with _asking(canal_folder, "--seconds", "2") as found:
        yield found


@pytest.fixture(scope="session")
def start() -> Callable[..., StdioServerParameters]:
    """How to start the server with other arguments."""
    return parameters
