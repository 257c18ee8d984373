"""Proof that a story's quotes are its sources' own words, kept beside the story.

``prove`` finds every quote in the texts; what it found goes into the file ``proofs.json`` of the
story folder, so that a build without the texts still knows where each quote stands. A proof
holds only for the very quote and the very SHA-256 it was made for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import Finding, StoryError
from .documents import read_document
from .quotes import SourceText, Span, fold
from .records import Evidence, Source
from .story_records import StoryRecords

PROOFS = "proofs.json"

QuoteKey: TypeAlias = tuple[str, str, str | None, str | None]
"""Source id, quote, prefix and suffix as the story gives them."""


def key_of(evidence: Evidence) -> QuoteKey:
    """What a proof is filed under."""
    return evidence.source, evidence.quote, evidence.prefix, evidence.suffix


@dataclass(frozen=True, slots=True)
class Proofs:
    """Where the quotes of a story stand in its sources; ``unproven`` have no proof (yet).

    ``fresh`` proofs come from the texts themselves, others were kept from an earlier run.
    """

    spans: Mapping[QuoteKey, Span] = field(default_factory=dict)
    unproven: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    fresh: bool = False

    @property
    def complete(self) -> bool:
        """Whether every quote has a proof."""
        return not self.unproven

    def span(self, evidence: Evidence) -> Span | None:
        """Where a quote stands, or None when that is not proven."""
        return self.spans.get(key_of(evidence))


def prove(records: StoryRecords, sources: Path) -> Proofs:
    """Find every quote in the texts of the folder ``sources``; what is not found is a finding."""
    texts: dict[str, SourceText] = {}
    findings: list[Finding] = []
    for source in records.sources:
        text, found = read_document(source, sources)
        findings += found
        if text:
            texts[source.id] = text
    spans: dict[QuoteKey, Span] = {}
    unproven: list[Evidence] = []
    for evidence in records.evidence():
        if evidence.source not in texts:
            unproven.append(evidence)
            continue
        places = texts[evidence.source].find(evidence.quote, evidence.prefix, evidence.suffix)
        if len(places) == 1:
            spans[key_of(evidence)] = places[0]
        else:
            unproven.append(evidence)
            findings.append(_finding(evidence, texts[evidence.source], places))
    return Proofs(spans, tuple(unproven), tuple(sorted(set(findings))), fresh=True)


def _finding(evidence: Evidence, text: SourceText, places: list[Span]) -> Finding:
    where = evidence.at.file, evidence.at.line_of("quote")
    if places:
        mend = "add `prefix:` or `suffix:`, the words right before or after the one you mean"
        problem = f'the quote "{evidence.quote}" stands {len(places)} times in "{evidence.source}"'
        return Finding(*where, problem, mend)
    if text.find(evidence.quote):
        problem = f'the quote "{evidence.quote}" is in "{evidence.source}", but not beside these words'
        return Finding(*where, problem, "mend `prefix:` or `suffix:`")
    agreed = text.agreement(evidence.quote)
    begins = f'the source agrees up to "{agreed}"; ' if agreed else ""
    problem = f'the quote "{evidence.quote}" is not in "{evidence.source}"'
    return Finding(*where, problem, f"{begins}copy the words from the source")


def read_proofs(records: StoryRecords) -> Proofs:
    """The proofs kept beside the story, for the quotes and texts that they still fit.

    Raises :class:`StoryError` when the file is damaged.
    """
    path = records.folder / PROOFS
    kept: dict[QuoteKey, Span] = {}
    if path.exists():
        try:
            kept = _spans(json.loads(path.read_text("utf-8")), records.sources)
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            ArithmeticError,
            RecursionError,
        ) as error:
            problem = f"cannot be read as proofs: {error}"
            mend = "delete it and run `dateline check STORY --sources DIR`"
            raise StoryError([Finding(PROOFS, 0, problem, mend)]) from None
    needed = {key_of(evidence): evidence for evidence in records.evidence()}
    spans = {key: span for key, span in kept.items() if key in needed}
    return Proofs(spans, tuple(item for key, item in needed.items() if key not in spans))


def _spans(content: Any, sources: tuple[Source, ...]) -> dict[QuoteKey, Span]:
    current = {source.id: source.sha256 for source in sources}
    spans: dict[QuoteKey, Span] = {}
    for source_id, kept in content["sources"].items():
        if source_id in current and current[source_id] == kept["sha256"]:
            for row in kept["quotes"]:
                key = (source_id, row["quote"], row.get("prefix"), row.get("suffix"))
                exact = row.get("exact", row["quote"])
                span = Span(int(row["start"]), int(row["end"]), exact)
                if not all(isinstance(part, str | None) for part in (*key, exact)):
                    raise ValueError(f"the quote {row['quote']!r} or what is beside it is no text")
                if span.start < 0 or span.end - span.start != len(exact):
                    raise ValueError(f"start and end do not fit the quote {exact!r}")
                if fold(exact) != fold(row["quote"]):
                    raise ValueError(f"the quote {row['quote']!r} is not {exact!r}")
                spans[key] = span
    return spans


def write_proofs(records: StoryRecords, proofs: Proofs) -> bool:
    """Keep proofs beside the story, whole or not at all; whether the file changed.

    The file is sorted by source and place, one quote a line, so that a diff shows what moved.
    """
    path = records.folder / PROOFS
    text = _as_text(records, proofs)
    if path.exists() and path.read_bytes() == text.encode():
        return False
    draft = path.with_name(f".{PROOFS}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _as_text(records: StoryRecords, proofs: Proofs) -> str:
    blocks = []
    for source in sorted(records.sources, key=lambda source: source.id):
        rows = [_row(key, span) for key, span in proofs.spans.items() if key[0] == source.id]
        lines = ",\n".join(
            "    " + json.dumps(row, ensure_ascii=False)
            for row in sorted(rows, key=lambda row: (row["start"], row["end"], row["quote"]))
        )
        head = f'  {json.dumps(source.id)}: {{"sha256": {json.dumps(source.sha256)}, "quotes": ['
        blocks.append(f"{head}\n{lines}\n  ]}}")
    return '{"sources": {\n' + ",\n".join(blocks) + "\n}}\n"


def _row(key: QuoteKey, span: Span) -> dict[str, Any]:
    _, quote, prefix, suffix = key
    row: dict[str, Any] = {"start": span.start, "end": span.end, "quote": quote}
    if span.exact != quote:
        row["exact"] = span.exact
    if prefix is not None:
        row["prefix"] = prefix
    if suffix is not None:
        row["suffix"] = suffix
    return row
