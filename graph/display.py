"""How results show themselves in a notebook: the hook is here, the words belong to the room above."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch


@singledispatch
def display_of(result: object) -> Mapping[str, str]:
    """A result by MIME type, ``text/html`` and ``text/plain``; empty where nobody has put it in words.

    :mod:`dateline.export.displays` registers what it has words for.
    """
    return {}


class Displayed:
    """Mixes the display of :func:`display_of` into a class of results."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        # Both at once: without a text/plain of ours, a notebook would keep the repr of every record.
        return display_of(self)

    def _repr_html_(self) -> str | None:
        return display_of(self).get("text/html")
