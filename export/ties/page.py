"""A page for an answer about a network: the picture, and a table that says the same with its quotes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from ..xml_text import xml_text
from .drawing import network_svg
from .picking import build_drawing
from .told import Told

_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 var(--sans);overflow-wrap:anywhere}
main{max-width:980px;margin:0 auto;padding:18px 12px 40px}
h1{margin:0 0 12px;font:600 22px/1.25 var(--serif)}
figure{margin:0 auto;max-width:560px}
figure svg{display:block;width:100%;height:auto}
table{width:100%;margin-top:28px;border-collapse:collapse;font-size:14px}
th,td{padding:8px 12px 8px 0;border-bottom:1px solid var(--rule);text-align:start;vertical-align:top}
thead th{border-color:var(--soft);font-size:13px;font-weight:600}
p{margin:10px 0;font-size:14px;color:var(--soft)}
@media (max-width:719.98px){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block}
tr{padding:10px 0;border-bottom:1px solid var(--rule)}
td{padding:2px 0;border:0}
td:empty{display:none}
td::before{content:attr(data-name) ": ";font-size:13px;color:var(--soft)}
}
"""


def network_page(told: Told) -> str:
    """One HTML file that works offline, without a script; the same answer gives the same bytes."""
    tokens = files("dateline.export.html").joinpath("assets", "core", "tokens.css").read_text("utf-8")
    title = _text(told.title)
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in told.columns)
    body = "".join(_rows(told)) or f"<tr><td>{_text(told.empty)}</td></tr>"
    remarks = "".join(f"<p>{_text(remark)}</p>" for remark in told.remarks)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{tokens}
{_STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<figure>
{network_svg(build_drawing(told), headed=False)}</figure>
<table>
<thead><tr>{heads}</tr></thead>
<tbody>
{body}
</tbody>
</table>
{remarks}
</main>
</body>
</html>
"""


def _rows(told: Told) -> Iterator[str]:
    for row in told.rows:
        cells = zip(told.columns, row, strict=True)
        yield (
            "<tr>"
            + "".join(f'<td data-name="{_text(name)}">{_text(cell)}</td>' for name, cell in cells)
            + "</tr>\n"
        )


def _text(text: str) -> str:
    return escape(xml_text(text)[0])
