"""The SPARQL endpoint: a front that speaks HTTP, and workers that answer and can be ended.

Nothing is imported here: a worker starts in the time of its imports.
"""
