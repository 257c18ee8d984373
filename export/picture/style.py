"""The colours of a picture: those of the page, written out for drawings that stand alone."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from .picking import ROWS

Scheme = dict[str, str]
_TOKEN = re.compile(r"--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)", re.IGNORECASE)
_SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'


@cache
def schemes() -> tuple[Scheme, Scheme]:
    """The page's colours by name, light and dark; ``tokens.css`` is the one place that has them."""
    text = (files("dateline.export.html") / "assets" / "core" / "tokens.css").read_text(encoding="utf-8")
    found = _TOKEN.findall(text)
    return {name: light for name, light, _ in found}, {name: dark for name, _, dark in found}


def style() -> str:
    """The rules of a picture, light, and dark where the reader's system is.

    Colours stand in the rules themselves, not in variables, which some viewers of SVG do not know.
    """
    light, dark = map(_rules, schemes())
    fixed = (
        f".dl-picture text{{font-family:{_SANS};font-size:12px}}\n"
        ".dl-picture .heading{font-size:18px;font-weight:600}\n"
        ".dl-picture .lane{font-size:14px;font-weight:600}\n"
        ".dl-picture .letter{font-size:10px;font-weight:700}\n"
        ".dl-picture .name{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}\n"
        ".dl-picture .possible,.dl-picture .idle{stroke-dasharray:3 2.5}\n"
        ".dl-picture .idle{fill:none}\n"
    )
    return f"{fixed}{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n"


def _rules(scheme: Scheme) -> str:
    own = ".dl-picture "
    rules = [
        f"{own}.paper{{fill:{scheme['paper']}}}",
        f"{own}text{{fill:{scheme['ink']}}}",
        f"{own}.soft{{fill:{scheme['soft']}}}",
        f"{own}.grid{{stroke:{scheme['rule']}}}",
        f"{own}.base{{stroke:{scheme['soft']}}}",
        f"{own}.name{{stroke:{scheme['paper']}}}",
        f"{own}.letter{{fill:{scheme['on-kind']}}}",
    ]
    for name, colour in [("any", scheme["soft"]), *((name, scheme[f"kind-{name}"]) for name in ROWS)]:
        kind = f"{own}.{name} "
        rules += [
            f"{kind}.certain{{fill:{_mixed(colour, scheme['paper'])};stroke:{colour}}}",
            f"{kind}.possible,{kind}.idle,{own}.{name}-hatch{{stroke:{colour}}}",
            f"{kind}.arrow,{kind}.mark{{fill:{colour}}}",
        ]
    return "\n".join(rules) + "\n"


def _mixed(colour: str, ground: str) -> str:
    """Three tenths of a colour on a ground."""
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one * 0.3 + other * 0.7):02x}" for one, other in pairs)
