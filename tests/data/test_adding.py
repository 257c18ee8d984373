"""A source added to a story: its record beside what was there, its text in place, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.adding.amending import as_yaml
from dateline.data.adding.appending import appended
from dateline.data.adding.incoming import AddingError
from dateline.data.adding.parties import slug
from dateline.data.adding.skeleton import DAY, QUOTE, skeleton
from dateline.data.adding.sources import Added, add_source
from dateline.data.proofs import prove
from dateline.data.records import Source
from dateline.data.starter import write_starter
from dateline.data.story import read_story
from dateline.data.yaml_reader import read_yaml
from dateline.errors import DateError, NotAStoryError, StoryError

TEXT = "The council of Northport voted on Thursday to keep the ferry fee.\n"
Add = Callable[..., Added]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "courier.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    write_starter(tmp_path / "story")
    return tmp_path / "story"


@pytest.fixture
def add(story: Path, text: Path) -> Add:
    """Adds the text to the starter's story, with a day, a title and what else is given."""

    def call(path: Path = text, **options: object) -> Added:
        given_options = {"issued": "2025-06-14", "title": "Northport keeps its fee", **options}
        return add_source(story, path, **given_options)  # type: ignore[arg-type]

    return call


def test_the_record_stands_at_the_end_of_its_section_and_the_rest_keeps_every_byte(
    story: Path, add: Add
) -> None:
    before = (story / "story.yaml").read_text("utf-8")
    added = add(publisher="Harbour Gazette", address="https://example.org/1?a=b#c")
    after = (story / "story.yaml").read_text("utf-8")
    digest = sha256(TEXT.encode()).hexdigest()
    record = (
        "  - id: harbour-gazette-2025-06-14\n"
        '    title: "Northport keeps its fee"\n'
        "    publisher: harbour-gazette\n"
        "    issued: 2025-06-14\n"
        '    address: "https://example.org/1?a=b#c"\n'
        "    file: courier.txt\n"
        f"    sha256: {digest}\n"
    )
    head, found, tail = after.partition(record)
    assert found
    assert head + tail == before
    assert tail.startswith("\nactors:")
    assert added.written == {"harbour-gazette-2025-06-14": "story.yaml"}
    assert read_story(story).sources[-1] == added.source
    assert (added.actors, added.notes) == ((), ())


def test_the_text_is_copied_and_its_hash_proves_it(story: Path, text: Path, add: Add) -> None:
    added = add()
    assert added.copied
    assert added.text == story / "sources" / "courier.txt"
    assert added.text.read_bytes() == text.read_bytes()
    proofs = prove(read_story(story), story / "sources")
    assert (proofs.findings, proofs.complete) == ((), True)


def test_a_text_that_lies_among_the_texts_stays_where_it_is(story: Path, add: Add) -> None:
    place = story / "sources" / "2025" / "second.txt"
    place.parent.mkdir()
    place.write_text(TEXT, "utf-8")
    added = add(place)
    assert not added.copied
    assert added.source.file == "2025/second.txt"
    assert "sources/second.txt" not in everything(story)


def test_the_same_text_under_the_same_name_is_used_and_another_is_not_overwritten(
    story: Path, add: Add
) -> None:
    place = story / "sources" / "courier.txt"
    place.write_text("Another text.", "utf-8")
    before = everything(story)
    with pytest.raises(AddingError, match="is another file; give the text another name"):
        add()
    assert everything(story) == before
    place.write_text(TEXT, "utf-8")
    assert not add().copied


def test_a_new_publisher_and_new_authors_become_actors(story: Path, add: Add) -> None:
    added = add(publisher="Eastholm Courier", authors=["Jo Reed", "quill", "Jo Reed"])
    assert [(actor.id, actor.type, actor.label) for actor in added.actors] == [
        ("eastholm-courier", "Organization", "Eastholm Courier"),
        ("jo-reed", "Person", "Jo Reed"),
    ]
    records = read_story(story)
    assert set(added.actors) <= set(records.actors)
    assert added.source.authors == ("jo-reed", "quill")
    assert add_again(story, "The second.", publisher="eastholm-courier").actors == ()


