//! The functions of libstorymap_c as they are in C: `storymap.h` is the manual. The crate `storymap` is the safe way
//! to call them.
#![allow(non_camel_case_types)]

use std::marker::{PhantomData, PhantomPinned};
use std::mem::size_of;
use std::os::raw::{c_char, c_void};
use std::ptr::{null, null_mut};

/// What a function returns: STORYMAP_OK or one of the codes below. Codes are never renumbered; new ones may come.
pub type storymap_status = i32;

/// The version of the binary interface that this crate is written for.
pub const STORYMAP_ABI_VERSION: i32 = 1;

/// Stands where there is no row.
pub const STORYMAP_NO_ROW: u32 = u32::MAX;

pub const STORYMAP_OK: storymap_status = 0;
/// an argument or option is outside its documented range
pub const STORYMAP_INVALID_ARGUMENT: storymap_status = 1;
/// bytes are not text in the stated or detected encoding
pub const STORYMAP_INVALID_ENCODING: storymap_status = 2;
/// text is not well-formed JSON, CSV or Markdown; a file is damaged
pub const STORYMAP_INVALID_SYNTAX: storymap_status = 3;
/// well-formed, but a field has the wrong type, range or word
pub const STORYMAP_INVALID_FIELD: storymap_status = 4;
/// a reference names something that does not exist
pub const STORYMAP_UNKNOWN_ID: storymap_status = 5;
/// an id is used twice for one noun
pub const STORYMAP_DUPLICATE_ID: storymap_status = 6;
/// the noun is still referenced or not empty
pub const STORYMAP_IN_USE: storymap_status = 7;
/// a documented limit is exceeded
pub const STORYMAP_TOO_LARGE: storymap_status = 8;
/// a valid request that this library is too old for, or this format cannot serve
pub const STORYMAP_UNSUPPORTED: storymap_status = 9;
/// no format recognises the input
pub const STORYMAP_UNKNOWN_FORMAT: storymap_status = 10;
/// no term is left to compare texts by
pub const STORYMAP_EMPTY_VOCABULARY: storymap_status = 11;
/// a file does not exist
pub const STORYMAP_NOT_FOUND: storymap_status = 12;
/// a file exists but cannot be read
pub const STORYMAP_UNREADABLE: storymap_status = 13;
/// a file cannot be written; what was there before is untouched
pub const STORYMAP_UNWRITABLE: storymap_status = 14;
/// the caller asked to stop
pub const STORYMAP_CANCELLED: storymap_status = 15;
pub const STORYMAP_OUT_OF_MEMORY: storymap_status = 100;
/// a bug in the library; the message is for its authors
pub const STORYMAP_INTERNAL: storymap_status = 101;
/// a handle was freed or is of another kind; only a debug build can tell
pub const STORYMAP_INVALID_HANDLE: storymap_status = 102;

/// What went wrong, in words; owned by the caller. A text that is too long is cut at the end of a
/// character.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_error {
    /// sizeof(storymap_error)
    pub struct_size: u32,
    /// the status that was returned
    pub code: i32,
    /// one English sentence: what is wrong and what was expected; ends with NUL
    pub message: [c_char; 1024],
    /// where: a JSON pointer, "line 12", the name of an argument, or empty; ends with NUL
    pub path: [c_char; 512],
}

/// Bytes, mostly UTF-8 text. A NUL follows them that `size` does not count.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_buffer {
    pub data: *const c_char,
    pub size: usize,
}

/// Two rows and their similarity; a < b.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_pair {
    pub a: u32,
    pub b: u32,
    pub score: f64,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_pairs {
    pub data: *const storymap_pair,
    pub size: usize,
}

/// A row and its similarity to what was asked for. `row` is STORYMAP_NO_ROW where there is none.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_match {
    pub row: u32,
    /// 0
    pub reserved: u32,
    pub score: f64,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_matches {
    pub data: *const storymap_match,
    pub size: usize,
}

/// Rows, or one number for each row.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_rows {
    pub data: *const u32,
    pub size: usize,
}

/// Lets one thread stop the work of another.
#[repr(C)]
pub struct storymap_cancel {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// Hears how much is done of how much; anything but 0 stops the work with STORYMAP_CANCELLED.
pub type storymap_progress = Option<unsafe extern "C" fn(user: *mut c_void, done: u64, total: u64) -> i32>;

pub const STORYMAP_SIMD_BEST: i32 = 0;
pub const STORYMAP_SIMD_SCALAR: i32 = 1;
pub const STORYMAP_SIMD_NEON: i32 = 2;
pub const STORYMAP_SIMD_AVX2: i32 = 3;
pub const STORYMAP_SIMD_AVX512: i32 = 4;

/// How to run long work. The answer never depends on it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_run {
    pub struct_size: u32,
    /// 0: as many as the machine has
    pub threads: u32,
    pub progress: storymap_progress,
    /// passed to `progress`
    pub user: *mut c_void,
    pub cancel: *const storymap_cancel,
    /// STORYMAP_SIMD_...; one that this machine lacks is STORYMAP_UNSUPPORTED
    pub simd: i32,
    pub reserved: u32,
}

