"""What the parts of a step chart share: its days as percent of the width, its lines, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap

from ..xml_text import xml_text

WIDE, NARROW = 900, 320
"""The least widths, in pixels, for which the two drawings place their words."""

PLOT, GAP = 64, 30
"""Pixels: how high the highest rate stands, and what is between two bands."""

FULL = 98.0
"""Where the last day ends, in percent; the rest is for the arrows of what goes on."""

FALLBACK = {
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
class Frame:
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
        return round(min(max((day - self.first).days / days, 0), 1) * FULL, 2)

    def after(self, day: str) -> float:
        """Where a day ends."""
        known = date.fromisoformat(day)
        return FULL if known >= self.last else self.x(known + timedelta(days=1))

    def height(self, rate: str | None) -> int:
        """How high a rate stands, in pixels; what has no rate stands low."""
        return 8 if rate is None else max(1, round(float(rate) / self.top * PLOT))


def upright(kind: str, x: float, top: float, bottom: float) -> str:
    """A vertical line at a place given in percent."""
    return f'<line class="{kind}" x1="{x:g}%" x2="{x:g}%" y1="{top}" y2="{bottom}" {FALLBACK[kind]}/>'


def at(x: float, content: str) -> str:
    """What is drawn in pixels from a place given in percent."""
    return f'<svg x="{x:g}%" overflow="visible">{content}</svg>'


def lines(text: str, width: int, letter: float) -> list[str]:
    """Text in lines of a width, for letters of a mean width, both in pixels."""
    return wrap(text, max(12, int(width / letter))) or [""]


def text_of(text: str) -> str:
    """Text as XML."""
    return escape(xml_text(text)[0])