def add_again(story: Path, text: str, **options: object) -> Added:
    path = story.parent / f"{slug(text)}.txt"
    path.write_text(text, "utf-8")
    given_options = {"issued": "2025-06-14", "title": text, **options}
    return add_source(story, path, **given_options)  # type: ignore[arg-type]


def test_an_id_is_made_of_the_publisher_and_the_day_and_is_unique(story: Path, add: Add) -> None:
    keys = [
        add(publisher="harbour-gazette").source.id,
        add_again(story, "Two.", publisher="harbour-gazette").source.id,
        add_again(story, "Three.", publisher="harbour-gazette").source.id,
        add_again(story, "Four.", source_id="mine").source.id,
        add_again(story, "Five words and then six seven").source.id,
        add_again(story, "七。", title="七").source.id,
    ]
    assert keys == [
        "harbour-gazette-2025-06-14",
        "harbour-gazette-2025-06-14-2",
        "harbour-gazette-2025-06-14-3",
        "mine",
        "five-words-and-then-six-seven-2025-06-14",
        "source-2025-06-14",
    ]
    assert [source.id for source in read_story(story).sources][1:] == keys


def test_without_a_publisher_a_stand_in_is_written_once_and_told(story: Path, add: Add) -> None:
    added = add()
    assert added.source.publisher == "unnamed-publisher"
    assert [actor.label for actor in added.actors] == ["Publisher not named"]
    assert "no publisher was given" in added.notes[0]
    assert add_again(story, "Two.").actors == ()


def test_a_web_page_is_taken_with_a_note(tmp_path: Path, add: Add) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><p>The <b>fee</b> stays.", "utf-8")
    assert any("has tags" in note for note in add(page).notes)


def test_a_story_whose_sources_are_in_flow_style_gets_a_file_of_its_own(tmp_path: Path, text: Path) -> None:
    folder = tmp_path / "json"
    folder.mkdir()
    content = '{"story": {"id": "row", "title": "A row", "description": "Two towns."}, "sources": []}'
    (folder / "story.yaml").write_text(content, "utf-8")
    (folder / "sources.yaml").write_text("", "utf-8")
    for number, words in enumerate(("One.", "Two.")):
        (tmp_path / f"{number}.txt").write_text(words, "utf-8")
        added = add_source(
            folder, tmp_path / f"{number}.txt", issued="2025-06-14", title=words, publisher="A B"
        )
        assert added.written[added.source.id] == "sources-2.yaml"
    assert (folder / "story.yaml").read_text("utf-8") == content
    assert [source.title for source in read_story(folder).sources] == ["One.", "Two."]


