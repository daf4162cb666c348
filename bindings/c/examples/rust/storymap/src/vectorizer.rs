use std::ptr::null_mut;
use std::slice;

use storymap_sys as sys;

use crate::array::{take_text, Array};
use crate::error::{check, Code};
use crate::handle::handle;
use crate::text::at;
use crate::{Corpus, Error, Match, Result, Run};

/// What cuts a text into terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Analyzer {
    Words = sys::STORYMAP_WORDS as isize,
    Chars = sys::STORYMAP_CHARS as isize,
    /// Characters within words.
    CharsWb = sys::STORYMAP_CHARS_WB as isize,
    /// What stands between white space.
    Fields = sys::STORYMAP_FIELDS as isize,
}

/// What becomes of accents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Accents {
    Keep = sys::STORYMAP_ACCENTS_KEEP as isize,
    Ascii = sys::STORYMAP_ACCENTS_ASCII as isize,
    Unicode = sys::STORYMAP_ACCENTS_UNICODE as isize,
}

/// What makes rows comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Norm {
    None = sys::STORYMAP_NORM_NONE as isize,
    L1 = sys::STORYMAP_NORM_L1 as isize,
    L2 = sys::STORYMAP_NORM_L2 as isize,
}

/// How texts become vectors. Names, defaults and numbers are those of scikit-learn's TfidfVectorizer.
#[derive(Clone, Debug)]
pub struct VectorizerOptions<'a> {
    /// Words, if nothing else is said.
    pub analyzer: Analyzer,
    /// The fewest and the most words or characters of a term: 1 and 1 by default.
    pub ngrams: (u32, u32),
    /// Words to be left out, between white space.
    pub stop_words: &'a str,
    /// Or a built-in list: "none", "en", "ru", "compat".
    pub stop_word_list: &'a str,
    /// True by default.
    pub lowercase: bool,
    /// They are kept, if nothing else is said.
    pub strip_accents: Accents,
    /// Below 1 a share of all texts, from 1 on a count: 1 by default.
    pub min_df: f64,
    /// Up to 1 a share of all texts, above 1 a count: 1 by default.
    pub max_df: f64,
    /// 0: all.
    pub max_features: u64,
    /// Whether it only counts if a term is there.
    pub binary: bool,
    /// L2, if nothing else is said.
    pub norm: Norm,
    /// True by default.
    pub use_idf: bool,
    /// True by default.
    pub smooth_idf: bool,
    /// 1 + ln(count) instead of count.
    pub sublinear_tf: bool,
}

impl Default for VectorizerOptions<'_> {
    fn default() -> Self {
        let raw = sys::STORYMAP_VECTORIZER_OPTIONS_INIT;
        VectorizerOptions {
            analyzer: Analyzer::Words,
            ngrams: (raw.ngram_min, raw.ngram_max),
            stop_words: "",
            stop_word_list: "",
            lowercase: raw.lowercase != 0,
            strip_accents: Accents::Keep,
            min_df: raw.min_df,
            max_df: raw.max_df,
            max_features: raw.max_features,
            binary: raw.binary != 0,
            norm: Norm::L2,
            use_idf: raw.use_idf != 0,
            smooth_idf: raw.smooth_idf != 0,
            sublinear_tf: raw.sublinear_tf != 0,
        }
    }
}

impl VectorizerOptions<'_> {
    pub(crate) fn raw(&self) -> sys::storymap_vectorizer_options {
        sys::storymap_vectorizer_options {
            analyzer: self.analyzer as i32,
            ngram_min: self.ngrams.0,
            ngram_max: self.ngrams.1,
            stop_words: at(self.stop_words),
            stop_words_size: self.stop_words.len(),
            stop_word_list: at(self.stop_word_list),
            stop_word_list_size: self.stop_word_list.len(),
            lowercase: i32::from(self.lowercase),
            strip_accents: self.strip_accents as i32,
            min_df: self.min_df,
            max_df: self.max_df,
            max_features: self.max_features,
            binary: i32::from(self.binary),
            norm: self.norm as i32,
            use_idf: i32::from(self.use_idf),
            smooth_idf: i32::from(self.smooth_idf),
            sublinear_tf: i32::from(self.sublinear_tf),
            ..sys::STORYMAP_VECTORIZER_OPTIONS_INIT
        }
    }
}

handle! {
    /// A sparse matrix: rows of (column, value). Immutable.
    Matrix, storymap_matrix, storymap_matrix_free
}

/// The three arrays of a matrix in compressed sparse row form: row r holds the entries from `row_begin[r]` to
/// `row_begin[r + 1]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixView<'a> {
    /// Number of columns.
    pub columns: u64,
    /// One more than there are rows.
    pub row_begin: &'a [u64],
    /// Ascending within a row.
    pub column: &'a [u32],
    /// As many as columns.
    pub value: &'a [f64],
}

impl Matrix {
    /// A copy of three arrays. Error: [`Code::InvalidArgument`](crate::Code::InvalidArgument), with the row.
    pub fn new(arrays: MatrixView<'_>) -> Result<Matrix> {
        let invalid = |message, path| Err(Error::new(Code::InvalidArgument, message, path));
        if arrays.row_begin.is_empty() {
            return invalid("expected one number more than there are rows", "arrays.row_begin");
        }
        if arrays.column.len() != arrays.value.len() {
            return invalid("expected as many columns as values", "arrays.column");
        }
        let view = sys::storymap_matrix_view {
            rows: arrays.row_begin.len() as u64 - 1,
            columns: arrays.columns,
            nonzeros: arrays.value.len() as u64,
            row_begin: arrays.row_begin.as_ptr(),
            column: arrays.column.as_ptr(),
            value: arrays.value.as_ptr(),
            ..sys::STORYMAP_MATRIX_VIEW_INIT
        };
        Matrix::make(|matrix, error| unsafe { sys::storymap_matrix_new(&view, matrix, error) })
    }

    /// The arrays of the matrix, without a copy.
    pub fn arrays(&self) -> Result<MatrixView<'_>> {
        let mut view = sys::STORYMAP_MATRIX_VIEW_INIT;
        check(|error| unsafe { sys::storymap_matrix_get(self.raw(), &mut view, error) })?;
        // They live as long as the matrix.
        unsafe {
            Ok(MatrixView {
                columns: view.columns,
                row_begin: elements(view.row_begin, view.rows + 1),
                column: elements(view.column, view.nonzeros),
                value: elements(view.value, view.nonzeros),
            })
        }
    }
}

/// An array that the library keeps.
unsafe fn elements<'a, T>(data: *const T, size: u64) -> &'a [T] {
    if data.is_null() || size == 0 {
        return &[];
    }
    slice::from_raw_parts(data, size as usize)
}

handle! {
    /// A fitted vocabulary with its weights. Immutable.
    Vectorizer, storymap_vectorizer, storymap_vectorizer_free
}

/// Learns the vocabulary of a corpus and returns it with the tf-idf vectors of the corpus.
pub fn vectorize(corpus: &Corpus, options: &VectorizerOptions<'_>, run: Run<'_>) -> Result<(Vectorizer, Matrix)> {
    let options = options.raw();
    let (mut vectorizer, mut matrix) = (null_mut(), null_mut());
    run.run(|run, error| unsafe {
        sys::storymap_vectorize(corpus.raw(), &options, run, &mut vectorizer, &mut matrix, error)
    })?;
    Ok((Vectorizer::own(vectorizer), Matrix::own(matrix)))
}

impl Vectorizer {
    /// Vectors of other texts over the same vocabulary; unknown terms are ignored.
    pub fn transform(&self, corpus: &Corpus) -> Result<Matrix> {
        Matrix::make(|matrix, error| unsafe {
            sys::storymap_vectorizer_transform(self.raw(), corpus.raw(), std::ptr::null(), matrix, error)
        })
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        unsafe { sys::storymap_vectorizer_size(self.raw()) }
    }

    /// Whether there are no columns.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The term of a column.
    pub fn term(&self, column: u32) -> Result<String> {
        take_text(|term, error| unsafe { sys::storymap_vectorizer_term(self.raw(), column, term, error) })
    }

    /// The column of a term. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn column(&self, term: &str) -> Result<u32> {
        let mut column = 0;
        check(|error| unsafe {
            sys::storymap_vectorizer_column(self.raw(), at(term), term.len(), &mut column, error)
        })?;
        Ok(column)
    }

    /// The inverse document frequency of each column; nothing without `use_idf`.
    pub fn idf(&self) -> Option<&[f64]> {
        let data = unsafe { sys::storymap_vectorizer_idf(self.raw()) };
        if data.is_null() {
            return None;
        }
        Some(unsafe { elements(data, self.len() as u64) })
    }
}

handle! {
    /// Documents ranked by BM25: the better question for a few words typed into a search box. Immutable.
    Bm25, storymap_bm25, storymap_bm25_free
}

impl Bm25 {
    /// `counts` says how often each term is in each text: [`vectorize`] without `use_idf` and [`Norm`] makes it. k1 >= 0
    /// (usually 1.2) says how much repetition counts, b from 0 to 1 (usually 0.75) how much length does.
    pub fn new(counts: &Matrix, k1: f64, b: f64) -> Result<Bm25> {
        Bm25::make(|bm25, error| unsafe { sys::storymap_bm25_new(counts.raw(), k1, b, bm25, error) })
    }

    /// The rows that answer a text best: at most `limit`, best first; scores are above 0 and have no upper bound.
    /// `vectorizer` made the counts.
    pub fn search(&self, vectorizer: &Vectorizer, text: &str, limit: usize) -> Result<Array<Match>> {
        Array::take(|matches, error| unsafe {
            sys::storymap_bm25_search(
                self.raw(),
                vectorizer.raw(),
                at(text),
                text.len(),
                limit,
                matches,
                error,
            )
        })
    }
}
