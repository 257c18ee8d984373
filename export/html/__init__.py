"""The HTML explorer: one offline file with graph, timeline, evidence, search and tables."""

from __future__ import annotations

from .about import PageAbout
from .page import render_page

__all__ = ["PageAbout", "render_page"]
