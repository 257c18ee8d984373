"""The HTML explorer: one offline file with graph, timeline, evidence, search and tables."""

from __future__ import annotations

from .page import PageAbout, render_page

__all__ = ["PageAbout", "render_page"]
