"""A story on any server of SPARQL 1.1, by its Protocol and its Graph Store Protocol alone.

``address`` and ``credentials`` say where and as whom, ``client`` speaks HTTP, ``answers`` reads results,
``endpoint`` asks queries, ``stories`` finds what is there, ``reading`` reads whole graphs, and ``view``
is what the commands see. ``graph_store`` and ``build`` write. What engines get wrong, and what is done
about it, is in ``engines.md`` beside this file.
"""
