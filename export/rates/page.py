"""The page of a step chart: the drawing, for wide and for narrow screens, and a table that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from ...graph.facts import words
from ...graph.rates.states import RateState
from ..timelines import words_for
from ..words import day_in_words
from ..xml_text import xml_text
from .chart import Chart, step_label
from .drawing import chart_svg
from .frame import NARROW, STYLE, WIDE
from .words import names, telling_first

_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 var(--sans);overflow-wrap:anywhere}
main{max-width:1180px;margin:0 auto;padding:24px 28px 48px}
h1{margin:0;font:600 26px/1.2 var(--serif);letter-spacing:-0.01em}
h2{margin:36px 0 8px;font:600 19px/1.3 var(--serif)}
p{margin:6px 0 14px;max-width:80ch;color:var(--soft)}
figure{margin:0}
figure svg{display:block;overflow:visible}
.narrow{display:none}
table{width:100%;border-collapse:collapse;font-size:14px}
caption{padding-bottom:8px;text-align:start;font-size:13px;color:var(--soft)}
th,td{padding:8px 14px 8px 0;border-bottom:1px solid var(--rule);text-align:start;vertical-align:top}
th,td{font-weight:400;overflow-wrap:break-word}
th:nth-child(1){width:26%}
th:nth-child(2){width:11%}
th:nth-child(3){width:14%}
th:nth-child(4){width:18%}
thead th{border-color:var(--soft);font-size:13px;font-weight:600}
td b,th b{font-weight:600}
.soft{display:block;font-size:13px;color:var(--soft)}
q{display:block;font-family:var(--serif)}
q+.soft{margin-bottom:6px}
details{font-size:13px}
summary{min-height:24px;cursor:pointer;color:var(--accent)}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
footer{margin-top:28px;font-size:13px;color:var(--soft)}
@media (max-width:959.98px){
main{padding:18px 16px 36px}
.wide{display:none}
.narrow{display:block}
h1{font-size:22px}
}
@media (max-width:719.98px){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,caption,tbody,tr,#dl tbody th,#dl td{display:block;width:auto}
tr{padding:10px 0;border-bottom:1px solid var(--rule)}
tbody th,td{padding:2px 0;border:0}
td[data-name]::before{content:attr(data-name) ": ";font-size:13px;color:var(--soft)}
}
"""


def chart_page(chart: Chart, language: str = "en") -> str:
    """One HTML file that works offline, without a script; the same chart gives the same bytes."""
    tokens = files("dateline.export.html").joinpath("assets", "core", "tokens.css").read_text("utf-8")
    days = f"{day_in_words(chart.first)} to {day_in_words(chart.last)}"
    rows = "".join(_rows(chart))
    return f"""<!doctype html>
<html lang="{_text(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{_text(chart.title)} · {_text(chart.story)}</title>
<style>{tokens}{_STYLE}{STYLE}</style>
</head>
<body>
<main>
<h1>{_text(chart.title)}</h1>
<p>{_text(chart.story)}, {days}. A step is as high as its rate, on one scale for the whole page. Nothing is
added up here: whether rates add up is for the orders to say.</p>
<figure>
<div class="wide">{chart_svg(chart, WIDE, alone=False, name="w")}</div>
<div class="narrow">{chart_svg(chart, NARROW, alone=False, name="n")}</div>
</figure>
<h2>The same as a table</h2>
<table id="dl" role="table">
<caption>{_text(chart.title)}, {days}: each state with its days, goods and words.</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">State</th>\
<th role="columnheader" scope="col">Rate</th><th role="columnheader" scope="col">When</th>\
<th role="columnheader" scope="col">Goods</th><th role="columnheader" scope="col">Words</th></tr></thead>
<tbody role="rowgroup">
{rows}</tbody>
</table>
<footer>Made by dateline. Quotes are in the words of the sources.</footer>
</main>
</body>
</html>
"""


def _rows(chart: Chart) -> Iterator[str]:
    """A row a state, each once, in the order of the bands."""
    states: dict[str, RateState] = {}
    for band in chart.bands:
        for state in (*band.states, *band.undated):
            states.setdefault(state.id, state)
    return map(_row, states.values())


def _row(state: RateState) -> str:
    policy = state.policy.label if state.policy else ""
    basis = f'<span class="soft">{_text(state.legal_basis)}</span>' if state.legal_basis else ""
    exempt = f'<span class="soft">exempt: {_text(names(state.exempts))}</span>' if state.exempts else ""
    goods = _text(names(state.products) or "not named")
    cells = (
        ("Rate", f"<b>{_text(step_label(state))}</b>"),
        ("When", f'{_text(words_for(state.span))}<span class="soft">{words(state.status)}</span>'),
        ("Goods", goods + exempt),
        ("Words", _quotes(state)),
    )
    said = "".join(f'<td role="cell" data-name="{name}">{cell}</td>' for name, cell in cells)
    return (
        f'<tr role="row"><th role="rowheader" scope="row"><b>{_text(state.label)}</b>'
        f'<span class="soft">{_text(policy)}</span>{basis}</th>{said}</tr>\n'
    )


def _quotes(state: RateState) -> str:
    """The first quote in sight, the others behind it."""
    said = [
        f"<q>{_text(' '.join(quote.quote.split()))}</q>"
        f'<span class="soft">{_text(f"{quote.publisher}, {quote.issued}: {quote.title}")}</span>'
        for quote in telling_first(state)
    ]
    if len(said) < 2:
        return "".join(said)
    more = f"{len(said) - 1} more quote{'s' * (len(said) > 2)}"
    return f"{said[0]}<details><summary>{more}</summary>{''.join(said[1:])}</details>"


def _text(text: str) -> str:
    return escape(xml_text(text)[0])
