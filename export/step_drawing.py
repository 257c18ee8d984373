"""A step chart as SVG 1.1. Days run in percent of the width and letters in pixels, so it fits any screen.

Certain time is filled, possible time hatched, what is not in force an empty dashed outline; the words on
each step say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from textwrap import wrap

from ..graph.rate_states import RateState
from .step_chart import Band, Chart
from .words import MONTHS, day_in_words
from .xml_text import xml_text

WIDE, NARROW = 900, 320
"""The least widths, in pixels, for which the two drawings place their words."""

_PLOT, _ROW, _AXIS, _GAP = 64, 17, 32, 30
_FULL = 98.0
"""Where the last day ends, in percent; the rest is for the arrows of what goes on."""

_FALLBACK = {
    "core": 'fill="#ddbdd4" stroke="none"',
    "top": 'stroke="#8a3272" stroke-width="3"',
    "edge": 'stroke="#8a3272" stroke-width="1"',
    "maybe": 'stroke="#8a3272" stroke-dasharray="3 3"',
    "idle": 'fill="none" stroke="#5a6069" stroke-dasharray="6 3"',
    "idle-maybe": 'fill="none" stroke="#5a6069" stroke-dasharray="1 3"',
    "grid": 'stroke="#e0dcd3"',
    "base": 'stroke="#5a6069"',
    "leader": 'stroke="#5a6069" stroke-width="1"',
    "day": 'stroke="#a53c0b" stroke-width="1.5"',
    "arrow": 'fill="none" stroke="#1d2126" stroke-width="1.8"',
}
"""For viewers without CSS variables."""

STYLE = """
.dl-steps{--p:#fdfcfa;--i:#1d2126;--s:#5a6069;--r:#e0dcd3;--k:#8a3272;--f:#ddbdd4;--a:#a53c0b;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media (prefers-color-scheme:dark){
.dl-steps{--p:#14171b;--i:#e9e7e2;--s:#a5abb4;--r:#30363e;--k:#e592cf;--f:#57344c;--a:#ffb184}}
.dl-steps .paper{fill:var(--p)}
.dl-steps text{fill:var(--i);font-size:12px}
.dl-steps .heading{font-size:18px;font-weight:600}
.dl-steps .goods{font-size:14px;font-weight:600}
.dl-steps .soft{fill:var(--s)}
.dl-steps .mark{fill:var(--a);font-weight:600}
.dl-steps .step,.dl-steps .mark,.dl-steps .goods,.dl-steps .soft{
paint-order:stroke;stroke:var(--p);stroke-width:4px;stroke-linejoin:round}
.dl-steps .force{font-weight:600}
.dl-steps .core{fill:var(--f)}
.dl-steps .top,.dl-steps .edge,.dl-steps .maybe,.dl-steps .hatch{stroke:var(--k)}
.dl-steps .idle,.dl-steps .idle-maybe,.dl-steps .base,.dl-steps .leader{stroke:var(--s)}
.dl-steps .grid{stroke:var(--r)}
.dl-steps .day{stroke:var(--a)}
.dl-steps .arrow{stroke:var(--i)}
"""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Maps days to percent of the width."""

    first: date
    last: date
    width: int
    name: str
    top: float
    day: float | None

    def x(self, day: date | str) -> float:
        """Where a day begins, within the chart."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        days = (self.last - self.first).days + 1
        return round(min(max((day - self.first).days / days, 0), 1) * _FULL, 2)

    def after(self, day: str) -> float:
        """Where a day ends."""
        known = date.fromisoformat(day)
        return _FULL if known >= self.last else self.x(known + timedelta(days=1))

    def height(self, rate: str | None) -> int:
        """How high a rate stands, in pixels; what has no rate stands low."""
        return 8 if rate is None else max(1, round(float(rate) / self.top * _PLOT))


def chart_svg(chart: Chart, width: int = WIDE, *, alone: bool = True, name: str = "w") -> str:
    """The drawing; ``alone`` gives it a heading, a ground and a size of its own.

    ``width`` is the least width in pixels for which words are placed, ``name`` sets its ids apart from
    those of another drawing on the same page. The same chart gives the same bytes.
    """
    frame = _Frame(chart.first, chart.last, width, name, chart.top, None)
    marked = chart.day if chart.day and chart.first <= chart.day <= chart.last else None
    frame = replace(frame, day=frame.x(marked) if marked else None)
    parts, y = _head(chart, frame, alone)
    bands = []
    top = y
    for band in chart.bands:
        drawn, y = _band(band, frame, y)
        bands += drawn
    parts += _day_line(marked, frame, top, y) + bands
    style = f"<style>{STYLE}</style>" if alone else ""
    size = f'width="{width + 60}" height="{y}"' if alone else f'width="100%" height="{y}"'
    ground = '<rect class="paper" width="100%" height="100%" fill="#fdfcfa"/>' if alone else ""
    inset = 'x="2%" width="96%"' if alone else 'width="100%"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dl-steps" {size} role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="12">'
        f'<title id="{name}-title">{_text(chart.title)}</title>'
        f'<desc id="{name}-desc">{_text(describe(chart))}</desc>{style}'
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M1 0V6" stroke="#8a3272" fill="none"/>'
        "</pattern></defs>"
        f'{ground}<svg {inset} height="{y}">{"".join(parts)}</svg></svg>\n'
    )


def describe(chart: Chart) -> str:
    """What the chart shows, for those who do not see it."""
    bands = "; ".join(
        f"{band.goods} ({band.policy}): {', '.join(map(band.label, band.states)) or 'no dated state'}"
        for band in chart.bands
    )
    days = f"from {day_in_words(chart.first)} to {day_in_words(chart.last)}"
    return f"{chart.story}. Steps of the rate {days}. {bands}."


def _head(chart: Chart, frame: _Frame, alone: bool) -> tuple[list[str], int]:
    parts: list[str] = []
    y = 6
    if alone:
        for line in _lines(chart.title, frame.width, 10):
            y += 22
            parts.append(f'<text class="heading" y="{y}" font-size="18">{_text(line)}</text>')
        y += 20
        parts.append(f'<text class="soft" y="{y}">{_text(chart.story)}</text>')
        y += 12
    legend, y = _legend(frame, y)
    return parts + legend, y + (22 if chart.day else 4)


def _legend(frame: _Frame, y: int) -> tuple[list[str], int]:
    items = (
        ("core", "certainly in force"),
        ("maybe", "possibly: first or last day not known"),
        ("idle", "not in force: announced, suspended, …"),
        ("arrow", "goes on"),
    )
    parts, x = [], 0
    y += 8
    for kind, said in items:
        needed = 36 + round(len(said) * 6.6) + 18
        if x and x + needed > frame.width:
            x, y = 0, y + 22
        parts.append(_sample(kind, frame, x, y) + f'<text x="{x + 34}" y="{y + 11}">{_text(said)}</text>')
        x += needed
    return parts, y + 22


def _sample(kind: str, frame: _Frame, x: int, y: int) -> str:
    if kind == "arrow":
        return f'<path class="arrow" d="M{x + 4} {y + 7}h18m-5 -5l5 5l-5 5" {_FALLBACK["arrow"]}/>'
    fill = f' fill="url(#{frame.name}-hatch)"' if kind == "maybe" else ""
    shape = f'<rect class="{kind}" x="{x}" y="{y}" width="26" height="13"{fill} {_FALLBACK[kind]}/>'
    top = f'<path class="top" d="M{x} {y}h26" {_FALLBACK["top"]}/>' if kind == "core" else ""
    return shape + top


def _band(band: Band, frame: _Frame, y: int) -> tuple[list[str], int]:
    """A band from its names down to its months; returns the place below it."""
    parts = []
    y += 4
    for size, kind, said in ((7.6, "goods", band.goods), (6.4, "soft", band.policy)):
        for line in _lines(said, frame.width, size):
            y += 18
            parts.append(f'<text class="{kind}" y="{y}">{_text(line)}</text>')
    labels, rows = _labels(band, frame)
    y += 8 + rows * _ROW
    base = y + _PLOT + 4
    parts += _months(frame, y + 2, base)
    # The lower steps go over the higher ones, which would hide them.
    high_first = sorted(band.states, key=lambda state: -frame.height(state.rate))
    parts += [_state(state, frame, base) for state in high_first]
    if frame.day is not None:
        parts.append(_upright("day", frame.day, y, base))
    parts += [_label(label, frame, y, base) for label in labels]
    y = base + _AXIS
    for state in band.undated:
        said = f"without a date: {band.label(state)}"
        for line in _lines(said, frame.width, 6.4):
            y += 14
            parts.append(f'<text class="soft" y="{y - 6}">{_text(line)}</text>')
    return parts, y + _GAP - 16


def _state(state: RateState, frame: _Frame, base: int) -> str:
    """The shapes of a state: its certain days, and the days of a begin or end that is not known."""
    begin, begun = state.earliest_begin, state.latest_begin
    end, ended = state.earliest_end, state.latest_end
    left = frame.x(begin) if begin else 0.0
    right = frame.after(ended) if ended else _FULL
    core_left = frame.x(begun) if begun else right
    core_right = _FULL if state.ongoing else frame.after(end) if end else core_left
    pieces = [(left, right, False)]
    if core_left < core_right:
        pieces = [(left, core_left, False), (core_left, core_right, True), (core_right, right, False)]
    shapes = [
        _piece(state, frame, base, *piece) for piece in pieces if piece[0] < piece[1] or len(pieces) == 1
    ]
    return "".join(shapes) + _ends(state, frame, base)


def _piece(state: RateState, frame: _Frame, base: int, left: float, right: float, certain: bool) -> str:
    height = frame.height(state.rate)
    width = max(round(right - left, 2), 0.3)
    place = f'x="{left:g}%" y="{base - height}" width="{width:g}%" height="{height}"'
    if not state.in_force:
        kind = "idle" if certain else "idle-maybe"
        return f'<rect class="{kind}" {place} {_FALLBACK[kind]}/>'
    if not certain:
        return f'<rect class="maybe" {place} fill="url(#{frame.name}-hatch)" {_FALLBACK["maybe"]}/>'
    top = f'x1="{left:g}%" x2="{left + width:g}%" y1="{base - height}" y2="{base - height}"'
    return (
        f'<rect class="core" {place} {_FALLBACK["core"]}/><line class="top" {top} {_FALLBACK["top"]}/>'
        + _upright("edge", left, base - height, base)
        + _upright("edge", round(left + width, 2), base - height, base)
    )


def _ends(state: RateState, frame: _Frame, base: int) -> str:
    """An arrow where a state goes on, a question mark where its begin or end is on no known day."""
    y = base - frame.height(state.rate)
    marks = ""
    if state.ongoing:
        marks += _at(_FULL, f'<path class="arrow" d="M1 {y}h9m-4 -4l4 4l-4 4" {_FALLBACK["arrow"]}/>')
    elif state.latest_end is None:
        marks += _at(_FULL, f'<text class="step" x="3" y="{y + 4}">?</text>')
    if state.earliest_begin is None:
        marks += _at(0, f'<text class="step" x="3" y="{min(y + 14, base - 3)}">?</text>')
    return marks


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    x: float
    row: int
    force: bool
    flipped: bool
    height: int


def _labels(band: Band, frame: _Frame) -> tuple[list[_Label], int]:
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


def _start(state: RateState, frame: _Frame) -> float:
    return frame.x(state.earliest_begin) if state.earliest_begin else 0.0


def _label(label: _Label, frame: _Frame, y: int, base: int) -> str:
    line = y - label.row * _ROW - 4
    words = f'x="{-4 if label.flipped else 4}" y="{line}" text-anchor="{"end" if label.flipped else "start"}"'
    force = " force" if label.force else " soft"
    return _upright("leader", label.x, line - 9, base - label.height) + _at(
        label.x, f'<text class="step{force}" {words}>{_text(label.text)}</text>'
    )


def _months(frame: _Frame, top: int, base: int) -> list[str]:
    """Lines and names of months, as many as have room, and the base line."""
    months = _month_starts(frame.first, frame.last)
    room = max(1, int(frame.width // 34))
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if len(months) / n <= room), 240)
    parts = []
    shown = [day for day in months if (day.year * 12 + day.month - 1) % every == 0] or months[:1]
    for day in shown:
        x = frame.x(day)
        parts.append(_upright("grid", x, top, base + 4))
        year = day.month == 1 or day == shown[0]
        names = [] if every >= 12 else [MONTHS[day.month - 1][:3]]
        names += [str(day.year)] if year else []
        lines = (f'<text class="soft" x="2" y="{base + 15 + 13 * n}">{t}</text>' for n, t in enumerate(names))
        parts.append(_at(x, "".join(lines)))
    parts.append(f'<line class="base" x1="0" x2="{_FULL:g}%" y1="{base}" y2="{base}" {_FALLBACK["base"]}/>')
    return parts


def _month_starts(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = (first.year * 12 + first.month - 1 + number for number in range(count))
    starts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [max(day, first) for day in starts]


def _day_line(day: date | None, frame: _Frame, top: int, bottom: int) -> list[str]:
    if day is None:
        return []
    x = frame.x(day)
    anchor, shift = ("end", -3) if x > 50 else ("start", 3)
    place = f'x="{shift}" y="{top - 2}" text-anchor="{anchor}"'
    said = f'<text class="mark" {place}>{day_in_words(day)}</text>'
    return [_upright("day", x, top - 12, bottom - _GAP), _at(x, said)]


def _upright(kind: str, x: float, top: float, bottom: float) -> str:
    return f'<line class="{kind}" x1="{x:g}%" x2="{x:g}%" y1="{top}" y2="{bottom}" {_FALLBACK[kind]}/>'


def _at(x: float, content: str) -> str:
    """What is drawn in pixels from a place given in percent."""
    return f'<svg x="{x:g}%" overflow="visible">{content}</svg>'


def _lines(text: str, width: int, letter: float) -> list[str]:
    return wrap(text, max(12, int(width / letter))) or [""]


def _text(text: str) -> str:
    return escape(xml_text(text)[0])
