"""NumPy for networks in time, or the error that says how to install it: the one place that tells."""

from __future__ import annotations

from ...errors import MissingExtraError

try:
    import numpy as np
    from numpy.typing import NDArray
except ImportError:  # pragma: no cover - a test runs it in a process without NumPy
    raise MissingExtraError("networks in time need NumPy", "networks") from None

__all__ = ["NDArray", "np"]
