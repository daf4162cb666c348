#!/usr/bin/env python3
"""Writes the measured part of docs/performance.md from what compare.py left in build/results.

    python3 benchmarks/write_performance.py [<peers.json> ...]

Several files are parts of one comparison, made with `--corpora`, `--stages` and `--out` on the same machine. Only what stands
between the two marks is replaced; the rest of the page is written by hand.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from growth_svg import Series, draw

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/performance.md"
IMAGES = ROOT / "docs/images"
BEGIN = "<!-- Written by benchmarks/write_performance.py from here -->"
END = "<!-- to here -->"
OURS = "storymap"

Result = dict[str, Any]
Document = dict[str, Any]

STAGES = {
    "tokens": "words",
    "vectorize": "texts to counted documents",
    "matrix": "texts to the tf-idf matrix",
    "pairs": "all pairs by cosine",
    "components": "what is connected",
    "jaccard": "all pairs by Jaccard",
    "groups": "texts to groups",
}


def seconds_text(seconds: float) -> str:
    """Three digits, in the unit that fits."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 1000 else f"{seconds:,.0f} s"


def ratio_text(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def stage_text(result: Result) -> str:
    threshold = "" if result["at_least"] is None else f", at least {result['at_least']}"
    return STAGES[result["stage"]] + threshold


def corpora_with_peers(document: Document) -> list[Result]:
    compared = {result["corpus"] for result in document["results"] if len(result["tools"]) > 1}
    return [corpus for corpus in document["corpora"] if corpus["name"] in compared]


def results_of(document: Document, corpus: str) -> list[Result]:
    return [result for result in document["results"] if result["corpus"] == corpus]


def head(document: Document) -> list[str]:
    machine = document["machine"]
    compilers = {result["compiler"] for result in document["results"]}
    versions = {
        tool["tool"]: tool["version"]
        for result in document["results"]
        for tool in result["tools"]
        if tool.get("version")
    }
    return [
        "## Next to what else one would use",
        "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, "
        f"{', '.join(sorted(compilers))}, Python {machine['python']}; "
        "as many threads on every side. "
        "The machine is shared, so seconds vary more than ratios.",
        "",
        "Words and pairs of neighbouring words, tf-idf, cosine: the defaults of scikit-learn with `ngram_range=(1, "
        "2)` and `max_df=0.95`; Jaccard on the sets of words between white space. Runs are processes of their own, "
        "taken in turns; a time is the median, with the fastest and slowest run behind it, of the work alone, "
        "without starting, importing and reading; the memory is the most the whole process held while it worked, with "
        "the texts or vectors it worked on. Exact programs "
        "found the same pairs with the same scores, or there would be no table: scores within 1e-9 of the "
        "threshold may fall on either side. A ~ marks a time extrapolated from a part of the rows. Texts that are "
        "not real issues come from `generate_corpus`, which writes the same ones on every machine.",
        "",
        "Made by "
        + ", ".join(f"`{command}`" for command in document["commands"])
        + " and `python3 benchmarks/write_performance.py`, with "
        + ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
        + " (`benchmarks/peers/requirements.txt`).",
        "",
    ]


def tool_row(result: Result, tool: Result) -> str:
    about = "~" if tool["extrapolated"] else ""
    spread = "" if len(tool["seconds"]) == 1 else f" ({seconds_text(tool['least'])} - {seconds_text(tool['most'])})"
    recall = f"{tool['recall']:.1%}" if "recall" in tool else "all" if result["at_least"] is not None else ""
    pairs = f"{tool['count']:,}" if result["at_least"] is not None and not tool["extrapolated"] else ""
    return (
        f"| {tool['tool']} | {about}{seconds_text(tool['median'])}{spread} | {about}{ratio_text(tool['ratio'])} "
        f"| {pairs} | {recall} | {tool['peak_mib']:,.0f} |"
    )


def comparison(document: Document) -> list[str]:
    lines = []
    for corpus in corpora_with_peers(document):
        threads = f"{corpus['threads']} thread{'s' if corpus['threads'] > 1 else ''}"
        lines += [f"### {corpus['what'].capitalize()} ({corpus['bytes'] / 1e6:.1f} MB, {threads})", ""]
        lines += ["| | time | ratio | pairs | of ours found | peak MiB |", "|---|---|---|---|---|---|"]
        for result in results_of(document, corpus["name"]):
            if len(result["tools"]) > 1:
                lines.append(f"| **{stage_text(result)}** | | | | | |")
                lines += [tool_row(result, tool) for tool in result["tools"]]
        lines.append("")
    return lines


def wins(document: Document) -> list[str]:
    """Plainly: what was faster than we are."""
    whats = {corpus["name"]: corpus["what"] for corpus in document["corpora"]}
    lines = ["### Where others are faster or leaner", ""]
    for result in document["results"]:
        ours = result["tools"][0]
        for tool in result["tools"][1:]:
            if tool["ratio"] < 1:
                lines.append(
                    f"* {tool['tool']} takes {tool['ratio']:.2f} of our time: {stage_text(result)}, "
                    f"{whats[result['corpus']]}{missed(tool)}."
                )
            if tool["peak_mib"] < ours["peak_mib"]:
                lines.append(
                    f"* {tool['tool']} holds {tool['peak_mib']:,.0f} MiB where we hold {ours['peak_mib']:,.0f}: "
                    f"{stage_text(result)}, {whats[result['corpus']]}{missed(tool)}."
                )
    if len(lines) == 2:
        lines.append("Nowhere in this run.")
    return [*lines, ""]


def missed(tool: Result) -> str:
    part = " (only a part of the rows)" if tool["extrapolated"] else ""
    return part + (f"; it finds {tool['recall']:.1%} of the pairs" if "recall" in tool else "")


def our_seconds(document: Document, corpus: str, stage: str, at_least: float | None) -> float | None:
    for result in results_of(document, corpus):
        if (result["stage"], result["at_least"]) == (stage, at_least):
            median: float = result["tools"][0]["median"]
            return median
    return None


def roofline(document: Document) -> list[str]:
    """Every stage as a multiple of the least that must be done: to go over the texts once, word by word."""
    columns = our_stages(document)
    lines = [
        "### How far from the floor",
        "",
        "Whoever compares texts must at least go over their words once. The floor is that pass: lower case, words "
        "and a hash of each, by the vector loops of the engine on as many threads, measured in the same run; the "
        "other columns are our stages as multiples of it.",
        "",
        "| texts | MB | the pass | MB/s | " + " | ".join(columns) + " |",
        "|---" * (4 + len(columns)) + "|",
    ]
    for corpus in document["corpora"]:
        floor = our_seconds(document, corpus["name"], "tokens", None)
        if floor is None:
            continue
        cells = [our_seconds(document, corpus["name"], *key) for key in columns.values()]
        multiples = [f"{cell / floor:.1f}" if cell is not None else "" for cell in cells]
        lines.append(
            f"| {corpus['what']} | {corpus['bytes'] / 1e6:.1f} | {seconds_text(floor)} "
            f"| {corpus['bytes'] / 1e6 / floor:,.0f} | " + " | ".join(multiples) + " |"
        )
    return [*lines, ""]


def our_stages(document: Document) -> dict[str, tuple[str, float | None]]:
    found: dict[str, tuple[str, float | None]] = {}
    for result in document["results"]:
        if result["stage"] != "tokens":
            found.setdefault(stage_text(result), (result["stage"], result["at_least"]))
    return found


def generated(document: Document) -> list[Result]:
    return [corpus for corpus in document["corpora"] if corpus["name"].startswith("generated-")]


def growth(document: Document) -> list[str]:
    corpora = generated(document)
    steps = [step for step in zip(corpora, corpora[1:], strict=False) if step[0]["threads"] == step[1]["threads"]]
    if not steps:
        return []
    lines = [
        "### Growth",
        "",
        "The exponent of our times from one generated corpus to the next: 1 is linear, 2 is quadratic, which is what "
        "comparing every text with every other would be.",
        "",
        "| | " + " | ".join(f"{first['rows']:,} to {second['rows']:,}" for first, second in steps) + " |",
        "|---" * (1 + len(steps)) + "|",
    ]
    for name, key in our_stages(document).items():
        cells = [exponent(document, first, second, key) for first, second in steps]
        if any(cells):
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "![Times of all pairs at 0.7, ours and others](images/growth-pairs.svg)", ""]
    return [*lines, "![Times of our stages](images/growth-stages.svg)", ""]


