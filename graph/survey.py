"""A story folder as it is: what can be read of it, what is known of its quotes, and all that is wrong."""

from __future__ import annotations

from pathlib import Path

from ..data.proofs import Proofs, prove, read_proofs
from ..data.story import read_records
from ..data.story_records import StoryRecords
from ..errors import Finding, NotAStoryError, StoryError

SOURCES = "sources"
"""The sub-folder of a story in which its author may keep the texts."""


def read_with_proofs(folder: Path, sources: Path | None) -> tuple[StoryRecords, Proofs]:
    """A story folder's records, and the proofs of its quotes.

    Raises :class:`StoryError` with all findings about its records and its quotes.
    """
    records, proofs, findings = survey(folder, sources)
    if findings:
        raise StoryError(findings)
    return records, proofs


def survey(folder: Path, sources: Path | None) -> tuple[StoryRecords, Proofs, list[Finding]]:
    """What can be read of a story folder, what is known of its quotes, and all that is wrong.

    The texts are looked for in ``sources``, else in the folder ``sources`` of the story; where
    there are none, the proofs kept with the story count.
    """
    texts = sources or (folder / SOURCES if (folder / SOURCES).is_dir() else None)
    if texts is not None and not texts.is_dir():
        raise NotAStoryError(f'"{texts}" is not a folder; give the one that holds the texts')
    records, findings = read_records(folder)
    proofs = prove(records, texts) if texts else read_proofs(records)
    return records, proofs, [*findings, *proofs.findings]
