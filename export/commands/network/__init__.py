"""``dateline network``: questions about relationships, on the command line."""

from . import around, central, changes, groups, paths, summary  # noqa: F401 - each adds its commands
from .app import network_app as network_app