/// A story map: activities, tasks, stories, releases, personas, links.
#[repr(C)]
pub struct storymap_map {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_read_options {
    pub struct_size: u32,
    /// keep what the source calls archived or closed; default 1
    pub archived: i32,
    /// "json", "trello"... (storymap_formats); empty: detected
    pub format: *const c_char,
    pub format_size: usize,
    /// for its extension, as the name of a map that has none, and in reports
    pub file_name: *const c_char,
    pub file_name_size: usize,
    /// "utf-8", "utf-16le", "utf-16be", "cp1251"; empty: detected
    pub encoding: *const c_char,
    pub encoding_size: usize,
    /// a map without a name is called as its file; default 1
    pub name_after_file: i32,
    /// most levels of nested JSON; default 256
    pub depth: u32,
    /// a longer file is STORYMAP_TOO_LARGE; default 1 GiB
    pub most_bytes: u64,
}

/// How much a map holds.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_counts {
    pub struct_size: u32,
    pub reserved: u32,
    pub personas: u64,
    pub releases: u64,
    pub links: u64,
    pub activities: u64,
    pub tasks: u64,
    pub stories: u64,
}

/// A story of a map, for reading. The texts live until the map is changed or freed. Everything else
/// that a map holds is in its JSON (storymap_map_write).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_story {
    pub struct_size: u32,
    pub has_points: i32,
    /// when has_points is 1
    pub points: f64,
    pub id: *const c_char,
    pub id_size: usize,
    pub title: *const c_char,
    pub title_size: usize,
    pub description: *const c_char,
    pub description_size: usize,
    /// "todo", "in_progress", "done", "blocked"
    pub status: *const c_char,
    pub status_size: usize,
    /// the team's own word; empty when there is none
    pub priority: *const c_char,
    pub priority_size: usize,
    /// the id of its release; empty when it is in none
    pub release: *const c_char,
    pub release_size: usize,
    /// its place: counted from 0, from the left, from the left, from the top
    pub activity: u64,
    pub task: u64,
    pub position: u64,
}

pub const STORYMAP_COSINE: i32 = 0;
pub const STORYMAP_JACCARD: i32 = 1;

pub const STORYMAP_BY_SIMILARITY: i32 = 0;
pub const STORYMAP_BY_BM25: i32 = 1;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_analysis_options {
    pub struct_size: u32,
    /// STORYMAP_COSINE or STORYMAP_JACCARD
    pub measure: i32,
    /// scores from here on are similar; default 0.7
    pub similar: f64,
    /// and from here on duplicates; default 0.9; 0 < similar <= duplicate <= 1
    pub duplicate: f64,
    /// the rules; empty: "compat"
    pub profile: *const c_char,
    pub profile_size: usize,
    /// words to be ignored, between white space; '#' begins a comment
    pub stop_words: *const c_char,
    pub stop_words_size: usize,
    /// or a built-in list: "compat" (when empty), "none", "en", "ru"
    pub stop_word_list: *const c_char,
    pub stop_word_list_size: usize,
    /// cosine: words (1) to pairs of neighbours (2)
    pub ngram_min: u32,
    pub ngram_max: u32,
    /// cosine: terms in a larger share of the stories are left out; default 0.95
    pub max_df: f64,
    /// of storymap_closest: STORYMAP_BY_SIMILARITY or STORYMAP_BY_BM25
    pub ranking: i32,
    pub reserved: u32,
}

pub const STORYMAP_JSON: i32 = 0;
pub const STORYMAP_TEXT: i32 = 1;
pub const STORYMAP_MARKDOWN: i32 = 2;

pub const STORYMAP_ENGLISH: i32 = 0;
pub const STORYMAP_RUSSIAN: i32 = 1;

/// How a result is written. JSON is that of the `storymap` command, byte for byte.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_report_options {
    pub struct_size: u32,
    /// STORYMAP_JSON, STORYMAP_TEXT or STORYMAP_MARKDOWN
    pub format: i32,
    /// STORYMAP_ENGLISH or STORYMAP_RUSSIAN
    pub language: i32,
    /// text: escape sequences of ECMA-48; default 0
    pub color: i32,
    /// text: columns, 40 to 160; default 100
    pub width: u32,
    /// text and Markdown: groups of each kind that are listed; 0: all; default 20
    pub most: u32,
}

