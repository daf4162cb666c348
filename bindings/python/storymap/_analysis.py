"""Maps in, findings and look-alikes out."""

from __future__ import annotations

from functools import cached_property
from html import escape

from . import _core
from ._errors import Error
from ._inputs import Maps, inputs
from ._language import Language, check_language, counted
from ._options import Measure, ProgressOption, StopWordsOption, progress_callback, thread_count
from ._options import stop_words as words_of
from ._report import Report
from ._story_similarity import StoryGroup, StoryPair, StorySimilarity
from ._validation import Finding, Recommendation, Validation
from ._values import ngram_pair, number, score, word


class Analysis(Report):
    """The score of some maps, what is missing in them, and which of their stories say the same.

    It does not change, whatever becomes of the maps.
    """

    def __init__(self, handle: _core.Analysis) -> None:
        self._reports = handle
        self._handle = handle

    @property
    def project_name(self) -> str:
        """The name of the map; of several, joined by ", "."""
        return self._handle.project_name

    @property
    def profile(self) -> str:
        """The rules and the score that were asked for."""
        return self._handle.profile

    @property
    def overall_score(self) -> int:
        """0 to 100: how complete the maps are, less what is in them twice."""
        return self._handle.overall_score

    @property
    def band(self) -> str:
        """The score in a word: ``excellent``, ``good``, ``satisfactory`` or ``needs_improvement``."""
        return self._handle.band

    @cached_property
    def validation(self) -> Validation:
        """What is missing: the result of `validate`."""
        return Validation(self._handle.validation())

    @cached_property
    def similarity(self) -> StorySimilarity:
        """Which stories are alike."""
        return StorySimilarity(self._handle.similarity())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found: `Validation.findings`."""
        return self.validation.findings

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """What to do next: `Validation.recommendations`."""
        return self.validation.recommendations

    @property
    def groups(self) -> tuple[StoryGroup, ...]:
        """Stories that say the same, or almost: `StorySimilarity.groups`."""
        return self.similarity.groups

    @property
    def duplicates(self) -> tuple[StoryGroup, ...]:
        """Stories that say the same: `StorySimilarity.duplicates`."""
        return self.similarity.duplicates

    @property
    def pairs(self) -> tuple[StoryPair, ...]:
        """Every pair of similar stories: `StorySimilarity.pairs`."""
        return self.similarity.pairs

    def summary(self, language: Language = "en") -> str:
        """One sentence: project, score, stories, errors, warnings, duplicates, similar groups."""
        return self._handle.summary(check_language(language))

    def __repr__(self) -> str:
        findings = counted(len(self.findings), "finding", "findings")
        groups = counted(len(self.groups), "group", "groups")
        return f"<Analysis: score {self.overall_score}, {findings}, {groups}>"

    def _repr_html_(self) -> str:
        parts = [f"<p>{escape(self.summary())}</p>"]
        if self.groups:
            parts.append(self.similarity._repr_html_())
        if self.findings:
            parts.append(self.validation._repr_html_())
        return "".join(parts)


def analyze(
    maps: Maps,
    *,
    profile: str = "compat",
    similar: float = 0.7,
    duplicate: float | None = None,
    measure: Measure = "cosine",
    ngram_range: tuple[int, int] = (1, 2),
    max_df: float = 0.95,
    stop_words: StopWordsOption = "compat",
    threads: int | None = None,
    progress: ProgressOption = None,
) -> Analysis:
    """Validates maps and compares all their stories with each other: what ``storymap analyze`` does.

    The maps are seen as they are when the work begins; other threads may edit them meanwhile.

    Parameters
    ----------
    maps
        The map, several maps, or a dict of maps by the names that reports call them.
    profile
        The rules and the score.
    similar, duplicate
        Stories at least this alike are similar, or duplicates (by default 0.9, or `similar` if that is higher).
    measure
        Cosine of tf-idf vectors, or Jaccard of word sets.
    ngram_range
        Cosine: how many words in a row make a term.
    max_df
        Cosine: terms in a larger share of the stories are left out.
    stop_words
        Words that do not count: the name of a list (``"compat"``, ``"english"``, ``"russian"``), words, or None.
    threads
        None: as many as the machine has. The answer never depends on it.
    progress
        True for a bar of tqdm, or a function that is called with how much is done of how much.

    Examples
    --------
    >>> import storymap
    >>> map = storymap.loads("Pay an order by card\\nPay the order by card\\nSearch by name\\nSee my orders")
    >>> analysis = storymap.analyze(map, similar=0.5)
    >>> [(pair.a.id, pair.b.id, round(pair.score, 2)) for pair in analysis.pairs]
    [('s1', 's2', 0.54)]
    >>> print(analysis.summary())
    Story map: good, 83 of 100. 4 stories; 0 errors, 4 warnings; 0 groups of duplicates, 1 group of similar stories.
    """
    least = score(similar, "similar")
    most = max(0.9, least) if duplicate is None else score(duplicate, "duplicate")
    if most < least:
        raise Error(f"expected at least {least:g}, as for similar stories, found {most:g}", path="duplicate")
    options = _core.SimilarityOptions(
        least,
        most,
        word(measure, "measure"),
        ngram_pair(ngram_range),
        number(max_df, "max_df"),
        words_of(stop_words),
    )
    with progress_callback(progress, "Comparing stories") as report:
        return Analysis(_core.analyze(inputs(maps), word(profile, "profile"), options, thread_count(threads), report))
