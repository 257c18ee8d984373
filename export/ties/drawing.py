"""A picture of a part of a network as SVG 1.1: 360 pixels wide and as high as it takes, no script."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from math import hypot
from textwrap import wrap

from ..html.kinds import BY_NAME
from ..rates.frame import text_of
from .picking import Dot, Drawing, Line
from .placing import WIDTH, centres
from .style import GROUPS, network_style

_MARGIN, _TOP, _LINE, _BELOW, _GAP = 8, 26, 14, 24, 34
_LETTERS = {1: 34, 2: 24, 3: 17}
"""Letters of a line of a label, by how many labels stand in the row."""
_ROUND = 8
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where on its line the number of a step may stand, the best first."""
_TEXT = 52
"""Letters of a line of text across the picture."""


def network_svg(drawing: Drawing, *, headed: bool = True) -> str:
    """The drawing; the same one gives the same bytes, and its ids differ from those of any other."""
    name = "dl-" + sha256(repr(drawing).encode("utf-8", "replace")).hexdigest()[:12]
    head, y = _lines_of(drawing.title, "heading", _TOP, 38, 20) if headed else ([], 0.0)
    spots, labels, y = _placed(drawing, y + 18)
    body = [*(_line(line, spots) for line in drawing.lines)]
    body += [_dot(dot, spots[number], labels[number]) for number, dot in enumerate(drawing.dots)]
    body += _badges(drawing, spots, labels)
    if not drawing.dots:
        y += 10
        body.append(f'<text class="soft" x="0" y="{y}">There is nothing to draw.</text>')
    foot, y = _foot(drawing, y)
    height, width = y + 14, WIDTH + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dl-ties" '
        f'viewBox="{-_MARGIN} 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="sans-serif" font-size="12"><title id="{name}-title">{text_of(drawing.title)}</title>'
        f'<desc id="{name}-desc">{text_of(describe(drawing))}</desc><style>{network_style()}</style>'
        f'<rect class="paper" x="{-_MARGIN}" width="{width:.0f}" height="{height:.0f}" fill="#fdfcfa"/>'
        f"{''.join((*head, *body, *foot))}</svg>\n"
    )


def describe(drawing: Drawing) -> str:
    """What the picture shows, for those who do not see it."""
    if drawing.steps:
        return " ".join(f"{number}. {said}" for number, said in enumerate(drawing.steps, 1))
    names = ", ".join(dot.label for dot in drawing.dots)
    return f"{len(drawing.dots)} nodes and {len(drawing.lines)} lines between them: {names}."


Spot = tuple[float, float]


def _placed(drawing: Drawing, y: float) -> tuple[dict[int, Spot], dict[int, list[str]], float]:
    """Where each dot stands, the lines of its label, and where the drawing ends."""
    spots: dict[int, Spot] = {}
    labels: dict[int, list[str]] = {}
    for number, row in enumerate(drawing.rows):
        letters = _LETTERS[len(row)]
        for node, x in zip(row, centres(len(row), number), strict=True):
            spots[node] = (x, y)
            labels[node] = _short(drawing.dots[node].label, letters - 2 * drawing.dots[node].strong)
        y += _BELOW + _LINE * max(len(labels[node]) for node in row) + _GAP
    return spots, labels, y - _GAP


def _short(label: str, letters: int) -> list[str]:
    found = wrap(label, letters) or [""]
    return found if len(found) <= 3 else [*found[:2], f"{found[2][: letters - 1]}…"]


def _line(line: Line, spots: dict[int, Spot]) -> str:
    (x1, y1), (x2, y2) = spots[line.source], spots[line.target]
    x, y = _bend(spots, line)
    return (
        f'<path class="tie" d="M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}">'
        f"<title>{text_of(line.hint)}</title></path>"
    )


def _bend(spots: dict[int, Spot], line: Line) -> Spot:
    """The point toward which a line bends, so that it passes beside what stands between its ends."""
    (x1, y1), (x2, y2) = spots[line.source], spots[line.target]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    aside = min(60.0, 0.28 * max(0.0, length - 110))
    if abs(y1 - y2) < 1:
        aside = 26.0
    side = 1 if (line.source + line.target) % 2 else -1
    return (x1 + x2) / 2 + side * aside * (y2 - y1) / length, (y1 + y2) / 2 - aside * abs(x2 - x1) / length


