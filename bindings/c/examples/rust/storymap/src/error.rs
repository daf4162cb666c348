use std::ffi::CStr;
use std::fmt;
use std::os::raw::c_char;

use storymap_sys as sys;

/// What this crate returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// An argument or option is outside its documented range.
    InvalidArgument,
    /// Bytes are not text in the stated or detected encoding.
    InvalidEncoding,
    /// Text is not well-formed JSON, CSV or Markdown; a file is damaged.
    InvalidSyntax,
    /// Well-formed, but a field has the wrong type, range or word.
    InvalidField,
    /// A reference names something that does not exist.
    UnknownId,
    /// An id is used twice for one noun.
    DuplicateId,
    /// The noun is still referenced or not empty.
    InUse,
    /// A documented limit is exceeded.
    TooLarge,
    /// This library is too old for it, or this format cannot serve it.
    Unsupported,
    /// No format recognises the input.
    UnknownFormat,
    /// No term is left to compare texts by.
    EmptyVocabulary,
    /// A file does not exist.
    NotFound,
    /// A file exists but cannot be read.
    Unreadable,
    /// A file cannot be written; what was there before is untouched.
    Unwritable,
    /// The caller asked to stop.
    Cancelled,
    /// No memory is left.
    OutOfMemory,
    /// A bug in the library; the message is for its authors.
    Internal,
    /// A code that this crate does not know.
    Other(i32),
}

impl Code {
    fn of(status: i32) -> Code {
        match status {
            sys::STORYMAP_INVALID_ARGUMENT => Code::InvalidArgument,
            sys::STORYMAP_INVALID_ENCODING => Code::InvalidEncoding,
            sys::STORYMAP_INVALID_SYNTAX => Code::InvalidSyntax,
            sys::STORYMAP_INVALID_FIELD => Code::InvalidField,
            sys::STORYMAP_UNKNOWN_ID => Code::UnknownId,
            sys::STORYMAP_DUPLICATE_ID => Code::DuplicateId,
            sys::STORYMAP_IN_USE => Code::InUse,
            sys::STORYMAP_TOO_LARGE => Code::TooLarge,
            sys::STORYMAP_UNSUPPORTED => Code::Unsupported,
            sys::STORYMAP_UNKNOWN_FORMAT => Code::UnknownFormat,
            sys::STORYMAP_EMPTY_VOCABULARY => Code::EmptyVocabulary,
            sys::STORYMAP_NOT_FOUND => Code::NotFound,
            sys::STORYMAP_UNREADABLE => Code::Unreadable,
            sys::STORYMAP_UNWRITABLE => Code::Unwritable,
            sys::STORYMAP_CANCELLED => Code::Cancelled,
            sys::STORYMAP_OUT_OF_MEMORY => Code::OutOfMemory,
            sys::STORYMAP_INTERNAL => Code::Internal,
            other => Code::Other(other),
        }
    }

    fn status(self) -> i32 {
        match self {
            Code::InvalidArgument => sys::STORYMAP_INVALID_ARGUMENT,
            Code::InvalidEncoding => sys::STORYMAP_INVALID_ENCODING,
            Code::InvalidSyntax => sys::STORYMAP_INVALID_SYNTAX,
            Code::InvalidField => sys::STORYMAP_INVALID_FIELD,
            Code::UnknownId => sys::STORYMAP_UNKNOWN_ID,
            Code::DuplicateId => sys::STORYMAP_DUPLICATE_ID,
            Code::InUse => sys::STORYMAP_IN_USE,
            Code::TooLarge => sys::STORYMAP_TOO_LARGE,
            Code::Unsupported => sys::STORYMAP_UNSUPPORTED,
            Code::UnknownFormat => sys::STORYMAP_UNKNOWN_FORMAT,
            Code::EmptyVocabulary => sys::STORYMAP_EMPTY_VOCABULARY,
            Code::NotFound => sys::STORYMAP_NOT_FOUND,
            Code::Unreadable => sys::STORYMAP_UNREADABLE,
            Code::Unwritable => sys::STORYMAP_UNWRITABLE,
            Code::Cancelled => sys::STORYMAP_CANCELLED,
            Code::OutOfMemory => sys::STORYMAP_OUT_OF_MEMORY,
            Code::Internal => sys::STORYMAP_INTERNAL,
            Code::Other(other) => other,
        }
    }

    /// The word for a code, as in JSON: "invalid_field".
    pub fn name(self) -> &'static str {
        // It lives for ever.
        unsafe { CStr::from_ptr(sys::storymap_status_name(self.status())) }
            .to_str()
            .unwrap_or("")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: Code,
    message: String,
    path: String,
}

impl Error {
    pub(crate) fn new(code: Code, message: &str, path: &str) -> Error {
        Error {
            code,
            message: message.to_owned(),
            path: path.to_owned(),
        }
    }

    /// What kind of failure it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// One English sentence: what is wrong and what was expected.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where: a JSON pointer, "line 12", the name of an argument, or nothing.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Calls the library, and returns what it complains about.
pub(crate) fn check(call: impl FnOnce(*mut sys::storymap_error) -> sys::storymap_status) -> Result<()> {
    let mut failure = sys::STORYMAP_ERROR_INIT;
    match call(&mut failure) {
        sys::STORYMAP_OK => Ok(()),
        status => Err(Error {
            code: Code::of(status),
            message: text(&failure.message),
            path: text(&failure.path),
        }),
    }
}

/// The text before the first NUL.
fn text(letters: &[c_char]) -> String {
    let bytes: Vec<u8> = letters
        .iter()
        .take_while(|letter| **letter != 0)
        .map(|letter| *letter as u8)
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
