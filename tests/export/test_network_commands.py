"""``dateline network``: real commands over a story and over plain edge lists, in every format."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import dateline
from dateline.errors import NetworkError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Run = Callable[..., tuple[int, str, str]]

SVG = "{http://www.w3.org/2000/svg}"
EDGES = """from,to,date,relation
ann,bob,2024-01-05,met
bob,cid,2024-01-09,wrote to
cid,dan,2024-01-07,met
dan,eve,2024-02,met
eve,ann,2024-03-01,met
"""


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text(EDGES)
    return path


def told(run: Run, *arguments: object) -> tuple[str, str]:
    code, out, err = run("network", *arguments)
    assert code == 0, err
    return out, err


def refused(run: Run, *arguments: object) -> str:
    code, out, err = run("network", *arguments)
    assert (code, out) == (2, ""), err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    return err


def test_a_path_of_an_edge_list_goes_forward_in_time_only(run: Run, edges: Path) -> None:
    out, _ = told(run, edges, "path", "ann", "cid", "--json")
    (path,) = json.loads(out)
    assert [hop["arrives"] for hop in path["hops"]] == ["2024-01-05", "2024-01-09"]
    assert path["certain"] is True
    out, _ = told(run, edges, "path", "ann", "dan")
    assert out == "no path from ann to dan respects time\n"


def test_a_path_by_a_month_is_possible_and_only_within_it_certain(run: Run, edges: Path) -> None:
    paths = json.loads(told(run, edges, "path", "cid", "eve", "--to", "2024-02-10", "--json")[0])
    assert [path["certain"] for path in paths] == [False]
    paths = json.loads(told(run, edges, "path", "cid", "eve", "--json")[0])
    assert [(path["certain"], path["arrives"]) for path in paths] == [(True, "2024-02-01")]
    sure = json.loads(told(run, edges, "path", "cid", "eve", "--certain", "--json")[0])
    assert [(path["certain"], path["arrives"]) for path in sure] == [(True, "2024-02-29")]


def test_reach_forward_and_backward_mirror_each_other(run: Run, edges: Path) -> None:
    forward = json.loads(told(run, edges, "reach", "cid", "--json")[0])
    assert [one["id"] for one in forward["reached"]] == ["dan", "eve", "ann"]
    backward = json.loads(told(run, edges, "reach", "ann", "--backward", "--json")[0])
    assert {one["id"] for one in backward["reached"]} == {"cid", "dan", "eve"}


def test_undirected_ties_lead_both_ways(run: Run, edges: Path) -> None:
    out, _ = told(run, edges, "reach", "bob", "--undirected", "--json")
    assert "ann" in {one["id"] for one in json.loads(out)["reached"]}
    out, _ = told(run, edges, "reach", "bob", "--json")
    assert "ann" not in {one["id"] for one in json.loads(out)["reached"]}


def test_what_differs_between_two_windows_of_an_edge_list(run: Run, edges: Path) -> None:
    out, _ = told(run, edges, "compare", "--from", "2024-01/2024-01", "--to", "2024-03/2024-03", "--json")
    found = json.loads(out)
    assert [(one["source"], one["target"]) for one in found["came"]] == [("eve", "ann")]
    assert len(found["went"]) == 3
    assert found["before"]["contacts"] == 3


def test_who_is_soonest_at_all_others(run: Run, edges: Path) -> None:
    out, _ = told(run, edges, "central", "--by", "closeness", "--json")
    assert json.loads(out)[0]["id"] == "ann"
    by_degree = json.loads(told(run, edges, "central", "--json")[0])
    assert {one["degree"] for one in by_degree} == {2}
    assert json.loads(told(run, edges, "central", "--by", "betweenness", "--json")[0])


def test_groups_of_each_month_keep_their_line(run: Run, edges: Path) -> None:
    windows = json.loads(told(run, edges, "communities", "--every", "1 month", "--json")[0])
    assert [window["start"] for window in windows] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert windows[0]["turns"][0]["kind"] == "birth"
    assert json.loads(told(run, edges, "communities", "--json")[0])


def test_columns_of_any_name_are_chosen_by_options(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.tsv"
    path.write_text("who\twhom\ton\nann\tbob\t2024-01-05\n")
    names = ("--source-column", "who", "--target-column", "whom", "--time-column", "on")
    out, _ = told(run, path, "reach", "ann", *names)
    assert "bob" in out
    said = refused(run, path, "reach", "ann")
    assert "who, whom, on" in said
    assert "--source-column" in said


def test_a_graph_without_dates_is_refused_with_the_reason(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "still.csv"
    path.write_text("source,target\nann,bob\n")
    assert "what respects time needs one" in refused(run, path, "path", "ann", "bob")


def test_rows_that_are_no_edge_are_counted_when_they_are_left_out(run: Run, edges: Path) -> None:
    edges.write_text(EDGES + "fay,,2024-01-05,met\n")
    code, _, err = run("network", edges, "reach", "ann")
    assert code == 1
    assert f"{edges}:7" in err
    _, err = told(run, edges, "reach", "ann", "--drop-bad")
    assert "1 rows were left out: no target" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("path", "ann", "bop"), "did you mean bob"),
        (("reach", "ann", "--from", "2030"), "the contacts run from 2024-01-05 to 2024-03-01"),
        (
            ("central", "--from", "2030-01", "--to", "2030-02"),
            "the contacts run from 2024-01-05 to 2024-03-01",
        ),
        (("summary", "--from", "2030"), "the edges run from 2024-01-05 to 2024-03-01"),
        (("compare", "--from", "1990", "--to", "1991"), "the contacts run from 2024-01-05 to 2024-03-01"),
        (("compare", "--from", "2024-02", "--to", "2024-01"), "write the earlier first"),
        (("ego", "ann"), "asked of a story"),
        (("brokers",), "asked of a story"),
        (("path", "ann", "bob", "--on", "2024-01-05"), "--on is for stories"),
        (("path", "ann", "bob", "--by", "luck"), "one of: shortest"),
        (("central", "--by", "luck"), "one of: degree"),
        (("reach", "ann", "--known-by", "2024"), "has no sources"),
        (("reach", "ann", "--format", "docx"), 'no format "docx"'),
        (("summary", "--format", "svg"), "is no network"),
        (("communities", "--every", "soon"), "no length of time"),
    ],
)
def test_what_an_edge_list_cannot_answer_is_said_in_a_sentence(
    run: Run, edges: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(run, edges, *arguments)


def test_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    assert "there is no edge list" in refused(run, tmp_path / "no.csv", "reach", "ann")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("path", "vale", "Tom Brok"), "did you mean Tom Brook"),
        (("reach", "vale", "--kind", "ghost"), "one of: actor"),
        (("compare", "--from", "1990", "--to", "1991", "--certain"), "its dates run from 2025"),
        (("central", "--from", "1990", "--to", "1991", "--certain"), "its dates run from 2025"),
        (("communities", "--certain"), "depends on the day"),
        (("communities", "--every", "1 month", "--on", "2025-05-07"), "not --on"),
        (("brokers", "--roles", "--groups", "luck"), "one of: communities, type, membership"),
        (("central", "--view", "things"), "one of: actors"),
        (("summary", "--time-column", "date"), "is for an edge list"),
    ],
)
def test_what_a_story_cannot_answer_is_said_in_a_sentence(
    run: Run, canal_folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run("network", canal_folder, *arguments)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err


@pytest.mark.parametrize("by", ["shortest", "earliest", "latest", "fastest", "fewest"])
def test_each_hop_of_a_story_has_its_day_and_its_words(run: Run, canal_folder: Path, by: str) -> None:
    paths = json.loads(told(run, canal_folder, "path", "brook", "vale", "--by", by, "--json")[0])
    assert paths
    for path in paths:
        days = [hop["arrives"] for hop in path["hops"] if hop["arrives"]]
        assert days == sorted(days)
        # That someone belongs to a state is told of the actor, not of an event with words of its own.
        assert all(hop["quotes"] for hop in path["hops"] if hop["relation"] != "memberOf")
    out, _ = told(run, canal_folder, "path", "brook", "vale", "--by", by)
    assert ("certain" in out) or ("possible" in out)


def test_paths_that_do_not_ask_about_time_are_those_of_the_library(run: Run, canal_folder: Path) -> None:
    out, _ = told(run, canal_folder, "path", "marsh", "vale", "--any-order", "--json")
    routes = dateline.open(canal_folder).paths("marsh", "vale", any_order=True)
    assert [len(path["hops"]) for path in json.loads(out)] == [len(route.hops) for route in routes.found]
    assert all(path["certain"] is None for path in json.loads(out))


def test_brokers_tell_roles_and_constraint_on_request(run: Run, canal_folder: Path) -> None:
    plain = json.loads(told(run, canal_folder, "brokers", "--json")[0])
    full = json.loads(
        told(run, canal_folder, "brokers", "--roles", "--groups", "type", "--constraint", "--json")[0]
    )
    assert [one["id"] for one in plain] == [one["id"] for one in full]
    assert "roles" not in plain[0]
    assert set(full[0]["roles"]) == {"coordinator", "itinerant", "gatekeeper", "representative", "liaison"}
    assert any(one["constraint"] for one in full)


STORY_COMMANDS: list[tuple[str, ...]] = [
    ("path", "brook", "vale"),
    ("reach", "brook"),
    ("brokers", "--roles", "--constraint"),
    ("central",),
    ("central", "--by", "closeness", "--view", "actors"),
    ("communities",),
    ("communities", "--every", "1 month"),
    ("compare", "--from", "2025-03", "--to", "2025-05"),
    ("ego", "vale"),
    ("summary", "--view", "actors"),
]


@pytest.mark.parametrize("command", STORY_COMMANDS, ids=" ".join)
def test_every_answer_has_every_format(
    run: Run, canal_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    objects = json.loads(told(run, canal_folder, *command, "--format", "json")[0])
    assert objects
    rows = list(csv.DictReader(io.StringIO(told(run, canal_folder, *command, "--format", "csv")[0])))
    assert rows
    told(run, canal_folder, *command, "--format", "graphml", "-o", tmp_path / "part.graphml")
    graph = nx.read_graphml(tmp_path / "part.graphml")
    assert len(graph)
    assert {data["label"] for _, data in graph.nodes(data=True)}
    told(run, canal_folder, *command, "--format", "svg", "-o", tmp_path / "part.svg")
    picture = ET.parse(tmp_path / "part.svg").getroot()
    names = " ".join(element.text or "" for element in picture.iter(f"{SVG}title"))
    assert any(data["label"] in names for _, data in graph.nodes(data=True))
    page = told(run, canal_folder, *command, "--format", "html")[0]
    assert "<script" not in page
    assert page.count("<svg") == 1


def test_a_part_of_a_network_keeps_bounds_and_quotes_as_graphml(
    run: Run, canal_folder: Path, tmp_path: Path
) -> None:
    told(run, canal_folder, "path", "brook", "vale", "--format", "graphml", "-o", tmp_path / "path.graphml")
    graph = nx.read_graphml(tmp_path / "path.graphml")
    edges = [data for *_, data in graph.edges(data=True)]
    assert edges
    assert all(json.loads(data["evidence"])[0]["quote"] for data in edges)
    assert any("earliest_begin" in data for data in edges)


PICTURES: list[tuple[str, ...]] = [
    ("path", "American technology companies", "oval-office-meeting"),
    ("reach", "carney", "--from", "2025-03"),
    ("brokers", "--roles"),
    ("communities",),
    ("compare", "--from", "2025-01", "--to", "2025-04"),
]
MEASURE = """() => [...document.querySelectorAll(".dl-ties .name")].map(name => {
    const box = name.getBoundingClientRect(), dot = name.parentNode;
    return [box.left, box.top, box.right, box.bottom, [...document.querySelectorAll(".dot")].indexOf(dot)];
})"""


@pytest.mark.parametrize("command", PICTURES, ids=" ".join)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_name_runs_into_another_on_a_phone(
    run: Run, browser: Browser, tmp_path: Path, command: tuple[str, ...], scheme: Any
) -> None:
    told(run, "us-canada-trade", *command, "--format", "html", "-o", tmp_path / "page.html")
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page.goto((tmp_path / "page.html").as_uri())
    names = page.evaluate(MEASURE)
    assert len(names) >= 5
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
    assert all(left >= 0 and right <= 360 for left, _, right, _, _ in names)
    for one, other in combinations(names, 2):
        wide = min(one[2], other[2]) - max(one[0], other[0])
        high = min(one[3], other[3]) - max(one[1], other[1])
        assert one[4] == other[4] or wide < 3 or high < 3, (one, other)


WITHOUT_NUMPY = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("numpy", "scipy", "pyarrow"):
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
from dateline.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "command",
    [
        ("summary",),
        ("brokers", "--roles"),
        ("communities",),
        ("ego", "vale"),
        ("path", "marsh", "vale", "--any-order"),
    ],
    ids=" ".join,
)
def test_what_does_not_follow_time_needs_no_numpy(canal_folder: Path, command: tuple[str, ...]) -> None:
    arguments = [sys.executable, "-c", WITHOUT_NUMPY, "network", str(canal_folder), *command]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_what_follows_time_names_the_extra_that_it_needs(canal_folder: Path) -> None:
    arguments = [sys.executable, "-c", WITHOUT_NUMPY, "network", str(canal_folder), "path", "marsh", "vale"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith('run: pip install "dateline[networks]"')


def test_the_same_question_gives_the_same_picture(run: Run, canal_folder: Path) -> None:
    ask = ("communities", "--format", "svg")
    assert told(run, canal_folder, *ask) == told(run, canal_folder, *ask)


def test_the_library_gives_what_the_command_tells(run: Run, edges: Path) -> None:
    network = dateline.open_edges(edges)
    reach = network.reach("cid")
    out = json.loads(told(run, edges, "reach", "cid", "--json")[0])
    assert [one.node for one in reach.reached] == [one["id"] for one in out["reached"]]
    with pytest.raises(NetworkError, match="run from 2024-01-05"):
        network.reach("cid", first="2030")


def test_canada_can_have_reached_10401_names_of_icews_since_2014(run: Run) -> None:
    found = Path(__file__).parents[2].parent / "shared" / "events" / "icews" / "icews_named_events.tsv.gz"
    if not found.exists():
        pytest.skip("the events of ICEWS are not here")
    out, _ = told(run, found, "reach", "Canada", "--from", "2014-01-01", "--strict")
    assert "10401 in all with itself" in out
