"""The command line: twin of the library, errors in words on standard error, exit codes 0, 1 and 2."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dateline import Story
from dateline.__main__ import app
from dateline.graph.canned import canned_queries

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def own(canal_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(canal_folder, tmp_path / "story"))


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command by its full name; typer brings a click of its own, so the types are loose."""
    yield " ".join(("dateline", *path)), command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from commands(inner, (*path, name))


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_every_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert (command.help or "").strip().endswith((".", "`.", ")"))
    for parameter in command.params:
        if parameter.name in ("help", "install_completion", "show_completion"):
            continue
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_the_commands_of_the_product_are_there() -> None:
    promised = {"demo", "new", "check", "build", "timeline", "query", "network", "export"}
    assert promised <= {name.split()[1] for name in COMMANDS if " " in name}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_is_printed_for_every_command(run: Run, canal_folder: Path, name: str) -> None:
    words = name.split()[1:]
    inner = words[:1] == ["network"] and len(words) > 1
    arguments = ["network", canal_folder, *words[1:]] if inner else words
    code, out, _ = run(*arguments, "--help")
    assert code == 0
    assert out.startswith("Usage: ")  # followed by the program's name, here that of pytest
    assert words[-1:] == [] or f" {words[-1]} " in out.splitlines()[0]
    assert len(out) > 120


def test_the_version_is_printed(run: Run) -> None:
    from dateline import __version__

    assert run("--version") == (0, f"dateline {__version__}\n", "")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    _, out, err = run()
    assert "Usage: " in out + err


FAILURES: list[tuple[tuple[str, ...], str]] = [
    (("timeline", "us-canada-trad"), 'did you mean "us-canada-trade"'),
    (("timeline", "{story}", "--from", "soon"), '"soon" is not a date'),
    (("timeline", "{story}", "--to", "2025-05/.."), "open side"),
    (("timeline", "{story}", "--known-by", "2025-02-30"), "is not a date"),
    (("timeline", "{story}", "--actor", "Ines Vael"), "did you mean Ines Vale"),
    (("timeline", "{story}", "--format", "docx"), 'no timeline format "docx"'),
    (("timeline", "{story}", "--format", "json", "-o", "{file}/x.json"), "cannot be written"),
    (("query", "{story}", "SELEC * {}"), "line 1, column 1"),
    (("query", "{story}", ""), "the query is empty"),
    (("query", "{story}", "DELETE WHERE { ?s ?p ?o }"), "would change the story"),
    (("query", "{story}"), "give one of"),
    (("query", "{story}", "ASK {}", "--name", "rates"), "give one of"),
    (("query", "{story}", "-f", "{folder}/nothing.rq"), "cannot be read"),
    (("query", "{story}", "-f", "{folder}"), "cannot be read"),
    (("query", "{story}", "-f", "{binary}"), "cannot be read"),
    (("query", "{story}", "--name", "meeting"), "did you mean meetings"),
    (("query", "{story}", "--name", "rates", "--set", "day"), "--set NAME=VALUE"),
    (("query", "{story}", "--name", "rates", "--set", "day=soon"), "is not a date"),
    (("query", "{story}", "--name", "rates", "--set", "date=2025-06-01"), 'has no parameter "date"'),
    (("query", "{story}", "ASK {}", "--set", "day=2025-06-01"), "only a canned query has parameters"),
    (("query", "{story}", "ASK {}", "--format", "docx"), '"docx" cannot hold rows'),
    (("query", "{story}", "DESCRIBE :vale", "--format", "csv"), '"csv" cannot hold a graph'),
    (("query", "{story}", "ASK {}", "--format", "json", "-o", "{file}/x"), "cannot be written"),
    (("export", "{story}", "--to", "graphmll", "-o", "{folder}/x"), 'did you mean "graphml"'),
    (("export", "{story}", "--to", "ttl", "-o", "{file}/x.ttl"), "cannot be written"),
    (("export", "{story}", "--to", "nq", "--with-sparql", "-o", "{folder}/x"), "only html can"),
    (("export", "{story}", "--to", "csv", "-o", "{file}"), "cannot be written"),
    (("build", "{story}", "-o", "{file}"), "is a file"),
    (("build", "{story}", "-o", "{folder}"), "holds other files"),
    (("build", "{folder}/nothing", "-o", "{folder}/new"), "there is no story"),
    (("check", "{folder}/nothing"), "there is no story"),
    (("check", "{story}", "--sources", "{folder}/nothing"), "is not a folder"),
    (("new", "{folder}"), "is not empty"),
    (("network", "{story}", "path", "vale", "nobody at all"), 'no thing "nobody at all"'),
    (("network", "{story}", "ego", "lock-house"), "no actor"),
    (("network", "{story}", "summary", "--on", "2025-06"), "is not a day"),
    (("network", "nothing-like-it"), "there is no story"),
]


