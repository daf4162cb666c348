#!/usr/bin/env python3
"""Writes backlog-500.csv: 500 stories of a delivery and field service company, as an issue tracker exports them.

    python3 examples/generate_backlog.py > examples/backlog-500.csv
    python3 examples/generate_backlog.py --planted      the 30 stories that repeat another one, and in what way
    python3 examples/generate_backlog.py --check        is the file beside this script what it writes?

The words come from backlog_vocabulary.txt, the choices from one seeded generator: the same bytes on every machine.
"""

import csv
import io
import random
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

SEED = 20
STORIES = 500
PLANTED = {"copy": 5, "punctuation": 5, "role": 6, "slot": 6, "contained": 4, "reworded": 4}

READING = re.compile(r"^(see|find|read|follow|look|learn|compare|tell|be told|know)\b")

CRITERIA = {
    "see": [
        "It opens within {small} seconds on a phone.",
        "Figures are at most {some} minutes old, and the page says how old.",
        "What I may not see is left out and not greyed.",
        "The state of the page can be sent to a colleague as a link.",
        "The page can be printed on one sheet.",
    ],
    "change": [
        "Who did it and when is kept for {small} years.",
        "It can be undone for {some} minutes.",
        "A second person who edits the same {one} is told before anything is overwritten.",
        "It takes no more than {small} taps on a phone.",
        "A refusal says what is missing and who can help.",
        "Colleagues see the new state within {some} seconds.",
    ],
    "filter": [
        "{First} and {second} can be combined with {third}.",
        "An empty result names the condition that excluded most {many}.",
        "{big} {many} are narrowed within {small} seconds.",
        "A filter can be saved for me or for the whole team.",
        "The list can be sorted by {fourth} without losing the filter.",
        "The number of {many} found stands above the list.",
    ],
    "view": [
        "Up to {big} {many} are shown without stutter.",
        "A tap on {an_one} opens its details and leads back to the same place.",
        "Colours follow {first}; a legend explains them.",
        "{Many} without {second} are listed beside the picture.",
        "The picture can be narrowed by {third}.",
    ],
    "event": [
        "The message names the {one} and says what to do next.",
        "It arrives within {some} minutes, in the app and by e-mail.",
        "Each person can switch it off, or have it collected once a day.",
        "The same event does not send a second message within {some} hours.",
        "Nothing is sent between 22:00 and 6:00 unless somebody is on call.",
    ],
    "risk": [
        "How long ahead the warning comes can be set for each depot.",
        "It offers at least one way out that can be taken at once.",
        "It can be dismissed with a reason, and then stays silent for this {one}.",
        "When the cause is gone, the warning goes, too.",
        "Warnings are sorted by what they would cost.",
    ],
    "import": [
        "A rehearsal lists what would be created, changed and refused.",
        "Running it twice changes nothing.",
        "A row with an error is left out and listed; the others are taken.",
        "{First} and {second} are filled in; what is unknown stays empty.",
        "{big} {many} are read within {some} minutes.",
        "An interruption leaves no half-written {one} behind.",
    ],
    "export": [
        "The file holds {first}, {second} and {third} of each {one}.",
        "It is written every night, and on demand.",
        "Personal data that the recipient does not need are left out.",
        "Exports are listed with time, person and number of {many}.",
        "Dates and numbers follow the country of the recipient.",
    ],
    "bulk": [
        "Before anything happens, the {many} concerned are listed and can be taken out one by one.",
        "What cannot be changed is left as it is and named with the reason.",
        "Everybody concerned gets one message and not {some}.",
        "{big} {many} are done within {some} seconds.",
        "The whole step can be taken back on the same day.",
    ],
    "figure": [
        "The figure can be broken down by {first} and by {second}.",
        "A tap on a number shows the {many} behind it.",
        "It is compared with the same period of the year before.",
        "Fewer than {some} cases are shown as numbers and not as a share.",
        "How it is computed can be read next to it.",
    ],
    "offline": [
        "Everything needed for the next {small} days is on the phone.",
        "What was entered is sent by itself when the network is back, once and in order.",
        "If the office has changed the same {one}, both versions are shown.",
        "The app says when it last spoke to the office.",
    ],
}

REASONS_TO_FILTER = [
    "I answer a call without scrolling",
    "I start the day with what concerns me",
    "I find the one I mean among thousands",
    "the Monday meeting looks at the right list",
    "I can prove that nothing was forgotten",
]

NOTES = [
    'Comes up in every review with "Nordlicht Facility", last time as number one on their list.',
    "The pilot depot does this in a spreadsheet today, with two people and a lot of copying.",
    "Open question: does the works council have to agree?",
    "Designs are attached. Texts are final in English, the other languages follow.",
    'Support counted 31 calls last quarter that began with "how do I", and this was the subject.',
    "Depends on the new permission model, see the architecture page.",
    "Smallest useful version first: no settings, one depot, feedback after two weeks.",
]

