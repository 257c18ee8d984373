"""The parts of the command line, a module for each command; ``dateline.__main__`` puts them together."""
