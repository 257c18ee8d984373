"""Edge lists as files: what is read, and what is said of what cannot be."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.data.edge_days import OPEN_AFTER, OPEN_BEFORE
from dateline.data.edge_lists import EdgeList, read_edge_list
from dateline.errors import NetworkError, StoryError
from dateline.graph.networks.contacts import EVER_AFTER, EVER_BEFORE, day_of
from dateline.graph.networks.from_edges import from_edges
from dateline.graph.networks.paths import earliest_arrival
from dateline.graph.networks.reach import reach

ICEWS = Path("events", "icews", "icews_named_events.tsv.gz")
HEAD = "source,target,time\n"


def written(folder: Path, text: str | bytes, name: str = "edges.csv") -> Path:
    path = folder / name
    content = text.encode() if isinstance(text, str) else text
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def rows(edges: EdgeList) -> list[tuple[str, str, str | None, str | None]]:
    ends = zip(edges.source.tolist(), edges.target.tolist(), strict=True)
    days = zip(edges.days.earliest_begin.tolist(), edges.days.latest_end.tolist(), strict=True)
    return [
        (edges.nodes[one], edges.nodes[other], day_of(first), day_of(last))
        for (one, other), (first, last) in zip(ends, days, strict=True)
    ]


def finding(path: Path, **options: Any) -> str:
    with pytest.raises(StoryError) as caught:
        read_edge_list(path, **options)
    told = str(caught.value)
    assert told.startswith(str(path))
    return told.removeprefix(str(path))


@pytest.mark.parametrize("name", ["edges.csv", "edges.csv.gz", "edges.tsv", "edges.tab.gz"])
def test_days_months_and_years_are_read_as_ranges(tmp_path: Path, name: str) -> None:
    text = HEAD + "a,b,2025-06-01\nb,c,2025-06\nc,a,2024\n"
    path = written(tmp_path, text if ".csv" in name else text.replace(",", "\t"), name)
    assert rows(read_edge_list(path)) == [
        ("a", "b", "2025-06-01", "2025-06-01"),
        ("b", "c", "2025-06-01", "2025-06-30"),
        ("c", "a", "2024-01-01", "2024-12-31"),
    ]


def test_columns_are_chosen_by_name_in_any_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'when,"who, by name",x,whom,how,much\n2025-06-01,"A, ""B""\nC",9,b,met,2.5\n')
    edges = read_edge_list(
        path, source="who, by name", target="whom", time="when", relation="how", weight="much"
    )
    assert rows(edges) == [('A, "B"\nC', "b", "2025-06-01", "2025-06-01")]
    assert (list(edges.relations), edges.relation.tolist(), edges.weight.tolist()) == (["met"], [0], [2.5])


def test_a_begin_and_an_end_make_an_edge_that_lasts(tmp_path: Path) -> None:
    path = written(
        tmp_path, "source,target,time,until\na,b,2025-06,2025-07-04\nb,c,2025-06-01,..\nc,d,2025-06-01,\n"
    )
    edges = read_edge_list(path, end="until")
    assert edges.lasting
    assert edges.days.earliest_end.tolist()[1:] == [OPEN_AFTER, edges.days.earliest_begin[2]]
    assert edges.days.latest_end.tolist()[1:] == [OPEN_AFTER, OPEN_AFTER]
    certain = from_edges(edges, certain=True)
    path_ = earliest_arrival(certain, "a", "c")
    assert path_
    assert path_.arrives == "2025-06-30"
    with pytest.raises(NetworkError):
        earliest_arrival(certain, "a", "b", last="2025-05-31")


def test_open_bounds_are_those_of_contacts() -> None:
    assert [int(EVER_BEFORE), int(EVER_AFTER)] == [OPEN_BEFORE, OPEN_AFTER]


def test_time_stamps_are_cut_to_their_days_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "a,b,2025-06-01T23:59:59Z\nb,c,2025-06-02 08:00\nc,a,2025-06-03\n")
    edges = read_edge_list(path)
    assert [row[2] for row in rows(edges)] == ["2025-06-01", "2025-06-02", "2025-06-03"]
    assert edges.notes == ("2 time stamps were cut to their days, as they are written",)


@pytest.mark.parametrize("name", ["edges.parquet", "edges.parquet.gz"])
def test_parquet_holds_days_stamps_and_texts(tmp_path: Path, name: str) -> None:
    days = [date(2025, 6, 1), date(2025, 6, 2)]
    columns = {"source": ["a", "b"], "target": [1, 2], "time": days}
    table = pa.table(
        columns | {"at": [datetime(2025, 6, 1, 9), datetime(2025, 6, 2)], "said": ["2025", "2024-02"]}
    )
    plain = tmp_path / "plain.parquet"
    pq.write_table(table, plain)
    path = written(tmp_path, plain.read_bytes(), name)
    assert rows(read_edge_list(path)) == [
        ("a", "1", "2025-06-01", "2025-06-01"),
        ("b", "2", "2025-06-02", "2025-06-02"),
    ]
    assert read_edge_list(path, time="at").days.cut == 2
    assert rows(read_edge_list(path, time="said"))[1][2:] == ("2024-02-01", "2024-02-29")
    assert (
        finding(path, time="tme")
        == ':1: no column "tme"; did you mean "time"? columns: source, target, time, at, said'
    )


def test_parquet_rows_are_told_by_their_number_and_odd_types_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "edges.parquet"
    table = {"source": ["a", None], "target": ["b", "c"], "time": ["2025", "x"], "list": [[1], [2]]}
    pq.write_table(pa.table(table), path)
    told = finding(path)
    assert ':2: "source" is empty; an edge has two ends' in told
    assert ':2: "x" is not a date; write YYYY' in told
    assert "which is no text, number or date" in finding(path, time="list")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ": is empty; its first line names the columns"),
        ("\n\n", ": is empty; its first line names the columns"),
        (HEAD, ": has no rows below its header; an edge list has a row for each edge"),
        ("source,target,day\na,b,2025\n", ':1: no column "time"; columns: source, target, day'),
        (
            "source,target,times\na,b,2025\n",
            ':1: no column "time"; did you mean "times"? columns: source, target, times',
        ),
        ("source,target,time,time\n", ':1: two columns are named "time"; give each a name of its own'),
        (HEAD + "a,b,2025\na,b\n", ":3: has 2 columns instead of 3; columns: source, target, time"),
        (HEAD + "\na,b,2025-02-31\n", ':3: "2025-02-31" is not a date; write YYYY'),
        (HEAD + '"a\nx",b,2025\nc,d,soon\n', ':4: "soon" is not a date; write YYYY'),
        (HEAD + "a,b,20250601\n", ':2: "20250601" is not a date; write YYYY'),
        (HEAD + "a,b,\n", ':2: "time" has no date; write YYYY-MM-DD'),
        (HEAD + ",b,2025\na, ,2025\n", ':2: "source" is empty; an edge has two ends'),
    ],
)
def test_bad_input_is_told_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    assert finding(written(tmp_path, text)).startswith(wanted)


def test_text_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, (HEAD + "a,b,2025\n").encode() + b"Qu\xe9bec,b,2025\n")
    assert finding(path).startswith(":3: is not UTF-8: byte b'\\xe9' at place 3 of the line; save the file")


def test_a_weight_that_is_no_number_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,time,w\na,b,2025,1\na,b,2025,many\na,b,2025,nan\n")
    told = finding(path, weight="w")
    assert ':3: "many" is no number for "w"; write a number such as 1.5' in told
    assert ':4: "nan" is no number' in told


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    assert finding(tmp_path / "none.csv") == ": is not there; check the path"
    assert "is not known as a table" in finding(written(tmp_path, HEAD, "edges.xlsx"))
    assert "cannot be read as Parquet" in finding(written(tmp_path, HEAD, "edges.parquet"))
    (tmp_path / "bad.csv.gz").write_bytes(b"no gzip")
    assert "cannot be read as CSV" in finding(tmp_path / "bad.csv.gz")


def test_bad_rows_can_be_left_out_and_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "a,b,2025\na,b\nc,,2025\nd,e,soon\nf,g,2024\n")
    edges = read_edge_list(path, drop_bad=True)
    assert [row[:2] for row in rows(edges)] == [("a", "b"), ("f", "g")]
    assert sorted(edges.nodes) == ["a", "b", "f", "g"]
    assert edges.left_out == {"another number of columns": 1, "no target": 1, "a date that is none": 1}
    assert from_edges(edges).left_out == edges.left_out
    assert "has no row that can be used" in finding(written(tmp_path, HEAD + "a,b,x\n"), drop_bad=True)


def test_more_findings_than_anyone_reads_are_counted(tmp_path: Path) -> None:
    told = finding(written(tmp_path, HEAD + "a,b,x\n" * 250))
    assert "150 more rows cannot be used" in told
    assert told.count("is not a date") == 100


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(st.sampled_from('ab,"\n\r\t2025-06/.~ é\x00'), max_size=60).map(
            lambda text: (HEAD + text).encode()
        ),
    ),
    st.sampled_from(["csv", "tsv", "parquet", "csv.gz"]),
    st.booleans(),
)
def test_whatever_a_file_holds_is_read_or_told(tmp_path: Path, content: bytes, kind: str, drop: bool) -> None:
    path = written(tmp_path, content, f"edges.{kind}")
    try:
        edges = read_edge_list(path, drop_bad=drop)
    except StoryError as error:
        told = {each.file for each in error.findings}
    else:
        told = {str(path)}
        assert_whole(edges)
    assert told == {str(path)}


def assert_whole(edges: EdgeList) -> None:
    assert len(edges) == len(edges.days.latest_end) == len(edges.weight)
    assert all(name.strip() for name in edges.nodes)
    assert len(from_edges(edges)) == len(edges)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from('ab,"\n é'), min_size=1).filter(str.strip),
            st.sampled_from(["2025-06-01", "2025-06", "2025"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_a_table_writer_quotes_is_read_back(tmp_path: Path, edges: list[tuple[str, str]]) -> None:
    import csv

    with (tmp_path / "edges.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("source", "target", "time"), *((name, "z", when) for name, when in edges)]
        )
    found = read_edge_list(tmp_path / "edges.csv")
    assert [row[0] for row in rows(found)] == [name for name, _ in edges]


def test_the_events_of_icews_reach_as_many_as_plain_python_counts(shared: Path) -> None:
    edges = read_edge_list(
        shared / ICEWS, source="subject", target="object", time="date", relation="relation"
    )
    assert len(edges) == 270_979
    contacts = from_edges(edges)
    assert len(reach(contacts, "Canada", first="2014-01-01", strict=True)) == 10_401
    assert contacts.pairs("2014-01-01", "2014-12-31") == 32_235
