"""A tool of the SDK with errors in sentences, no parameter but its own, and compact text."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError

from ...errors import DatelineError

READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""What every tool says of itself: it changes nothing, and asks nothing outside the story."""


class StoryTool(Tool):
    """Answers from a story. A mistake of the caller's is told as an error that says how to mend it."""

    async def run(self, arguments: dict[str, Any], context: Any, convert_result: bool = False) -> Any:
        """The SDK's call of a tool, with errors in our words and the answer as compact text."""
        _refuse_unknown(arguments, self.parameters["properties"])
        try:
            result = await super().run(arguments, context, convert_result=convert_result)
        except ToolError as error:
            raise _told(error) from error.__cause__
        return _compact(result) if isinstance(result, CallToolResult) else result


def story_tool(ask: Callable[..., Any], name: str, title: str) -> StoryTool:
    """A tool that asks ``ask``, whose parameters, answer and docstring are written for a language model."""
    text = " ".join((ask.__doc__ or "").split())
    made = StoryTool.from_function(ask, name, title, text, annotations=READS, structured_output=True)
    assert isinstance(made, StoryTool)
    made.parameters["additionalProperties"] = False
    return made


def _refuse_unknown(arguments: Mapping[str, Any], known: Collection[str]) -> None:
    """The SDK passes over what a tool does not take; a filter that is misspelt would then not be missed."""
    for name in arguments:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it takes: {', '.join(known) or 'none'}"
            raise ToolError(f'there is no parameter "{name[:80]}"; {hint}')


def _told(error: ToolError) -> ToolError:
    """The error in our words; a crash stays what it is, and tells the caller nothing of its insides."""
    cause = error.__cause__
    if isinstance(cause, DatelineError):
        return ToolError(str(cause))
    if isinstance(cause, ValidationError):
        return ToolError("; ".join(_misfit(each) for each in cause.errors(include_url=False)))
    return error if isinstance(error, UnexpectedToolError) else ToolError(str(error))


def _misfit(found: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in found["loc"])
    given = "" if found["type"] == "missing" else f"; given: {repr(found['input'])[:80]}"
    return f"{where}: {found['msg']}{given}"


def _compact(result: CallToolResult) -> CallToolResult:
    # The SDK repeats the answer as text, for clients without structure, and indents it by a third of its
    # size.
    text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
    return result.model_copy(update={"content": [TextContent(type="text", text=text)]})
