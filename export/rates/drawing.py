"""A step chart as SVG 1.1. Days run in percent of the width and letters in pixels, so it fits any screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..words import day_in_words
from .band import draw_band
from .chart import Chart
from .frame import FALLBACK, GAP, STYLE, WIDE, Frame, at, lines, text_of, upright


def chart_svg(chart: Chart, width: int = WIDE, *, alone: bool = True, name: str = "w") -> str:
    """The drawing; ``alone`` gives it a heading, a ground and a size of its own.

    ``width`` is the least width in pixels for which words are placed, ``name`` sets its ids apart from
    those of another drawing on the same page. The same chart gives the same bytes.
    """
    frame = Frame(chart.first, chart.last, width, name, chart.top, None)
    marked = chart.day if chart.day and chart.first <= chart.day <= chart.last else None
    frame = replace(frame, day=frame.x(marked) if marked else None)
    parts, y = _head(chart, frame, alone)
    bands = []
    top = y
    for band in chart.bands:
        drawn, y = draw_band(band, frame, y)
        bands += drawn
    parts += _day_line(marked, frame, top, y) + bands
    style = f"<style>{STYLE}</style>" if alone else ""
    size = f'width="{width + 60}" height="{y}"' if alone else f'width="100%" height="{y}"'
    ground = '<rect class="paper" width="100%" height="100%" fill="#fdfcfa"/>' if alone else ""
    inset = 'x="2%" width="96%"' if alone else 'width="100%"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dl-steps" {size} role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="12">'
        f'<title id="{name}-title">{text_of(chart.title)}</title>'
        f'<desc id="{name}-desc">{text_of(describe(chart))}</desc>{style}'
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


def _head(chart: Chart, frame: Frame, alone: bool) -> tuple[list[str], int]:
    parts: list[str] = []
    y = 6
    if alone:
        for line in lines(chart.title, frame.width, 10):
            y += 22
            parts.append(f'<text class="heading" y="{y}" font-size="18">{text_of(line)}</text>')
        y += 20
        parts.append(f'<text class="soft" y="{y}">{text_of(chart.story)}</text>')
        y += 12
    legend, y = _legend(frame, y)
    return parts + legend, y + (22 if chart.day else 4)


def _legend(frame: Frame, y: int) -> tuple[list[str], int]:
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
        parts.append(_sample(kind, frame, x, y) + f'<text x="{x + 34}" y="{y + 11}">{text_of(said)}</text>')
        x += needed
    return parts, y + 22


def _sample(kind: str, frame: Frame, x: int, y: int) -> str:
    if kind == "arrow":
        return f'<path class="arrow" d="M{x + 4} {y + 7}h18m-5 -5l5 5l-5 5" {FALLBACK["arrow"]}/>'
    fill = f' fill="url(#{frame.name}-hatch)"' if kind == "maybe" else ""
    shape = f'<rect class="{kind}" x="{x}" y="{y}" width="26" height="13"{fill} {FALLBACK[kind]}/>'
    top = f'<path class="top" d="M{x} {y}h26" {FALLBACK["top"]}/>' if kind == "core" else ""
    return shape + top


def _day_line(day: date | None, frame: Frame, top: int, bottom: int) -> list[str]:
    if day is None:
        return []
    x = frame.x(day)
    anchor, shift = ("end", -3) if x > 50 else ("start", 3)
    place = f'x="{shift}" y="{top - 2}" text-anchor="{anchor}"'
    said = f'<text class="mark" {place}>{day_in_words(day)}</text>'
    return [upright("day", x, top - 12, bottom - GAP), at(x, said)]
