"""NumPy and pyarrow for tables, or the error that says how to install them: the one place that tells."""

from __future__ import annotations

from ..errors import MissingExtraError

try:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as pa_csv
except ImportError:  # pragma: no cover - a test runs it in a process without them
    raise MissingExtraError("tables of edges need NumPy and pyarrow", "tables") from None

__all__ = ["np", "pa", "pa_csv", "pc"]
