"""The page: pyvis renders our own template, with everything it needs inside one file."""

from __future__ import annotations

import importlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .bundle import HOW_TO_GET, read_script
from .collection import paused_collection
from .columns import packed
from .extras import NO_EXTRAS, Extras
from .inline import json_text, plain, source_hash
from .parts import (
    EARLY,
    ENGINE_SCRIPTS,
    SCRIPTS,
    SPARQL_SCRIPTS,
    SPARQL_STYLES,
    STYLES,
    TEMPLATE,
    asset,
    joined,
)
from .payload import Json, Payload, build_payload
from .tour import tour_json

if TYPE_CHECKING:
    import networkx
    from jinja2 import Environment

    from .about import PageAbout
    from .sparql import SparqlPart

# 220 kB of vis-network.css are icons and rules of toolbars, tooltips and navigation buttons, all
# of which are switched off here; the canvas itself takes none of them, so the file is left out.
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
OPTIONS: Json = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
        "tooltipDelay": 1_000_000,
    },
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "width": 1,
        "hoverWidth": 0.6,
        "selectionWidth": 1.4,
    },
}


def render_page(network: networkx.MultiDiGraph[str], about: PageAbout, extras: Extras = NO_EXTRAS) -> str:
    """The whole explorer as one HTML text; the same network and words give the same text."""
    with paused_collection():
        return _render(network, about, extras)


def _render(network: networkx.MultiDiGraph[str], about: PageAbout, extras: Extras) -> str:
    """What is made here is gone when this returns, so that the collector then has nothing to search."""
    blocks = {"tour": tour_json(extras.tour, network), "howToGetSigma": HOW_TO_GET, **extras.boards}
    if extras.sparql:
        blocks["sparql"] = extras.sparql.data
    payload = build_payload(network, about, blocks)
    data = packed(payload.data)
    # pyvis imports IPython (0.8 s); only who makes a page should wait for that.
    net: Any = importlib.import_module("pyvis.network").Network(directed=True)
    net.templateEnv = _environment(about, payload, data, extras)
    net.path = TEMPLATE
    net.nodes = payload.drawn_nodes
    # Lines are drawn when a reader needs them, from the data, so that none are there at first.
    net.edges = []
    net.node_ids = [node["id"] for node in payload.drawn_nodes]
    net.node_map = {node["id"]: node for node in payload.drawn_nodes}
    net.options = OPTIONS
    return str(net.generate_html())


def _environment(about: PageAbout, payload: Payload, data: str, extras: Extras) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = (*STYLES, *SPARQL_STYLES) if extras.sparql else STYLES
    style = "\n".join(asset(f"{name}.css") for name in styles)
    scripts = _scripts(payload, extras.sparql)
    environment.filters["json_text"] = lambda value: Markup(json_text(value))
    environment.filters["plain"] = plain
    environment.globals.update(
        about=about,
        extras=extras,
        # In base64 there is nothing to escape, and much of it.
        data=Markup(data),
        style=Markup(style),
        scripts={name: Markup(text) for name, text in scripts.items()},
        policy=_policy(style, tuple(scripts.values()), with_engine=extras.sparql is not None),
        options_of=json.loads,
    )
    return environment


def _scripts(payload: Payload, sparql: SparqlPart | None) -> dict[str, str]:
    """Every script of the page by the name that the template has for it."""
    scripts = {"early": joined(EARLY), "vis": _vis_network()}
    # Only a large story has things that vis-network cannot draw at once.
    if payload.data["groups"] and (sigma := read_script("sigma.js")):
        scripts["sigma"] = sigma
    if sparql is None:
        return {**scripts, "own": _own(SCRIPTS)}
    engine = f'"use strict";\nglobalThis.dateline ??= {{}};\n{sparql.engine_script}{joined(ENGINE_SCRIPTS)}'
    own = _own((*SCRIPTS[:-1], *SPARQL_SCRIPTS, *SCRIPTS[-1:]))
    return {**scripts, "engine": engine, "editor": sparql.editor_script, "own": own}


def _policy(style: str, scripts: tuple[str, ...], *, with_engine: bool) -> str:
    """A Content-Security-Policy under which only what is inlined here runs, and nothing is loaded.

    The engine is WebAssembly, and runs in a worker that is made from a script of the page (a blob).
    vis-network sets styles through the CSSOM only, which a hash for style-src does not hinder.
    """
    allowed = " ".join(source_hash(text) for text in scripts)
    engine = " 'wasm-unsafe-eval'; worker-src blob:" if with_engine else ""
    return (
        f"default-src 'none'; script-src {allowed}{engine}; style-src {source_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _own(names: tuple[str, ...]) -> str:
    """The page's own parts; they read the data when they are evaluated, so they wait until it is unpacked."""
    return '"use strict";\ndateline.boot(() => {\n' + joined(names) + "\n});"


def _vis_network() -> str:
    # A browser turns CRLF into LF before it hashes a script, so the hash must be of LF as well;
    # read_text does that with its universal newlines.
    return (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