ITEM = "  - id: a\n    title: A\n    publisher: p\n    issued: 2025-01-01"
SECTIONS = {
    "no indentation": "sources:\n- {id: a, title: A, publisher: p, issued: 2025-01-01}\n# after\n",
    "comments": f"sources: # all\n  # first\n{ITEM} # day\n\n# after\n",
    "Windows": f"sources:\n{ITEM}\n\n".replace("\n", "\r\n"),
    "no last line end": f"sources:\n{ITEM}",
    "literal block": f"sources:\n{ITEM}\n    note: |\n      One\n\n      two\n\n",
    "dash alone": f"sources:\n{ITEM}\n".replace("- id", "-\n    id"),
    "nothing yet": "sources:\n",
    "nothing yet, said": "sources: ~ # none\n",
    "flow": "sources: [{id: a, title: A, publisher: p, issued: 2025-01-01}]\n",
    "byte order mark": f"\ufeffsources:\n{ITEM}\n".replace("title: A", "title: Ä😀"),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_however_a_section_is_written_the_story_says_the_same_and_one_source_more(
    tmp_path: Path, text: Path, name: str
) -> None:
    folder = tmp_path / "story"
    (folder / "deep").mkdir(parents=True)
    (folder / "sources").mkdir()
    header = "story: {id: row, title: A row, description: Towns.}\nactors: [{id: p, type: Group, label: P}]\n"
    (folder / "story.yaml").write_text(header, "utf-8")
    (folder / "deep" / "s.yaml").write_bytes(SECTIONS[name].encode())
    before = read_story(folder)
    added = add_source(folder, text, issued="2025-06-14", title='"A: #b', publisher="p")
    after = read_story(folder)
    assert [source.model_dump() for source in after.sources if source.id != added.source.id] == [
        source.model_dump() for source in before.sources
    ]
    assert after.sources[-1].title == '"A: #b'
    left = (folder / "deep" / "s.yaml").read_bytes().decode()
    alone = added.written[added.source.id] == "sources.yaml"
    assert alone == (name in ("flow", "nothing yet, said"))
    assert (left == SECTIONS[name]) == alone
    lines = iter(left.splitlines())
    assert all(line in lines for line in SECTIONS[name].splitlines()), "a line is gone or moved"
    assert left.count("\r\n") == (left.count("\n") if name == "Windows" else 0)


@given(
    st.lists(
        st.sampled_from(["# c", "", "a: 1", "sources:", "  - id: x", "    t: |", "      w", "- {id: y}"])
    )
)
def test_adding_to_any_text_only_puts_lines_in(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = appended(text, "sources", "- id: new\n  title: T")
    if found is None:
        return
    indents = (" " * count for count in range(9))
    records = [f"{indent}- id: new\n{indent}  title: T\n" for indent in indents]
    (record,) = (record for record in records if f"\n{record}" in found)
    assert found.replace(record, "", 1) in (text, f"{text}\n")


@given(st.text(min_size=1).map(lambda title: " ".join(title.split())).filter(bool))
def test_any_title_reads_back_as_it_is_or_is_refused(title: str) -> None:
    record = {"id": "a", "title": title, "publisher": "p", "issued": "2025-01-01"}
    try:
        lines = as_yaml(Source.model_validate(record))
    except AddingError:
        assert any(category(character) in ("Cc", "Cs") or character in "\ufffe\uffff" for character in title)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "s.yaml")
        path.write_text("sources:\n" + lines + "\n", "utf-8", newline="")
        content, findings = read_yaml(path, "s.yaml")
    assert findings == []
    assert content["sources"][0]["title"] == title


def refused(
    folder: Path, add: Add, match: str, kind: type[Exception] = AddingError, **options: object
) -> None:
    before = everything(folder)
    with pytest.raises(kind, match=match):
        add(**options)
    assert everything(folder) == before


def test_a_text_is_not_registered_twice(story: Path, add: Add) -> None:
    add(source_id="first")
    refused(story, add, r'already: "first" \(story.yaml:\d+\)', title="Another title")


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"title": " \n "}, "the title is empty"),
        ({"title": "T\x1b[31m"}, r"U\+001B is not allowed"),
        ({"title": "x" * 10_001}, "shorten it"),
        ({"address": "example.org"}, "begins with https://"),
        ({"source_id": "My id"}, "ids are lower-case letters"),
        ({"source_id": "quill"}, 'the id "quill" is taken'),
        ({"source_id": "ferry-fee-8"}, "is taken"),
        ({"publisher": "harbor-gazette"}, 'did you mean "harbour-gazette"'),
        ({"publisher": "Ferry fee"}, "record that is no actor"),
        ({"publisher": "新聞"}, "no id can be made of"),
        ({"authors": ["新聞"]}, "give its id with --author"),
    ],
)
def test_what_cannot_be_a_source_is_refused_and_nothing_is_written(
    story: Path, add: Add, options: dict[str, object], match: str
) -> None:
    refused(story, add, match, AddingError, **options)