def _badges(drawing: Drawing, spots: dict[int, Spot], labels: dict[int, list[str]]) -> Iterator[str]:
    """The number of each step on its line, where it hides no label and no other number."""
    taken = [_box_of(spots[node], label) for node, label in labels.items()]
    for line in drawing.lines:
        if line.number:
            x, y = min(
                (_along(spots, line, share) for share in _SHARES), key=lambda spot: _hidden(spot, taken)
            )
            taken.append((x - _ROUND, y - _ROUND, x + _ROUND, y + _ROUND))
            yield (
                f'<g class="step"><circle cx="{x:.1f}" cy="{y:.1f}" r="{_ROUND}"/>'
                f'<text x="{x:.1f}" y="{y + 3.5:.1f}" text-anchor="middle">{line.number}</text>'
                f"<title>{text_of(line.hint)}</title></g>"
            )


Box = tuple[float, float, float, float]


def _box_of(spot: Spot, label: list[str]) -> Box:
    """About where a dot and its label stand: left, top, right, bottom."""
    half = max(3.3 * max(map(len, label)), 12.0)
    return spot[0] - half, spot[1] - 12, spot[0] + half, spot[1] + _BELOW + _LINE * (len(label) - 1) + 4


def _hidden(spot: Spot, taken: list[Box]) -> float:
    """How much of what is there a number at a spot would hide, in square pixels."""
    x, y = spot
    return sum(
        max(0.0, min(x + _ROUND, right) - max(x - _ROUND, left))
        * max(0.0, min(y + _ROUND, bottom) - max(y - _ROUND, top))
        for left, top, right, bottom in taken
    )


def _along(spots: dict[int, Spot], line: Line, share: float) -> Spot:
    """A point of a line, some share of the way from its source to its target."""
    points = spots[line.source], _bend(spots, line), spots[line.target]
    parts = (1 - share) ** 2, 2 * share * (1 - share), share**2
    x, y = (sum(part * point[axis] for part, point in zip(parts, points, strict=True)) for axis in (0, 1))
    return x, y


def _dot(dot: Dot, spot: Spot, label: list[str]) -> str:
    x, y = spot
    group = f" group-{(dot.group - 1) % GROUPS + 1}" if dot.group else ""
    strong = " strong" if dot.strong else ""
    kind = BY_NAME.get(dot.kind)
    outline = f'<path d="{kind.path}"/>' if kind else '<circle r="8"/>'
    mark = str(dot.group) if dot.group else kind.letter if kind else ""
    kinds = f"dot {dot.kind if kind else 'node'}{group}{strong}"
    names = "".join(
        f'<text class="name" y="{_BELOW + _LINE * number}" text-anchor="middle">{text_of(text)}</text>'
        for number, text in enumerate(label)
    )
    return (
        f'<g class="{kinds}" transform="translate({x:.1f} {y:.1f})">'
        f"<title>{text_of(dot.hint)}</title>{outline}"
        f'<text class="letter" y="4" text-anchor="middle">{mark}</text>{names}</g>'
    )


def _foot(drawing: Drawing, y: float) -> tuple[list[str], float]:
    parts: list[str] = []
    y += 8
    for number, said in enumerate(drawing.steps, 1):
        more, y = _lines_of(f"{number}. {said}", "said", y + 18, _TEXT, 15)
        parts += more
        y -= 11
    for said in drawing.notes:
        more, y = _lines_of(said, "soft", y + 20, _TEXT, 15)
        parts += more
        y -= 11
    return parts, y


def _lines_of(text: str, kind: str, y: float, letters: int, height: int) -> tuple[list[str], float]:
    """Text in lines, and the height below them."""
    found: Iterator[tuple[int, str]] = enumerate(wrap(text, letters) or [""])
    parts = [
        f'<text class="{kind}" x="0" y="{y + height * n:.0f}">{text_of(line)}</text>' for n, line in found
    ]
    return parts, y + height * (len(parts) - 1) + 11
