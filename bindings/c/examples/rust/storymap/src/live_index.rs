use std::os::raw::c_char;
use std::path::Path;

use storymap_sys as sys;

use crate::array::Array;
use crate::error::check;
use crate::handle::handle;
use crate::map::path_bytes;
use crate::text::at;
use crate::{Accents, Corpus, Result};

/// How a live index compares texts.
#[derive(Clone, Debug)]
pub struct LiveOptions<'a> {
    /// True by default.
    pub lowercase: bool,
    /// The fewest and the most words of a term, 1 or 2: 1 and 2 by default.
    pub ngrams: (u32, u32),
    /// Words to be left out, between white space.
    pub stop_words: &'a str,
    /// Or a built-in list: "none", "en", "ru", "compat".
    pub stop_word_list: &'a str,
    /// Up to 1 a share of all texts, above 1 a count: 0.95 by default.
    pub max_df: f64,
    /// They are kept, if nothing else is said.
    pub strip_accents: Accents,
}

impl Default for LiveOptions<'_> {
    fn default() -> Self {
        let raw = sys::STORYMAP_LIVE_OPTIONS_INIT;
        LiveOptions {
            lowercase: raw.lowercase != 0,
            ngrams: (raw.ngram_min, raw.ngram_max),
            stop_words: "",
            stop_word_list: "",
            max_df: raw.max_df,
            strip_accents: Accents::Keep,
        }
    }
}

impl LiveOptions<'_> {
    fn raw(&self) -> sys::storymap_live_options {
        sys::storymap_live_options {
            lowercase: i32::from(self.lowercase),
            ngram_min: self.ngrams.0,
            ngram_max: self.ngrams.1,
            stop_words: at(self.stop_words),
            stop_words_size: self.stop_words.len(),
            stop_word_list: at(self.stop_word_list),
            stop_word_list_size: self.stop_word_list.len(),
            max_df: self.max_df,
            strip_accents: self.strip_accents as i32,
            ..sys::STORYMAP_LIVE_OPTIONS_INIT
        }
    }
}

/// A text, by the id that it got when it came, and its similarity to what was asked for.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct LiveMatch {
    pub id: u64,
    pub score: f64,
}

handle! {
    /// Texts that come, change and go; the answers are those of an index built anew, at every moment. Any number of
    /// threads may ask while others change it.
    ///
    /// ```
    /// use storymap::{LiveIndex, LiveOptions};
    ///
    /// # fn main() -> storymap::Result<()> {
    /// let live = LiveIndex::new(&LiveOptions::default())?;
    /// let card = live.insert("Pay by card")?;
    /// live.insert("Print labels")?;
    /// let (_, duplicates) = live.insert_and_compare("Pay by card!", 3, 0.9)?;
    /// assert_eq!(duplicates[0].id, card);
    /// # Ok(())
    /// # }
    /// ```
    LiveIndex, storymap_live_index, storymap_live_index_free
}

impl LiveIndex {
    /// An index without texts.
    pub fn new(options: &LiveOptions<'_>) -> Result<LiveIndex> {
        LiveIndex::make(|index, error| unsafe { sys::storymap_live_index_new(&options.raw(), index, error) })
    }

    /// Reads a file of [`LiveIndex::save`]. A damaged one is [`Code::InvalidSyntax`](crate::Code::InvalidSyntax), one of
    /// another version [`Code::Unsupported`](crate::Code::Unsupported).
    pub fn load(path: impl AsRef<Path>) -> Result<LiveIndex> {
        let path = path_bytes(path.as_ref())?;
        let data = path.as_ptr() as *const c_char;
        LiveIndex::make(|index, error| unsafe { sys::storymap_live_index_load(data, path.len(), index, error) })
    }

    /// The same from the bytes of such a file.
    pub fn read(bytes: &[u8]) -> Result<LiveIndex> {
        let data = bytes.as_ptr() as *const c_char;
        LiveIndex::make(|index, error| unsafe { sys::storymap_live_index_read(data, bytes.len(), index, error) })
    }

    /// Writes the index to a file.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path_bytes(path.as_ref())?;
        let data = path.as_ptr() as *const c_char;
        check(|error| unsafe { sys::storymap_live_index_save(self.raw(), data, path.len(), error) })
    }

    /// The bytes of such a file.
    pub fn write(&self) -> Result<Array<u8>> {
        Array::take(|bytes, error| unsafe { sys::storymap_live_index_write(self.raw(), bytes, error) })
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        unsafe { sys::storymap_live_index_size(self.raw()) }
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        unsafe { sys::storymap_live_index_memory(self.raw()) }
    }

    /// Whether there is a text with this id.
    pub fn contains(&self, id: u64) -> bool {
        unsafe { sys::storymap_live_index_contains(self.raw(), id) == 1 }
    }

    /// All ids, ascending.
    pub fn ids(&self) -> Result<Array<u64>> {
        Array::take(|ids, error| unsafe { sys::storymap_live_index_ids(self.raw(), ids, error) })
    }

    /// Adds a text and returns its id. Error: [`Code::TooLarge`](crate::Code::TooLarge) (16 MiB).
    pub fn insert(&self, text: &str) -> Result<u64> {
        let mut id = 0;
        check(|error| unsafe {
            sys::storymap_live_index_insert(self.raw.as_ptr(), at(text), text.len(), &mut id, error)
        })?;
        Ok(id)
    }

    /// Adds all texts of a corpus, faster than one by one; the first gets the id that is returned, the others follow it.
    pub fn insert_all(&self, corpus: &Corpus) -> Result<u64> {
        let mut id = 0;
        check(|error| unsafe {
            sys::storymap_live_index_insert_all(self.raw.as_ptr(), corpus.raw(), std::ptr::null(), &mut id, error)
        })?;
        Ok(id)
    }

    /// Adds a text and tells which were like it before, at most `limit`: one step for everybody else.
    pub fn insert_and_compare(&self, text: &str, limit: usize, at_least: f64) -> Result<(u64, Array<LiveMatch>)> {
        let (mut id, raw, data, size) = (0, self.raw.as_ptr(), at(text), text.len());
        let duplicates = Array::take(|found, error| unsafe {
            sys::storymap_live_index_insert_and_compare(raw, data, size, at_least, limit, &mut id, found, error)
        })?;
        Ok((id, duplicates))
    }

    /// Replaces a text, which keeps its id. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn update(&self, id: u64, text: &str) -> Result<()> {
        check(|error| unsafe { sys::storymap_live_index_update(self.raw.as_ptr(), id, at(text), text.len(), error) })
    }

    /// Removes a text. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn erase(&self, id: u64) -> Result<()> {
        check(|error| unsafe { sys::storymap_live_index_erase(self.raw.as_ptr(), id, error) })
    }

    /// The texts most similar to a text: at most `limit`, scores above 0 and at least `at_least`, best first, ties by
    /// id.
    pub fn closest(&self, text: &str, limit: usize, at_least: f64) -> Result<Array<LiveMatch>> {
        Array::take(|matches, error| unsafe {
            sys::storymap_live_index_closest(self.raw(), at(text), text.len(), limit, at_least, matches, error)
        })
    }

    /// The same for a text that is here, without itself. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn neighbours(&self, id: u64, limit: usize, at_least: f64) -> Result<Array<LiveMatch>> {
        Array::take(|matches, error| unsafe {
            sys::storymap_live_index_neighbours(self.raw(), id, limit, at_least, matches, error)
        })
    }
}