OTHER_ROLES = ["team lead", "dispatcher", "regional manager", "service desk agent", "depot manager"]
SLOTS = [
    ("on a map", "on a wall screen"),
    ("on a board", "on a wall screen"),
    ("on a timeline", "on a printed sheet"),
    ("on a calendar", "on a planning sheet"),
]
OTHER_WORDS = [
    ("I want to", "I would like to"),
    ("so that", "in order that"),
    (" see ", " view "),
    (" find ", " look up "),
    (" be told when ", " get a message when "),
    (" be warned when ", " get a warning when "),
    (" the customer ", " the client "),
    (" within ", " in less than "),
]


@dataclass
class Thing:
    """What people work with, and what they say about it."""

    epic: str
    one: str
    many: str
    role: str
    wishes: list = field(default_factory=list)
    said: dict = field(default_factory=dict)


@dataclass
class Story:
    epic: str
    kind: str
    role: str
    summary: str
    means: str
    why: str
    criteria: list
    note: str = ""

    def description(self):
        article = "an" if self.role[0] in "aeiou" else "a"
        link = "because" if self.kind == "offline" else "so that"
        text = f"As {article} {self.role}, I want to {self.means}, {link} {self.why}."
        return f"{text}\n\n{self.note}" if self.note else text


def read_things(path):
    things, epic = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark in ("", "#"):
            continue
        if mark == "==":
            epic = rest
        elif mark == "*":
            things.append(Thing(epic, *rest.split(" / ")))
        elif mark == "+":
            things[-1].wishes.append(rest.split(" => "))
        elif mark == "facts":
            things[-1].said[mark] = rest.split(", ")
        else:
            things[-1].said[mark] = rest.split(" => ")
    return things


def capital(text):
    return text[0].upper() + text[1:]


class Writer:
    """Makes stories of things."""

    def __init__(self, rng):
        self.rng = rng

    def stories(self, thing):
        for means, why, criterion in thing.wishes:
            kind = "see" if READING.match(means) else "change"
            yield self.story(thing, kind, capital(means), means, why, [criterion], self.rng.choice([0, 1, 1, 2]))
        for kind, say in self.patterns(thing).items():
            if kind in thing.said or kind == "filter":
                yield self.story(thing, kind, *say(), [], self.rng.choice([2, 2, 3, 3, 4]))

    def patterns(self, thing):
        """Summary, means and reason by kind of story."""
        many, said, pick = thing.many, thing.said, self.rng.choice
        first, second = said["facts"][:2]

        def with_reason(kind, summaries, means):
            what = said[kind][0]
            return pick(summaries).format(what=what, many=many), means.format(what=what, many=many), said[kind][-1]

        return {
            "filter": lambda: (
                pick([f"Find {many} by {first} and {second}", f"Narrow the list of {many}", f"Search for {many}"]),
                f"narrow the list of {many} by {first} and {second}",
                pick(REASONS_TO_FILTER),
            ),
            "view": lambda: with_reason("view", ["See {many} {what}", "Show {many} {what}"], "see {many} {what}"),
            "event": lambda: with_reason(
                "event", ["Be told when {what}", "Message when {what}"], "be told when {what}"
            ),
            "risk": lambda: with_reason("risk", ["Warn when {what}", "Warning: {what}"], "be warned when {what}"),
            "import": lambda: with_reason(
                "import",
                ["Take over data for {many} from {what}", "Import data of {many} from {what}"],
                "have the data of {many} taken over from {what}",
            ),
            "export": lambda: with_reason("export", ["Export {many} for {what}"], "export {many} for {what}"),
            "bulk": lambda: (capital(said["bulk"][0]), *said["bulk"]),
            "figure": lambda: with_reason("figure", ["Report: {what}", "See the {what}"], "see the {what}"),
            "offline": lambda: with_reason("offline", ["Offline: {what}"], "{what} without a network"),
        }

    def story(self, thing, kind, summary, means, why, criteria, more):
        role = thing.said[kind][1].removeprefix("the ") if kind in ("event", "offline") else thing.role
        first, second, third, fourth = thing.said["facts"]
        words = {
            "one": thing.one,
            "an_one": ("an " if thing.one[0] in "aeio" else "a ") + thing.one,
            "many": thing.many,
            "Many": capital(thing.many),
            "first": first,
            "First": capital(first),
            "second": second,
            "third": third,
            "fourth": fourth,
            "small": self.rng.choice([2, 3, 5]),
            "some": self.rng.choice([5, 10, 15, 20, 30]),
            "big": self.rng.choice(["500", "1,000", "2,000", "5,000"]),
        }
        criteria = criteria + [text.format(**words) for text in self.rng.sample(CRITERIA[kind], more)]
        note = self.rng.choice(NOTES) if self.rng.random() < 0.12 else ""
        if self.rng.random() < 0.06:
            criteria = []
        return Story(thing.epic, kind, role, summary, means, why, criteria, note)


