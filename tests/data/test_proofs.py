"""Proofs: found in the texts, kept beside the story, and good only for what they were made for."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import dateline
from dateline.data.proofs import PROOFS, Proofs, prove, read_proofs, write_proofs
from dateline.data.starter import write_starter
from dateline.data.story import read_story
from dateline.data.story_records import StoryRecords
from dateline.errors import Finding, StoryError

WriteText = Callable[..., StoryRecords]

ARTICLE = "Ann and Bob met in June. They did not agree.\n“We will end the fee,” Ann said; they met in July.\n"
QUOTES = ["met in June", '"We will end the fee,"', "They did not agree"]


@pytest.fixture
def story(tmp_path: Path) -> WriteText:
    """A story in ``story`` with one actor for each quote, and its text in ``texts``."""

    def write(
        quotes: list[str] = QUOTES, article: str | bytes = ARTICLE, **source: str | None
    ) -> StoryRecords:
        data = article.encode() if isinstance(article, str) else article
        for name in ("story", "texts"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "texts" / "a.txt").write_bytes(data)
        keys = {"file": "a.txt", "sha256": sha256(data).hexdigest()} | source
        lines = [
            "story: {id: row, title: A row, description: D}",
            "actors:",
            "  - {id: herald, type: Organization, label: Herald}",
            *(
                f"  - id: a{number}\n    type: Person\n    label: A\n"
                f"    evidence:\n      - source: gazette\n        {quote}"
                for number, quote in enumerate(q if ": " in q else f"quote: '{q}'" for q in quotes)
            ),
            "sources:",
            "  - id: gazette",
            "    title: T",
            "    publisher: herald",
            "    issued: 2025-03-04",
            *(f"    {key}: {json.dumps(value)}" for key, value in keys.items() if value is not None),
        ]
        (tmp_path / "story" / "story.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        return read_story(tmp_path / "story")

    return write


def _line(records: StoryRecords, text: str) -> int:
    """The line of the story file that begins with a text."""
    lines = (records.folder / "story.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


def _prove(records: StoryRecords) -> Proofs:
    return prove(records, records.folder.parent / "texts")


def test_a_proof_is_the_place_and_the_sources_own_characters(story: WriteText) -> None:
    records = story()
    proofs = _prove(records)
    assert (proofs.complete, proofs.fresh, proofs.findings) == (True, True, ())
    spans = [proofs.span(evidence) for evidence in records.evidence()]
    assert [span and span.exact for span in spans] == [
        "met in June",
        "“We will end the fee,”",
        "They did not agree",
    ]
    for span in spans:
        assert span is not None
        assert ARTICLE[span.start : span.end] == span.exact


def test_kept_proofs_are_read_as_they_were_found(story: WriteText) -> None:
    records = story([*QUOTES, "{quote: they met, suffix: in July}".strip("{}").replace(", ", "\n        ")])
    proofs = _prove(records)
    assert proofs.complete
    assert write_proofs(records, proofs)
    kept = read_proofs(records)
    assert (kept.spans, kept.unproven, kept.fresh) == (proofs.spans, (), False)


def test_the_file_of_proofs_is_the_same_whatever_the_order_of_the_records(story: WriteText) -> None:
    records = story()
    write_proofs(records, _prove(records))
    first = (records.folder / PROOFS).read_bytes()
    (records.folder / PROOFS).unlink()
    turned = story(QUOTES[::-1])
    write_proofs(turned, _prove(turned))
    assert (turned.folder / PROOFS).read_bytes() == first
    assert [row["start"] for row in json.loads(first)["sources"]["gazette"]["quotes"]] == [12, 25, 45]


def test_proofs_that_did_not_change_are_not_written_again(story: WriteText) -> None:
    records = story()
    assert write_proofs(records, _prove(records))
    assert not write_proofs(records, _prove(records))
    (records.folder / PROOFS).write_bytes(b"\xff damaged")
    assert write_proofs(records, _prove(records))
    assert read_proofs(records).complete


def test_proofs_are_written_whole_or_not_at_all(story: WriteText, monkeypatch: pytest.MonkeyPatch) -> None:
    records = story()
    write_proofs(records, _prove(records))
    before = (records.folder / PROOFS).read_bytes()
    changed = story(QUOTES[:1])

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="No space left"):
            write_proofs(changed, _prove(changed))
    assert (records.folder / PROOFS).read_bytes() == before
    assert sorted(path.name for path in records.folder.iterdir()) == [PROOFS, "story.yaml"]


def test_no_draft_is_left_when_the_disk_is_full(story: WriteText, monkeypatch: pytest.MonkeyPatch) -> None:
    records = story()
    proofs = _prove(records)
    write = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        write(self, data[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", fail)
        with pytest.raises(OSError, match="No space left"):
            write_proofs(records, proofs)
    assert [path.name for path in records.folder.iterdir()] == ["story.yaml"]


def test_without_kept_proofs_every_quote_is_unproven(story: WriteText) -> None:
    kept = read_proofs(story())
    assert (kept.spans, len(kept.unproven), kept.complete) == ({}, 3, False)


def test_a_proof_is_stale_when_the_quote_changed(story: WriteText) -> None:
    records = story()
    write_proofs(records, _prove(records))
    changed = story(["met in June", "We will end the fee", "They did not agree"])
    kept = read_proofs(changed)
    assert [evidence.quote for evidence in kept.unproven] == ["We will end the fee"]
    assert len(kept.spans) == 2


def test_a_proof_is_stale_when_the_words_beside_the_quote_changed(story: WriteText) -> None:
    records = story()
    write_proofs(records, _prove(records))
    changed = story(["quote: met in June\n        prefix: Bob"])
    assert [evidence.prefix for evidence in read_proofs(changed).unproven] == ["Bob"]


def test_every_proof_is_stale_when_the_text_is_another(story: WriteText) -> None:
    records = story()
    write_proofs(records, _prove(records))
    changed = story(article=ARTICLE + "More.")
    assert len(read_proofs(changed).unproven) == 3
    assert read_proofs(story()).complete


GOOD_ROW = {"start": 12, "end": 23, "quote": "met in June"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"sources"',
        b"{}",
        b'{"sources": []}',
        b'{"sources": {"gazette": []}}',
        b'{"sources": {"gazette": null}}',
        b"[" * 100_000,
    ],
)
def test_damaged_proofs_say_what_to_do(story: WriteText, content: bytes) -> None:
    records = story()
    (records.folder / PROOFS).write_bytes(content)
    _assert_damaged(records)


@pytest.mark.parametrize(
    "change",
    [
        {"start": None},
        {"start": "x"},
        {"start": -11, "end": 0},
        {"end": 24},
        {"end": float("inf")},
        {"quote": ["met in June"]},
        {"quote": 5},
        {"exact": "met in July"},
        {"exact": 5},
        {"prefix": 5},
        {"suffix": ["."]},
    ],
)
def test_a_damaged_row_of_proofs_proves_nothing(story: WriteText, change: dict[str, object]) -> None:
    records = story()
    digest = records.sources[0].sha256
    for row, good in ((GOOD_ROW, True), (GOOD_ROW | change, False)):
        content = {"sources": {"gazette": {"sha256": digest, "quotes": [row]}}}
        (records.folder / PROOFS).write_text(json.dumps(content), "utf-8")
        if good:
            assert len(read_proofs(records).spans) == 1
        else:
            _assert_damaged(records)


def _assert_damaged(records: StoryRecords) -> None:
    with pytest.raises(StoryError) as caught:
        read_proofs(records)
    (finding,) = caught.value.findings
    assert (finding.file, finding.line) == (PROOFS, 0)
    assert finding.problem.startswith("cannot be read as proofs: ")
    assert finding.mend == "delete it and run `dateline check STORY --sources DIR`"


# What cannot be proven


def _only(records: StoryRecords) -> Finding:
    (finding,) = _prove(records).findings
    assert finding.file == "story.yaml"
    return finding


def test_a_quote_that_is_not_there_says_how_far_the_source_agrees(story: WriteText) -> None:
    records = story(["They did agree", "met in June"])
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "quote: ")}: the quote "They did agree" is not in "gazette"; '
        'the source agrees up to "They did"; copy the words from the source'
    )
    assert [evidence.quote for evidence in _prove(records).unproven] == ["They did agree"]


def test_a_quote_in_two_places_asks_for_the_words_beside_it(story: WriteText) -> None:
    records = story(["met in"])
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "quote: ")}: the quote "met in" stands 2 times in "gazette"; '
        "add `prefix:` or `suffix:`, the words right before or after the one you mean"
    )
    assert _prove(story(["quote: met in\n        suffix: July"])).complete


def test_a_quote_that_is_there_but_not_beside_these_words_says_so(story: WriteText) -> None:
    records = story(["quote: met in\n        suffix: August"])
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "quote: ")}: the quote "met in" is in "gazette", '
        "but not beside these words; mend `prefix:` or `suffix:`"
    )


def test_a_missing_text_is_a_finding_at_its_name(story: WriteText) -> None:
    records = story(file="b.txt")
    folder = records.folder.parent / "texts"
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "file:")}: the file "b.txt" cannot be read in {folder}: '
        "No such file or directory; put the text there, or mend `file:`"
    )
    assert len(_prove(records).unproven) == 3


def test_a_text_with_another_hash_is_a_finding_at_the_hash(story: WriteText) -> None:
    records = story(sha256="0" * 64)
    digest = sha256(ARTICLE.encode()).hexdigest()
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "sha256:")}: "a.txt" has the SHA-256 {digest}, '
        f"the story says {'0' * 64}; get the text that was quoted, or check every quote against the new one"
    )


def test_a_text_that_is_not_utf_8_is_a_finding_at_its_name(story: WriteText) -> None:
    records = story(article=b"Ann met B\xf6b in June.")
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "file:")}: "a.txt" is not UTF-8 at byte 9; convert it to UTF-8'
    )


def test_a_source_without_file_or_hash_cannot_be_proven(story: WriteText) -> None:
    records = story(file=None)
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "- id: gazette")}: the source "gazette" names no file; add `file:`'
    )
    records = story(sha256=None)
    assert _only(records).line == _line(records, "- id: gazette")
    assert sha256(ARTICLE.encode()).hexdigest() in _only(records).mend


@pytest.mark.parametrize("name", ["../story/story.yaml", "/etc/hostname", "x/../../story/story.yaml"])
def test_a_text_outside_of_the_sources_folder_is_not_read(story: WriteText, name: str) -> None:
    records = story(file=name)
    assert str(_only(records)) == (
        f'story.yaml:{_line(records, "file:")}: the file "{name}" leads out of the sources folder; '
        "give a path inside of it"
    )


def test_a_link_out_of_the_sources_folder_is_not_followed(story: WriteText) -> None:
    records = story(file="link.txt")
    texts = records.folder.parent / "texts"
    (texts / "link.txt").symlink_to(records.folder / "story.yaml")
    assert "leads out of the sources folder" in _only(records).problem
    (texts / "link.txt").unlink()
    (texts / "link.txt").symlink_to("a.txt")
    assert _prove(records).complete


def test_a_link_to_itself_and_a_folder_are_no_texts(story: WriteText) -> None:
    records = story(file="odd.txt")
    odd = records.folder.parent / "texts" / "odd.txt"
    odd.symlink_to(odd)
    assert _only(records).line == _line(records, "file:")
    odd.unlink()
    odd.mkdir()
    assert "Is a directory" in _only(records).problem


def test_a_quote_is_checked_even_where_its_record_cannot_be_read(tmp_path: Path) -> None:
    """One run tells everything: the wrong type, and that the words are not in the text."""
    folder = tmp_path / "story"
    write_starter(folder)
    path = folder / "story.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("type: Meeting", "type: Meting").replace("met on Monday in", "met on a Monday in"),
        "utf-8",
    )
    findings = [str(finding) for finding in dateline.check(folder).findings]
    assert len(findings) == 2
    assert "Meting" in findings[0]
    assert 'the quote "met on a Monday in the town hall of Eastholm" is not in "gazette"' in findings[1]
    assert 'the source agrees up to "met on"' in findings[1]
