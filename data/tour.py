"""What a step of the tour may show: each thing once, and only what the page can open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import Finding
from .records import Conflict, Record, Step


def check_focus(step: Step, by_id: Mapping[str, Record]) -> Iterator[Finding]:
    """Findings about the focus of a step, besides ids that lead nowhere."""
    for index, target in enumerate(step.focus):
        file, line = step.at.file, step.at.line_of("focus", index)
        if isinstance(by_id.get(target), Conflict):
            problem = f'focus: "{target}" is a conflict, which no view opens by itself'
            yield Finding(file, line, problem, "give the id of one of its sides")
        if target in step.focus[:index]:
            problem = f'focus: "{target}" stands here twice'
            yield Finding(file, line, problem, "keep one of them")
