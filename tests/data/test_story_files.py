"""Files that are not what they should be: bytes, YAML, size, depth, and paths that lead elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.data.story import read_story
from dateline.data.yaml_reader import MAX_BYTES

WriteStory = Callable[..., Path]
Findings = Callable[[Path], list[str]]

HEADER = "story:\n  id: row\n  title: A row\n  description: Two towns.\n"
ACTOR = "actors:\n  - {id: ann, type: Person, label: Ann}\n"
NEAR = "check indentation, quotes and brackets near this line"
NO_STORY = "story.yaml: the section `story:` is missing; add `story:` with id, title and description"


def _found(folder: Path, content: str | bytes, findings: Findings) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    (folder / "story.yaml").write_bytes(data)
    return findings(folder)


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "~\n", "---\n", "--- {}\n"])
def test_an_empty_file_lacks_its_story(tmp_path: Path, findings: Findings, content: str) -> None:
    assert _found(tmp_path, content, findings) == [NO_STORY]


def test_an_empty_file_beside_the_story_does_no_harm(write_story: WriteStory) -> None:
    folder = write_story()
    (folder / "empty.yaml").write_text("", "utf-8")
    (folder / "sections.yaml").write_text("places:\ntopics: []\n", "utf-8")
    assert read_story(folder).places == ()


@pytest.mark.parametrize("content", ["just words\n", "- a\n- b\n", "'quoted'\n", "[]\n"])
def test_a_file_without_sections_says_which_there_are(
    tmp_path: Path, findings: Findings, content: str
) -> None:
    sections = (
        "story, sources, actors, places, topics, products, posts, tenures, policies, events, claims, "
        "links, conflicts, tour"
    )
    assert _found(tmp_path, content, findings) == [
        NO_STORY,
        f"story.yaml:1: holds no sections; begin with one of: {sections}",
    ]


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, start: str) -> None:
    (tmp_path / "story.yaml").write_bytes((start + HEADER + ACTOR).replace("\n", "\r\n").encode())
    records = read_story(tmp_path)
    assert (records.story.title, records.actors[0].at.line) == ("A row", 6)


def test_lines_are_counted_alike_with_windows_line_ends(tmp_path: Path, findings: Findings) -> None:
    content = (HEADER + ACTOR.replace("label", "lable")).replace("\n", "\r\n")
    assert _found(tmp_path, content, findings) == [
        'story.yaml:6: "label" is missing; add `label:`',
        'story.yaml:6: unknown key "lable"; did you mean "label"?',
    ]


def test_bytes_that_are_not_utf_8_are_found_on_their_line(tmp_path: Path, findings: Findings) -> None:
    content = HEADER.encode() + b"actors:\n  - {id: ann, type: Person, label: Andr\xe9}\n"
    mend = "save the file in the encoding UTF-8"
    assert _found(tmp_path, content, findings) == [f"story.yaml:6: byte 0xE9 is not UTF-8; {mend}"]


def test_utf_16_is_not_read_as_anything(tmp_path: Path, findings: Findings) -> None:
    mend = "save the file in the encoding UTF-8"
    assert _found(tmp_path, HEADER.encode("utf-16"), findings) == [
        f"story.yaml:1: byte 0xFF is not UTF-8; {mend}"
    ]


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0xFFFE])
def test_a_control_character_is_found_on_its_line(tmp_path: Path, findings: Findings, code: int) -> None:
    content = HEADER + f"actors:\n  - {{id: ann, type: Person, label: A{chr(code)}nn}}\n"
    assert _found(tmp_path, content, findings) == [
        f"story.yaml:6: not YAML: the character U+{code:04X} is not allowed; delete it"
    ]


@pytest.mark.parametrize(("escape", "code"), [("\\0", 0), ("\\x1b", 0x1B), ("\\ud800", 0xD800)])
def test_an_escape_cannot_bring_in_what_no_file_may_hold(
    tmp_path: Path, findings: Findings, escape: str, code: int
) -> None:
    content = HEADER + f'actors:\n  - id: ann\n    type: Person\n    label: "A{escape}nn"\n'
    found = _found(tmp_path, content, findings)
    mend = "delete its escape, or write the character itself"
    assert found == [f"story.yaml:8: the character U+{code:04X} is not allowed; {mend}"]


@pytest.mark.parametrize("where", ['"\\ud800": []', 'places: [{id: p, label: P, "\\ud800": x}]'])
def test_findings_about_odd_keys_can_be_printed(tmp_path: Path, findings: Findings, where: str) -> None:
    found = _found(tmp_path, f"{HEADER}{where}\n", findings)
    assert found[0].startswith("story.yaml:5: the character U+D800 is not allowed")
    assert "\n".join(found).encode("utf-8")


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000"])
def test_an_escape_beyond_unicode_is_a_finding(tmp_path: Path, findings: Findings, escape: str) -> None:
    content = HEADER + f'actors:\n  - {{id: ann, type: Person, label: "{escape}"}}\n'
    assert _found(tmp_path, content, findings) == [
        "story.yaml:6: not YAML: an escape that stands for no character; escapes go up to \\U0010FFFF"
    ]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (
            "actors:\n\t- id: ann\n",
            "6: not YAML: found character '\\t' that cannot start any token; indent with spaces, not tabs",
        ),
        (
            'actors:\n  - {id: ann, type: Person,\n     label: "Ann}\n\n\n',
            "7: not YAML: found unexpected end of stream; close the quotation mark",
        ),
        (
            "actors:\n  - {id: ann,\n\n",
            f"6: not YAML: expected the node content, but found '<stream end>'; {NEAR}",
        ),
        (
            "actors:\n  - id: ann\n    label: Ann: the mayor\n",
            "7: not YAML: mapping values are not allowed here; "
            "put a value that contains ': ' in quotes, or check the indentation",
        ),
        ("actors: []\nactors: []\n", '6: the key "actors" stands here twice; keep one of them'),
        ("? [a, b]\n: c\n", "5: a key must be a word; write `key: value`"),
        ("---\nstory: {}\n", "5: a second document begins here; take the line `---` out, or use two files"),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line_and_a_mend(
    tmp_path: Path, findings: Findings, content: str, finding: str
) -> None:
    assert _found(tmp_path, HEADER + content, findings) == [f"story.yaml:{finding}"]


def test_a_key_that_stands_twice_in_a_record_is_found_on_the_second(
    tmp_path: Path, findings: Findings
) -> None:
    content = HEADER + "actors:\n  - id: ann\n    type: Person\n    label: Ann\n    id: bob\n"
    assert _found(tmp_path, content, findings) == [
        'story.yaml:9: the key "id" stands here twice; keep one of them'
    ]


LEAVE = "leave it out, or put a value that begins with it in quotes"


def test_a_file_that_unfolds_into_gigabytes_is_refused_at_its_first_anchor(
    tmp_path: Path, findings: Findings
) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    assert _found(tmp_path, HEADER + "\n".join(lines) + "\n", findings) == [
        f'story.yaml:5: the anchor "&a0" is not part of the story format; {LEAVE}'
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("*ann", 'the alias "*ann" is not part of the story format; write the value out'),
        ("&x Ann", f'the anchor "&x" is not part of the story format; {LEAVE}'),
        ("!secret Ann", f'the tag "!secret" is not part of the story format; {LEAVE}'),
        (
            "!!python/object/apply:os.system [ls]",
            'the tag "tag:yaml.org,2002:python/object/apply:os.system" is not part of the story format; '
            + LEAVE,
        ),
    ],
)
def test_anchors_aliases_and_tags_are_no_part_of_the_format(
    tmp_path: Path, findings: Findings, value: str, problem: str
) -> None:
    content = HEADER + f"actors:\n  - id: ann\n    type: Person\n    label: {value}\n"
    assert _found(tmp_path, content, findings) == [f"story.yaml:8: {problem}"]


@pytest.mark.parametrize("nest", ["[" * 25 + "]" * 25, "[" * 20_000, "{a: " * 5_000, "- " * 500 + "x"])
def test_deep_nesting_is_refused_without_a_traceback(tmp_path: Path, findings: Findings, nest: str) -> None:
    assert _found(tmp_path, f"{HEADER}places:\n  {nest}\n", findings) == [
        "story.yaml:6: nested deeper than 20 levels; flatten it"
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, findings: Findings) -> None:
    with (tmp_path / "story.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert findings(tmp_path) == ["story.yaml: larger than 10 MB; split it into several files"]


def test_a_very_long_line_is_read_whole(tmp_path: Path) -> None:
    label = "word " * 1_999 + "end"
    (tmp_path / "story.yaml").write_text(
        f"{HEADER}actors:\n  - {{id: ann, type: Person, label: {label}}}\n", "utf-8"
    )
    assert read_story(tmp_path).actors[0].label == label


def test_a_text_beyond_the_limit_is_told_in_short(tmp_path: Path, findings: Findings) -> None:
    content = f"{HEADER}actors:\n  - {{id: ann, type: Person, label: {'x' * 100_000}}}\n"
    (found,) = _found(tmp_path, content, findings)
    assert found.endswith('x…" is not a valid label: string should have at most 10000 characters; shorten it')
    assert len(found) < 400


def test_a_folder_named_like_a_file_is_a_finding(write_story: WriteStory, findings: Findings) -> None:
    folder = write_story()
    (folder / "odd.yaml").mkdir()
    assert findings(folder) == ["odd.yaml: cannot be read: Is a directory"]


def test_a_link_out_of_the_story_folder_is_not_followed(
    tmp_path: Path, write_story: WriteStory, findings: Findings
) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text("secrets: [1, 2]\n", "utf-8")
    folder = write_story()
    (folder / "inside.yaml").symlink_to(outside)
    assert findings(folder) == ["inside.yaml: leads out of the story folder; copy the file into the folder"]


def test_a_link_within_the_story_folder_is_read(write_story: WriteStory, findings: Findings) -> None:
    folder = write_story()
    (folder / "more.txt").write_text("places:\n  - {id: hall, label: Hall}\n", "utf-8")
    (folder / "more.yaml").symlink_to(folder / "more.txt")
    assert [place.id for place in read_story(folder).places] == ["hall"]


def test_a_link_to_itself_is_a_finding(write_story: WriteStory, findings: Findings) -> None:
    folder = write_story()
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (found,) = findings(folder)
    assert found.startswith("loop.yaml: ")