@pytest.mark.parametrize("day", ["2025-06", "2025-02-30", "soon", "", "2025-06-14/.."])
def test_the_day_of_issue_is_one_day(story: Path, add: Add, day: str) -> None:
    refused(story, add, "write YYYY|not a d|too long|range", DateError, issued=day)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"%PDF-1.7\nwords", "is a PDF; save it as plain text"),
        ("Größe".encode("latin-1"), "byte 0xF6 in line 1 is not UTF-8"),
        ("words".encode("utf-16"), "is not UTF-8"),
        (b"one\0two", r"holds U\+0000"),
        (b" \n", "is empty"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_text_is_refused(story: Path, tmp_path: Path, add: Add, data: bytes, match: str) -> None:
    (tmp_path / "given").write_bytes(data)
    refused(story, add, match, path=tmp_path / "given")


def test_a_path_that_leads_to_no_file_is_told(story: Path, tmp_path: Path, add: Add) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "astray").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    for name, match in {
        "gone": "is not there",
        "astray": "leads nowhere",
        "circle": "cannot be read",
        "pipe": "no ordinary file",
        "story": "is a folder",
        "courier.txt/x": "cannot be read|is not there",
    }.items():
        refused(story, add, match, path=tmp_path / name)


def test_a_link_is_followed_and_a_link_out_of_the_texts_is_not_taken_for_one(
    story: Path, tmp_path: Path, text: Path, add: Add
) -> None:
    out = story / "sources" / "courier.txt"
    out.symlink_to(text)
    refused(story, add, "is a link out of the folder")
    out.unlink()
    (tmp_path / "link.txt").symlink_to(text)
    added = add(tmp_path / "link.txt")
    assert added.source.file == "link.txt"
    assert not added.text.is_symlink()


def test_a_story_with_findings_is_not_added_to(story: Path, add: Add) -> None:
    path = story / "story.yaml"
    path.write_text(path.read_text("utf-8").replace("type: Meeting", "type: Meting"), "utf-8")
    refused(story, add, "Meeting", StoryError)


def test_what_is_no_story_or_comes_with_dateline_is_not_added_to(
    tmp_path: Path, text: Path, bundled_folder: Path
) -> None:
    for folder, match in (
        (bundled_folder, "comes with dateline; copy"),
        (tmp_path / "gone", "is not a folder"),
        (tmp_path, "holds no .yaml file"),
    ):
        with pytest.raises(NotAStoryError, match=match):
            add_source(folder, text, issued="2025-06-14", title="T")


def test_texts_that_lie_elsewhere_are_joined_there_and_not_split(
    story: Path, tmp_path: Path, add: Add
) -> None:
    """With a folder of one text, `check` would miss all others."""
    (story / "sources").rename(tmp_path / "texts")
    refused(story, add, "say where with --sources DIR")
    refused(story, add, "is not a folder", texts=tmp_path / "gone")
    added = add(texts=tmp_path / "texts")
    assert added.text == tmp_path / "texts" / "courier.txt"
    assert prove(read_story(story), tmp_path / "texts").findings == ()


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    story: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target).name == "story.yaml":
            raise OSError(28, "No space left on device", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    refused(story, add, "story.yaml.* cannot be written: No space left")


def test_the_skeleton_reads_and_wants_its_quotes_replaced(story: Path, tmp_path: Path, add: Add) -> None:
    added = add()
    (story / "more.yaml").write_text(skeleton(added.source, added.records), "utf-8")
    records = read_story(story)
    assert {f"{added.source.id}-{part}" for part in ("event", "claim")} <= {
        *(event.id for event in records.events),
        *(claim.id for claim in records.claims),
    }
    assert len(prove(records, story / "sources").unproven) >= 3
    filled = f"A text: {QUOTE}, with {DAY}.\n"
    again = add_again(story, filled, source_id="filled")
    text = skeleton(again.source, again.records).replace(f'"{QUOTE}"', '"A text"')
    (story / "more.yaml").write_text(text, "utf-8")
    assert prove(read_story(story), story / "sources").findings == ()
