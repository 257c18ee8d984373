"""A picture as SVG 1.1: days in percent of the width, letters in pixels, no script."""

from __future__ import annotations

from hashlib import sha256

from ..html.kinds import Kind
from ..rates.axis import day_marks, grid, month_marks, names
from ..rates.frame import Frame, at, lines, text_of
from ..words import day_in_words
from .packing import MARK, Placed
from .picking import ROWS, WIDTH, Lane, Picture
from .style import style

_ROW, _BAR, _MARGIN = 22, 16, 20
_LEGEND = (
    ("certain", "certain"),
    ("possible", "possible: the sources leave the day open"),
    ("idle", "planned, called off, or not in force"),
    ("arrow", "goes on, or began earlier"),
)


def picture_svg(picture: Picture) -> str:
    """The drawing; the same picture gives the same bytes.

    Its ids are drawn from its content, so that several may stand on one page.
    """
    name = "dl-" + sha256(repr(picture).encode("utf-8", "replace")).hexdigest()[:12]
    parts, y = _head(picture, name)
    if picture.frame:
        body, y = _body(picture, picture.frame, name, y)
        parts += body
    else:
        y += 20
        parts.append(f'<text class="soft" y="{y}">Nothing in this story has a date.</text>')
    y += 10
    for said in _notes(picture):
        for line in lines(said, WIDTH, 6.4):
            y += 16
            parts.append(f'<text class="soft" y="{y}">{text_of(line)}</text>')
    height, width = y + 14, WIDTH + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dl-picture" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="12">'
        f'<title id="{name}-title">{text_of(picture.title)}</title>'
        f'<desc id="{name}-desc">{text_of(describe(picture))}</desc><style>{style()}</style>'
        f"<defs>{''.join(_hatch(name, kind) for kind in ('any', *ROWS))}</defs>"
        '<rect class="paper" width="100%" height="100%" fill="#fdfcfa"/>'
        f'<svg x="{_MARGIN}" width="{WIDTH}" height="{height}" overflow="visible">'
        f"{''.join(parts)}</svg></svg>\n"
    )


def describe(picture: Picture) -> str:
    """What the picture shows, for those who do not see it: every thing that is drawn, in order of time."""
    said = [f"{_window(picture.frame)}." if picture.frame else "Nothing in this story has a date."]
    for lane in picture.lanes:
        ordered = sorted(lane.placed, key=lambda each: (each.thing.begin, each.thing.key))
        said.append(f"{_lane_words(lane)}: {'; '.join(each.thing.said for each in ordered)}.")
    return " ".join([*said, *_notes(picture)])


def _window(frame: Frame) -> str:
    return f"From {day_in_words(frame.first)} to {day_in_words(frame.last)}"


def _notes(picture: Picture) -> list[str]:
    return [f"Not drawn: {'; '.join(picture.left_out)}."] if picture.left_out else []


def _lane_words(lane: Lane) -> str:
    heading = lane.kind.many[:1].upper() + lane.kind.many[1:]
    drawn = len(lane.placed)
    return (
        f"{heading}: {drawn}"
        if drawn == lane.of
        else f"{heading}: {drawn} of {lane.of}, the most connected that fit"
    )


def _head(picture: Picture, name: str) -> tuple[list[str], int]:
    parts, y = [], 10
    for line in lines(picture.title, WIDTH, 10):
        y += 22
        parts.append(f'<text class="heading" y="{y}" font-size="18">{text_of(line)}</text>')
    if picture.frame:
        y += 20
        parts.append(f'<text class="soft" y="{y}">{text_of(_window(picture.frame))}</text>')
        y += 14
        x = 0
        for kind, said in _LEGEND:
            sample = _shape(kind, "0", "26", y, 12, f"{name}-hatch-any")
            if kind == "arrow":
                sample = f'<path class="arrow" d="M4 {y}l9 6l-9 6Z"/>'
            words = f'<text x="34" y="{y + 11}">{text_of(said)}</text>'
            parts.append(f'<svg class="any" x="{x}" overflow="visible">{sample}{words}</svg>')
            x += 34 + round(len(said) * 6.3) + 22
        y += 18
    return parts, y


def _body(picture: Picture, frame: Frame, name: str, y: int) -> tuple[list[str], int]:
    """The days above, the lanes, and the days again below them."""
    marks = day_marks(frame) or month_marks(frame)
    tall = max(len(said) for _, said in marks)
    parts = names(frame, marks, y + 18)
    top = y + 12 + 13 * tall
    y = top + 4
    lanes: list[str] = []
    for lane in picture.lanes:
        y += 22
        lanes.append(f'<text class="lane" y="{y}">{text_of(_lane_words(lane))}</text>')
        y += 10
        lanes += [_bar(each, lane.kind, y, f"{name}-hatch-{lane.kind.name}") for each in lane.placed]
        y += lane.rows * _ROW
    parts += [*grid(frame, marks, top, y), *lanes, *names(frame, marks, y + 15)]
    return parts, y + 4 + 13 * tall


def _bar(placed: Placed, kind: Kind, top: int, hatch: str) -> str:
    """A bar with its mark, its name and, where a reader points at it, all that is known of its days."""
    thing, y = placed.thing, top + placed.row * _ROW
    left, right = placed.left, placed.right
    parts = [f"<title>{text_of(thing.said)}</title>"]
    if placed.core != (left, right):
        parts.append(_shape("possible", f"{left:g}%", f"{right - left:.4g}%", y, _BAR, hatch))
    if placed.core:
        begin, end = placed.core
        shape = "certain" if thing.real else "paper idle"
        parts.append(_shape(shape, f"{begin:g}%", f"{end - begin:.4g}%", y, _BAR))
    marks = f'<path class="mark" d="{kind.path}" transform="translate(9 {y + 8}) scale(.58)"/>'
    marks += f'<text class="letter" x="9" y="{y + 11.5}" text-anchor="middle">{kind.letter}</text>'
    where = 'x="-5" text-anchor="end"' if placed.flipped else f'x="{MARK + 3}"'
    marks += f'<text class="name" {where} y="{y + 12}">{text_of(thing.name)}</text>'
    parts.append(at(left, marks))
    if placed.cut:
        parts.append(f'<path class="arrow" d="M-2 {y + 2}l-9 6l9 6Z"/>')
    if thing.span.ongoing:
        parts.append(at(right, f'<path class="arrow" d="M-2 {y + 2}l9 6l-9 6Z"/>'))
    return f'<g class="{kind.name}">{"".join(parts)}</g>'


def _shape(shape: str, x: str, width: str, y: int, height: int, hatch: str = "") -> str:
    fill = f' fill="url(#{hatch})"' if shape == "possible" else ""
    return f'<rect class="{shape}" x="{x}" y="{y}" width="{width}" height="{height}" rx="3"{fill}/>'


def _hatch(name: str, kind: str) -> str:
    return (
        f'<pattern id="{name}-hatch-{kind}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="{kind}-hatch" d="M1 0V6" fill="none"/></pattern>'
    )
