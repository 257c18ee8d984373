"""NumPy for the measures that compute over columns, or the error that says how to install it."""

from __future__ import annotations

from ....errors import MissingExtraError

try:
    import numpy as np
    from numpy.typing import NDArray
except ImportError:  # pragma: no cover - the message is tested in an environment without NumPy
    raise MissingExtraError("measures over contacts need NumPy", "networks") from None

__all__ = ["NDArray", "np"]