def other_words(text):
    for word, other in OTHER_WORDS:
        text = text.replace(word, other)
    return text


def repeat(story, kind, rng):
    """The story as somebody else writes it down again."""
    if kind == "punctuation":
        criteria = [text.rstrip(".").lower() for text in story.criteria]
        summary = rng.choice([story.summary.upper() + "!", story.summary.lower() + " ...", f'"{story.summary}"'])
        return replace(story, summary=summary, why=story.why + "..", criteria=criteria)
    if kind == "role":
        return replace(story, role=rng.choice([role for role in OTHER_ROLES if role != story.role]))
    if kind == "slot":
        slot, other = next(pair for pair in SLOTS if pair[0] in story.means)
        summary = story.summary.replace(slot, other)
        return replace(story, summary=summary, means=story.means.replace(slot, other))
    if kind == "contained":
        criteria = [*story.criteria, "A short film of one minute explains it to newcomers."]
        return replace(story, means=story.means + ", on the phone as well as at the desk", criteria=criteria)
    if kind == "reworded":
        means = other_words(f" {story.means} ").strip()
        criteria = [other_words(text) for text in reversed(story.criteria)]
        return replace(story, summary=capital(means), means=means, criteria=criteria)
    return replace(story)


def may_repeat(story, kind):
    if story.note or len(story.criteria) < 2:
        return False
    if kind == "slot":
        return any(slot in story.means for slot, _ in SLOTS)
    return kind != "reworded" or other_words(f" {story.means} ").strip() != story.means


def make_backlog():
    """(stories, planted): `planted` holds (original, repeated, kind) as positions."""
    rng = random.Random(SEED)
    writer = Writer(rng)
    things = read_things(Path(__file__).with_name("backlog_vocabulary.txt"))
    stories = [story for thing in things for story in writer.stories(thing)]
    rng.shuffle(stories)
    del stories[STORIES - sum(PLANTED.values()) :]
    originals, planted = list(range(len(stories))), []
    rng.shuffle(originals)
    for kind, times in PLANTED.items():
        for _ in range(times):
            at = next(i for i in originals if may_repeat(stories[i], kind))
            originals.remove(at)
            planted.append((at, len(stories), kind))
            stories.append(repeat(stories[at], kind, rng))
    order = list(range(len(stories)))
    rng.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return [stories[old] for old in order], sorted((*sorted((place[a], place[b])), kind) for a, b, kind in planted), rng


def key(position):
    return f"FLD-{position + 101}"


HEADER = [
    *("Issue key", "Issue Type", "Summary", "Description", "Acceptance Criteria", "Status", "Priority"),
    *("Story Points", "Labels", "Labels", "Fix versions", "Sprint", "Epic Name"),
]
STATES = {"Backlog": 55, "Selected for Development": 12, "In Progress": 8, "In Review": 4, "Done": 18, "On Hold": 3}
PRIORITIES = {"Highest": 4, "High": 22, "Medium": 50, "Low": 20, "Lowest": 4}
LABELS = {
    "offline": "mobile",
    "import": "integration",
    "export": "integration",
    "figure": "reporting",
    "event": "messages",
}


def row(position, story, rng):
    def pick(weights):
        return rng.choices(list(weights), weights.values())[0]

    status = pick(STATES)
    planned = status != "Backlog"
    version = rng.choice(["5.0", "5.1"]) if status == "Done" else rng.choice(["5.2", "5.3"])
    return [
        key(position),
        "Improvement" if story.kind == "change" and rng.random() < 0.2 else "Story",
        story.summary,
        story.description(),
        "\n".join(f"- {text}" for text in story.criteria),
        status,
        pick(PRIORITIES),
        rng.choice([1, 2, 3, 3, 5, 5, 8]) if planned or rng.random() < 0.5 else "",
        LABELS.get(story.kind, ""),
        rng.choice(["pilot", "quick-win", "ux", "", "", "", "", ""]),
        version if planned else rng.choice(["5.3", "", "", ""]),
        f"Sprint {rng.randint(31, 38)}" if status == "Done" else ("Sprint 39" if planned else ""),
        story.epic,
    ]


def to_csv(stories, rng):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for position, story in enumerate(stories):
        writer.writerow(row(position, story, rng))
    return text.getvalue()


def main():
    stories, planted, rng = make_backlog()
    text = to_csv(stories, rng)
    if sys.argv[1:] == ["--planted"]:
        for first, second, kind in planted:
            print(f"{key(first)} {key(second)} {kind:11}  {stories[first].summary}")
    elif sys.argv[1:] == ["--check"]:
        same = Path(__file__).with_name("backlog-500.csv").read_bytes() == text.encode()
        print("backlog-500.csv is", "what it should be" if same else "not what this script writes")
        return 0 if same else 1
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
