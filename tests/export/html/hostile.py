"""Strings that want to be more than text, and a network and a page's words that hold them in every field.

Whatever runs sets ``window.__xss``. All are of our own writing; each group is named by the
reader that it tries to fool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import cycle
from typing import Any

import networkx as nx

from dateline.export.html import PageAbout

RUN = "window.__xss=1"
# One string for a test that has room for one: out of a script, of an attribute, of a template.
PAYLOAD = f"</script><script>{RUN}</script><img src=x onerror={RUN}>\"'`{{{{7*7}}}}"
MARKUP = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</SCRIPT\n><ScRiPt>{RUN}</sCrIpT>",
    f"<script/x>{RUN}</script/x>",
    f'<script type="module">{RUN}</script>',
    f"</title><script>{RUN}</script>",
    f"</textarea></select></option><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src='x'onerror='{RUN}'/>",
    f"<image href=x onerror={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<svg><a href='javascript:{RUN}'><text y=20>go</text></a></svg>",
    f"<svg></p><style><g title='</style><img src=x onerror={RUN}>'></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></math>",
    f"<math href='javascript:{RUN}'>go</math>",
    f"<template><script>{RUN}</script></template>",
    f"<iframe srcdoc='<script>parent.{RUN[7:]}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN[7:]}'></iframe>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    "<embed src='data:image/svg+xml,<svg/>'>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    f"<body onload={RUN}>",
    "<base href='https://example.org/evil/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/evil'>",
    "<link rel=stylesheet href='https://example.org/evil.css'>",
    "<form action='https://example.org/evil'><button>send</button></form>",
    "<!--",
    "<!--<script>",
    f"--><script>{RUN}</script><!--",
    f"--!><img src=x onerror={RUN}>",
    f"]]><script>{RUN}</script>",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;img src=x onerror={RUN}&#62;",
    "&amp;amp;lt;b&amp;amp;gt;",
)
ATTRIBUTES = (
    f'" autofocus onfocus="{RUN}',
    f"' autofocus onfocus='{RUN}' x='",
    f'"><img src=x onerror={RUN}>',
    f"'><svg onload={RUN}>",
    f"` onmouseover={RUN} `",
    "x style=position:fixed;inset:0;background:red x",
    '" style="background:url(https://example.org/evil.png)" x="',
    'en" onload="window.__xss=1" class=\'',
)
SCRIPTS = (
    f'"}}];{RUN};//',
    f"';{RUN};'",
    f"`${{{RUN}}}`",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\';{RUN};//",
    f'\\";{RUN};//',
    f"\u2028{RUN}\u2029//",
    f"*/{RUN}/*",
    "\\",
    '"',
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://example.org/",
    f" \x01java\tscript\n:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX194c3M9MTwvc2NyaXB0Pg==",
    f"vbscript:{RUN}",
    "//example.org/evil",
    f"https://example.org/'\"><script>{RUN}</script>",
    "blob:https://example.org/1",
    "file:///etc/hostname",
)
STYLES = (
    "</style><style>*{display:none!important}</style>",
    "*{background:url(https://example.org/evil.png)}",
    "red;}body{display:none}",
    "@import 'https://example.org/evil.css';",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in (1).__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% include 'main.js' %}",
    "{# a comment that never ends",
    "{% raw %}",
    "${7*7}",
    "<%= 7*7 %>",
    "%s %(x)s {0} {x!r}",
)
NAMES = (
    "__proto__",
    "constructor",
    "prototype",
    "hasOwnProperty",
    "toString",
    "__defineGetter__",
    "length",
    "undefined",
    "null",
    "NaN",
    "dl-search",
    "datelineReady",
)
CELLS = (
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://example.org/evil","go")',
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    'a,b;c\t"d"\r\ne',
)
LETTERS = (
    "\u202eevil\u202c gnp.exe",
    "\u2066\u2067\u2068 never closed",
    "zero\u200bwidth\u200djoiner\ufeffmark",
    "nul \x00 bell \x07 escape \x1b[31m",
    "half \ud83d of a pair \udc00",
    "noncharacter \uffff \U0001fffe",
    "👩‍👩‍👧‍👦🏳️‍🌈🤝🏽",
    "اجتماع «في» المكتب: <b>البيضاوي</b>",
    "שלום <i>עולם</i>",
    "Z̴̡̢̛a̸͎̓l̷̞̿g̵͓̈o̶̖͝",
    "   ",
    "\n\r\n\t",
    "\ufb03 \u017f \u0130 \u0131 \u1e9e",
)
INJECTIONS: tuple[str, ...] = (
    *MARKUP,
    *ATTRIBUTES,
    *SCRIPTS,
    *ADDRESSES,
    *STYLES,
    *TEMPLATES,
    *NAMES,
    *CELLS,
    *LETTERS,
    "x" * 5000,
    f"<b>{'word ' * 1000}</b><img src=x onerror={RUN}>",
)
KINDS = ("event", "actor", "policy", "state", "claim", "place", "topic", "product", "post", "source")
EDGE_KINDS = ("participation", "claim", "policy", "link", "place", "structure", "tenure")
BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
DATED = dict.fromkeys(BOUNDS, "2025-06-01") | {"ongoing": False}


def _evidence(text: str) -> list[dict[str, Any]]:
    """Evidence whose every field is the string."""
    names = ("source", "title", "publisher", "issued", "address", "quote", "prefix", "suffix")
    return [dict.fromkeys(names, text) | {"start": None, "end": None}]


def _node(text: str, kind: str) -> dict[str, Any]:
    reading = dict.fromkeys(("edtf", "phrase", "anchor", "rule", "clock_time"), text)
    return {
        **dict.fromkeys(("id", "type", "label", "note", "known_since"), text),
        "kind": kind,
        "aliases": [text],
        "misspellings": [text],
        "when": [{**reading, "evidence": _evidence(text)}],
        **DATED,
        "evidence": _evidence(text),
        "facts": [(text, text)],
        "conflicts": [text],
    }


def _edge(text: str, kind: str) -> dict[str, Any]:
    return {
        **dict.fromkeys(("relation", "label", "note"), text),
        "kind": kind,
        **DATED,
        "evidence": _evidence(text),
        "facts": [(text, text)],
    }


def hostile_network() -> Any:
    """Two nodes and two edges for each string, with it in every field that is not a date.

    One node has a kind that the page knows and the string as its IRI; the other has the string as its kind.
    """
    network: Any = nx.MultiDiGraph(story=INJECTIONS[0], title=INJECTIONS[1], base=INJECTIONS[2])
    for number, text in enumerate(INJECTIONS):
        other = f"{text}#other"
        network.add_node(text, **_node(text, KINDS[number % len(KINDS)]))
        network.add_node(other, **_node(text, text))
        network.add_edge(text, other, key=text, **_edge(text, text))
        network.add_edge(other, text, key=text, **_edge(text, EDGE_KINDS[number % len(EDGE_KINDS)]))
    return network


def hostile_about() -> PageAbout:
    """Words of a page, each of which is all strings in a row."""
    every = " ".join(INJECTIONS)
    return PageAbout(every, every, every, every, every, INJECTIONS, every)


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\U0001fffe]")


PHRASE = f"<img src=x onerror={RUN}> on Tuesday"
FREE_TEXT = frozenset(
    ("title", "description", "notes", "label", "aliases", "misspellings", "note", "aims", "text", "quote")
) | {"prefix", "suffix", "legal_basis", "clock_time"}


def hostile_story(content: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of a story with strings of the corpus in every field of free text, in turn.

    What YAML cannot hold is left out of the strings: control characters, halves of pairs, noncharacters.
    A date's phrase must be in its quotes, so that every quote ends with the one phrase that all dates have.
    """
    turn = cycle(text for text in (CONTROL.sub("", each) for each in INJECTIONS) if text.strip())

    def turned(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            rules = {"rule"} if "phrase" in value else set()
            return {name: turned(each, name) for name, each in value.items() if name not in rules}
        if isinstance(value, list | tuple):
            return [turned(each, key) for each in value]
        if key == "phrase":
            return PHRASE
        if key == "quote":
            return f"{next(turn)} {PHRASE}"
        return next(turn) if key in FREE_TEXT else value

    return {section: turned(records, section) for section, records in content.items()}
