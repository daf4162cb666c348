//! User story maps - reading, checking, editing, comparing them - and texts that say the same.
//!
//! ```no_run
//! use storymap::{Analysis, AnalysisOptions, Map, Run};
//!
//! fn main() -> storymap::Result<()> {
//!     let map = Map::load("shop.json")?;
//!     let analysis = Analysis::new(&[&map], &AnalysisOptions::default(), Run::new())?;
//!     println!("{} of 100", analysis.score());
//!     Ok(())
//! }
//! ```
//!
//! Everything frees what it holds when it is dropped, and nothing borrows from what it was made of. All types can be
//! sent to other threads and shared between them; what changes a [`Map`] or a [`Corpus`] takes `&mut`, a [`LiveIndex`]
//! is changed through `&` by any number of threads.
//!
//! Long work takes a [`Run`]: how many threads share it, who hears of its progress, and what stops it. Results that are
//! documents, such as reports and edits, are JSON in a `String`, to be parsed with whatever the program uses for that.
//!
//! Something that is gone cannot be used:
//!
//! ```compile_fail
//! let map = storymap::Map::new("Shop").unwrap();
//! drop(map);
//! map.counts();
//! ```
//!
//! A story borrows the texts of its map, which cannot be changed meanwhile:
//!
//! ```compile_fail
//! fn retitle(map: &mut storymap::Map, edits: &str) {
//!     let story = map.story(0).unwrap();
//!     map.apply(edits).unwrap();
//!     println!("{}", story.title);
//! }
//! ```
#![warn(missing_docs)]

mod analysis;
mod array;
mod corpus;
mod error;
mod handle;
mod index;
mod live_index;
mod map;
mod run;
mod text;
mod vectorizer;

pub use analysis::{
    similar, Analysis, AnalysisOptions, Language, Measure, Ranking, ReportFormat, ReportOptions, Stories,
};
pub use array::{Array, Element};
pub use corpus::Corpus;
pub use error::{Code, Error, Result};
pub use index::{Index, Match, NeighbourGraph, Pair};
pub use live_index::{LiveIndex, LiveMatch, LiveOptions};
pub use map::{diff, merge, rebase, Counts, Map, Merged, ReadOptions, Rebased, Story, Written};
pub use run::{Cancel, Run, Simd};
pub use text::{compare_texts, formats, translate};
pub use vectorizer::{vectorize, Accents, Analyzer, Bm25, Matrix, MatrixView, Norm, Vectorizer, VectorizerOptions};

use std::ffi::CStr;

use storymap_sys as sys;

/// The version of the library that was loaded, such as "0.1.0".
pub fn version() -> &'static str {
    // It lives for ever.
    unsafe { CStr::from_ptr(sys::storymap_version()) }
        .to_str()
        .unwrap_or("")
}

/// The version of the binary interface of the library that was loaded.
pub fn abi_version() -> i32 {
    unsafe { sys::storymap_abi_version() }
}
