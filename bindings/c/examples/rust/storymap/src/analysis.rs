use storymap_sys as sys;

use crate::array::{take_text, Array};
use crate::handle::handle;
use crate::map::raw_maps;
use crate::text::at;
use crate::{Map, Match, Pair, Result, Run};

/// How alike two rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The cosine of their vectors.
    Cosine = sys::STORYMAP_COSINE as isize,
    /// The share of terms that both have.
    Jaccard = sys::STORYMAP_JACCARD as isize,
}

/// How [`Stories::closest`] orders stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Ranking {
    BySimilarity = sys::STORYMAP_BY_SIMILARITY as isize,
    ByBm25 = sys::STORYMAP_BY_BM25 as isize,
}

/// How stories are compared.
#[derive(Clone, Debug)]
pub struct AnalysisOptions<'a> {
    /// How alike two stories are: by the cosine, if nothing else is said.
    pub measure: Measure,
    /// Scores from here on are similar: 0.7 by default.
    pub similar: f64,
    /// And from here on duplicates: 0.9 by default; 0 < similar <= duplicate <= 1.
    pub duplicate: f64,
    /// The rules; empty: "compat".
    pub profile: &'a str,
    /// Words to be ignored, between white space; '#' begins a comment.
    pub stop_words: &'a str,
    /// Or a built-in list: "compat" (when empty), "none", "en", "ru".
    pub stop_word_list: &'a str,
    /// Cosine: the fewest and the most words of a term: 1 and 2 by default.
    pub ngrams: (u32, u32),
    /// Cosine: terms in a larger share of the stories are left out: 0.95 by default.
    pub max_df: f64,
    /// How the closest stories are ordered: by similarity, if nothing else is said.
    pub ranking: Ranking,
}

impl Default for AnalysisOptions<'_> {
    fn default() -> Self {
        let raw = sys::STORYMAP_ANALYSIS_OPTIONS_INIT;
        AnalysisOptions {
            measure: Measure::Cosine,
            similar: raw.similar,
            duplicate: raw.duplicate,
            profile: "",
            stop_words: "",
            stop_word_list: "",
            ngrams: (raw.ngram_min, raw.ngram_max),
            max_df: raw.max_df,
            ranking: Ranking::BySimilarity,
        }
    }
}

impl AnalysisOptions<'_> {
    fn raw(&self) -> sys::storymap_analysis_options {
        sys::storymap_analysis_options {
            measure: self.measure as i32,
            similar: self.similar,
            duplicate: self.duplicate,
            profile: at(self.profile),
            profile_size: self.profile.len(),
            stop_words: at(self.stop_words),
            stop_words_size: self.stop_words.len(),
            stop_word_list: at(self.stop_word_list),
            stop_word_list_size: self.stop_word_list.len(),
            ngram_min: self.ngrams.0,
            ngram_max: self.ngrams.1,
            max_df: self.max_df,
            ranking: self.ranking as i32,
            ..sys::STORYMAP_ANALYSIS_OPTIONS_INIT
        }
    }
}

/// A way to write a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ReportFormat {
    /// That of the `storymap` command, byte for byte.
    Json = sys::STORYMAP_JSON as isize,
    Text = sys::STORYMAP_TEXT as isize,
    Markdown = sys::STORYMAP_MARKDOWN as isize,
}

/// A language that reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    English = sys::STORYMAP_ENGLISH as isize,
    Russian = sys::STORYMAP_RUSSIAN as isize,
}

/// How a result is written.
#[derive(Clone, Debug)]
pub struct ReportOptions {
    /// JSON, if nothing else is said.
    pub format: ReportFormat,
    /// English, if nothing else is said.
    pub language: Language,
    /// Text: escape sequences of ECMA-48; false by default.
    pub color: bool,
    /// Text: columns, 40 to 160; 100 by default.
    pub width: u32,
    /// Text and Markdown: groups of each kind that are listed; 0: all; 20 by default.
    pub most: u32,
}

impl Default for ReportOptions {
    fn default() -> Self {
        let raw = sys::STORYMAP_REPORT_OPTIONS_INIT;
        ReportOptions {
            format: ReportFormat::Json,
            language: Language::English,
            color: raw.color != 0,
            width: raw.width,
            most: raw.most,
        }
    }
}

