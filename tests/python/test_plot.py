"""Pictures: drawn from real results, on given axes, with what people should read in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
import pytest
import storymap
from storymap import plot

matplotlib.use("Agg")
TEXTS = ["pay by card", "pay by card", "pay by card now", "search the name", "search the name again", "filter"]


@pytest.fixture
def shop(root: Path) -> storymap.Map:
    return storymap.load(root / "examples/shop-en.json")


def words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_a_histogram_has_a_bar_for_every_pair() -> None:
    found = storymap.similar(TEXTS, 0.2, 0.9)
    axes: Any = plot.score_histogram(found, bins=10)
    assert sum(bar.get_height() for bar in axes.patches) == len(found.pairs)
    assert axes.get_legend() is not None
    assert plot.score_histogram(found.pairs).get_legend() is None
    assert plot.score_histogram(found.pairs[:0]).get_title() == "0 pairs"


def lines_of(axes: Any) -> int:
    return sum(len(some.get_segments()) for some in axes.collections if hasattr(some, "get_segments"))


def test_a_graph_has_a_dot_for_every_text(shop: storymap.Map) -> None:
    found = storymap.similar(TEXTS, 0.2, 0.9)
    axes: Any = plot.group_graph(found)
    dots = sum(len(some.get_offsets()) for some in axes.collections if not hasattr(some, "get_segments"))
    assert dots == sum(len(group) for group in found.groups)
    assert lines_of(axes) == len(found.pairs)
    assert "s40: Cancel an order" in words(plot.group_graph(storymap.similar(shop)))[0]
    lower = storymap.similar(TEXTS, 0.1)
    assert plot.group_graph(lower, most=1).get_title() == f"{len(lower.groups)} groups, the 1 largest"
    assert plot.group_graph(storymap.similar(["a b", "c d"])).get_title() == "0 groups"


def test_a_heat_map_counts_every_story(shop: storymap.Map) -> None:
    axes = plot.map_heat(shop)
    assert sum(int(text) for text in words(axes) if text.isdigit()) == 60
    assert [label.get_text() for label in axes.get_yticklabels()] == ["MVP", "Version 2", "Later"]
    assert any("%" in text for text in words(plot.map_heat(shop, "done")))
    points = sum(story.points or 0 for story in shop.stories)
    numbers = [float(text) for text in words(plot.map_heat(shop, "points")) if text.replace(".", "").isdigit()]
    assert sum(numbers) == points
    assert "No release" in [
        label.get_text() for label in plot.map_heat(storymap.loads("Pay by card")).get_yticklabels()
    ]


def test_given_axes_are_used() -> None:
    axes = matplotlib.figure.Figure().subplots()
    assert plot.score_histogram(storymap.similar(TEXTS, 0.2), ax=axes) is axes


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError, match="found must be Similar or Pairs"):
        plot.score_histogram([1])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="found must be Similar"):
        plot.group_graph([1])  # type: ignore[arg-type]
    with pytest.raises(storymap.Error, match="expected 'stories'"):
        plot.map_heat(storymap.Map(), "cost")  # type: ignore[arg-type]


def test_a_group_of_thousands_is_drawn_in_a_moment_and_says_what_is_left_out() -> None:
    texts = [f"pay by card {k % 7}" for k in range(1500)]
    found = storymap.similar(texts, at_least=0.5)
    axes = plot.group_graph(found, most=1)
    labels = [text.get_text() for text in axes.texts]
    assert any("60 of 1,500 texts" in label for label in labels), labels
    assert 0 < lines_of(axes) <= 60 * 59 // 2
