"""Records the known answers of profile `compat`: the predecessor's rules, re-implemented with scikit-learn.

    python tests/parity/record_compat.py tests/golden/compat STOP_WORDS

writes one file a map: the map and the answers. STOP_WORDS is the predecessor's list, one word a line. It shares no code with storymap.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

Json = dict[str, Any]


def stories_of(map_: Json) -> list[Json]:
    return [story for activity in map_["activities"] for task in activity["tasks"] for story in task["stories"]]


def comparable(story: Json) -> str:
    parts = [story["title"]]
    if story.get("description"):
        parts.append(story["description"])
    parts += story.get("acceptance_criteria", [])
    text = re.sub(r"[^\w\s]", " ", " ".join(parts).lower())
    return re.sub(r"\s+", " ", text).strip()


def score_matrix(texts: list[str], stop_words: list[str]) -> tuple[str, list[list[float]]]:
    try:
        vectorizer = TfidfVectorizer(stop_words=stop_words, ngram_range=(1, 2), min_df=1, max_df=0.95)
        return "tfidf", cosine_similarity(vectorizer.fit_transform(texts)).tolist()
    except ValueError:
        sets = [set(text.split()) - set(stop_words) for text in texts]
        return "jaccard", [[len(a & b) / len(a | b) if a and b else 0.0 for b in sets] for a in sets]


def components(scores: list[list[float]], similar: float) -> list[list[int]]:
    parent = list(range(len(scores)))

    def root(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for a in range(len(scores)):
        for b in range(a + 1, len(scores)):
            if scores[a][b] >= similar:
                parent[root(b)] = root(a)
    members: dict[int, list[int]] = {}
    for k in range(len(scores)):
        members.setdefault(root(k), []).append(k)
    return sorted((m for m in members.values() if len(m) > 1), key=lambda m: m[0])


def similarity(map_: Json, stop_words: list[str], similar: float, duplicate: float) -> Json:
    stories = stories_of(map_)
    if len(stories) < 2:
        return {"algorithm": "skipped", "similar_groups": [], "duplicates_found": 0, "similar_groups_found": 0}
    algorithm, scores = score_matrix([comparable(story) for story in stories], stop_words)
    groups = []
    for members in components(scores, similar):
        best = max(scores[a][b] for a in members for b in members if a < b)
        figures = [
            (stories[a]["id"], round(sum(scores[a][b] for b in members if b != a) / (len(members) - 1), 2))
            for a in members
        ]
        figures.sort(key=lambda figure: -figure[1])
        groups.append(
            {
                "group_type": "duplicate" if best >= duplicate else "similar",
                "stories": [{"id": id_, "similarity": figure} for id_, figure in figures],
            }
        )
    groups.sort(key=lambda group: (group["group_type"] != "duplicate", -len(group["stories"])))
    return {
        "algorithm": algorithm,
        "similar_groups": groups,
        "duplicates_found": sum(group["group_type"] == "duplicate" for group in groups),
        "similar_groups_found": len(groups),
    }


def release_counts(map_: Json) -> dict[str, int]:
    titles = {release["id"]: release["title"] for release in map_.get("releases", [])}
    used = Counter(titles[story["release"]] for story in stories_of(map_) if story.get("release"))
    return {title: used[title] for title in titles.values()}


def find_issues(map_: Json) -> list[Json]:
    issues: list[Json] = []

    def add(kind: str, severity: str, **more: Any) -> None:
        issues.append({"type": kind, "severity": severity, **more})

    if not map_["activities"]:
        add("empty_activity", "error")
    for activity in map_["activities"]:
        if not activity["tasks"]:
            add("empty_activity", "warning", where=activity["id"])
        for task in activity["tasks"]:
            if not task["stories"]:
                add("empty_task", "warning", where=task["id"])
            for story in task["stories"]:
                if len(story.get("description", "").strip()) <= 10:
                    add("missing_description", "info", where=story["id"])
                if not story.get("acceptance_criteria"):
                    add("missing_criteria", "warning", where=story["id"])
                if len(story["title"].strip()) < 5:
                    add("short_title", "info", where=story["id"])
    by_title: dict[str, list[str]] = {}
    for story in stories_of(map_):
        by_title.setdefault(story["title"].lower().strip(), []).append(story["id"])
    for ids in by_title.values():
        if len(ids) > 1:
            add("duplicate_title", "warning", story_ids=ids)
    counts = list(release_counts(map_).values())
    if stories_of(map_) and counts:
        if min(counts) == 0 and max(counts) > 0 or 0 < 3 * min(counts) < max(counts):
            add("unbalanced_releases", "info")
    return issues


def validation(map_: Json) -> Json:
    stories = stories_of(map_)
    issues = find_issues(map_)
    releases = release_counts(map_)
    total = len(stories)
    described = sum(len(story.get("description", "").strip()) > 10 for story in stories)
    with_criteria = sum(bool(story.get("acceptance_criteria")) for story in stories)
    advice: list[str] = []
    if total == 0:
        advice.append("add_stories")
    else:
        if described / total < 0.5:
            advice.append("add_descriptions")
        if with_criteria / total < 0.7:
            advice.append("add_criteria")
    if "MVP" in releases and releases["MVP"] == 0 and total > 0:
        advice.append("define_mvp")
    elif releases.get("MVP", 0) > 15:
        advice.append("cut_mvp")
    score = 100 - sum({"error": 20, "warning": 5, "info": 1}[issue["severity"]] for issue in issues)
    if total:
        score = min(100, score + int(5 * (described / total) + 5 * (with_criteria / total)))
    empty_cells = sum(
        not any(titles_equal(map_, story, title) for story in task["stories"])
        for activity in map_["activities"]
        for task in activity["tasks"]
        if task["stories"]
        for title in releases
    )
    return {
        "is_valid": all(issue["severity"] != "error" for issue in issues),
        "score": max(0, min(100, score)),
        "issues": issues,
        "recommendations": advice,
        "stats": {
            "total_activities": len(map_["activities"]),
            "total_tasks": sum(len(activity["tasks"]) for activity in map_["activities"]),
            "total_stories": total,
            "stories_with_description": described,
            "stories_with_criteria": with_criteria,
            "empty_cells": empty_cells,
            "stories_per_release": releases,
        },
    }


def titles_equal(map_: Json, story: Json, title: str) -> bool:
    return any(r["id"] == story.get("release") and r["title"] == title for r in map_.get("releases", []))


def answers(map_: Json, stop_words: list[str], similar: float, duplicate: float) -> Json:
    alike = similarity(map_, stop_words, similar, duplicate)
    valid = validation(map_)
    overall = int(0.7 * valid["score"] + 0.3 * (100 - min(10 * alike["duplicates_found"], 30)))
    return {"overall_score": max(0, min(100, overall)), "validation": valid, "similarity": alike}


# Maps ---------------------------------------------------------------------------------------------------------------

ENGLISH = [
    ("Pay by card", "As a buyer, I want to pay by card, so that I get my order at once", ["Given a full basket"]),
    ("Pay by invoice", "As a buyer, I want to pay by invoice, so that I can pay later", ["Given a full basket"]),
    ("Search by name", "As a buyer, I want to search products by name", []),
    ("Search products by name", "As a buyer, I want to search the products by their name", ["Results in a second"]),
    ("Track", "", []),
    ("See my orders", "As a buyer, I want to see my orders", ["The newest is first", "Old ones are archived"]),
    ("See my orders", "As a seller, I want to see my orders", ["The newest is first", "Old ones are archived"]),
    ("Print a label", "short", []),
]
RUSSIAN = [
    ("Запись к врачу", "Как пациент, я хочу записаться к врачу, чтобы не ждать в очереди", ["Дано свободное время"]),
    ("Запись на приём к врачу", "Как пациент, я хочу записаться на приём к врачу, чтобы не ждать в очереди", []),
    ("Отмена записи", "Как пациент, я хочу отменить запись к врачу", ["Врач получает уведомление"]),
    ("Ещё раз: отмена записи", "Как пациент, я хочу отменить запись к врачу!", ["Врач получает уведомление"]),
    ("Анализы", "", []),
    (
        "История болезни",
        "Как врач, я хочу видеть историю болезни пациента, чтобы назначить лечение",
        ["Полная", "Быстро"],
    ),
]


def make_map(rows: list[tuple[str, str, list[str]]], releases: list[str], source: random.Random) -> Json:
    map_: Json = {"storymap": 1, "name": "Known answers"}
    map_["releases"] = [{"id": f"r{k + 1}", "title": title} for k, title in enumerate(releases)]
    stories = []
    for number, (title, description, criteria) in enumerate(rows):
        story: Json = {"id": f"s{number + 1}", "title": title, "status": "todo"}
        if description:
            story["description"] = description
        if criteria:
            story["acceptance_criteria"] = criteria
        if releases and source.random() < 0.8:
            story["release"] = f"r{source.randint(1, len(releases))}"
        stories.append(story)
    half = (len(stories) + 1) // 2
    tasks = [
        {"id": "t1", "title": "First", "stories": stories[:half]},
        {"id": "t2", "title": "Second", "stories": stories[half:]},
    ]
    map_["activities"] = [{"id": "a1", "title": "Everything", "tasks": tasks}] if stories else []
    return map_


def vary(text: str, source: random.Random) -> str:
    words = text.split(" ")
    if source.random() < 0.6 and len(words) > 1:
        words[source.randrange(len(words))] = source.choice(["order", "заказ", "please", "снова", "2"])
    return " ".join(words)


def known_maps() -> dict[str, Json]:
    source = random.Random(20)
    maps: dict[str, Json] = {}
    for count in range(21):
        maps[f"identical-{count:02}"] = make_map([ENGLISH[0]] * count, ["MVP", "Later"], source)
        near = [(f"{ENGLISH[0][0]} {k}", *ENGLISH[0][1:]) for k in range(count)]
        maps[f"near-{count:02}"] = make_map(near, ["MVP"], source)
    for name, rows in {"english": ENGLISH, "russian": RUSSIAN, "both": ENGLISH + RUSSIAN}.items():
        maps[name] = make_map(rows, ["MVP", "Release 1", "Later"], source)
        for size in (30, 80):
            many = [(vary(t, source), vary(d, source), c) for t, d, c in source.choices(rows, k=size)]
            maps[f"{name}-{size}"] = make_map(many, ["MVP", "Release 1"], source)
    only_stop_words = [("и в во не", "", []), ("что он на я", "", []), ("хочу могу", "", [])]
    maps["only-stop-words"] = make_map(only_stop_words, [], source)
    maps["punctuation"] = make_map([("!!!", "...", ["?"]), ("???", "", []), ("a", "b", ["c"])], [], source)
    holes = make_map(ENGLISH[:3], ["MVP", "Release 1"], source)
    holes["activities"] += [
        {"id": "a2", "title": "Nothing yet", "tasks": []},
        {"id": "a3", "title": "Almost", "tasks": [{"id": "t9", "title": "Empty", "stories": []}]},
    ]
    maps["holes"] = holes
    for name, spread in {"mvp-empty": "r2", "mvp-full": "r1"}.items():
        map_ = make_map(ENGLISH * 3, ["MVP", "Release 1"], source)
        for story in stories_of(map_):
            story["release"] = spread
        maps[name] = map_
    return maps


def main() -> None:
    folder, stop_word_file = Path(sys.argv[1]), Path(sys.argv[2])
    stop_words = stop_word_file.read_text(encoding="utf-8").split()
    for old in folder.glob("*.json"):
        old.unlink()
    for name, map_ in known_maps().items():
        for similar, duplicate in [(0.7, 0.9)] if name.startswith(("identical", "near")) else [(0.7, 0.9), (0.5, 0.8)]:
            record = {"similar": similar, "duplicate": duplicate, "map": map_}
            record["answers"] = answers(map_, stop_words, similar, duplicate)
            suffix = "" if similar == 0.7 else "-low"
            text = json.dumps(record, ensure_ascii=False)
            (folder / f"{name}{suffix}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
