"""The kinds of things on the page: letter, shape and words, listed once.

Letter and outline tell a kind without its colour; the colour itself is the custom property
``--kind-<name>`` in ``assets/core/tokens.css``, where light and dark stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of node; ``path`` is its outline as SVG path data in a box from -12 to 12."""

    name: str
    letter: str
    one: str
    many: str
    path: str
    shown: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("actor", "A", "actor", "actors", "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0Z", True),
    Kind("event", "E", "event", "events", "M0 -12.5L12.5 0L0 12.5L-12.5 0Z", True),
    Kind("policy", "P", "policy", "policies", "M-10 -10H10V10H-10Z", True),
    Kind("state", "S", "policy state", "policy states", "M-6 -10.5H6L12 0L6 10.5H-6L-12 0Z", True),
    Kind("claim", "C", "claim", "claims", "M-11 -10H11V6H1L-5 12V6H-11Z"),
    Kind("topic", "T", "topic", "topics", "M0 -12L11.5 -3.7L7 10H-7L-11.5 -3.7Z"),
    Kind("product", "G", "product", "products", "M-5 -11H5L11 -5V5L5 11H-5L-11 5V-5Z"),
    Kind("place", "L", "place", "places", "M-9 -11H9L11 -2L0 12.5L-11 -2Z"),
    Kind("post", "O", "post", "posts", "M-11 10V-4L0 -12L11 -4V10Z"),
    Kind("source", "D", "source", "sources", "M-9 -12H4L9 -7V12H-9Z"),
)
BY_NAME = {kind.name: kind for kind in KINDS}

EDGE_KINDS: dict[str, str] = {
    "participation": "who took part",
    "tenure": "who held a post",
    "claim": "who said what, to whom, about what",
    "policy": "policies and their states",
    "link": "what led to what",
    "place": "where",
    "structure": "parts and wholes",
}


def kind_named(name: str) -> Kind:
    """The kind of that name; an unknown one is shown, with "?" for a letter, rather than lost."""
    return BY_NAME.get(name) or Kind(name, "?", name, name, "M-10 -10H10V10H-10Z", True)