@pytest.mark.parametrize(("arguments", "said"), FAILURES, ids=lambda value: " ".join(value)[:60])
def test_what_cannot_run_exits_2_and_says_why_on_standard_error(
    run: Run, own: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("mine")
    (folder / "binary").write_bytes(b"\xff\xfe\xfa")
    places = {"story": own, "folder": folder, "file": folder / "file", "binary": folder / "binary"}
    code, out, err = run(
        *(argument.format(**places) if argument[:1] == "{" else argument for argument in arguments)
    )
    assert code == 2, err
    assert said in err
    assert out == ""
    assert "Traceback" not in err
    assert sorted(path.name for path in folder.iterdir()) == ["binary", "file"]
    assert (folder / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("timeline",),
        ("build", "us-canada-trade"),
        ("timeline", "us-canada-trade", "--fro", "2025"),
    ],
)
def test_a_mistake_in_the_command_itself_exits_2_too(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert "Usage" in err


def test_a_story_with_findings_exits_1_with_file_line_and_mend(run: Run, own: Path) -> None:
    text = (own / "story.yaml").read_text("utf-8")
    (own / "story.yaml").write_text(text.replace('"Host"', '"Hots"'), "utf-8")
    for command in (("check", own), ("timeline", own), ("build", own, "-o", own.parent / "store")):
        code, out, err = run(*command)
        assert code == 1
        assert "valid" not in out
        assert "story.yaml:" in err
        assert "Host" in err
    assert not (own.parent / "store").exists()


def test_check_says_what_is_proven(run: Run, own: Path) -> None:
    code, out, _ = run("check", own)
    assert code == 0
    assert "quotes proven, 0 not proven" in out
    assert out.endswith("valid\n")
    shutil.rmtree(own / "sources")
    (own / "proofs.json").unlink()
    code, out, err = run("check", own)
    assert code == 0
    assert " 0 quotes proven" in f" {out}"
    assert "--sources DIR" in err


def test_build_then_every_command_works_on_the_store(run: Run, own: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    code, out, _ = run("build", own, "-o", store)
    assert code == 0
    assert "built" in out
    for command in (("timeline",), ("query", "ASK {}"), ("network",), ("check",)):
        code, _, err = run(command[0], store, *command[1:])
        assert (code, err.count("Traceback")) == (0, 0)


def test_new_makes_a_story_that_checks(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("new", tmp_path / "mine")
    assert code == 0
    assert "dateline check" in out
    assert run("check", tmp_path / "mine")[0] == 0


def test_demo_writes_a_store_and_a_page(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("demo", "-o", tmp_path / "demo")
    assert code == 0
    page = next((tmp_path / "demo").glob("*.html"))
    assert page.as_uri() in out


@pytest.mark.parametrize("name", ["json", "csv", "md", "ics"])
def test_timeline_prints_what_the_library_says_or_writes_it(
    run: Run, canal: Story, own: Path, tmp_path: Path, name: str
) -> None:
    from dateline.export.timelines import FORMATS

    code, out, _ = run("timeline", own, "--format", name, "--from", "2025-05")
    expected = FORMATS[name](canal.timeline(first="2025-05"))
    assert code == 0
    assert out.rstrip("\r\n") == expected.rstrip("\r\n")
    code, out, _ = run("timeline", own, "--format", name, "--from", "2025-05", "-o", tmp_path / "out")
    assert (code, out) == (0, f"{tmp_path / 'out'}\n")
    assert (tmp_path / "out").read_bytes().decode().rstrip("\r\n") == expected.rstrip("\r\n")


def test_timeline_counts_what_it_leaves_out(run: Run, own: Path) -> None:
    _, out, err = run("timeline", own, "--actor", "Vail", "--known-by", "2025-05-15", "--format", "json")
    assert [entry["id"] for entry in json.loads(out)] == ["letter", "parade", "talks"]
    assert "left out, as only later or other sources tell of them: 1 claim, 5 dates, 2 events" in err
    assert "1 left out: without Ines Vale" in err
    _, _, err = run("timeline", own, "--format", "ics")
    assert "1 left out: a calendar needs" in err


def test_a_table_names_every_event_and_keeps_markup_as_text(run: Run, own: Path) -> None:
    text = (own / "story.yaml").read_text("utf-8")
    (own / "story.yaml").write_text(text.replace("Canal treaty", "[b]Pact[/]"), "utf-8")
    code, out, _ = run("timeline", own)
    assert code == 0
    assert "[b]Pact[/]" in out
    assert "Harvest fair" in " ".join(out.split())


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "xml"])
def test_query_prints_what_the_library_answers(run: Run, canal: Story, own: Path, name: str) -> None:
    sparql = "SELECT ?e ?label WHERE { ?e a dl:Event ; skos:prefLabel ?label } ORDER BY ?e"
    code, out, err = run("query", own, sparql, "--format", name)
    assert (code, err) == (0, "")
    assert out.rstrip("\r\n") == canal.query(sparql).serialize(name).decode().rstrip("\r\n")


def test_query_reads_a_file_and_sets_parameters(run: Run, canal: Story, own: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?x WHERE { :vale dl:met ?x }", "utf-8")
    code, out, _ = run("query", own, "-f", tmp_path / "q.rq", "--format", "csv")
    assert code == 0
    assert list(csv.reader(io.StringIO(out))) == [["x"], [canal.snapshot.base + "brook"]]
    arguments = ("--name", "rates", "--set", "day=2025-05-15", "--set", "origin=Ashvale", "--format", "json")
    code, out, _ = run("query", own, *arguments)
    expected = canal.query(name="rates", parameters={"day": "2025-05-15", "origin": "ashvale"})
    assert json.loads(out) == json.loads(expected.serialize("json"))


def test_query_shows_the_sparql_of_a_canned_query_and_lists_all(run: Run, own: Path) -> None:
    code, out, _ = run("query", own, "--name", "rates", "--set", "day=2025-05-15", "--show")
    assert code == 0
    assert 'VALUES ?day { "2025-05-15"^^xsd:date }' in out
    code, out, _ = run("query", own, "--list")
    assert code == 0
    for query in canned_queries().values():
        assert query.title in out
        assert all(f"--set {parameter.name}=" in out for parameter in query.parameters)


def test_an_ask_is_answered_yes_or_no_and_a_graph_as_turtle(run: Run, own: Path) -> None:
    assert run("query", own, "ASK { :vale dl:met :brook }")[1] == "yes\n"
    assert run("query", own, "ASK { :vale dl:met :marsh }")[1] == "no\n"
    assert ":talks" in run("query", own, "DESCRIBE :talks")[1]


def test_export_says_what_it_wrote_and_what_the_format_cannot_carry(
    run: Run, own: Path, tmp_path: Path
) -> None:
    code, out, err = run("export", own, "--to", "ttl", "-o", tmp_path / "out.ttl")
    assert (code, out) == (0, f"{tmp_path / 'out.ttl'}\n")
    assert err.startswith("note: ")
    assert (tmp_path / "out.ttl").stat().st_size > 1000


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("summary", "--on", "2025-05-07"),
        ("path", "marsh", "vale"),
        ("brokers",),
        ("communities", "--on", "2025-05-07", "--certain"),
        ("ego", "vale", "--radius", "2"),
    ],
)
def test_network_commands_answer(run: Run, own: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run("network", own, *arguments)
    assert code == 0
    assert out.strip()
    assert ("left out" in err) == ("--on" in arguments)


@pytest.mark.parametrize("command", [("path", "marsh", "vale"), ("brokers",), ("communities",)])
def test_network_commands_answer_in_json_too(run: Run, own: Path, command: tuple[str, ...]) -> None:
    code, out, _ = run("network", own, *command, "--json")
    assert code == 0
    assert json.loads(out)


def test_two_who_are_not_connected_are_said_not_to_be(run: Run, own: Path) -> None:
    code, out, _ = run("network", own, "path", "vale", "Ines Vale")
    assert (code, out) == (0, "nothing connects vale and Ines Vale\n")


def test_the_command_is_installed_and_a_closed_pipe_is_no_traceback(own: Path) -> None:
    """As users run it: a process of its own, whose output is cut off by `head`."""
    command = [
        sys.executable,
        "-m",
        "dateline",
        "query",
        str(own),
        "SELECT * { ?s ?p ?o }",
        "--format",
        "csv",
    ]
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert "Traceback" not in result.stderr
    assert result.returncode in (1, 2)
