"""dateline: evidence-backed event timelines from the sources of a developing news story.

>>> import dateline
>>> story = dateline.open("us-canada-trade")
>>> story.title
'The Canada-US trade dispute of 2025'

``open`` takes the name of a bundled story, a story folder, or a store that ``build`` made. Every
command of ``dateline`` on the command line is one function here or one method of :class:`Story`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import DatelineError, Finding, StoryError

if TYPE_CHECKING:
    from dateline.export.story import Story, build, check, open
    from dateline.graph.networks.edge_network import open_edges

__version__ = "0.1.0"
__all__ = ["DatelineError", "Finding", "Story", "StoryError", "build", "check", "open", "open_edges"]


def __getattr__(name: str) -> object:
    # Loaded on use: `dateline --help` must not wait for networkx and rdflib.
    if name in ("Story", "build", "check", "open"):
        from dateline.export import story

        return getattr(story, name)
    if name == "open_edges":
        from dateline.graph.networks.edge_network import open_edges

        return open_edges
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
