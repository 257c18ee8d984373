"""Measures of networks in time. Each module says which published definition it follows.

``closeness`` and ``betweenness`` follow paths that respect time; ``windows``, ``central`` and
``evolution`` look at one window after the other; ``burstiness``, ``changes`` and ``motifs`` read the
days of contacts; ``roles`` and ``holes`` tell who brokers. ``roles``, ``holes``, ``evolution`` and the
windows of a dated graph work without NumPy.
"""
