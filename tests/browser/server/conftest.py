"""``dateline serve`` itself, and a real Chromium on its pages. Every test also checks that a page asked no
other server and reported no error that it was not meant to meet.

Importlib mode cannot import this file by name: tests import ``Desk`` for its type only.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from starlette.types import ASGIApp

STATUS = re.compile(r"Failed to load resource: the server responded with a status of \d+")
VIOLATIONS = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"


@dataclass
class Desk:
    """A page of a server, and what it did. ``refusals`` says that a status of 400 or more is expected."""

    page: Page
    server: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refusals: bool = False

    def open(self, query: str = "", *, run: bool = False, path: str = "/") -> Desk:
        """Opens the query page with a query in its address, or another page."""
        address = f"#query={quote(query, safe='')}{'&run' * run}" if query else ""
        self.page.goto(f"{self.server}{path}{address}")
        return self

    def write(self, query: str) -> None:
        """Replaces what is in the editor, as by pasting: nothing is completed."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(query)

    def ask(self, query: str) -> str:
        """Runs a query by keyboard; gives what the page says of it."""
        self.write(query)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        return self.said()

    def said(self) -> str:
        """What the page says once no query is under way."""
        self.page.locator("#dl-said:not(:empty)").wait_for()
        self.page.locator("#dl-run:enabled").wait_for()
        return str(self.page.locator("#dl-said").inner_text())

    def view(self, name: str) -> Locator:
        """Opens a view of the answer; gives its panel."""
        self.page.get_by_role("tab", name=name).click()
        return self.page.get_by_role("tabpanel", name=name)

    def alert(self) -> str:
        """The error that is shown."""
        return str(self.page.get_by_role("alert").inner_text())

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds, one line each. The page is to be opened with ``bypass_csp``."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe)
        found = self.page.evaluate(VIOLATIONS)
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]

    def assert_quiet(self) -> None:
        """No other server was asked, and nothing went wrong."""
        others = [
            url for url in self.requests if not url.startswith((f"{self.server}/", f"blob:{self.server}/"))
        ]
        assert others == []
        assert [each for each in self.errors if not (self.refusals and STATUS.match(each))] == []


Serve: TypeAlias = "Callable[..., str]"
OpenDesk: TypeAlias = "Callable[..., Desk]"
Stand: TypeAlias = "Callable[[ASGIApp], str]"


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts ``dateline serve STORY`` with options, once for each; gives its address without a last slash."""
    running: dict[tuple[str, ...], tuple[subprocess.Popen[str], str]] = {}

    def started(story: str | Path, *options: str) -> str:
        key = (str(story), *options)
        if key not in running:
            command = [sys.executable, "-m", "dateline", "serve", *key, "--port", "0"]
            server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            assert server.stdout is not None
            running[key] = server, server.stdout.readline().strip().rstrip("/")
        return running[key][1]

    yield started
    for server, _ in running.values():
        server.terminate()
        server.wait(20)
        assert server.stdout is not None
        server.stdout.close()


@pytest.fixture(scope="session")
def row(serve: Serve, canal_folder: Path) -> str:
    """The address of a server of the invented story."""
    return serve(canal_folder)


@pytest.fixture
def desk(browser: Browser, row: str) -> Iterator[OpenDesk]:
    """Opens a page in a context of its own, of the invented story's server unless told."""
    desks: list[Desk] = []

    def opened(
        server: str = row, *, width: int = 1280, height: int = 900, scheme: str = "light", **context: Any
    ) -> Desk:
        chosen: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "color_scheme": scheme,
            "reduced_motion": "reduce",
            **context,
        }
        new = Desk(browser.new_context(**chosen).new_page(), server)
        new.page.on("request", lambda request: new.requests.append(request.url))
        new.page.on("pageerror", lambda error: new.errors.append(str(error)))
        new.page.on("console", lambda said: new.errors.append(said.text) if said.type == "error" else None)
        desks.append(new)
        return new

    yield opened
    for each in desks:
        each.page.context.close()
        each.assert_quiet()


@contextmanager
def _standing(app: ASGIApp) -> Iterator[str]:
    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    listening.close()


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Lets an application of the test stand on an address, for what a good server seldom does."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda app: stack.enter_context(_standing(app))
