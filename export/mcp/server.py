"""A story's tools and resources, put together as a server of the official SDK."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MethodType
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.resources import FunctionResource

from ...graph.story import BuiltStory
from ...ontology import read_vocabulary
from . import about
from .asking import Asks
from .claims import claims
from .evidence import evidence
from .finding import find_things
from .queries import Queries, ask_canned, canned_questions, sparql
from .rates import rates
from .support import Backing
from .timeline import timeline
from .times import compare_times, when
from .tool import StoryTool, story_tool

_OF_STORY = (
    (find_things, "find", "Find things by name"),
    (timeline, "timeline", "Timeline of events"),
    (rates, "rates", "Rates on a day"),
    (claims, "claims", "Claims and what came of them"),
    (when, "when", "When was it?"),
    (compare_times, "compare_times", "Which came first?"),
    (evidence, "evidence", "Evidence of a thing"),
)
_OF_QUERIES = ((ask_canned, "ask_canned", "Ask a canned question"), (sparql, "sparql", "Ask in SPARQL"))


def tools(story: BuiltStory, asks: Asks) -> list[StoryTool]:
    """One tool for each question that a story can be asked."""
    queries = Queries(story, asks, Backing.of(story.snapshot))
    asked: tuple[tuple[Callable[..., Any], str, str], ...] = (
        *((MethodType(ask, story), name, title) for ask, name, title in _OF_STORY),
        (canned_questions, "canned_questions", "List canned questions"),
        *((MethodType(ask, queries), name, title) for ask, name, title in _OF_QUERIES),
    )
    return [story_tool(ask, name, title) for ask, name, title in asked]


def resources(story: BuiltStory) -> list[FunctionResource]:
    """What a client may read: the story's description with its sources, and the vocabulary."""
    made = FunctionResource.from_function
    return [
        made(
            partial(about.description, story),
            "dateline://story",
            "story",
            "The story and its sources",
            "What the story is about, what it holds, and each source with publisher, day and address.",
            "text/markdown",
        ),
        made(
            read_vocabulary,
            "dateline://vocabulary",
            "vocabulary",
            "The vocabulary",
            "Every class and property for SPARQL, with label, definition and example, in Turtle.",
            "text/turtle",
        ),
    ]


def build_server(story: BuiltStory, asks: Asks, version: str) -> MCPServer:
    """The server; it answers when it is run over a transport."""
    return MCPServer(
        "dateline",
        title=story.title,
        instructions=about.instructions(story),
        version=version,
        tools=list(tools(story, asks)),
        resources=list(resources(story)),
        # Standard output is the protocol; the SDK's handler writes to the standard error.
        log_level="WARNING",
    )
