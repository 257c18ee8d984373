"""The boards of the page beside its network: claims, rates and answers, as plain JSON values."""

from __future__ import annotations

from typing import Any

from ....graph.story import BuiltStory
from .answers import build_answer_board
from .claims import build_claim_board
from .rates import build_rate_board


def build_boards(story: BuiltStory) -> dict[str, Any]:
    """The data of each board by its name; the same story gives the same values."""
    return {
        "claims": build_claim_board(story),
        "rates": build_rate_board(story),
        "ask": build_answer_board(story),
    }
