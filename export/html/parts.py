"""The parts of the page, in the order in which a browser reads them.

Each script is one object of ``dateline``. It uses those above it when it is read, and any other once the page
has started. Folders are rooms: ``core`` (data, state, views), ``find``, ``graph``, ``time``, ``details``,
``boards``, ``share``, ``tour`` and ``sparql``.
"""

from __future__ import annotations

from importlib.resources import files

ASSETS = files("dateline.export.html") / "assets"
TEMPLATE = "page.html"
STYLES = (
    "core/tokens",
    "core/base",
    "core/header",
    "core/views",
    "find/facets",
    "graph/graph",
    "graph/everything",
    "time/band",
    "time/timeline",
    "details/panel",
    "details/table",
    "boards/boards",
    "boards/claims",
    "boards/rates",
    "boards/ask",
    "tour/tour",
    "share/share",
    "core/print",
)
EARLY = ("core/theme", "core/boot")
"""Scripts before the first paint: colours, and the unpacking of the data."""
SCRIPTS = (
    "core/dom",
    "core/wording",
    "core/model",
    "core/spans",
    "core/filters",
    "core/state",
    "core/board",
    "core/fold",
    "find/index",
    "find/search",
    "find/searchbox",
    "graph/scene",
    "graph/ground",
    "graph/lines",
    "graph/paint",
    "graph/overview",
    "graph/drawing",
    "details/sheets",
    "graph/everything",
    "graph/graph",
    "time/ruler",
    "time/band",
    "time/play",
    "time/timeline",
    "details/evidence",
    "details/clashes",
    "details/trail",
    "details/panel",
    "find/facets",
    "details/tablechoice",
    "details/table",
    "core/when",
    "boards/boards",
    "boards/claims",
    "boards/ratedays",
    "boards/ratebands",
    "boards/ratewords",
    "boards/steps",
    "boards/rates",
    "boards/allen",
    "boards/chains",
    "boards/answers",
    "boards/askwords",
    "boards/asktable",
    "boards/ask",
    "core/views",
    "core/link",
    "core/undo",
    "share/seen",
    "share/cite",
    "share/csv",
    "share/statements",
    "share/pen",
    "share/inked",
    "share/rows",
    "share/picture",
    "share/share",
    "share/unfold",
    "share/paper",
    "tour/tour",
    "core/main",
)
SPARQL_STYLES = ("sparql/sparql",)
"""Only in a page that answers SPARQL, as are the scripts below."""
SPARQL_SCRIPTS = (
    "sparql/turtle",
    "sparql/sparql-words",
    "sparql/sparql-completion",
    "sparql/sparql-editor",
    "sparql/sparql-engine",
    "sparql/sparql-table",
    "sparql/sparql-results",
    "sparql/sparql",
)
ENGINE_SCRIPTS = (
    "sparql/sparql-syntax",
    "sparql/sparql-answers",
)
"""These run in a worker too, so that they are a script of their own."""


def asset(name: str) -> str:
    """The text of an asset by its path below ``assets``, with its ending."""
    return ASSETS.joinpath(*name.split("/")).read_text(encoding="utf-8")


def joined(names: tuple[str, ...]) -> str:
    """Scripts one after the other, each under its name."""
    return "\n".join(f"// {name}.js\n{asset(f'{name}.js')}" for name in names)
