"""The colours of a picture of ties: those of the page, light and dark."""

from __future__ import annotations

from functools import cache

from ..html.kinds import KINDS
from ..picture.style import Scheme, schemes

GROUPS = 8
"""Colours for groups; the ninth group has that of the first, and every group its number."""
_HUES: tuple[tuple[str, str], ...] = (
    ("#2b6cb0", "#7fb5ec"),
    ("#b4541a", "#f0a069"),
    ("#2f7d4f", "#74c79a"),
    ("#8a4a9e", "#cf9be0"),
)
_HUES += (("#a8324a", "#f08da0"), ("#5c6b1c", "#b9cc68"), ("#1f7a80", "#6fcbd1"), ("#6b5b4d", "#c4b3a3"))
_SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'


@cache
def network_style() -> str:
    """The rules of a picture. Colours stand in the rules, as some viewers of SVG know no variables."""
    light, dark = schemes()
    fixed = (
        f".dl-ties text{{font-family:{_SANS};font-size:12px}}\n"
        ".dl-ties .heading{font-size:16px;font-weight:600}\n"
        ".dl-ties .letter{font-size:10px;font-weight:700}\n"
        ".dl-ties .name{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}\n"
        ".dl-ties .strong .name{font-weight:700}\n"
        ".dl-ties .strong path,.dl-ties .strong circle{stroke-width:3px}\n"
        ".dl-ties .tie{fill:none;stroke-width:1.5px}\n"
        ".dl-ties .step text{font-size:10px;font-weight:700}\n"
    )
    return f"{fixed}{_rules(light, 0)}@media (prefers-color-scheme:dark){{\n{_rules(dark, 1)}}}\n"


def _rules(scheme: Scheme, dark: int) -> str:
    own = ".dl-ties "
    rules = [
        f"{own}.paper{{fill:{scheme['paper']}}}",
        f"{own}text{{fill:{scheme['ink']}}}",
        f"{own}.soft{{fill:{scheme['soft']}}}",
        f"{own}.tie{{stroke:{scheme['soft']};stroke-opacity:0.55}}",
        f"{own}.name{{stroke:{scheme['paper']}}}",
        f"{own}.letter{{fill:{scheme['on-kind']}}}",
        f"{own}.step circle{{fill:{scheme['paper']};stroke:{scheme['ink']}}}",
        f"{own}.node circle{{fill:{scheme['kind-actor']}}}",
        f"{own}.strong path,{own}.strong circle{{stroke:{scheme['ink']}}}",
    ]
    rules += [f"{own}.{kind.name} path{{fill:{scheme[f'kind-{kind.name}']}}}" for kind in KINDS]
    rules += [
        f"{own}.group-{number} path,{own}.group-{number} circle{{fill:{hues[dark]}}}"
        for number, hues in enumerate(_HUES, 1)
    ]
    return "\n".join(rules) + "\n"
