"""Pictures of similar texts and of maps, by matplotlib.

Every function draws on ``ax``, or on new axes, and returns them. Colours are those of matplotlib's style, so that a
dark style gives dark pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from ._errors import Error
from ._inputs import check_map
from ._map import Map
from ._pairs import Pairs
from ._similar import Similar

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LONGEST_LABEL = 32
_Rows: TypeAlias = "npt.NDArray[np.int64]"
#: More texts of a group are a tangle.
_MOST_TEXTS = 60


def score_histogram(found: Similar | Pairs, *, bins: int = 20, ax: Axes | None = None) -> Axes:
    """How many pairs have which score: the valley between look-alikes and duplicates is where a threshold belongs.

    The thresholds of a :class:`storymap.Similar` are marked.
    """
    pairs = found.pairs if isinstance(found, Similar) else found
    if not isinstance(pairs, Pairs):
        raise TypeError(f"found must be Similar or Pairs, not {type(found).__name__}")
    least = found.at_least if isinstance(found, Similar) else float(pairs.score.min(initial=0.9))
    axes = _axes(ax, (7, 3.6))
    axes.hist(pairs.score, bins=np.linspace(least, 1.0, bins + 1).tolist(), color="C0", alpha=0.85)
    axes.set(xlabel="score", ylabel="pairs", xlim=(least, 1.0), title=f"{len(pairs):,} pairs")
    axes.locator_params(axis="y", integer=True)
    if isinstance(found, Similar) and found.duplicate < 1:
        axes.axvline(found.duplicate, color="C3", linestyle="--", label=f"duplicates: at least {found.duplicate}")
        axes.legend(frameon=False)
    _plain(axes)
    return axes


def group_graph(found: Similar, *, most: int = 12, seed: int = 0, ax: Axes | None = None) -> Axes:
    """The largest groups as graphs: a dot for a text, a line for a pair, the thicker the more alike.

    Groups with duplicates have the fourth colour of the style (red), the others its first one (blue). Of a group with
    more than 60 texts those with the highest scores are drawn, and its label says so.

    Parameters
    ----------
    most
        How many groups are drawn; the title says how many there are.
    seed
        Of the layout: the same picture every time.
    """
    if not isinstance(found, Similar):
        raise TypeError(f"found must be Similar, not {type(found).__name__}")
    groups = sorted(found.groups, key=lambda group: -len(group))
    drawn = groups[:most]
    columns = max(1, int(np.ceil(np.sqrt(len(drawn)))))
    axes = _axes(ax, (2.6 * columns + 0.4, 2.0 * np.ceil(len(drawn) / columns) + 0.8))
    from matplotlib.collections import LineCollection

    for number, group in enumerate(drawn):
        rows, left, right, score = _core_of(found, group.rows)
        places = _layout(len(rows), left, right, seed) * 0.26 + np.array([number % columns, -(number // columns)])
        color = "C3" if group.kind == "duplicate" else "C0"
        lines = list(np.stack([places[left], places[right]], axis=1))
        # Many lines are thin ones, or they would be one blot.
        thinner = min(1.0, float(np.sqrt(60 / max(1, len(lines)))))
        widths = thinner * (0.5 + 3.5 * score)
        axes.add_collection(LineCollection(lines, colors=color, alpha=0.5 * thinner, linewidths=widths, zorder=1))
        axes.scatter(places[:, 0], places[:, 1], s=36, color=color, zorder=2)
        lowest = places[:, 1].min()
        shown = f"{len(rows)} of {len(group):,}" if len(rows) < len(group) else f"{len(rows)}"
        axes.annotate(
            f"{_short(_name(found, int(group.rows[0])))}\n{shown} texts",
            (number % columns, lowest - 0.07),
            ha="center",
            va="top",
            fontsize="small",
        )
    more = f", the {len(drawn)} largest" if len(groups) > len(drawn) else ""
    axes.set(title=f"{len(groups):,} groups{more}", xlim=(-0.6, columns - 0.4))
    axes.set_ylim(-((len(drawn) - 1) // columns) - 0.62 if drawn else -0.6, 0.45)
    axes.axis("off")
    return axes


def map_heat(map: Map, value: Literal["stories", "points", "done"] = "stories", *, ax: Axes | None = None) -> Axes:
    """A map from above: tasks from left to right, releases from the top, the brighter the more.

    ``value`` counts stories, adds up their points, or gives the share that is done.
    """
    check_map(map, "map")
    if value not in ("stories", "points", "done"):
        raise Error("expected 'stories', 'points' or 'done'", "invalid_argument", "value")
    tasks, rows = map.tasks, [*((release.title, release.id) for release in map.releases), ("No release", None)]
    cells = _cells(map, value, [task.id for task in tasks], [id for _, id in rows])
    if not np.isfinite(cells[-1]).any():
        cells, rows = cells[:-1], rows[:-1]
    axes = _axes(ax, (max(5.0, 0.62 * len(tasks) + 2.4), max(2.8, 0.6 * len(rows) + 2.6)))
    image = axes.imshow(cells, cmap="viridis", aspect="auto", vmin=0, vmax=1 if value == "done" else None)
    titles = {"stories": "stories", "points": "points", "done": "share that is done"}
    bar = axes.figure.colorbar(image, ax=axes, label=titles[value], fraction=0.03, pad=0.02)
    if value != "done":
        bar.ax.locator_params(axis="y", integer=True)
    axes.set_xticks(range(len(tasks)), [_short(task.title, 24) for task in tasks], rotation=45, ha="right")
    axes.set_yticks(range(len(rows)), [_short(title, 24) for title, _ in rows])
    _numbers(axes, cells, value)
    _activities(axes, [task.activity.title for task in tasks])
    axes.set_title(map.name or "Story map", pad=26)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _cells(map: Map, value: str, tasks: list[str], releases: list[str | None]) -> npt.NDArray[np.float64]:
    """A number for each cell, NaN where there is no story."""
    amount = np.zeros((len(releases), len(tasks)))
    stories = np.zeros_like(amount)
    columns, rows = {id: k for k, id in enumerate(tasks)}, {id: k for k, id in enumerate(releases)}
    for story in map.stories:
        release = story.release
        cell = rows[None if release is None else release.id], columns[story.task.id]
        stories[cell] += 1
        amount[cell] += (story.points or 0) if value == "points" else story.status == "done"
    if value == "done":
        return np.divide(amount, stories, out=np.full_like(amount, np.nan), where=stories > 0)
    return np.where(stories > 0, stories if value == "stories" else amount, np.nan)


def _numbers(axes: Axes, cells: npt.NDArray[np.float64], value: str) -> None:
    highest = 1.0 if value == "done" else np.nanmax(cells, initial=1.0)
    for (row, column), number in np.ndenumerate(cells):
        if np.isfinite(number):
            shown = f"{number:.0%}" if value == "done" else f"{number:g}"
            color = "black" if number > 0.6 * highest else "white"
            axes.text(column, row, shown, ha="center", va="center", color=color, fontsize="small")


def _activities(axes: Axes, names: list[str]) -> None:
    """The activities above their tasks, with a line between them."""
    begin = 0
    for end in range(1, len(names) + 1):
        if end < len(names) and names[end] == names[begin]:
            continue
        width = end - begin
        axes.text(
            (begin + end - 1) / 2, -0.62, _short(names[begin], 9 * width), ha="center", va="bottom", fontsize="small"
        )
        if end < len(names):
            axes.axvline(end - 0.5, color="gray", linewidth=0.8)
        begin = end


def _core_of(found: Similar, group: npt.NDArray[np.uint32]) -> tuple[_Rows, _Rows, _Rows, npt.NDArray[np.float64]]:
    """The texts of a group that are drawn, and the pairs of them: places of both in the former, and scores."""
    inside = found.pairs[np.isin(found.pairs.left, group)]
    left, right, score = inside.left, inside.right, inside.score
    rows = np.asarray(group, dtype=np.int64)
    if len(rows) > _MOST_TEXTS:
        best = np.argsort(-score, kind="stable")
        ends = np.column_stack([left[best], right[best]]).ravel()
        _, first = np.unique(ends, return_index=True)
        rows = np.sort(ends[np.sort(first)][:_MOST_TEXTS]).astype(np.int64)
        drawn = np.isin(left, rows) & np.isin(right, rows)
        left, right, score = left[drawn], right[drawn], score[drawn]
    rows = np.sort(rows)
    return rows, np.searchsorted(rows, left), np.searchsorted(rows, right), score


def _layout(
    nodes: int, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], seed: int
) -> npt.NDArray[np.float64]:
    """Places in the unit circle by springs (Fruchterman and Reingold, 1991)."""
    if nodes == 2:
        return np.array([[-0.8, 0.0], [0.8, 0.0]])
    angles = 2 * np.pi * np.arange(nodes) / nodes
    places = np.column_stack([np.cos(angles), np.sin(angles)])
    places += np.random.default_rng(seed).normal(0, 0.05, places.shape)
    joined = np.zeros((nodes, nodes))
    joined[left, right] = joined[right, left] = 1
    ideal = 1 / np.sqrt(nodes)
    for heat in np.linspace(0.2, 0.005, 80):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = ideal**2 / distance**2 - joined * distance / ideal
        step = (apart * force[:, :, None]).sum(axis=1)
        length = np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9)
        places += step / length * np.minimum(length, heat)
    places -= places.mean(axis=0)
    return places / max(float(np.abs(places).max()), 1e-9)


def _name(found: Similar, row: int) -> str:
    return found.text(row) if found.ids is None else f"{found.ids[row]}: {found.text(row)}"


def _short(text: str, longest: int = _LONGEST_LABEL) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: max(1, longest - 1)] + "\u2026"


def _plain(axes: Axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    if ax is not None:
        return ax
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise ImportError("storymap.plot needs matplotlib: pip install matplotlib") from None
    axes: Axes = plt.subplots(figsize=size, layout="constrained")[1]
    return axes
