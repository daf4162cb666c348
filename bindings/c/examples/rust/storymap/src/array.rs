use std::fmt;
use std::ops::Deref;
use std::slice;

use storymap_sys as sys;

use crate::error::{check, Code};
use crate::{Error, LiveMatch, Match, Pair, Result};

mod sealed {
    /// An array as the library gives it away.
    pub trait Owned {
        type Raw;
        fn empty() -> Self::Raw;
        fn parts(raw: &Self::Raw) -> (*const Self, usize)
        where
            Self: Sized;
        fn free(raw: &mut Self::Raw);
    }
}

pub(crate) use sealed::Owned;

/// What an [`Array`] can hold.
pub trait Element: Owned {}

/// Some numbers that the library found, used like a slice, without a copy.
pub struct Array<T: Element> {
    raw: T::Raw,
}

// An array is memory and nothing else.
unsafe impl<T: Element + Send> Send for Array<T> {}
unsafe impl<T: Element + Sync> Sync for Array<T> {}

impl<T: Element> Array<T> {
    /// Owns what a function of the library gives away.
    pub(crate) fn take(give: impl FnOnce(*mut T::Raw, *mut sys::storymap_error) -> i32) -> Result<Self> {
        let mut array = Array { raw: T::empty() };
        check(|error| give(&mut array.raw, error))?;
        Ok(array)
    }

    pub(crate) fn empty() -> Self {
        Array { raw: T::empty() }
    }

    pub(crate) fn raw_mut(&mut self) -> *mut T::Raw {
        &mut self.raw
    }
}

impl<T: Element> Drop for Array<T> {
    fn drop(&mut self) {
        T::free(&mut self.raw);
    }
}

impl<T: Element> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match T::parts(&self.raw) {
            (_, 0) => &[],
            (data, size) => unsafe { slice::from_raw_parts(data, size) },
        }
    }
}

impl<T: Element> AsRef<[T]> for Array<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<'a, T: Element> IntoIterator for &'a Array<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Element + PartialEq> PartialEq for Array<T> {
    fn eq(&self, other: &Array<T>) -> bool {
        self[..] == other[..]
    }
}

/// Types of elements that have the layout of those of the library.
macro_rules! elements {
    ($($element:ty, $raw:ident, $of:ty, $free:ident;)*) => {$(
        const _: () = assert!(std::mem::size_of::<$element>() == std::mem::size_of::<$of>());
        const _: () = assert!(std::mem::align_of::<$element>() == std::mem::align_of::<$of>());

        impl Element for $element {}

        impl Owned for $element {
            type Raw = sys::$raw;

            fn empty() -> sys::$raw {
                sys::$raw { data: std::ptr::null(), size: 0 }
            }

            fn parts(raw: &sys::$raw) -> (*const $element, usize) {
                (raw.data as *const $element, raw.size)
            }

            fn free(raw: &mut sys::$raw) {
                unsafe { sys::$free(raw) }
            }
        }
    )*};
}

elements! {
    u8, storymap_buffer, std::os::raw::c_char, storymap_buffer_free;
    u32, storymap_rows, u32, storymap_rows_free;
    u64, storymap_ids, u64, storymap_ids_free;
    Pair, storymap_pairs, sys::storymap_pair, storymap_pairs_free;
    Match, storymap_matches, sys::storymap_match, storymap_matches_free;
    LiveMatch, storymap_live_matches, sys::storymap_live_match, storymap_live_matches_free;
}

/// The text that a function of the library gives away.
pub(crate) fn take_text(
    give: impl FnOnce(*mut sys::storymap_buffer, *mut sys::storymap_error) -> i32,
) -> Result<String> {
    text_of(&Array::take(give)?)
}

pub(crate) fn text_of(bytes: &Array<u8>) -> Result<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Error::new(
            Code::Internal,
            "the library gave away text that is not UTF-8",
            "",
        )),
    }
}