/// What was found in some maps: score, findings, similar stories. It keeps the maps as they were.
#[repr(C)]
pub struct storymap_analysis {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// The stories of some maps, ready to be asked: while someone types, or "is this there already?".
/// Immutable; keeps the maps as they were.
#[repr(C)]
pub struct storymap_stories {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// An ordered list of texts. Their numbers, from 0, are the rows of everything that is computed
/// from them.
#[repr(C)]
pub struct storymap_corpus {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub const STORYMAP_WORDS: i32 = 0;
pub const STORYMAP_CHARS: i32 = 1;
pub const STORYMAP_CHARS_WB: i32 = 2;
pub const STORYMAP_FIELDS: i32 = 3;

pub const STORYMAP_ACCENTS_KEEP: i32 = 0;
pub const STORYMAP_ACCENTS_ASCII: i32 = 1;
pub const STORYMAP_ACCENTS_UNICODE: i32 = 2;

pub const STORYMAP_NORM_NONE: i32 = 0;
pub const STORYMAP_NORM_L1: i32 = 1;
pub const STORYMAP_NORM_L2: i32 = 2;

/// Names, defaults and numbers are those of scikit-learn's TfidfVectorizer.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_vectorizer_options {
    pub struct_size: u32,
    /// STORYMAP_WORDS, _CHARS, _CHARS_WB, or _FIELDS: what stands between white space
    pub analyzer: i32,
    /// default 1
    pub ngram_min: u32,
    /// default 1
    pub ngram_max: u32,
    /// words to be left out, between white space
    pub stop_words: *const c_char,
    pub stop_words_size: usize,
    /// or a built-in list: "none", "en", "ru", "compat"
    pub stop_word_list: *const c_char,
    pub stop_word_list_size: usize,
    /// default 1
    pub lowercase: i32,
    /// STORYMAP_ACCENTS_...
    pub strip_accents: i32,
    /// below 1 a share of all texts, from 1 on a count; default 1
    pub min_df: f64,
    /// up to 1 a share of all texts, above 1 a count; default 1
    pub max_df: f64,
    /// 0: all
    pub max_features: u64,
    pub binary: i32,
    /// default STORYMAP_NORM_L2
    pub norm: i32,
    /// default 1
    pub use_idf: i32,
    /// default 1
    pub smooth_idf: i32,
    /// 1 + ln(count) instead of count
    pub sublinear_tf: i32,
    pub reserved: u32,
}

/// A sparse matrix: rows of (column, value). Immutable.
#[repr(C)]
pub struct storymap_matrix {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// The three arrays of a matrix in compressed sparse row form: row r holds the entries from
/// row_begin\[r\] to row_begin\[r + 1\]. They live as long as the matrix.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_matrix_view {
    pub struct_size: u32,
    pub reserved: u32,
    pub rows: u64,
    pub columns: u64,
    pub nonzeros: u64,
    /// rows + 1
    pub row_begin: *const u64,
    /// nonzeros; ascending within a row
    pub column: *const u32,
    /// nonzeros
    pub value: *const f64,
}

/// A fitted vocabulary with its weights. Immutable.
#[repr(C)]
pub struct storymap_vectorizer {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// Rows that can be asked how alike they are: exactly, and with the same answer on every machine.
/// Immutable.
#[repr(C)]
pub struct storymap_index {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// Takes some pairs, which live until it returns; anything but 0 stops.
pub type storymap_pair_visitor =
    Option<unsafe extern "C" fn(user: *mut c_void, pairs: *const storymap_pair, count: usize) -> i32>;

/// Documents ranked by BM25: the better question for a few words typed into a search box.
/// Immutable.
#[repr(C)]
pub struct storymap_bm25 {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

/// Texts that come, change and go; the answers are those of an index built anew, at every moment.
/// Any number of threads may ask while others change it.
#[repr(C)]
pub struct storymap_live_index {
    _data: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_live_options {
    pub struct_size: u32,
    /// default 1
    pub lowercase: i32,
    /// 1
    pub ngram_min: u32,
    /// 1: words; 2 (default): words and pairs of neighbours
    pub ngram_max: u32,
    /// words to be left out, between white space
    pub stop_words: *const c_char,
    pub stop_words_size: usize,
    /// or a built-in list: "none", "en", "ru", "compat"
    pub stop_word_list: *const c_char,
    pub stop_word_list_size: usize,
    /// up to 1 a share of all texts, above 1 a count; default 0.95
    pub max_df: f64,
    /// STORYMAP_ACCENTS_...
    pub strip_accents: i32,
    pub reserved: u32,
}

/// A text, by the id that it got when it came, and its similarity to what was asked for.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_live_match {
    pub id: u64,
    pub score: f64,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_live_matches {
    pub data: *const storymap_live_match,
    pub size: usize,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct storymap_ids {
    pub data: *const u64,
    pub size: usize,
}

pub const STORYMAP_ERROR_INIT: storymap_error = storymap_error {
    struct_size: size_of::<storymap_error>() as u32,
    code: 0,
    message: [0; 1024],
    path: [0; 512],
};

pub const STORYMAP_RUN_INIT: storymap_run = storymap_run {
    struct_size: size_of::<storymap_run>() as u32,
    threads: 1,
    progress: None,
    user: null_mut(),
    cancel: null(),
    simd: STORYMAP_SIMD_BEST,
    reserved: 0,
};

pub const STORYMAP_READ_OPTIONS_INIT: storymap_read_options = storymap_read_options {
    struct_size: size_of::<storymap_read_options>() as u32,
    archived: 1,
    format: null(),
    format_size: 0,
    file_name: null(),
    file_name_size: 0,
    encoding: null(),
    encoding_size: 0,
    name_after_file: 1,
    depth: 256,
    most_bytes: 1 << 30,
};

pub const STORYMAP_COUNTS_INIT: storymap_counts = storymap_counts {
    struct_size: size_of::<storymap_counts>() as u32,
    reserved: 0,
    personas: 0,
    releases: 0,
    links: 0,
    activities: 0,
    tasks: 0,
    stories: 0,
};

pub const STORYMAP_STORY_INIT: storymap_story = storymap_story {
    struct_size: size_of::<storymap_story>() as u32,
    has_points: 0,
    points: 0.0,
    id: null(),
    id_size: 0,
    title: null(),
    title_size: 0,
    description: null(),
    description_size: 0,
    status: null(),
    status_size: 0,
    priority: null(),
    priority_size: 0,
    release: null(),
    release_size: 0,
    activity: 0,
    task: 0,
    position: 0,
};

pub const STORYMAP_ANALYSIS_OPTIONS_INIT: storymap_analysis_options = storymap_analysis_options {
    struct_size: size_of::<storymap_analysis_options>() as u32,
    measure: STORYMAP_COSINE,
    similar: 0.7,
    duplicate: 0.9,
    profile: null(),
    profile_size: 0,
    stop_words: null(),
    stop_words_size: 0,
    stop_word_list: null(),
    stop_word_list_size: 0,
    ngram_min: 1,
    ngram_max: 2,
    max_df: 0.95,
    ranking: STORYMAP_BY_SIMILARITY,
    reserved: 0,
};

pub const STORYMAP_REPORT_OPTIONS_INIT: storymap_report_options = storymap_report_options {
    struct_size: size_of::<storymap_report_options>() as u32,
    format: STORYMAP_JSON,
    language: STORYMAP_ENGLISH,
    color: 0,
    width: 100,
    most: 20,
};

pub const STORYMAP_VECTORIZER_OPTIONS_INIT: storymap_vectorizer_options = storymap_vectorizer_options {
    struct_size: size_of::<storymap_vectorizer_options>() as u32,
    analyzer: STORYMAP_WORDS,
    ngram_min: 1,
    ngram_max: 1,
    stop_words: null(),
    stop_words_size: 0,
    stop_word_list: null(),
    stop_word_list_size: 0,
    lowercase: 1,
    strip_accents: STORYMAP_ACCENTS_KEEP,
    min_df: 1.0,
    max_df: 1.0,
    max_features: 0,
    binary: 0,
    norm: STORYMAP_NORM_L2,
    use_idf: 1,
    smooth_idf: 1,
    sublinear_tf: 0,
    reserved: 0,
};

pub const STORYMAP_MATRIX_VIEW_INIT: storymap_matrix_view = storymap_matrix_view {
    struct_size: size_of::<storymap_matrix_view>() as u32,
    reserved: 0,
    rows: 0,
    columns: 0,
    nonzeros: 0,
    row_begin: null(),
    column: null(),
    value: null(),
};

pub const STORYMAP_LIVE_OPTIONS_INIT: storymap_live_options = storymap_live_options {
    struct_size: size_of::<storymap_live_options>() as u32,
    lowercase: 1,
    ngram_min: 1,
    ngram_max: 2,
    stop_words: null(),
    stop_words_size: 0,
    stop_word_list: null(),
    stop_word_list_size: 0,
    max_df: 0.95,
    strip_accents: STORYMAP_ACCENTS_KEEP,
    reserved: 0,
};

extern "C" {
    /// The interface version of the library that was loaded; equal to STORYMAP_ABI_VERSION when it
    /// fits this header.
    pub fn storymap_abi_version() -> i32;
    /// The version of the library: "0.1.0". Lives for ever.
    pub fn storymap_version() -> *const c_char;
    /// The word for a status, as in JSON: "invalid_field"; "unknown" for any other number. Lives
    /// for ever.
    pub fn storymap_status_name(status: storymap_status) -> *const c_char;
    pub fn storymap_buffer_free(buffer: *mut storymap_buffer);
    /// The message in another language, "en" or "ru"; English where the catalogue has no
    /// translation.
    pub fn storymap_translate(
        message: *const c_char,
        message_size: usize,
        language: *const c_char,
        language_size: usize,
        translated: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_pairs_free(pairs: *mut storymap_pairs);
    pub fn storymap_matches_free(matches: *mut storymap_matches);
    pub fn storymap_rows_free(rows: *mut storymap_rows);
    pub fn storymap_cancel_new(cancel: *mut *mut storymap_cancel, error: *mut storymap_error) -> storymap_status;
    /// Stops every call that was given `cancel`, now and from now on, with STORYMAP_CANCELLED. From
    /// any thread.
    pub fn storymap_cancel_request(cancel: *mut storymap_cancel);
    pub fn storymap_cancel_free(cancel: *mut storymap_cancel);
    /// An empty map.
    pub fn storymap_map_new(
        name: *const c_char,
        name_size: usize,
        map: *mut *mut storymap_map,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Reads the bytes of a file in any format. Errors name the line or the JSON pointer and what
    /// was expected.
    pub fn storymap_map_read(
        bytes: *const c_char,
        size: usize,
        options: *const storymap_read_options,
        map: *mut *mut storymap_map,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Reads a file.
    pub fn storymap_map_load(
        path: *const c_char,
        path_size: usize,
        options: *const storymap_read_options,
        map: *mut *mut storymap_map,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The text of a map in a format. `dropped`, which may be NULL, says what had no place in it: a
    /// JSON array of sentences, "\[\]" when nothing was lost.
    pub fn storymap_map_write(
        map: *const storymap_map,
        format: *const c_char,
        format_size: usize,
        text: *mut storymap_buffer,
        dropped: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Writes a file, by way of a temporary name beside it; an empty `format` is chosen by the
    /// extension.
    pub fn storymap_map_save(
        map: *const storymap_map,
        path: *const c_char,
        path_size: usize,
        format: *const c_char,
        format_size: usize,
        dropped: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// A second handle to a map as it is now: changes of one are not seen by the other. O(1).
    pub fn storymap_map_copy(
        map: *const storymap_map,
        copy: *mut *mut storymap_map,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_map_free(map: *mut storymap_map);
    /// 1 when both maps hold the same, 0 when not or when one is NULL.
    pub fn storymap_map_equal(a: *const storymap_map, b: *const storymap_map) -> i32;
    /// What happened to a file on its way into the map: a JSON object with file, format, encoding,
    /// counts and notes. "null" for a map that was not read.
    pub fn storymap_map_import_report(
        map: *const storymap_map,
        json: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_map_counts(
        map: *const storymap_map,
        counts: *mut storymap_counts,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The story of a row: rows are stories in map order, from 0. O(1). Error:
    /// STORYMAP_INVALID_ARGUMENT, "row".
    pub fn storymap_map_story(
        map: *const storymap_map,
        row: u64,
        story: *mut storymap_story,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The row of the story with an id. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_map_find_story(
        map: *const storymap_map,
        id: *const c_char,
        id_size: usize,
        row: *mut u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// All formats, as a JSON array of objects: id, name, extensions, reads, writes.
    pub fn storymap_formats(json: *mut storymap_buffer, error: *mut storymap_error) -> storymap_status;
    /// Applies edits, all of them or none. `inverse`, which may be NULL, gets the edits that undo
    /// them. Errors name the edit and its member: "/3/place/parent".
    pub fn storymap_map_apply(
        map: *mut storymap_map,
        edits: *const c_char,
        edits_size: usize,
        inverse: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The edits that remove a noun ("activity", "task", "story", "release", "persona") with
    /// everything in it and everything that refers to it. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_map_plan_remove(
        map: *const storymap_map,
        noun: *const c_char,
        noun_size: usize,
        id: *const c_char,
        id_size: usize,
        edits: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The edits that turn `before` into `after`. Nouns are matched by id; ids that the readers of
    /// both maps made up are matched by what the nouns say, and then the edits name the ids of
    /// `before`.
    pub fn storymap_diff(
        before: *const storymap_map,
        after: *const storymap_map,
        edits: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Rewrites edits that were made against `base` so that they apply to `current`. `notes`, which
    /// may be NULL, says what had to be decided: a JSON array of objects with kind ("place_lost",
    /// "overwritten"), edit (its index) and path.
    pub fn storymap_rebase(
        edits: *const c_char,
        edits_size: usize,
        base: *const storymap_map,
        current: *const storymap_map,
        rebased: *mut storymap_buffer,
        notes: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Merges what two sides changed since `base`. `conflicts`, which may be NULL, is a JSON array
    /// of objects with kind ("field", "place", "removed_changed", "added_twice"), path, base, ours,
    /// theirs, other, other_title.
    pub fn storymap_merge(
        base: *const storymap_map,
        ours: *const storymap_map,
        theirs: *const storymap_map,
        merged: *mut *mut storymap_map,
        conflicts: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Validates maps and compares all their stories. Rows are stories in map order, map by map.
    pub fn storymap_analyze(
        maps: *const *const storymap_map,
        map_count: usize,
        options: *const storymap_analysis_options,
        run: *const storymap_run,
        analysis: *mut *mut storymap_analysis,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_analysis_free(analysis: *mut storymap_analysis);
    /// The overall score, 0 to 100; -1 for NULL.
    pub fn storymap_analysis_score(analysis: *const storymap_analysis) -> i32;
    /// All pairs of similar stories, the best first.
    pub fn storymap_analysis_pairs(
        analysis: *const storymap_analysis,
        pairs: *mut storymap_pairs,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The whole result: `storymap analyze`.
    pub fn storymap_analysis_report(
        analysis: *const storymap_analysis,
        options: *const storymap_report_options,
        text: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Findings, score and advice for a map: `storymap validate`. An empty `profile` is "compat".
    pub fn storymap_validate(
        map: *const storymap_map,
        profile: *const c_char,
        profile_size: usize,
        options: *const storymap_report_options,
        text: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Similar stories only: `storymap similar`.
    pub fn storymap_similar(
        maps: *const *const storymap_map,
        map_count: usize,
        options: *const storymap_analysis_options,
        report: *const storymap_report_options,
        run: *const storymap_run,
        text: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_stories_new(
        maps: *const *const storymap_map,
        map_count: usize,
        options: *const storymap_analysis_options,
        run: *const storymap_run,
        stories: *mut *mut storymap_stories,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_stories_free(stories: *mut storymap_stories);
    /// The stories closest to a text, best first: at most `limit`, scores above 0 and at least
    /// `at_least`.
    pub fn storymap_closest(
        stories: *const storymap_stories,
        text: *const c_char,
        text_size: usize,
        limit: usize,
        at_least: f64,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The same as a report: `storymap closest`.
    pub fn storymap_closest_report(
        stories: *const storymap_stories,
        text: *const c_char,
        text_size: usize,
        limit: usize,
        at_least: f64,
        options: *const storymap_report_options,
        report: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Why two stories, given by their rows, are alike: a JSON object with score, kind ("copy",
    /// "role", "slot", "contained", "reworded") and terms (term, contribution), the largest
    /// contribution first.
    pub fn storymap_explain(
        stories: *const storymap_stories,
        a: u32,
        b: u32,
        json: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_corpus_new(corpus: *mut *mut storymap_corpus, error: *mut storymap_error) -> storymap_status;
    pub fn storymap_corpus_free(corpus: *mut storymap_corpus);
    /// Appends a text. Error: STORYMAP_INVALID_ENCODING when it is not UTF-8.
    pub fn storymap_corpus_add(
        corpus: *mut storymap_corpus,
        text: *const c_char,
        size: usize,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Appends `count` texts that stand one behind the other in `bytes`: text k is from
    /// offsets\[k\] to offsets\[k + 1\], so that there are count + 1 offsets. All or none are
    /// added.
    pub fn storymap_corpus_add_all(
        corpus: *mut storymap_corpus,
        bytes: *const c_char,
        offsets: *const u64,
        count: usize,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Number of texts; 0 for NULL.
    pub fn storymap_corpus_size(corpus: *const storymap_corpus) -> usize;
    /// A copy of three arrays as a matrix. Errors: STORYMAP_INVALID_ARGUMENT, with the row, for
    /// offsets that do not ascend, columns that do not ascend or are too large, and values that are
    /// not finite.
    pub fn storymap_matrix_new(
        arrays: *const storymap_matrix_view,
        matrix: *mut *mut storymap_matrix,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_matrix_get(
        matrix: *const storymap_matrix,
        arrays: *mut storymap_matrix_view,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_matrix_free(matrix: *mut storymap_matrix);
    /// Learns the vocabulary of a corpus; `matrix`, which may be NULL, gets its tf-idf vectors.
    pub fn storymap_vectorize(
        corpus: *const storymap_corpus,
        options: *const storymap_vectorizer_options,
        run: *const storymap_run,
        vectorizer: *mut *mut storymap_vectorizer,
        matrix: *mut *mut storymap_matrix,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_vectorizer_free(vectorizer: *mut storymap_vectorizer);
    /// Vectors of other texts over the same vocabulary; unknown terms are ignored.
    pub fn storymap_vectorizer_transform(
        vectorizer: *const storymap_vectorizer,
        corpus: *const storymap_corpus,
        run: *const storymap_run,
        matrix: *mut *mut storymap_matrix,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Number of columns; 0 for NULL.
    pub fn storymap_vectorizer_size(vectorizer: *const storymap_vectorizer) -> usize;
    /// The term of a column.
    pub fn storymap_vectorizer_term(
        vectorizer: *const storymap_vectorizer,
        column: u32,
        term: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The column of a term. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_vectorizer_column(
        vectorizer: *const storymap_vectorizer,
        term: *const c_char,
        term_size: usize,
        column: *mut u32,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The inverse document frequency of each column, storymap_vectorizer_size of them; NULL
    /// without use_idf. Lives as long as the vectorizer.
    pub fn storymap_vectorizer_idf(vectorizer: *const storymap_vectorizer) -> *const f64;
    /// Texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs.
    pub fn storymap_index_new(
        corpus: *const storymap_corpus,
        options: *const storymap_vectorizer_options,
        run: *const storymap_run,
        index: *mut *mut storymap_index,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The rows of any matrix, by STORYMAP_COSINE or STORYMAP_JACCARD (of the sets of their
    /// columns).
    pub fn storymap_index_from_matrix(
        matrix: *const storymap_matrix,
        measure: i32,
        index: *mut *mut storymap_index,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_index_free(index: *mut storymap_index);
    /// Number of rows; 0 for NULL.
    pub fn storymap_index_size(index: *const storymap_index) -> usize;
    /// The similarity of two rows.
    pub fn storymap_index_score(
        index: *const storymap_index,
        a: u32,
        b: u32,
        score: *mut f64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// All pairs with a score of at least `at_least` > 0, ordered by (a, b): the same as comparing
    /// every row with every other, in memory that grows with the answer.
    pub fn storymap_index_pairs(
        index: *const storymap_index,
        at_least: f64,
        run: *const storymap_run,
        pairs: *mut storymap_pairs,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The same pairs, a few at a time, for more of them than memory holds; in an order that does
    /// not depend on the number of threads. Error: STORYMAP_CANCELLED, also when `visit` stopped.
    pub fn storymap_index_for_each_pair(
        index: *const storymap_index,
        at_least: f64,
        visit: storymap_pair_visitor,
        user: *mut c_void,
        run: *const storymap_run,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// How many pairs reach each of `count` thresholds > 0, in one pass; `pairs` has room for as
    /// many numbers.
    pub fn storymap_index_count_pairs(
        index: *const storymap_index,
        thresholds: *const f64,
        count: usize,
        run: *const storymap_run,
        pairs: *mut u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Pairs of a row before `boundary` and one from it on: which of these are there in those?
    pub fn storymap_index_pairs_across(
        index: *const storymap_index,
        boundary: usize,
        at_least: f64,
        run: *const storymap_run,
        pairs: *mut storymap_pairs,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// For every row the closest one on the other side of `boundary`, or STORYMAP_NO_ROW.
    pub fn storymap_index_closest_across(
        index: *const storymap_index,
        boundary: usize,
        at_least: f64,
        run: *const storymap_run,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// For every row the first row of its group: rows are in one group when a chain of pairs with
    /// at least `at_least` leads from one to the other. The pairs are not listed: k equal rows cost
    /// k comparisons, not k^2.
    pub fn storymap_index_groups(
        index: *const storymap_index,
        at_least: f64,
        run: *const storymap_run,
        first_rows: *mut storymap_rows,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The `limit` rows most similar to each row, laid one row's behind the other's: those of row r
    /// are from begin\[r\] to begin\[r + 1\] of `matches`.
    pub fn storymap_index_neighbour_graph(
        index: *const storymap_index,
        limit: usize,
        at_least: f64,
        run: *const storymap_run,
        begin: *mut storymap_rows,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The rows most similar to one row, without itself: at most `limit`, best first.
    pub fn storymap_index_neighbours(
        index: *const storymap_index,
        row: u32,
        limit: usize,
        at_least: f64,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The rows most similar to a free text. `vectorizer` made the matrix of `index`.
    pub fn storymap_index_search(
        index: *const storymap_index,
        vectorizer: *const storymap_vectorizer,
        text: *const c_char,
        text_size: usize,
        limit: usize,
        at_least: f64,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The mean similarity of each of `count` distinct rows, at least two, to the others; `means`
    /// has room for as many numbers.
    pub fn storymap_index_mean_similarities(
        index: *const storymap_index,
        rows: *const u32,
        count: usize,
        means: *mut f64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The columns that two rows share, each with what it adds to their score (`row` is the
    /// column).
    pub fn storymap_index_shared(
        index: *const storymap_index,
        a: u32,
        b: u32,
        columns: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// About how many bytes storymap_index_pairs will need besides the index and the pairs.
    pub fn storymap_index_join_memory(
        index: *const storymap_index,
        at_least: f64,
        run: *const storymap_run,
        bytes: *mut u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// `counts` says how often each term is in each text: storymap_vectorize without idf and norm
    /// makes it. k1 >= 0 (usually 1.2) says how much repetition counts, b from 0 to 1 (usually
    /// 0.75) how much length does.
    pub fn storymap_bm25_new(
        counts: *const storymap_matrix,
        k1: f64,
        b: f64,
        bm25: *mut *mut storymap_bm25,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_bm25_free(bm25: *mut storymap_bm25);
    /// The rows that answer a text best: at most `limit`, best first; scores are above 0 and have
    /// no upper bound. `vectorizer` made the counts.
    pub fn storymap_bm25_search(
        bm25: *const storymap_bm25,
        vectorizer: *const storymap_vectorizer,
        text: *const c_char,
        text_size: usize,
        limit: usize,
        matches: *mut storymap_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_live_matches_free(matches: *mut storymap_live_matches);
    pub fn storymap_ids_free(ids: *mut storymap_ids);
    pub fn storymap_live_index_new(
        options: *const storymap_live_options,
        index: *mut *mut storymap_live_index,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Reads a file of storymap_live_index_save. A damaged one is STORYMAP_INVALID_SYNTAX, one of
    /// another version STORYMAP_UNSUPPORTED.
    pub fn storymap_live_index_load(
        path: *const c_char,
        path_size: usize,
        index: *mut *mut storymap_live_index,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The same from the bytes of such a file.
    pub fn storymap_live_index_read(
        bytes: *const c_char,
        size: usize,
        index: *mut *mut storymap_live_index,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_live_index_save(
        index: *const storymap_live_index,
        path: *const c_char,
        path_size: usize,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_live_index_write(
        index: *const storymap_live_index,
        bytes: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
    pub fn storymap_live_index_free(index: *mut storymap_live_index);
    /// Number of texts; 0 for NULL.
    pub fn storymap_live_index_size(index: *const storymap_live_index) -> usize;
    /// Bytes of memory held.
    pub fn storymap_live_index_memory(index: *const storymap_live_index) -> usize;
    /// 1 when there is a text with this id.
    pub fn storymap_live_index_contains(index: *const storymap_live_index, id: u64) -> i32;
    /// All ids, ascending.
    pub fn storymap_live_index_ids(
        index: *const storymap_live_index,
        ids: *mut storymap_ids,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Adds a text. Errors: STORYMAP_INVALID_ENCODING, STORYMAP_TOO_LARGE (16 MiB).
    pub fn storymap_live_index_insert(
        index: *mut storymap_live_index,
        text: *const c_char,
        size: usize,
        id: *mut u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Adds all texts of a corpus, faster than one by one; the first gets the id `first_id`, the
    /// others follow it. The calling thread does it; the progress must not use the index. When it
    /// is cancelled, the first of them are in.
    pub fn storymap_live_index_insert_all(
        index: *mut storymap_live_index,
        corpus: *const storymap_corpus,
        run: *const storymap_run,
        first_id: *mut u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Adds a text and tells which were like it before: one step for everybody else.
    pub fn storymap_live_index_insert_and_compare(
        index: *mut storymap_live_index,
        text: *const c_char,
        size: usize,
        at_least: f64,
        limit: usize,
        id: *mut u64,
        duplicates: *mut storymap_live_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Replaces a text, which keeps its id. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_live_index_update(
        index: *mut storymap_live_index,
        id: u64,
        text: *const c_char,
        size: usize,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// Removes a text. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_live_index_erase(
        index: *mut storymap_live_index,
        id: u64,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The texts most similar to a text: at most `limit`, scores above 0 and at least `at_least`,
    /// best first, ties by id.
    pub fn storymap_live_index_closest(
        index: *const storymap_live_index,
        text: *const c_char,
        size: usize,
        limit: usize,
        at_least: f64,
        matches: *mut storymap_live_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// The same for a text that is here, without itself. Error: STORYMAP_UNKNOWN_ID.
    pub fn storymap_live_index_neighbours(
        index: *const storymap_live_index,
        id: u64,
        limit: usize,
        at_least: f64,
        matches: *mut storymap_live_matches,
        error: *mut storymap_error,
    ) -> storymap_status;
    /// In what way two texts are alike: a JSON object with kind ("copy", "role", "slot",
    /// "contained", "reworded"), only_a and only_b: arrays of \[first byte, bytes\] of the words
    /// that the other lacks.
    pub fn storymap_compare_texts(
        a: *const c_char,
        a_size: usize,
        b: *const c_char,
        b_size: usize,
        json: *mut storymap_buffer,
        error: *mut storymap_error,
    ) -> storymap_status;
}
