"""IRIs as people write them."""

from __future__ import annotations

from collections.abc import Mapping


def shorten_iri(text: str, prefixes: Mapping[str, str]) -> str:
    """An IRI with its prefix, other text as it is.

    >>> shorten_iri("https://w3id.org/dateline/ns#met", {"dl": "https://w3id.org/dateline/ns#"})
    'dl:met'
    """
    best = max(
        (prefix for prefix, namespace in prefixes.items() if text.startswith(namespace)),
        key=lambda prefix: len(prefixes[prefix]),
        default=None,
    )
    return text if best is None else f"{best}:{text[len(prefixes[best]) :]}"
