"""A story as tools for a language model: the Model Context Protocol (MCP) over stdio, for reading only.

Each question is a plain function of a story that returns a typed answer with quotes; :mod:`.server` makes
tools of them. The SDK is an extra and is imported only when a server starts.
"""

from __future__ import annotations

from .serving import serve_mcp

__all__ = ["serve_mcp"]
