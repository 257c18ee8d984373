"""Answers as a notebook shows them: a heading, words and tables, as HTML and as plain text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from .xml_text import xml_text

ROWS_SHOWN = 50
"""Rows of a table that a notebook shows; how many more there are is said below it."""

_CLASS = "dl-answer"
# Notebooks set what stands between two dollar signs as a formula, and quotes speak of money: the second
# and third name tell MathJax 2 and 3 to leave it alone.
_CLASSES = f"{_CLASS} tex2jax_ignore mathjax_ignore"
# In the reader's own colours, whatever the theme: all are made from that of the text.
_STYLE = f"""
.{_CLASS}{{font-size:14px;line-height:1.45;max-width:100%;overflow-x:auto;text-align:start}}
.{_CLASS} .dl-title{{font-size:16px;font-weight:600;margin:.2em 0 .5em}}
.{_CLASS} .dl-part{{font-weight:600;margin:1em 0 .3em}}
.{_CLASS} p,.{_CLASS} ul{{margin:.4em 0;max-width:72em}}
.{_CLASS} table.dl-rows{{border-collapse:collapse;border:0;margin:.4em 0;font-size:13px}}
.{_CLASS} table.dl-rows th,.{_CLASS} table.dl-rows td{{text-align:start;vertical-align:top;
padding:5px 12px 5px 0;border:0;background:none;
border-bottom:1px solid color-mix(in srgb,currentColor 22%,transparent);
min-width:5em;max-width:34em;white-space:pre-line;overflow-wrap:anywhere}}
.{_CLASS} table.dl-rows th{{font-weight:600;border-bottom-color:currentColor;white-space:nowrap}}
.{_CLASS} td.dl-quote{{font-size:14px;
font-family:"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif}}
.{_CLASS} pre{{max-height:36em;overflow:auto;font-size:13px;white-space:pre-wrap;
font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}}
"""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; ``quotes`` are the columns that hold words of a source."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | None]]
    quotes: frozenset[str] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, each on a line of its own, or with ``verbatim`` text that keeps its lines."""

    lines: Sequence[str]
    title: str = ""
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook shows of a result; ``more`` says where the rows are that it does not show."""

    title: str
    parts: Sequence[Rows | Lines]
    more: str = ""

    def bundle(self) -> dict[str, str]:
        """By MIME type, as IPython asks for it."""
        return {"text/html": self.html(), "text/plain": self.plain()}

    def html(self) -> str:
        """As HTML; whatever a story holds is text in it."""
        parts = [f'<p class="dl-title" dir="auto">{_text(self.title)}</p>']
        for part in self.parts:
            if part.title:
                parts.append(f'<p class="dl-part">{_text(part.title)}</p>')
            parts += (
                [_table(part), *map(_paragraph, _cut(part, self.more))]
                if isinstance(part, Rows)
                else _words(part)
            )
        return f'<div class="{_CLASSES}"><style>{_STYLE}</style>{"".join(parts)}</div>'

    def plain(self) -> str:
        """As text, for a terminal and for notebooks without HTML."""
        lines = [self.title]
        for part in self.parts:
            lines += ["", part.title] if part.title else []
            lines += [_plain_table(part), *_cut(part, self.more)] if isinstance(part, Rows) else part.lines
        return "\n".join(lines)


def _cut(part: Rows, more: str) -> list[str]:
    """The sentence about the rows that are not shown."""
    hidden = len(part.rows) - ROWS_SHOWN
    if hidden <= 0:
        return []
    return [f"{hidden} more row{'s' * (hidden != 1)} not shown{f'; {more}' if more else ''}."]


def _table(part: Rows) -> str:
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in part.columns)
    body = "".join(f"<tr>{_cells(row, part)}</tr>" for row in part.rows[:ROWS_SHOWN])
    return f'<table class="dl-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: Sequence[str | None], part: Rows) -> str:
    marks = (' class="dl-quote"' if column in part.quotes else "" for column in part.columns)
    return "".join(
        f'<td dir="auto"{mark}>{_text(cell or "")}</td>' for mark, cell in zip(marks, row, strict=True)
    )


def _words(part: Lines) -> list[str]:
    if part.verbatim:
        return [f"<pre>{_text(line)}</pre>" for line in part.lines]
    return [_paragraph(line) for line in part.lines]


def _paragraph(line: str) -> str:
    return f'<p dir="auto">{_text(line)}</p>'


def _text(text: str) -> str:
    return escape(xml_text(text)[0])


def _plain_table(part: Rows) -> str:
    from rich.console import Console

    from .terminal import PIPE_WIDTH, table_of

    # Inside Jupyter, rich would show the table as an output of its own.
    console = Console(file=io.StringIO(), width=PIPE_WIDTH, no_color=True, force_jupyter=False)
    console.print(table_of(part.columns, part.rows[:ROWS_SHOWN], dedupe=False))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