def exponent(document: Document, first: Result, second: Result, key: tuple[str, float | None]) -> str:
    before, after = (our_seconds(document, corpus["name"], *key) for corpus in (first, second))
    if before is None or after is None:
        return ""
    return f"{math.log(after / before) / math.log(second['rows'] / first['rows']):.2f}"


# As many of our stages as there are colours.
DRAWN = {("tokens", None), ("vectorize", None), ("pairs", 0.9), ("pairs", 0.7), ("groups", 0.9), ("groups", 0.7)}


def draw_growth(document: Document) -> None:
    if not growth(document):
        return
    rows = {corpus["name"]: corpus["rows"] for corpus in generated(document)}
    peers: dict[str, Series] = {}
    stages: dict[str, Series] = {}
    for result in document["results"]:
        if result["corpus"] not in rows:
            continue
        for tool in result["tools"]:
            point = (rows[result["corpus"]], tool["median"], tool["extrapolated"])
            if (result["stage"], result["at_least"]) == ("pairs", 0.7):
                peers.setdefault(tool["tool"], Series(tool["tool"])).points.append(point)
            if tool["tool"] == OURS and (result["stage"], result["at_least"]) in DRAWN:
                stages.setdefault(stage_text(result), Series(stage_text(result))).points.append(point)
    (IMAGES / "growth-pairs.svg").write_text(draw("All pairs by cosine, at least 0.7", lines_of(peers)))
    (IMAGES / "growth-stages.svg").write_text(draw("Our stages", lines_of(stages)))


def lines_of(series: dict[str, Series]) -> list[Series]:
    """Who was measured at one size only has none."""
    return [each for each in series.values() if len(each.points) > 1]


def replace_part(page: str, part: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit(f"{PAGE} lacks the marks {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n{part}\n{END}{after}"


def merged(first: list[Result], second: list[Result], key: tuple[str, ...]) -> list[Result]:
    """What was measured again takes the place of what was measured before."""
    found = {tuple(result[name] for name in key): result for result in first}
    return list((found | {tuple(result[name] for name in key): result for result in second}).values())


def read(paths: list[Path]) -> Document:
    parts: list[Document] = [json.loads(path.read_text()) for path in paths]
    document = parts[0] | {"commands": [part["command"] for part in parts]}
    for part in parts[1:]:
        if part["machine"] != document["machine"]:
            sys.exit("these are measurements of different machines")
        for name, key in {"corpora": ("name",), "results": ("corpus", "stage", "at_least")}.items():
            document[name] = merged(document[name], part[name], key)
    return document


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]] or [ROOT / "build/results/peers.json"]
    document = read(paths)
    parts = [head, comparison, wins, roofline, growth]
    text = "\n".join(line for part in parts for line in part(document)).rstrip("\n")
    PAGE.write_text(replace_part(PAGE.read_text(), text))
    draw_growth(document)


if __name__ == "__main__":
    main()
