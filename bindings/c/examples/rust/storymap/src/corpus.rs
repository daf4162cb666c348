use std::os::raw::c_char;

use storymap_sys as sys;

use crate::error::check;
use crate::handle::handle;
use crate::text::at;
use crate::Result;

handle! {
    /// An ordered list of texts. Their numbers, from 0, are the rows of everything that is computed from them.
    Corpus, storymap_corpus, storymap_corpus_free
}

impl Corpus {
    /// No texts.
    pub fn new() -> Result<Corpus> {
        Corpus::make(|corpus, error| unsafe { sys::storymap_corpus_new(corpus, error) })
    }

    /// Some texts.
    pub fn from_texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Corpus> {
        let mut corpus = Corpus::new()?;
        corpus.extend(texts)?;
        Ok(corpus)
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) -> Result<()> {
        check(|error| unsafe { sys::storymap_corpus_add(self.raw.as_ptr(), at(text), text.len(), error) })
    }

    /// Appends texts, all or none.
    pub fn extend<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> Result<()> {
        let (mut bytes, mut offsets) = (String::new(), vec![0]);
        for text in texts {
            bytes.push_str(text.as_ref());
            offsets.push(bytes.len() as u64);
        }
        self.extend_bytes(bytes.as_bytes(), &offsets)
    }

    /// Appends texts that stand one behind the other in `bytes`: text k is from `offsets[k]` to `offsets[k + 1]`. All or
    /// none are added. Error: [`Code::InvalidEncoding`](crate::Code::InvalidEncoding) when one is not UTF-8.
    pub fn extend_bytes(&mut self, bytes: &[u8], offsets: &[u64]) -> Result<()> {
        use crate::{Code, Error};
        // The library trusts that the offsets end where the bytes do.
        match offsets.last() {
            Some(&end) if end <= bytes.len() as u64 => {}
            _ => {
                return Err(Error::new(
                    Code::InvalidArgument,
                    "must end within the bytes",
                    "offsets",
                ))
            }
        }
        let (data, count) = (bytes.as_ptr() as *const c_char, offsets.len() - 1);
        check(|error| unsafe { sys::storymap_corpus_add_all(self.raw.as_ptr(), data, offsets.as_ptr(), count, error) })
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        unsafe { sys::storymap_corpus_size(self.raw()) }
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
