"""Networks for other libraries and back: pandas, igraph, rustworkx, and arrays for PyTorch Geometric.

Each takes any graph of networkx: a story's network, a view or a window of it (whose certainties become an
attribute), contacts by ``to_networkx``. What the other library has no place for is said.
"""
