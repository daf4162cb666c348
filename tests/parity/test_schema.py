"""The published JSON Schemas say what the library reads and writes, in the words of an independent validator."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = [json.loads(path.read_text()) for path in sorted((ROOT / "docs/schema").glob("*.v1.schema.json"))]
REGISTRY = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS)

MAPS = [path for path in ROOT.glob("examples/*.json") if '"storymap"' in path.read_text(encoding="utf-8")[:200]]
OTHERS = [*ROOT.glob("examples/*.[cm]*[dv]"), *ROOT.glob("examples/trello/*.json")]
GOLDEN = ROOT / "tests/golden"

STORY = {"id": "s1", "title": "Pay by card"}
GOOD_MAPS = [
    {"storymap": 1, "activities": []},
    {"storymap": 1, "activities": None, "personas": [{}], "note": [1, {"any": "thing"}]},
    {"storymap": 1, "activities": [{"tasks": [{"stories": [{"points": 2.5, "release": None}]}]}]},
]
BAD_MAPS = [
    {"activities": []},
    {"storymap": 2, "activities": []},
    {"storymap": 1},
    {"storymap": 1, "activities": {}},
    {"storymap": 1, "activities": [{"id": ""}]},
    {"storymap": 1, "activities": [{"id": "a\u0007"}]},
    {"storymap": 1, "activities": [], "links": [{"kind": "is", "from": "a", "to": "b"}]},
    {"storymap": 1, "activities": [], "links": [{"kind": "blocks", "from": "a"}]},
    *(
        {"storymap": 1, "activities": [{"tasks": [{"stories": [{**STORY, **member}]}]}]}
        for member in (
            {"title": 7},
            {"status": "open"},
            {"points": -1},
            {"points": "3"},
            {"labels": "ux"},
            {"labels": ["ux", "ux"]},
            {"acceptance_criteria": [None]},
            {"external": [{"key": 7}]},
        )
    ),
]
BAD_EDITS = [
    {"op": "remove", "noun": "story", "id": "s1"},
    {"v": 2, "op": "remove", "noun": "story", "id": "s1"},
    {"v": 1, "op": "twist", "noun": "story", "id": "s1"},
    {"v": 1, "op": "remove", "noun": "story", "id": "s1", "why": ""},
    {"v": 1, "op": "remove", "noun": "story"},
    {"v": 1, "op": "move", "noun": "story", "id": "s1", "after": None},
    {"v": 1, "op": "move", "noun": "story", "id": "s1", "parent": "t1"},
    {"v": 1, "op": "move", "noun": "release", "id": "r1", "parent": "t1", "after": None},
    {"v": 1, "op": "add", "noun": "task", "value": {"title": "x"}, "parent": "a1", "after": None},
    {"v": 1, "op": "add", "noun": "task", "value": {"id": "t1", "stories": []}, "parent": "a1", "after": None},
    {"v": 1, "op": "set", "noun": "story", "id": "s1", "field": "labels", "value": ["x"]},
    {"v": 1, "op": "set", "noun": "story", "id": "s1", "field": "points", "value": "3"},
    {"v": 1, "op": "set", "noun": "story", "id": "s1", "field": "status", "value": "open"},
    {"v": 1, "op": "set", "noun": "story", "id": "s1", "field": "title"},
    {"v": 1, "op": "set", "noun": "map", "field": "activities", "value": []},
    {"v": 1, "op": "set", "noun": "map", "id": "m", "field": "name", "value": "x"},
    {"v": 1, "op": "remove", "noun": "link", "value": {"kind": "blocks", "from": "a", "to": "b", "x": 1}},
]


def validator(name):
    schema = next(schema for schema in SCHEMAS if schema["$id"] == f"urn:storymap:schema:{name}:1")
    return Draft202012Validator(schema, registry=REGISTRY)


def problems(name, document):
    return [
        f"/{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator(name).iter_errors(document)
    ]


def storymap(*arguments, text=None):
    program = os.environ.get("STORYMAP_BIN")
    assert program, "STORYMAP_BIN does not name the storymap command"
    return subprocess.run([program, *map(str, arguments)], input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema["$id"])
def test_schemas_are_schemas(schema):
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", [*MAPS, *GOLDEN.glob("edit_log.*.json")], ids=lambda path: path.name)
def test_maps_of_ours_are_valid(path):
    assert problems("map", json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", [*MAPS, *OTHERS], ids=lambda path: path.name)
def test_whatever_is_converted_is_valid(path):
    run = storymap("convert", path, "--to", "json")
    assert run.returncode == 0, run.stderr
    assert problems("map", json.loads(run.stdout)) == []


def test_edits_of_ours_are_valid():
    lines = (GOLDEN / "edit_log.v1.jsonl").read_text(encoding="utf-8").splitlines()
    assert problems("edits", [json.loads(line) for line in lines]) == []


@pytest.mark.parametrize("document", GOOD_MAPS, ids=json.dumps)
def test_what_the_schema_takes_the_reader_takes(document):
    assert problems("map", document) == []
    run = storymap("convert", "-", "--to", "json", text=json.dumps(document))
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("document", BAD_MAPS, ids=json.dumps)
def test_what_the_schema_refuses_the_reader_refuses(document):
    assert problems("map", document) != []
    # Without its version a document is read by the milder rules for the maps of others.
    if "storymap" in document:
        assert storymap("convert", "-", "--to", "json", text=json.dumps(document)).returncode == 3


@pytest.mark.parametrize("edit", BAD_EDITS, ids=json.dumps)
def test_bad_edits_are_refused(edit):
    assert problems("edits", [edit]) != []
