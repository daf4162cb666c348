"""SimilarityIndex: against scikit-learn, and against what must hold."""

from __future__ import annotations

import storymap

STORIES = ["Pay by card", "pay by card!", "Reset the password", "Reset my password by mail"]


def test_texts_give_pairs() -> None:
    pairs = storymap.SimilarityIndex(STORIES).pairs(0.9)
    assert [tuple(pair) for pair in pairs] == [(0, 1, 1.0)]
