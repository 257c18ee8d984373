"""The pages that a server shows to people: the query page, and one page of each thing."""

from __future__ import annotations

from .frame import ServedPage
from .query import query_page
from .thing import thing_page

__all__ = ["ServedPage", "query_page", "thing_page"]
