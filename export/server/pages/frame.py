"""What the pages of a server share: parts, colours, and the policy under which they run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from ...html.inline import json_text, plain, source_hash
from ...html.parts import asset as shared_asset

ASSETS = files("dateline.export.server") / "pages" / "assets"
SHARED_STYLES = ("core/tokens", "core/base", "core/header")


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page as a server sends it.

    ``text`` is the whole of it: nothing more is loaded. ``policy`` belongs into the header
    ``Content-Security-Policy``; the text holds it too, but for what only a header can say.
    """

    text: str
    policy: str


def own_asset(name: str) -> str:
    """The text of an asset of these pages, with its ending."""
    return ASSETS.joinpath(name).read_text(encoding="utf-8")


def styles(*names: str) -> str:
    """The shared styles, and then those of a page."""
    shared = (shared_asset(f"{name}.css") for name in SHARED_STYLES)
    return "\n".join((*shared, *(own_asset(f"{name}.css") for name in names)))


def render(template: str, style: str, scripts: Mapping[str, str], **values: Any) -> ServedPage:
    """A page from a template, its style and its scripts by the names that the template has for them."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(own_asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["json_text"] = lambda value: Markup(json_text(value))
    environment.filters["plain"] = plain
    policy = _policy(style, scripts.values())
    text = environment.get_template(template).render(
        style=Markup(style),
        scripts={name: Markup(script) for name, script in scripts.items()},
        policy=policy,
        **values,
    )
    # A browser takes frame-ancestors from a header only, and warns of one in a page.
    return ServedPage(text, f"{policy}; frame-ancestors 'none'")


def thing_address(iri: str, base: str, root: str) -> str | None:
    """Where a server shows a thing of the story, below its ``root``; None for any other IRI.

    >>> thing_address("https://example.org/row/talks/time/1", "https://example.org/row/", "")
    '/things/talks/time/1'
    """
    if not iri.startswith(base) or iri == base:
        return None
    return f"{root}/things/{quote(iri[len(base) :], safe='/')}"


def _policy(style: str, scripts: Any) -> str:
    """Only what is inlined runs; the page may ask its own server and no other."""
    allowed = " ".join(map(source_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source_hash(style)}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )
