use std::ops::ControlFlow;
use std::os::raw::c_void;
use std::ptr::null_mut;
use std::slice;

use storymap_sys as sys;

use crate::array::Array;
use crate::error::{check, Code};
use crate::handle::handle;
use crate::run::Guarded;
use crate::text::at;
use crate::{Corpus, Matrix, Measure, Result, Run, Vectorizer, VectorizerOptions};

/// Two rows and their similarity; a < b.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
    pub score: f64,
}

/// A row and its similarity to what was asked for.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Match {
    pub row: u32,
    reserved: u32,
    pub score: f64,
}

/// The rows most similar to each row.
#[derive(Debug, PartialEq)]
pub struct NeighbourGraph {
    begin: Array<u32>,
    matches: Array<Match>,
}

impl NeighbourGraph {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.begin.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows most similar to a row, best first. Panics when there is no such row.
    pub fn of(&self, row: usize) -> &[Match] {
        &self.matches[self.begin[row] as usize..self.begin[row + 1] as usize]
    }

    /// The rows most similar to each row.
    pub fn iter(&self) -> impl Iterator<Item = &[Match]> + '_ {
        (0..self.len()).map(move |row| self.of(row))
    }
}

handle! {
    /// Rows that can be asked how alike they are: exactly, and with the same answer on every machine. Immutable.
    Index, storymap_index, storymap_index_free
}

impl Index {
    /// Texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs.
    pub fn new(corpus: &Corpus, options: &VectorizerOptions<'_>, run: Run<'_>) -> Result<Index> {
        let options = options.raw();
        let mut raw = null_mut();
        run.run(|run, error| unsafe { sys::storymap_index_new(corpus.raw(), &options, run, &mut raw, error) })?;
        Ok(Index::own(raw))
    }

    /// The rows of any matrix.
    pub fn from_matrix(matrix: &Matrix, measure: Measure) -> Result<Index> {
        Index::make(|index, error| unsafe {
            sys::storymap_index_from_matrix(matrix.raw(), measure as i32, index, error)
        })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        unsafe { sys::storymap_index_size(self.raw()) }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The similarity of two rows.
    pub fn score(&self, a: u32, b: u32) -> Result<f64> {
        let mut score = 0.0;
        check(|error| unsafe { sys::storymap_index_score(self.raw(), a, b, &mut score, error) })?;
        Ok(score)
    }

    /// All pairs with a score of at least `at_least` > 0, ordered by (a, b): the same as comparing every row with every
    /// other, in memory that grows with the answer.
    pub fn pairs(&self, at_least: f64, run: Run<'_>) -> Result<Array<Pair>> {
        let mut pairs = Array::empty();
        run.run(|run, error| unsafe { sys::storymap_index_pairs(self.raw(), at_least, run, pairs.raw_mut(), error) })?;
        Ok(pairs)
    }

    /// The same pairs, a few at a time, for more of them than memory holds; in an order that does not depend on the
    /// number of threads. It ends early, and returns what `visit` breaks with, when it does.
    ///
    /// ```
    /// # use std::ops::ControlFlow;
    /// # use storymap::{Corpus, Index, Run, VectorizerOptions};
    /// # fn main() -> storymap::Result<()> {
    /// # let corpus = Corpus::from_texts(["pay by card", "pay by card"])?;
    /// # let index = Index::new(&corpus, &VectorizerOptions::default(), Run::new())?;
    /// let best = index.for_each_pair(0.5, |pairs| {
    ///     match pairs.iter().find(|pair| pair.score > 0.99) {
    ///         Some(pair) => ControlFlow::Break(*pair),
    ///         None => ControlFlow::Continue(()),
    ///     }
    /// }, Run::new())?;
    /// assert!(matches!(best, ControlFlow::Break(pair) if pair.b == 1));
    /// # Ok(())
    /// # }
    /// ```
    pub fn for_each_pair<B>(
        &self,
        at_least: f64,
        mut visit: impl FnMut(&[Pair]) -> ControlFlow<B>,
        run: Run<'_>,
    ) -> Result<ControlFlow<B>> {
        let mut broke = None;
        let mut hear = |pairs: &[Pair]| match visit(pairs) {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(value) => {
                broke = Some(value);
                ControlFlow::Break(())
            }
        };
        let mut calls = Guarded {
            callback: Some(&mut hear as &mut Visits<'_>),
            panic: None,
        };
        let user = &mut calls as *mut Guarded<&mut Visits<'_>> as *mut c_void;
        let result = run.run(|run, error| unsafe {
            sys::storymap_index_for_each_pair(self.raw(), at_least, Some(visit_pairs), user, run, error)
        });
        calls.finish();
        match (broke, result) {
            (Some(value), Err(error)) if error.code() == Code::Cancelled => Ok(ControlFlow::Break(value)),
            (_, Err(error)) => Err(error),
            (Some(value), Ok(())) => Ok(ControlFlow::Break(value)),
            (None, Ok(())) => Ok(ControlFlow::Continue(())),
        }
    }

    /// How many pairs reach each threshold > 0, in one pass.
    pub fn count_pairs(&self, thresholds: &[f64], run: Run<'_>) -> Result<Vec<u64>> {
        let mut counts = vec![0; thresholds.len()];
        let (data, count) = (thresholds.as_ptr(), thresholds.len());
        run.run(|run, error| unsafe {
            sys::storymap_index_count_pairs(self.raw(), data, count, run, counts.as_mut_ptr(), error)
        })?;
        Ok(counts)
    }

    /// Pairs of a row before `boundary` and one from it on: which of these are there in those?
    pub fn pairs_across(&self, boundary: usize, at_least: f64, run: Run<'_>) -> Result<Array<Pair>> {
        let mut pairs = Array::empty();
        run.run(|run, error| unsafe {
            sys::storymap_index_pairs_across(self.raw(), boundary, at_least, run, pairs.raw_mut(), error)
        })?;
        Ok(pairs)
    }

    /// For every row the closest one on the other side of `boundary`, if there is one.
    pub fn closest_across(&self, boundary: usize, at_least: f64, run: Run<'_>) -> Result<Vec<Option<Match>>> {
        let mut matches = Array::<Match>::empty();
        run.run(|run, error| unsafe {
            sys::storymap_index_closest_across(self.raw(), boundary, at_least, run, matches.raw_mut(), error)
        })?;
        Ok(matches
            .iter()
            .map(|found| Some(*found).filter(|found| found.row != sys::STORYMAP_NO_ROW))
            .collect())
    }

    /// For every row the first row of its group: rows are in one group when a chain of pairs with at least `at_least`
    /// leads from one to the other. The pairs are not listed: k equal rows cost k comparisons, not k^2.
    pub fn groups(&self, at_least: f64, run: Run<'_>) -> Result<Array<u32>> {
        let mut rows = Array::empty();
        run.run(|run, error| unsafe { sys::storymap_index_groups(self.raw(), at_least, run, rows.raw_mut(), error) })?;
        Ok(rows)
    }

    /// The `limit` rows most similar to each row.
    pub fn neighbour_graph(&self, limit: usize, at_least: f64, run: Run<'_>) -> Result<NeighbourGraph> {
        let (mut begin, mut matches) = (Array::empty(), Array::empty());
        run.run(|run, error| unsafe {
            let (begin, matches) = (begin.raw_mut(), matches.raw_mut());
            sys::storymap_index_neighbour_graph(self.raw(), limit, at_least, run, begin, matches, error)
        })?;
        Ok(NeighbourGraph { begin, matches })
    }

    /// The rows most similar to one row, without itself: at most `limit`, best first.
    pub fn neighbours(&self, row: u32, limit: usize, at_least: f64) -> Result<Array<Match>> {
        Array::take(|matches, error| unsafe {
            sys::storymap_index_neighbours(self.raw(), row, limit, at_least, matches, error)
        })
    }

    /// The rows most similar to a free text. `vectorizer` made the matrix of this index.
    pub fn search(&self, vectorizer: &Vectorizer, text: &str, limit: usize, at_least: f64) -> Result<Array<Match>> {
        let (data, size) = (at(text), text.len());
        Array::take(|matches, error| unsafe {
            sys::storymap_index_search(
                self.raw(),
                vectorizer.raw(),
                data,
                size,
                limit,
                at_least,
                matches,
                error,
            )
        })
    }

    /// The mean similarity of each of some distinct rows, at least two, to the others.
    pub fn mean_similarities(&self, rows: &[u32]) -> Result<Vec<f64>> {
        let mut means = vec![0.0; rows.len()];
        let data = means.as_mut_ptr();
        check(|error| unsafe {
            sys::storymap_index_mean_similarities(self.raw(), rows.as_ptr(), rows.len(), data, error)
        })?;
        Ok(means)
    }

    /// The columns that two rows share, each with what it adds to their score (`row` is the column).
    pub fn shared(&self, a: u32, b: u32) -> Result<Array<Match>> {
        Array::take(|columns, error| unsafe { sys::storymap_index_shared(self.raw(), a, b, columns, error) })
    }

    /// About how many bytes [`Index::pairs`] will need besides the index and the pairs.
    pub fn join_memory(&self, at_least: f64, run: Run<'_>) -> Result<u64> {
        let mut bytes = 0;
        run.run(|run, error| unsafe { sys::storymap_index_join_memory(self.raw(), at_least, run, &mut bytes, error) })?;
        Ok(bytes)
    }
}

type Visits<'a> = dyn FnMut(&[Pair]) -> ControlFlow<()> + 'a;

unsafe extern "C" fn visit_pairs(user: *mut c_void, pairs: *const sys::storymap_pair, count: usize) -> i32 {
    let calls = &mut *(user as *mut Guarded<&mut Visits<'_>>);
    let pairs = if count == 0 {
        &[]
    } else {
        slice::from_raw_parts(pairs as *const Pair, count)
    };
    calls.call(|visit| visit(pairs))
}
