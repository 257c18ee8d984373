"""``dateline network``: questions about relationships, on the command line."""

from . import around, central, changes, groups, paths, summary  # noqa: F401 - each adds its commands
from .app import network_app as network_app

_ORDER = ("summary", "path", "reach", "central", "brokers", "communities", "compare", "ego")
network_app.registered_commands.sort(
    key=lambda command: _ORDER.index(getattr(command.callback, "__name__", ""))
)
