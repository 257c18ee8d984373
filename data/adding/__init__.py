"""Registering a text as a source of a story: all of it or nothing."""