impl ReportOptions {
    pub(crate) fn raw(&self) -> sys::storymap_report_options {
        sys::storymap_report_options {
            format: self.format as i32,
            language: self.language as i32,
            color: i32::from(self.color),
            width: self.width,
            most: self.most,
            ..sys::STORYMAP_REPORT_OPTIONS_INIT
        }
    }
}

handle! {
    /// What was found in some maps: score, findings, similar stories. It keeps the maps as they were.
    Analysis, storymap_analysis, storymap_analysis_free
}

impl Analysis {
    /// Validates maps and compares all their stories. Rows are stories in map order, map by map.
    pub fn new(maps: &[&Map], options: &AnalysisOptions<'_>, run: Run<'_>) -> Result<Analysis> {
        let (maps, options) = (raw_maps(maps), options.raw());
        let mut raw = std::ptr::null_mut();
        run.run(|run, error| unsafe {
            sys::storymap_analyze(maps.as_ptr(), maps.len(), &options, run, &mut raw, error)
        })?;
        Ok(Analysis::own(raw))
    }

    /// The overall score, 0 to 100.
    pub fn score(&self) -> i32 {
        unsafe { sys::storymap_analysis_score(self.raw()) }
    }

    /// All pairs of similar stories, the best first.
    pub fn pairs(&self) -> Result<Array<Pair>> {
        Array::take(|pairs, error| unsafe { sys::storymap_analysis_pairs(self.raw(), pairs, error) })
    }

    /// The whole result: what `storymap analyze` prints.
    pub fn report(&self, options: &ReportOptions) -> Result<String> {
        take_text(|text, error| unsafe { sys::storymap_analysis_report(self.raw(), &options.raw(), text, error) })
    }
}

/// Similar stories only: what `storymap similar` prints.
pub fn similar(maps: &[&Map], options: &AnalysisOptions<'_>, report: &ReportOptions, run: Run<'_>) -> Result<String> {
    let (maps, options, report) = (raw_maps(maps), options.raw(), report.raw());
    let mut text = Array::empty();
    run.run(|run, error| unsafe {
        sys::storymap_similar(maps.as_ptr(), maps.len(), &options, &report, run, text.raw_mut(), error)
    })?;
    crate::array::text_of(&text)
}

handle! {
    /// The stories of some maps, ready to be asked: while someone types, or "is this there already?". They keep the maps
    /// as they were.
    Stories, storymap_stories, storymap_stories_free
}

impl Stories {
    /// Makes the stories of maps ready to be asked.
    pub fn new(maps: &[&Map], options: &AnalysisOptions<'_>, run: Run<'_>) -> Result<Stories> {
        let (maps, options) = (raw_maps(maps), options.raw());
        let mut raw = std::ptr::null_mut();
        run.run(|run, error| unsafe {
            sys::storymap_stories_new(maps.as_ptr(), maps.len(), &options, run, &mut raw, error)
        })?;
        Ok(Stories::own(raw))
    }

    /// The stories closest to a text, best first: at most `limit`, scores above 0 and at least `at_least`.
    pub fn closest(&self, text: &str, limit: usize, at_least: f64) -> Result<Array<Match>> {
        Array::take(|matches, error| unsafe {
            sys::storymap_closest(self.raw(), at(text), text.len(), limit, at_least, matches, error)
        })
    }

    /// The same as a report: what `storymap closest` prints.
    pub fn closest_report(&self, text: &str, limit: usize, at_least: f64, options: &ReportOptions) -> Result<String> {
        let options = options.raw();
        take_text(|report, error| unsafe {
            sys::storymap_closest_report(
                self.raw(),
                at(text),
                text.len(),
                limit,
                at_least,
                &options,
                report,
                error,
            )
        })
    }

    /// Why two stories, given by their rows, are alike: a JSON object with score, kind ("copy", "role", "slot",
    /// "contained", "reworded") and terms (term, contribution), the largest contribution first.
    pub fn explain(&self, a: u32, b: u32) -> Result<String> {
        take_text(|json, error| unsafe { sys::storymap_explain(self.raw(), a, b, json, error) })
    }
}
