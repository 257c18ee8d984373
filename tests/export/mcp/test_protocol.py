"""The server as a client finds it: its tools, its resources, its start and its end."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from mcp import StdioServerParameters
from pyoxigraph import RdfFormat, parse

import dateline
from dateline import Story
from dateline.errors import ExportError
from dateline.export.mcp import serve_mcp

Asker = Any  # tests/export/mcp/conftest.py; importlib mode cannot import it
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }"
TOOLS = {
    *("find", "timeline", "rates", "claims", "when", "compare_times", "evidence"),
    *("canned_questions", "ask_canned", "sparql"),
}


def test_every_question_is_a_tool_that_only_reads(asker: Asker) -> None:
    tools = asker.run(asker.client.list_tools).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False), (
            tool.name
        )
        assert tool.annotations.open_world_hint is False


def test_every_parameter_is_described_and_bounded_and_every_answer_has_a_schema(asker: Asker) -> None:
    for tool in asker.run(asker.client.list_tools).tools:
        assert len(tool.description) > 60, tool.name
        assert tool.title
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema["properties"]
        for name, schema in tool.input_schema["properties"].items():
            if schema.get("type") != "boolean":
                assert "max" in json.dumps(schema).lower() or name == "offset", (tool.name, name)
            assert schema.get("description"), (tool.name, name)


def test_the_instructions_say_what_the_story_is_and_how_to_cite_it(asker: Asker, canal: Story) -> None:
    told = asker.client.instructions
    assert f"from one news story: {canal.title}." in told
    assert "2 sources" in told
    assert f"newest source is of {canal.snapshot.newest}" in told
    assert "its quote, publisher, date and address" in " ".join(told.split())
    assert asker.client.server_info.version == dateline.__version__


def test_the_story_and_the_vocabulary_can_be_read(asker: Asker) -> None:
    listed = {str(each.uri): each.mime_type for each in asker.run(asker.client.list_resources).resources}
    assert listed == {"dateline://story": "text/markdown", "dateline://vocabulary": "text/turtle"}
    (story,) = asker.run(asker.client.read_resource, "dateline://story").contents
    assert "- `herald`: Presidents meet at the lock house (" in story.text
    assert "Note: Invented, from the first word to the last." in story.text
    (vocabulary,) = asker.run(asker.client.read_resource, "dateline://vocabulary").contents
    assert len(list(parse(vocabulary.text, RdfFormat.TURTLE))) > 1_000


def test_a_story_that_is_limited_is_so_for_every_tool(
    asking: Callable[..., Any], canal_folder: Path, canal: Story
) -> None:
    with asking(canal_folder, "--known-by", "2025-05-15", "--told-by", "herald") as asker:
        limited = canal.told_by("herald").known_by("2025-05-15")
        events = asker.ask("timeline")["events"]
        assert [event["id"] for event in events] == [entry.id for entry in limited.timeline()]
        labels = asker.ask("sparql", query="SELECT ?l WHERE { ?e a dl:Event ; skos:prefLabel ?l }")["rows"]
        assert {row["l"] for row in labels} == {entry.label for entry in limited.timeline()}
        assert "Canal treaty" not in {row["l"] for row in labels}
        assert "Left out, as only later or other sources tell of them" in asker.client.instructions
        assert "there is no" in asker.error("when", thing="treaty")


def _started(start: Callable[..., StdioServerParameters], *arguments: object) -> subprocess.Popen[str]:
    given = start(*arguments)
    return subprocess.Popen(
        [given.command, *given.args],
        env={**os.environ, **(given.env or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    },
}


def _call(number: int, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


def test_standard_output_carries_the_protocol_alone_and_closing_the_input_ends_the_server(
    start: Callable[..., StdioServerParameters], canal_folder: Path, tmp_path: Path
) -> None:
    process = _started(
        lambda *given: start(*given, TMPDIR=str(tmp_path)), canal_folder, "--told-by", "herald"
    )
    messages = [
        HELLO,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        _call(2, "timeline", {"actor": "nobody"}),
        _call(3, "sparql", {"query": "ASK { ?s ?p ?o }"}),
    ]
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(json.dumps(message) + "\n" for message in messages))
    process.stdin.flush()
    answers = [json.loads(process.stdout.readline()) for _ in range(3)]
    rest, errors = process.communicate()
    assert {answer["id"] for answer in answers} == {1, 2, 3}
    assert rest == ""
    assert process.returncode == 0
    assert "left out, as only later or other sources tell of them" in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux lists them")
def test_a_signal_ends_the_server_and_the_query_under_way_and_leaves_nothing_behind(
    start: Callable[..., StdioServerParameters], canal_folder: Path, tmp_path: Path
) -> None:
    process = _started(lambda *given: start(*given, TMPDIR=str(tmp_path)), canal_folder)
    messages = [HELLO, _call(2, "sparql", {"query": ENDLESS}), _call(3, "canned_questions", {})]
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(json.dumps(message) + "\n" for message in messages))
    process.stdin.flush()
    # The last question is answered while the query is under way.
    assert [json.loads(process.stdout.readline())["id"] for _ in range(2)] == [1, 3]
    assert _workers(tmp_path)
    assert list(tmp_path.iterdir()) != []
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []
    deadline = monotonic() + 30
    while _workers(tmp_path) and monotonic() < deadline:
        sleep(0.1)
    assert _workers(tmp_path) == []


def _workers(folder: Path) -> list[str]:
    """The processes that have a store below a folder open."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            line = path.read_bytes().decode("utf-8", "replace")
            if "export.server.worker" in line and str(folder) in line:
                found.append(line)
    return found


def test_a_story_that_is_none_is_told_in_words(start: Callable[..., StdioServerParameters]) -> None:
    process = _started(start, "us-canada-trad")
    out, errors = process.communicate()
    assert (process.returncode, out) == (2, "")
    assert 'did you mean "us-canada-trade"?' in errors


def test_without_the_sdk_the_error_names_the_command_that_installs_it(
    canal: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ExportError, match=r'pip install "dateline\[mcp\]"'):
        serve_mcp(canal)
