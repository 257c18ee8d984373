"""The HTML explorer: one offline file with graph, timeline, evidence, search and tables."""

from __future__ import annotations

from .about import PageAbout
from .boards import build_boards
from .extras import Extras
from .page import render_page

__all__ = ["Extras", "PageAbout", "build_boards", "render_page"]
