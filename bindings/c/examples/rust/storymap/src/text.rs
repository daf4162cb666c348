use std::os::raw::c_char;

use storymap_sys as sys;

use crate::array::take_text;
use crate::Result;

/// Where a text is, for the library.
pub(crate) fn at(text: &str) -> *const c_char {
    text.as_ptr() as *const c_char
}

/// All formats, as a JSON array of objects: id, name, extensions, reads, writes.
pub fn formats() -> Result<String> {
    take_text(|json, error| unsafe { sys::storymap_formats(json, error) })
}

/// A message in another language, "en" or "ru"; English where there is no translation.
pub fn translate(message: &str, language: &str) -> Result<String> {
    take_text(|text, error| unsafe {
        sys::storymap_translate(at(message), message.len(), at(language), language.len(), text, error)
    })
}

/// In what way two texts are alike: a JSON object with kind ("copy", "role", "slot", "contained", "reworded"), only_a
/// and only_b: arrays of [first byte, bytes] of the words that the other lacks.
pub fn compare_texts(a: &str, b: &str) -> Result<String> {
    take_text(|json, error| unsafe { sys::storymap_compare_texts(at(a), a.len(), at(b), b.len(), json, error) })
}
