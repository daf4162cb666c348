"""analyze and validate: next to the command, on real data, in several threads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sysconfig
import threading
from pathlib import Path

import pytest
import storymap
from real_data import DATA, ROOT, real_files
from some_maps import shop
from storymap import Error, Map
from storymap._language import Language

COMMAND = Path(sysconfig.get_path("scripts")) / "storymap"
ENVIRONMENT = {**os.environ, "COLUMNS": "100"}
EXAMPLES = ["shop-en.json", "clinic-ru.md", "backlog-500.csv", "trello/de-amirite.json", "saas-backlog-bilingual.json"]


def ask(*arguments: str) -> str:
    """What the installed command prints, in the folder of the examples."""
    run = subprocess.run(
        [COMMAND, *arguments], cwd=ROOT / "examples", check=True, capture_output=True, text=True, env=ENVIRONMENT
    )
    return run.stdout


@pytest.fixture
def in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")


def test_the_command_comes_with_the_package() -> None:
    assert ask("--version") == f"storymap {storymap.__version__}\n"


@pytest.mark.usefixtures("in_examples")
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("file", EXAMPLES)
def test_reports_are_those_of_the_command(file: str, language: Language) -> None:
    map = storymap.load(file)
    analysis, validation = storymap.analyze(map), storymap.validate(map)
    assert analysis.to_json(language) == ask("analyze", file, "--format=json", f"--lang={language}")
    assert analysis.to_markdown(language) == ask("analyze", file, "--format=markdown", f"--lang={language}")
    assert analysis.to_text(language) == ask("analyze", file, "--color=never", f"--lang={language}")
    assert validation.to_json(language) == ask("validate", file, "--format=json", f"--lang={language}")
    assert analysis.similarity.to_json(language) == ask("similar", file, "--format=json", f"--lang={language}")
    assert analysis.summary(language) == json.loads(analysis.to_json(language))["summary"]


@pytest.mark.usefixtures("in_examples")
def test_several_maps_are_analysed_as_one_by_both() -> None:
    files = ["shop-en.json", "backlog-500.csv"]
    maps = [storymap.load(file) for file in files]
    printed = ask("analyze", *files, "--format=json", "--lang=en")
    assert storymap.analyze(maps).to_json() == printed
    assert storymap.analyze(dict(zip(files, maps, strict=True))).to_json() == printed
    assert storymap.validate(maps).to_json() == ask("validate", *files, "--format=json", "--lang=en")
    assert {story.source for story in storymap.analyze(maps).similarity.stories} == {0, 1}
    assert {finding.source for finding in storymap.analyze(maps).findings if finding.activity_id} == {0, 1}


@pytest.mark.usefixtures("in_examples")
def test_options_mean_what_they_mean_to_the_command() -> None:
    file = "backlog-500.csv"
    map = storymap.load(file)
    for options, arguments in (
        ({"similar": 0.5, "duplicate": 0.8}, ["--similar=0.5", "--duplicate=0.8"]),
        ({"similar": 0.95}, ["--similar=0.95"]),
        ({"measure": "jaccard"}, ["--measure=jaccard"]),
        ({"ngram_range": (1, 1), "max_df": 0.5, "threads": 1}, ["--ngrams=1,1", "--max-df=0.5"]),
        ({"stop_words": "english"}, ["--stop-words=en"]),
        ({"stop_words": None}, ["--stop-words=none"]),
    ):
        expected = ask("analyze", file, "--format=json", "--lang=en", *arguments)
        assert storymap.analyze(map, **options).to_json() == expected, options
    assert storymap.analyze(map, stop_words=["as", "a"]).pairs != storymap.analyze(map).pairs


@pytest.mark.usefixtures("in_examples")
def test_results_say_what_the_json_says() -> None:
    map = storymap.load("shop-en.json")
    analysis = storymap.analyze(map)
    document = analysis.to_dict()
    assert (analysis.project_name, analysis.overall_score) == (document["project_name"], document["overall_score"])
    assert (analysis.profile, analysis.band) == ("compat", "good")

    validation = analysis.validation
    said = document["validation"]
    assert (validation.is_valid, validation.score, validation.stats) == (said["is_valid"], said["score"], said["stats"])
    assert [advice.message for advice in analysis.recommendations] == said["recommendations"]
    russian = analysis.to_dict("ru")["validation"]
    assert [advice.message_in("ru") for advice in analysis.recommendations] == russian["recommendations"]
    for finding, issue, other in zip(analysis.findings, said["issues"], russian["issues"], strict=True):
        assert (finding.type, finding.severity, finding.message) == (issue["type"], issue["severity"], issue["message"])
        assert finding.message_in("ru") == other["message"] and finding.fix and finding.fix_in("ru") != finding.fix
        assert list(finding.story_ids) == issue.get("story_ids", [])
        place = issue["location"] or {}
        assert (finding.activity_id, finding.task_id, finding.story_id) == (
            place.get("activity_id"),
            place.get("task_id"),
            place.get("story_id"),
        )
        assert finding.rule.startswith("compat/") and finding.category
        if finding.story_id:
            assert map.story(finding.story_id).task.id == finding.task_id

    similarity = analysis.similarity
    said = document["similarity"]
    assert similarity.algorithm == said["algorithm"] and {**similarity.stats, "algorithm": "tfidf"} == said["stats"]
    assert [(pair.a.id, pair.b.id, pair.score, pair.kind) for pair in analysis.pairs] == [
        (pair["a"], pair["b"], pair["score"], pair["kind"]) for pair in said["pairs"]
    ]
    for group, expected in zip(analysis.groups, said["similar_groups"], strict=True):
        assert group.kind == expected["group_type"] and group.best >= 0.7
        assert [
            {
                "id": member.story.id,
                "title": member.story.title,
                "similarity": member.similarity,
                "task_title": member.story.task,
                "activity_title": member.story.activity,
            }
            for member in group.members
        ] == expected["stories"]
    assert [group.kind for group in analysis.duplicates] == ["duplicate"] and analysis.duplicates[0] in analysis.groups
    assert [story.id for story in similarity.stories] == [story.id for story in map.stories]


def test_results_do_not_change_with_the_map() -> None:
    map = shop()
    analysis = storymap.analyze(map)
    before = analysis.to_json()
    map.activity("a1").remove(cascade=True)
    map.name = "Other"
    assert analysis.to_json() == before and len(analysis.similarity.stories) == 4
    with pytest.raises(AttributeError):
        analysis.overall_score = 100  # type: ignore[misc]


def test_notebooks_show_results_and_no_html_of_others() -> None:
    map = Map("<script>")
    task = map.add_activity("a").add_task("t")
    for _ in range(2):
        task.add_story("<img src=x> pay the order by card", description="<b>As</b> a buyer")
    analysis = storymap.analyze(map)
    html = analysis._repr_html_()
    assert analysis.duplicates and "&lt;img" in html and "<img" not in html and "<script" not in html
    assert repr(analysis).startswith("<Analysis: score ") and "2 findings" not in repr(analysis.similarity)
    assert str(analysis) == analysis.to_text() and storymap.validate(map)._repr_html_().startswith("<table")
    assert "<table" in storymap.analyze(Map())._repr_html_()


def test_pages_have_the_width_that_is_asked_for() -> None:
    analysis = storymap.analyze(storymap.load(ROOT / "examples/backlog-500.csv"))
    assert max(map(len, analysis.to_text(width=50).split("\n"))) <= 50
    assert "\x1b[" in analysis.to_text(color=True) and "\x1b[" not in analysis.to_text()
    assert len(analysis.to_text(most=0)) > len(analysis.to_text(most=3))
    assert len(analysis.to_markdown(most=0)) > len(analysis.to_markdown(most=3))


def test_progress_is_told_from_nothing_to_all() -> None:
    map = storymap.load(ROOT / "examples/backlog-500.csv")
    told: list[tuple[int, int]] = []
    storymap.analyze(map, progress=lambda done, total: told.append((done, total)))
    assert told and told[-1][0] == told[-1][1] and all(0 <= done <= total for done, total in told)
    assert storymap.analyze(map, progress=True).overall_score == storymap.analyze(map).overall_score

    def fail(done: int, total: int) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        storymap.analyze(map, progress=fail)


def test_ctrl_c_stops_an_analysis() -> None:
    titles = [f"As a user {row % 7} I want the thing {row % 613} to do {row}" for row in range(20000)]
    map = storymap.loads("\n".join(titles), "text")
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    handler = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            while True:
                storymap.analyze(map, similar=0.3, threads=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def test_threads_analyse_while_others_edit() -> None:
    map = storymap.load(ROOT / "examples/backlog-500.csv")
    expected = {storymap.analyze(map).to_json()}
    story = map.stories[0]
    first, second = story.title, "Another title altogether"
    story.title = second
    expected.add(storymap.analyze(map).to_json())
    found: list[str] = []
    stop = threading.Event()

    def edit() -> None:
        while not stop.is_set():
            story.title = first
            story.title = second

    def look() -> None:
        for _ in range(15):
            found.append(storymap.analyze(map, threads=1).to_json())

    editor = threading.Thread(target=edit)
    readers = [threading.Thread(target=look) for _ in range(3)]
    for thread in (editor, *readers):
        thread.start()
    for thread in readers:
        thread.join()
    stop.set()
    editor.join()
    assert len(found) == 45 and set(found) <= expected
    map.check()


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"similar": 0}, "similar"),
        ({"similar": 1.5}, "similar"),
        ({"similar": float("nan")}, "similar"),
        ({"similar": 0.9, "duplicate": 0.8}, "duplicate"),
        ({"measure": "euclid"}, "measure"),
        ({"ngram_range": (2, 1)}, "ngram_range"),
        ({"max_df": -1.0}, None),
        ({"stop_words": "klingon"}, "stop_words"),
        ({"profile": "odd"}, None),
        ({"threads": -1}, "threads"),
    ],
)
def test_options_out_of_range_are_errors(options: dict[str, object], path: str | None) -> None:
    with pytest.raises(Error) as caught:
        storymap.analyze(shop(), **options)  # type: ignore[arg-type]
    assert caught.value.code == "invalid_argument"
    assert path is None or caught.value.path == path


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: storymap.analyze(5), "maps"),  # type: ignore[arg-type]
        (lambda: storymap.analyze([shop(), "x"]), r"maps\[1\]"),  # type: ignore[list-item]
        (lambda: storymap.analyze({"x": 5}), r"maps\['x'\]"),  # type: ignore[arg-type]
        (lambda: storymap.analyze(shop(), similar="0.5"), "similar"),  # type: ignore[arg-type]
        (lambda: storymap.analyze(shop(), stop_words=[5]), r"stop_words\[0\]"),  # type: ignore[list-item]
        (lambda: storymap.analyze(shop(), progress=5), "progress"),  # type: ignore[arg-type]
        (lambda: storymap.analyze(shop(), threads=1.5), "threads"),  # type: ignore[arg-type]
        (lambda: storymap.validate(shop(), 5), "profile"),  # type: ignore[arg-type]
    ],
)
def test_wrong_types_are_type_errors(call: object, name: str) -> None:
    with pytest.raises(TypeError, match=name):
        call()  # type: ignore[operator]


def test_no_map_is_an_error_and_an_empty_map_is_none() -> None:
    with pytest.raises(Error, match="at least one map"):
        storymap.analyze([])
    analysis = storymap.analyze(Map())
    assert analysis.similarity.algorithm == "skipped" and not analysis.pairs and not analysis.groups
    for language in ("de", ""):
        with pytest.raises(Error, match="expected en or ru"):
            analysis.to_json(language)  # type: ignore[arg-type]


@pytest.mark.skipif(not DATA.is_dir(), reason="no real data: STORYMAP_DATA_DIR does not name a folder")
def test_every_real_backlog_is_analysed() -> None:
    for path in real_files():
        map = storymap.load(path)
        analysis = storymap.analyze(map)
        assert 0 <= analysis.overall_score <= 100, path
        assert len(analysis.similarity.stories) == len(map.stories) > 0, path
        assert analysis.similarity.stats["pairs_found"] == len(analysis.pairs), path
        for finding in analysis.findings:
            assert finding.story_id is None or map.story(finding.story_id).exists, path
        assert json.loads(analysis.to_json("ru"))["overall_score"] == analysis.overall_score, path
