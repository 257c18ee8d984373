"""Python's search for reference cycles, put off while a page is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """No search for cycles within: of 20,000 nodes each search takes 0.3 s and finds nothing.

    Columns and tables hold no cycles. Afterwards it is as it was before, also after an error.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
