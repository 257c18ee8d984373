"""A band of a step chart: the steps of one policy on the same goods, their words, and the months below.

Certain time is filled, possible time hatched, what is not in force an empty dashed outline; the words on
each step say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.rates.states import RateState
from .axis import month_axis
from .chart import Band
from .frame import FALLBACK, FULL, GAP, PLOT, Frame, at, lines, text_of, upright

_ROW, _AXIS = 17, 32


def draw_band(band: Band, frame: Frame, y: int) -> tuple[list[str], int]:
    """A band from its names down to its months; returns the place below it."""
    parts = []
    y += 4
    for size, kind, said in ((7.6, "goods", band.goods), (6.4, "soft", band.policy)):
        for line in lines(said, frame.width, size):
            y += 18
            parts.append(f'<text class="{kind}" y="{y}">{text_of(line)}</text>')
    labels, rows = _labels(band, frame)
    y += 8 + rows * _ROW
    base = y + PLOT + 4
    parts += month_axis(frame, y + 2, base)
    # The lower steps go over the higher ones, which would hide them.
    high_first = sorted(band.states, key=lambda state: -frame.height(state.rate))
    parts += [_state(state, frame, base) for state in high_first]
    if frame.day is not None:
        parts.append(upright("day", frame.day, y, base))
    parts += [_label(label, frame, y, base) for label in labels]
    y = base + _AXIS
    for state in band.undated:
        said = f"without a date: {band.label(state)}"
        for line in lines(said, frame.width, 6.4):
            y += 14
            parts.append(f'<text class="soft" y="{y - 6}">{text_of(line)}</text>')
    return parts, y + GAP - 16


def _state(state: RateState, frame: Frame, base: int) -> str:
    """The shapes of a state: its certain days, and the days of a begin or end that is not known."""
    begin, begun = state.earliest_begin, state.latest_begin
    end, ended = state.earliest_end, state.latest_end
    left = frame.x(begin) if begin else 0.0
    right = frame.after(ended) if ended else FULL
    core_left = frame.x(begun) if begun else right
    core_right = FULL if state.ongoing else frame.after(end) if end else core_left
    pieces = [(left, right, False)]
    if core_left < core_right:
        pieces = [(left, core_left, False), (core_left, core_right, True), (core_right, right, False)]
    shapes = [
        _piece(state, frame, base, *piece) for piece in pieces if piece[0] < piece[1] or len(pieces) == 1
    ]
    return "".join(shapes) + _ends(state, frame, base)


def _piece(state: RateState, frame: Frame, base: int, left: float, right: float, certain: bool) -> str:
    height = frame.height(state.rate)
    width = max(round(right - left, 2), 0.3)
    place = f'x="{left:g}%" y="{base - height}" width="{width:g}%" height="{height}"'
    if not state.in_force:
        kind = "idle" if certain else "idle-maybe"
        return f'<rect class="{kind}" {place} {FALLBACK[kind]}/>'
    if not certain:
        return f'<rect class="maybe" {place} fill="url(#{frame.name}-hatch)" {FALLBACK["maybe"]}/>'
    top = f'x1="{left:g}%" x2="{left + width:g}%" y1="{base - height}" y2="{base - height}"'
    return (
        f'<rect class="core" {place} {FALLBACK["core"]}/><line class="top" {top} {FALLBACK["top"]}/>'
        + upright("edge", left, base - height, base)
        + upright("edge", round(left + width, 2), base - height, base)
    )


def _ends(state: RateState, frame: Frame, base: int) -> str:
    """An arrow where a state goes on, a question mark where its begin or end is on no known day."""
    y = base - frame.height(state.rate)
    marks = ""
    if state.ongoing:
        marks += at(FULL, f'<path class="arrow" d="M1 {y}h9m-4 -4l4 4l-4 4" {FALLBACK["arrow"]}/>')
    elif state.latest_end is None:
        marks += at(FULL, f'<text class="step" x="3" y="{y + 4}">?</text>')
    if state.earliest_begin is None:
        marks += at(0, f'<text class="step" x="3" y="{min(y + 14, base - 3)}">?</text>')
    return marks


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    x: float
    row: int
    force: bool
    flipped: bool
    height: int


def _labels(band: Band, frame: Frame) -> tuple[list[_Label], int]:
    """Words above the steps in as few rows as do not run into each other; the last is set first, so that
    no line down to a step crosses the words of a later one."""
    taken: list[float] = []
    placed = []
    for state in sorted(band.states, key=lambda state: (_start(state, frame), state.id), reverse=True):
        text, x = band.label(state), _start(state, frame)
        needed = len(text) * 7.2 + 12
        left = x * frame.width / 100
        flipped = left + needed > frame.width
        right = left if flipped else left + needed
        left = left - needed if flipped else left
        row = next((row for row, free in enumerate(taken) if right <= free), len(taken))
        if row == len(taken):
            taken.append(left)
        taken[row] = min(taken[row], left)
        placed.append(_Label(text, x, row, state.in_force, flipped, frame.height(state.rate)))
    return placed, len(taken)


def _start(state: RateState, frame: Frame) -> float:
    return frame.x(state.earliest_begin) if state.earliest_begin else 0.0


def _label(label: _Label, frame: Frame, y: int, base: int) -> str:
    line = y - label.row * _ROW - 4
    words = f'x="{-4 if label.flipped else 4}" y="{line}" text-anchor="{"end" if label.flipped else "start"}"'
    force = " force" if label.force else " soft"
    return upright("leader", label.x, line - 9, base - label.height) + at(
        label.x, f'<text class="step{force}" {words}>{text_of(label.text)}</text>'
    )
