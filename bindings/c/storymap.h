/* storymap.h - user story maps and backlogs for every language that can call C.
 *
 *     #include <storymap.h>
 *     #include <stdio.h>
 *
 *     int main(void) {
 *       storymap_error error = STORYMAP_ERROR_INIT;
 *       storymap_map *map = NULL;
 *       storymap_analysis *analysis = NULL;
 *       if (storymap_map_load("shop.json", 9, NULL, &map, &error) == STORYMAP_OK &&
 *           storymap_analyze((const storymap_map *const *)&map, 1, NULL, NULL, &analysis, &error) == STORYMAP_OK) {
 *         printf("%d of 100\n", (int)storymap_analysis_score(analysis));
 *       } else {
 *         fprintf(stderr, "%s: %s\n", error.path, error.message);
 *       }
 *       storymap_analysis_free(analysis);
 *       storymap_map_free(map);
 *       return error.code == STORYMAP_OK ? 0 : 1;
 *     }
 *
 *     cc shop.c $(pkg-config --cflags --libs storymap_c)
 *
 * Rules that hold for every function:
 *
 *   Status    A function that can fail returns a storymap_status: 0, or a code above 0. The last parameter takes the
 *             words; it may be NULL, and a function that succeeds leaves it as it was. When a function fails, its
 *             outputs are untouched, and so are its inputs.
 *   Text      is UTF-8, passed as a pointer and a number of bytes; no NUL is needed at the end, and none is special.
 *             A pointer may be NULL when the size is 0.
 *   Handles   are pointers to structs that only the library knows. Whoever is given one frees it with the function
 *             named after it; freeing NULL does nothing. What a handle was made from may be freed before it.
 *   Arrays    that the library gives away are plain structs (storymap_buffer, storymap_pairs...) with a function to
 *             free them; it leaves them empty, so that freeing twice does nothing. Pass them in empty: {NULL, 0}.
 *   Options   are structs that begin with their own size. Begin with the _INIT macro and set what you need; NULL stands
 *             for all defaults. A program that was built with an older or newer header works: what one side does not
 *             know has its default, and a value the library is too old for is STORYMAP_UNSUPPORTED.
 *   Threads   Different handles can be used by different threads at once, and one handle by many at once in functions
 *             that take it as const. A storymap_live_index can be used by many threads in all its functions but free.
 *             Nothing is kept by thread, and nothing global changes.
 *   Callbacks are called on the thread that called the library, before the function returns.
 *   Memory    When none is left, a function returns STORYMAP_OUT_OF_MEMORY and frees what it had taken. A
 *             storymap_live_index that it was about to change may then only be freed.
 *
 * The library has no locale, clock, environment or files but those that are named in a call.
 */
#ifndef STORYMAP_H
#define STORYMAP_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define STORYMAP_API
#else
#define STORYMAP_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ---------------------------------------------------------------------------------------------------- */

/** The version of this binary interface, which is that of the library's file name. It changes only when a program must
 * be compiled anew: functions and members at the end of structs are added without. */
#define STORYMAP_ABI_VERSION 1

/** The interface version of the library that was loaded; equal to STORYMAP_ABI_VERSION when it fits this header. */
STORYMAP_API int32_t storymap_abi_version(void);

/** The version of the library: "0.1.0". Lives for ever. */
STORYMAP_API const char *storymap_version(void);

/* ---- Failure ---------------------------------------------------------------------------------------------------- */

/** What a function returns: STORYMAP_OK or one of the codes below. Codes are never renumbered; new ones may come. */
typedef int32_t storymap_status;

enum {
  STORYMAP_OK = 0,
  STORYMAP_INVALID_ARGUMENT = 1, /**< an argument or option is outside its documented range */
  STORYMAP_INVALID_ENCODING = 2, /**< bytes are not text in the stated or detected encoding */
  STORYMAP_INVALID_SYNTAX = 3,   /**< text is not well-formed JSON, CSV or Markdown; a file is damaged */
  STORYMAP_INVALID_FIELD = 4,    /**< well-formed, but a field has the wrong type, range or word */
  STORYMAP_UNKNOWN_ID = 5,       /**< a reference names something that does not exist */
  STORYMAP_DUPLICATE_ID = 6,     /**< an id is used twice for one noun */
  STORYMAP_IN_USE = 7,           /**< the noun is still referenced or not empty */
  STORYMAP_TOO_LARGE = 8,        /**< a documented limit is exceeded */
  STORYMAP_UNSUPPORTED = 9,      /**< a valid request that this library is too old for, or this format cannot serve */
  STORYMAP_UNKNOWN_FORMAT = 10,  /**< no format recognises the input */
  STORYMAP_EMPTY_VOCABULARY = 11, /**< no term is left to compare texts by */
  STORYMAP_NOT_FOUND = 12,        /**< a file does not exist */
  STORYMAP_UNREADABLE = 13,       /**< a file exists but cannot be read */
  STORYMAP_UNWRITABLE = 14,       /**< a file cannot be written; what was there before is untouched */
  STORYMAP_CANCELLED = 15,        /**< the caller asked to stop */
  STORYMAP_OUT_OF_MEMORY = 100,
  STORYMAP_INTERNAL = 101,      /**< a bug in the library; the message is for its authors */
  STORYMAP_INVALID_HANDLE = 102 /**< a handle was freed or is of another kind; only a debug build can tell */
};

/** What went wrong, in words; owned by the caller. A text that is too long is cut at the end of a character. */
typedef struct storymap_error {
  uint32_t struct_size; /**< sizeof(storymap_error) */
  int32_t code;         /**< the status that was returned */
  char message[1024];   /**< one English sentence: what is wrong and what was expected; ends with NUL */
  char path[512];       /**< where: a JSON pointer, "line 12", the name of an argument, or empty; ends with NUL */
} storymap_error;

#define STORYMAP_ERROR_INIT {sizeof(storymap_error), 0, {0}, {0}}

/** The word for a status, as in JSON: "invalid_field"; "unknown" for any other number. Lives for ever. */
STORYMAP_API const char *storymap_status_name(storymap_status status);

/* ---- Text and numbers that the library gives away ---------------------------------------------------------------- */

/** Bytes, mostly UTF-8 text. A NUL follows them that `size` does not count. */
typedef struct storymap_buffer {
  const char *data;
  size_t size;
} storymap_buffer;

STORYMAP_API void storymap_buffer_free(storymap_buffer *buffer);

/** The message in another language, "en" or "ru"; English where the catalogue has no translation. */
STORYMAP_API storymap_status storymap_translate(const char *message, size_t message_size, const char *language,
                                                size_t language_size, storymap_buffer *translated,
                                                storymap_error *error);

/** Two rows and their similarity; a < b. */
typedef struct storymap_pair {
  uint32_t a;
  uint32_t b;
  double score;
} storymap_pair;

typedef struct storymap_pairs {
  const storymap_pair *data;
  size_t size;
} storymap_pairs;

STORYMAP_API void storymap_pairs_free(storymap_pairs *pairs);

/** A row and its similarity to what was asked for. `row` is STORYMAP_NO_ROW where there is none. */
typedef struct storymap_match {
  uint32_t row;
  uint32_t reserved; /**< 0 */
  double score;
} storymap_match;

#define STORYMAP_NO_ROW UINT32_MAX

typedef struct storymap_matches {
  const storymap_match *data;
  size_t size;
} storymap_matches;

STORYMAP_API void storymap_matches_free(storymap_matches *matches);

/** Rows, or one number for each row. */
typedef struct storymap_rows {
  const uint32_t *data;
  size_t size;
} storymap_rows;

STORYMAP_API void storymap_rows_free(storymap_rows *rows);

/* ---- Long work --------------------------------------------------------------------------------------------------- */

/** Lets one thread stop the work of another. */
typedef struct storymap_cancel storymap_cancel;

STORYMAP_API storymap_status storymap_cancel_new(storymap_cancel **cancel, storymap_error *error);

/** Stops every call that was given `cancel`, now and from now on, with STORYMAP_CANCELLED. From any thread. */
STORYMAP_API void storymap_cancel_request(storymap_cancel *cancel);

STORYMAP_API void storymap_cancel_free(storymap_cancel *cancel);

/** Hears how much is done of how much; anything but 0 stops the work with STORYMAP_CANCELLED. */
typedef int32_t (*storymap_progress)(void *user, uint64_t done, uint64_t total);

/** Which instructions the fast loops use. The answer never depends on it. */
enum { STORYMAP_SIMD_BEST = 0, STORYMAP_SIMD_SCALAR = 1, STORYMAP_SIMD_NEON = 2, STORYMAP_SIMD_AVX2 = 3,
       STORYMAP_SIMD_AVX512 = 4 };

/** How to run long work. The answer never depends on it. */
typedef struct storymap_run {
  uint32_t struct_size;
  uint32_t threads; /**< 0: as many as the machine has */
  storymap_progress progress;
  void *user; /**< passed to `progress` */
  const storymap_cancel *cancel;
  int32_t simd; /**< STORYMAP_SIMD_...; one that this machine lacks is STORYMAP_UNSUPPORTED */
  uint32_t reserved;
} storymap_run;

#define STORYMAP_RUN_INIT {sizeof(storymap_run), 1, NULL, NULL, NULL, STORYMAP_SIMD_BEST, 0}

/* ---- Maps -------------------------------------------------------------------------------------------------------- */

/** A story map: activities, tasks, stories, releases, personas, links. */
typedef struct storymap_map storymap_map;

typedef struct storymap_read_options {
  uint32_t struct_size;
  int32_t archived;        /**< keep what the source calls archived or closed; default 1 */
  const char *format;      /**< "json", "trello"... (storymap_formats); empty: detected */
  size_t format_size;
  const char *file_name;   /**< for its extension, as the name of a map that has none, and in reports */
  size_t file_name_size;
  const char *encoding;    /**< "utf-8", "utf-16le", "utf-16be", "cp1251"; empty: detected */
  size_t encoding_size;
  int32_t name_after_file; /**< a map without a name is called as its file; default 1 */
  uint32_t depth;          /**< most levels of nested JSON; default 256 */
  uint64_t most_bytes;     /**< a longer file is STORYMAP_TOO_LARGE; default 1 GiB */
} storymap_read_options;

#define STORYMAP_READ_OPTIONS_INIT {sizeof(storymap_read_options), 1, NULL, 0, NULL, 0, NULL, 0, 1, 256, \
                                    1073741824}

/** An empty map. */
STORYMAP_API storymap_status storymap_map_new(const char *name, size_t name_size, storymap_map **map,
                                              storymap_error *error);

/** Reads the bytes of a file in any format. Errors name the line or the JSON pointer and what was expected; an empty
 * file is STORYMAP_INVALID_SYNTAX. */
STORYMAP_API storymap_status storymap_map_read(const char *bytes, size_t size, const storymap_read_options *options,
                                               storymap_map **map, storymap_error *error);

/** Reads a file. */
STORYMAP_API storymap_status storymap_map_load(const char *path, size_t path_size,
                                               const storymap_read_options *options, storymap_map **map,
                                               storymap_error *error);

/** The text of a map in a format. `dropped`, which may be NULL, says what had no place in it: a JSON array of
 * sentences, "[]" when nothing was lost. */
STORYMAP_API storymap_status storymap_map_write(const storymap_map *map, const char *format, size_t format_size,
                                                storymap_buffer *text, storymap_buffer *dropped,
                                                storymap_error *error);

/** Writes a file, by way of a temporary name beside it; an empty `format` is chosen by the extension. */
STORYMAP_API storymap_status storymap_map_save(const storymap_map *map, const char *path, size_t path_size,
                                               const char *format, size_t format_size, storymap_buffer *dropped,
                                               storymap_error *error);

/** A second handle to a map as it is now: changes of one are not seen by the other. O(1). */
STORYMAP_API storymap_status storymap_map_copy(const storymap_map *map, storymap_map **copy, storymap_error *error);

STORYMAP_API void storymap_map_free(storymap_map *map);

/** 1 when both maps hold the same, 0 when not or when one is NULL. */
STORYMAP_API int32_t storymap_map_equal(const storymap_map *a, const storymap_map *b);

/** What happened to a file on its way into the map: a JSON object with file, format, encoding, counts and notes. "null"
 * for a map that was not read. */
STORYMAP_API storymap_status storymap_map_import_report(const storymap_map *map, storymap_buffer *json,
                                                        storymap_error *error);

/** How much a map holds. */
typedef struct storymap_counts {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t personas;
  uint64_t releases;
  uint64_t links;
  uint64_t activities;
  uint64_t tasks;
  uint64_t stories;
} storymap_counts;

#define STORYMAP_COUNTS_INIT {sizeof(storymap_counts), 0, 0, 0, 0, 0, 0, 0}

STORYMAP_API storymap_status storymap_map_counts(const storymap_map *map, storymap_counts *counts,
                                                 storymap_error *error);

/** A story of a map, for reading. The texts live until the map is changed or freed. Everything else that a map holds
 * is in its JSON (storymap_map_write). */
typedef struct storymap_story {
  uint32_t struct_size;
  int32_t has_points;
  double points; /**< when has_points is 1 */
  const char *id;
  size_t id_size;
  const char *title;
  size_t title_size;
  const char *description;
  size_t description_size;
  const char *status; /**< "todo", "in_progress", "done", "blocked" */
  size_t status_size;
  const char *priority; /**< the team's own word; empty when there is none */
  size_t priority_size;
  const char *release; /**< the id of its release; empty when it is in none */
  size_t release_size;
  uint64_t activity; /**< its place: counted from 0, from the left, from the left, from the top */
  uint64_t task;
  uint64_t position;
} storymap_story;

#define STORYMAP_STORY_INIT {sizeof(storymap_story), 0, 0.0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, \
                             NULL, 0, 0, 0, 0}

/** The story of a row: rows are stories in map order, from 0. O(1). Error: STORYMAP_INVALID_ARGUMENT, "row". */
STORYMAP_API storymap_status storymap_map_story(const storymap_map *map, uint64_t row, storymap_story *story,
                                                storymap_error *error);

/** The row of the story with an id. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_map_find_story(const storymap_map *map, const char *id, size_t id_size,
                                                     uint64_t *row, storymap_error *error);

/** All formats, as a JSON array of objects: id, name, extensions (an array), reads, writes. */
STORYMAP_API storymap_status storymap_formats(storymap_buffer *json, storymap_error *error);

/* ---- Changes ----------------------------------------------------------------------------------------------------- */
/* Edits are JSON (docs/schema/edits.v1.schema.json): an array or one a line on the way in, one a line on the way out.
 *
 *     {"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Pay by card"},"parent":"t1","after":"s3"}
 *     {"v":1,"op":"set","noun":"story","id":"s3","field":"status","value":"done"}
 */

/** Applies edits, all of them or none. `inverse`, which may be NULL, gets the edits that undo them. Errors name the
 * edit and its member: "/3/place/parent". */
STORYMAP_API storymap_status storymap_map_apply(storymap_map *map, const char *edits, size_t edits_size,
                                                storymap_buffer *inverse, storymap_error *error);

/** The edits that remove a noun ("activity", "task", "story", "release", "persona") with everything in it and
 * everything that refers to it. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_map_plan_remove(const storymap_map *map, const char *noun, size_t noun_size,
                                                      const char *id, size_t id_size, storymap_buffer *edits,
                                                      storymap_error *error);

/** The edits that turn `before` into `after`; they apply to `before` as it is. Nouns are matched by id. Ids that a reader
 * made up mean nothing between two files: such nouns are matched by what they say, and take the ids of `before`. Copies
 * of one map are matched by id in any case. */
STORYMAP_API storymap_status storymap_diff(const storymap_map *before, const storymap_map *after,
                                           storymap_buffer *edits, storymap_error *error);

/** Rewrites edits that were made against `base` so that they apply to `current`. `notes`, which may be NULL, says what
 * had to be decided: a JSON array of objects with kind ("place_lost", "overwritten"), edit (its index) and path. */
STORYMAP_API storymap_status storymap_rebase(const char *edits, size_t edits_size, const storymap_map *base,
                                             const storymap_map *current, storymap_buffer *rebased,
                                             storymap_buffer *notes, storymap_error *error);

/** Merges what two sides changed since `base`. `conflicts`, which may be NULL, is a JSON array of objects with kind
 * ("field", "place", "removed_changed", "added_twice"), path, base, ours, theirs, other, other_title. */
STORYMAP_API storymap_status storymap_merge(const storymap_map *base, const storymap_map *ours,
                                            const storymap_map *theirs, storymap_map **merged,
                                            storymap_buffer *conflicts, storymap_error *error);

/* ---- Analysis ---------------------------------------------------------------------------------------------------- */

enum { STORYMAP_COSINE = 0, STORYMAP_JACCARD = 1 };
enum { STORYMAP_BY_SIMILARITY = 0, STORYMAP_BY_BM25 = 1 };

typedef struct storymap_analysis_options {
  uint32_t struct_size;
  int32_t measure;         /**< STORYMAP_COSINE or STORYMAP_JACCARD */
  double similar;          /**< scores from here on are similar; default 0.7 */
  double duplicate;        /**< and from here on duplicates; default 0.9; 0 < similar <= duplicate <= 1 */
  const char *profile;     /**< the rules; empty: "compat" */
  size_t profile_size;
  const char *stop_words;  /**< words to be ignored, between white space; '#' begins a comment */
  size_t stop_words_size;
  const char *stop_word_list; /**< or a built-in list: "compat" (when empty), "none", "en", "ru" */
  size_t stop_word_list_size;
  uint32_t ngram_min; /**< cosine: words (1) to pairs of neighbours (2) */
  uint32_t ngram_max;
  double max_df;   /**< cosine: terms in a larger share of the stories are left out; default 0.95 */
  int32_t ranking; /**< of storymap_closest: STORYMAP_BY_SIMILARITY or STORYMAP_BY_BM25 */
  uint32_t reserved;
} storymap_analysis_options;

#define STORYMAP_ANALYSIS_OPTIONS_INIT {sizeof(storymap_analysis_options), STORYMAP_COSINE, 0.7, 0.9, NULL, 0, \
                                        NULL, 0, NULL, 0, 1, 2, 0.95, STORYMAP_BY_SIMILARITY, 0}

enum { STORYMAP_JSON = 0, STORYMAP_TEXT = 1, STORYMAP_MARKDOWN = 2 };
enum { STORYMAP_ENGLISH = 0, STORYMAP_RUSSIAN = 1 };

/** How a result is written. JSON is that of the `storymap` command, byte for byte. */
typedef struct storymap_report_options {
  uint32_t struct_size;
  int32_t format;   /**< STORYMAP_JSON, STORYMAP_TEXT or STORYMAP_MARKDOWN */
  int32_t language; /**< STORYMAP_ENGLISH or STORYMAP_RUSSIAN */
  int32_t color;    /**< text: escape sequences of ECMA-48; default 0 */
  uint32_t width;   /**< text: columns, 40 to 160; default 100 */
  uint32_t most;    /**< text and Markdown: groups of each kind that are listed; 0: all; default 20 */
} storymap_report_options;

#define STORYMAP_REPORT_OPTIONS_INIT {sizeof(storymap_report_options), STORYMAP_JSON, STORYMAP_ENGLISH, 0, 100, 20}

/** What was found in some maps: score, findings, similar stories. It keeps the maps as they were. */
typedef struct storymap_analysis storymap_analysis;

/** Validates maps and compares all their stories. Rows are stories in map order, map by map. */
STORYMAP_API storymap_status storymap_analyze(const storymap_map *const *maps, size_t map_count,
                                              const storymap_analysis_options *options, const storymap_run *run,
                                              storymap_analysis **analysis, storymap_error *error);

STORYMAP_API void storymap_analysis_free(storymap_analysis *analysis);

/** The overall score, 0 to 100; -1 for NULL. */
STORYMAP_API int32_t storymap_analysis_score(const storymap_analysis *analysis);

/** All pairs of similar stories, the best first. */
STORYMAP_API storymap_status storymap_analysis_pairs(const storymap_analysis *analysis, storymap_pairs *pairs,
                                                     storymap_error *error);

/** The whole result: `storymap analyze`. */
STORYMAP_API storymap_status storymap_analysis_report(const storymap_analysis *analysis,
                                                      const storymap_report_options *options, storymap_buffer *text,
                                                      storymap_error *error);

/** Findings, score and advice for a map: `storymap validate`. An empty `profile` is "compat". */
STORYMAP_API storymap_status storymap_validate(const storymap_map *map, const char *profile, size_t profile_size,
                                               const storymap_report_options *options, storymap_buffer *text,
                                               storymap_error *error);

/** Similar stories only: `storymap similar`. */
STORYMAP_API storymap_status storymap_similar(const storymap_map *const *maps, size_t map_count,
                                              const storymap_analysis_options *options,
                                              const storymap_report_options *report, const storymap_run *run,
                                              storymap_buffer *text, storymap_error *error);

/** The stories of some maps, ready to be asked: while someone types, or "is this there already?". Immutable; keeps the
 * maps as they were. */
typedef struct storymap_stories storymap_stories;

STORYMAP_API storymap_status storymap_stories_new(const storymap_map *const *maps, size_t map_count,
                                                  const storymap_analysis_options *options, const storymap_run *run,
                                                  storymap_stories **stories, storymap_error *error);

STORYMAP_API void storymap_stories_free(storymap_stories *stories);

/** The stories closest to a text, best first: at most `limit`, scores above 0 and at least `at_least`. */
STORYMAP_API storymap_status storymap_closest(const storymap_stories *stories, const char *text, size_t text_size,
                                              size_t limit, double at_least, storymap_matches *matches,
                                              storymap_error *error);

/** The same as a report: `storymap closest`. */
STORYMAP_API storymap_status storymap_closest_report(const storymap_stories *stories, const char *text,
                                                     size_t text_size, size_t limit, double at_least,
                                                     const storymap_report_options *options, storymap_buffer *report,
                                                     storymap_error *error);

/** Why two stories, given by their rows, are alike: a JSON object with score, kind ("copy", "role", "slot",
 * "contained", "reworded") and terms (term, contribution), the largest contribution first. */
STORYMAP_API storymap_status storymap_explain(const storymap_stories *stories, uint32_t a, uint32_t b,
                                              storymap_buffer *json, storymap_error *error);

/* ---- The engine: texts, vectors, similarity ---------------------------------------------------------------------- */

/** An ordered list of texts. Their numbers, from 0, are the rows of everything that is computed from them. */
typedef struct storymap_corpus storymap_corpus;

STORYMAP_API storymap_status storymap_corpus_new(storymap_corpus **corpus, storymap_error *error);
STORYMAP_API void storymap_corpus_free(storymap_corpus *corpus);

/** Appends a text. Error: STORYMAP_INVALID_ENCODING when it is not UTF-8. */
STORYMAP_API storymap_status storymap_corpus_add(storymap_corpus *corpus, const char *text, size_t size,
                                                 storymap_error *error);

/** Appends `count` texts that stand one behind the other in `bytes`: text k is from offsets[k] to offsets[k + 1], so
 * that there are count + 1 offsets; the last one says how many bytes are there. All or none are added. */
STORYMAP_API storymap_status storymap_corpus_add_all(storymap_corpus *corpus, const char *bytes,
                                                     const uint64_t *offsets, size_t count, storymap_error *error);

/** Number of texts; 0 for NULL. */
STORYMAP_API size_t storymap_corpus_size(const storymap_corpus *corpus);

enum { STORYMAP_WORDS = 0, STORYMAP_CHARS = 1, STORYMAP_CHARS_WB = 2, STORYMAP_FIELDS = 3 };
enum { STORYMAP_ACCENTS_KEEP = 0, STORYMAP_ACCENTS_ASCII = 1, STORYMAP_ACCENTS_UNICODE = 2 };
enum { STORYMAP_NORM_NONE = 0, STORYMAP_NORM_L1 = 1, STORYMAP_NORM_L2 = 2 };

/** Names, defaults and numbers are those of scikit-learn's TfidfVectorizer. */
typedef struct storymap_vectorizer_options {
  uint32_t struct_size;
  int32_t analyzer;       /**< STORYMAP_WORDS, _CHARS, _CHARS_WB, or _FIELDS: what stands between white space */
  uint32_t ngram_min;     /**< default 1 */
  uint32_t ngram_max;     /**< default 1 */
  const char *stop_words; /**< words to be left out, between white space */
  size_t stop_words_size;
  const char *stop_word_list; /**< or a built-in list: "none", "en", "ru", "compat" */
  size_t stop_word_list_size;
  int32_t lowercase;     /**< default 1 */
  int32_t strip_accents; /**< STORYMAP_ACCENTS_... */
  double min_df;         /**< below 1 a share of all texts, from 1 on a count; default 1 */
  double max_df;         /**< up to 1 a share of all texts, above 1 a count; default 1 */
  uint64_t max_features; /**< 0: all */
  int32_t binary;
  int32_t norm; /**< default STORYMAP_NORM_L2 */
  int32_t use_idf;      /**< default 1 */
  int32_t smooth_idf;   /**< default 1 */
  int32_t sublinear_tf; /**< 1 + ln(count) instead of count */
  uint32_t reserved;
} storymap_vectorizer_options;

#define STORYMAP_VECTORIZER_OPTIONS_INIT {sizeof(storymap_vectorizer_options), STORYMAP_WORDS, 1, 1, NULL, 0, \
                                          NULL, 0, 1, STORYMAP_ACCENTS_KEEP, 1.0, 1.0, 0, 0, STORYMAP_NORM_L2, 1, 1, \
                                          0, 0}

/** A sparse matrix: rows of (column, value). Immutable. */
typedef struct storymap_matrix storymap_matrix;

/** The three arrays of a matrix in compressed sparse row form: row r holds the entries from row_begin[r] to
 * row_begin[r + 1]. They live as long as the matrix. */
typedef struct storymap_matrix_view {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t rows;
  uint64_t columns;
  uint64_t nonzeros;
  const uint64_t *row_begin; /**< rows + 1 */
  const uint32_t *column;    /**< nonzeros; ascending within a row */
  const double *value;       /**< nonzeros */
} storymap_matrix_view;

#define STORYMAP_MATRIX_VIEW_INIT {sizeof(storymap_matrix_view), 0, 0, 0, 0, NULL, NULL, NULL}

/** A copy of three arrays as a matrix. Errors: STORYMAP_INVALID_ARGUMENT, with the row, for offsets that do not ascend,
 * columns that do not ascend or are too large, and values that are not finite. */
STORYMAP_API storymap_status storymap_matrix_new(const storymap_matrix_view *arrays, storymap_matrix **matrix,
                                                 storymap_error *error);
STORYMAP_API storymap_status storymap_matrix_get(const storymap_matrix *matrix, storymap_matrix_view *arrays,
                                                 storymap_error *error);
STORYMAP_API void storymap_matrix_free(storymap_matrix *matrix);

/** A fitted vocabulary with its weights. Immutable. */
typedef struct storymap_vectorizer storymap_vectorizer;

/** Learns the vocabulary of a corpus; `matrix`, which may be NULL, gets its tf-idf vectors. */
STORYMAP_API storymap_status storymap_vectorize(const storymap_corpus *corpus,
                                                const storymap_vectorizer_options *options, const storymap_run *run,
                                                storymap_vectorizer **vectorizer, storymap_matrix **matrix,
                                                storymap_error *error);
STORYMAP_API void storymap_vectorizer_free(storymap_vectorizer *vectorizer);

/** Vectors of other texts over the same vocabulary; unknown terms are ignored. */
STORYMAP_API storymap_status storymap_vectorizer_transform(const storymap_vectorizer *vectorizer,
                                                           const storymap_corpus *corpus, const storymap_run *run,
                                                           storymap_matrix **matrix, storymap_error *error);

/** Number of columns; 0 for NULL. */
STORYMAP_API size_t storymap_vectorizer_size(const storymap_vectorizer *vectorizer);

/** The term of a column. */
STORYMAP_API storymap_status storymap_vectorizer_term(const storymap_vectorizer *vectorizer, uint32_t column,
                                                      storymap_buffer *term, storymap_error *error);

/** The column of a term. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_vectorizer_column(const storymap_vectorizer *vectorizer, const char *term,
                                                        size_t term_size, uint32_t *column, storymap_error *error);

/** The inverse document frequency of each column, storymap_vectorizer_size of them; NULL without use_idf. Lives as long
 * as the vectorizer. */
STORYMAP_API const double *storymap_vectorizer_idf(const storymap_vectorizer *vectorizer);

/** Rows that can be asked how alike they are: exactly, and with the same answer on every machine. Immutable. */
typedef struct storymap_index storymap_index;

/** Texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs. */
STORYMAP_API storymap_status storymap_index_new(const storymap_corpus *corpus,
                                                const storymap_vectorizer_options *options, const storymap_run *run,
                                                storymap_index **index, storymap_error *error);

/** The rows of any matrix, by STORYMAP_COSINE or STORYMAP_JACCARD (of the sets of their columns). */
STORYMAP_API storymap_status storymap_index_from_matrix(const storymap_matrix *matrix, int32_t measure,
                                                        storymap_index **index, storymap_error *error);
STORYMAP_API void storymap_index_free(storymap_index *index);

/** Number of rows; 0 for NULL. */
STORYMAP_API size_t storymap_index_size(const storymap_index *index);

/** The similarity of two rows. */
STORYMAP_API storymap_status storymap_index_score(const storymap_index *index, uint32_t a, uint32_t b, double *score,
                                                  storymap_error *error);

/** All pairs with a score of at least `at_least` > 0, ordered by (a, b): the same as comparing every row with every
 * other, in memory that grows with the answer. */
STORYMAP_API storymap_status storymap_index_pairs(const storymap_index *index, double at_least,
                                                  const storymap_run *run, storymap_pairs *pairs,
                                                  storymap_error *error);

/** Takes some pairs, which live until it returns; anything but 0 stops. */
typedef int32_t (*storymap_pair_visitor)(void *user, const storymap_pair *pairs, size_t count);

/** The same pairs, a few at a time, for more of them than memory holds; in an order that does not depend on the number
 * of threads. Error: STORYMAP_CANCELLED, also when `visit` stopped. */
STORYMAP_API storymap_status storymap_index_for_each_pair(const storymap_index *index, double at_least,
                                                          storymap_pair_visitor visit, void *user,
                                                          const storymap_run *run, storymap_error *error);

/** How many pairs reach each of `count` thresholds > 0, in one pass; `pairs` has room for as many numbers. */
STORYMAP_API storymap_status storymap_index_count_pairs(const storymap_index *index, const double *thresholds,
                                                        size_t count, const storymap_run *run, uint64_t *pairs,
                                                        storymap_error *error);

/** Pairs of a row before `boundary` and one from it on: which of these are there in those? */
STORYMAP_API storymap_status storymap_index_pairs_across(const storymap_index *index, size_t boundary,
                                                         double at_least, const storymap_run *run,
                                                         storymap_pairs *pairs, storymap_error *error);

/** For every row the closest one on the other side of `boundary`, or STORYMAP_NO_ROW. */
STORYMAP_API storymap_status storymap_index_closest_across(const storymap_index *index, size_t boundary,
                                                           double at_least, const storymap_run *run,
                                                           storymap_matches *matches, storymap_error *error);

/** For every row the first row of its group: rows are in one group when a chain of pairs with at least `at_least` leads
 * from one to the other. The pairs are not listed: k equal rows cost k comparisons, not k^2. */
STORYMAP_API storymap_status storymap_index_groups(const storymap_index *index, double at_least,
                                                   const storymap_run *run, storymap_rows *first_rows,
                                                   storymap_error *error);

/** The `limit` rows most similar to each row, laid one row's behind the other's: those of row r are from begin[r] to
 * begin[r + 1] of `matches`. */
STORYMAP_API storymap_status storymap_index_neighbour_graph(const storymap_index *index, size_t limit,
                                                            double at_least, const storymap_run *run,
                                                            storymap_rows *begin, storymap_matches *matches,
                                                            storymap_error *error);

/** The rows most similar to one row, without itself: at most `limit`, best first. */
STORYMAP_API storymap_status storymap_index_neighbours(const storymap_index *index, uint32_t row, size_t limit,
                                                       double at_least, storymap_matches *matches,
                                                       storymap_error *error);

/** The rows most similar to a free text. `vectorizer` made the matrix of `index`. */
STORYMAP_API storymap_status storymap_index_search(const storymap_index *index, const storymap_vectorizer *vectorizer,
                                                   const char *text, size_t text_size, size_t limit, double at_least,
                                                   storymap_matches *matches, storymap_error *error);

/** The mean similarity of each of `count` distinct rows, at least two, to the others; `means` has room for as many
 * numbers. */
STORYMAP_API storymap_status storymap_index_mean_similarities(const storymap_index *index, const uint32_t *rows,
                                                              size_t count, double *means, storymap_error *error);

/** The columns that two rows share, each with what it adds to their score (`row` is the column). */
STORYMAP_API storymap_status storymap_index_shared(const storymap_index *index, uint32_t a, uint32_t b,
                                                   storymap_matches *columns, storymap_error *error);

/** About how many bytes storymap_index_pairs will need besides the index and the pairs. */
STORYMAP_API storymap_status storymap_index_join_memory(const storymap_index *index, double at_least,
                                                        const storymap_run *run, uint64_t *bytes,
                                                        storymap_error *error);

/** Documents ranked by BM25: the better question for a few words typed into a search box. Immutable. */
typedef struct storymap_bm25 storymap_bm25;

/** `counts` says how often each term is in each text: storymap_vectorize without idf and norm makes it. k1 >= 0
 * (usually 1.2) says how much repetition counts, b from 0 to 1 (usually 0.75) how much length does. */
STORYMAP_API storymap_status storymap_bm25_new(const storymap_matrix *counts, double k1, double b,
                                               storymap_bm25 **bm25, storymap_error *error);
STORYMAP_API void storymap_bm25_free(storymap_bm25 *bm25);

/** The rows that answer a text best: at most `limit`, best first; scores are above 0 and have no upper bound.
 * `vectorizer` made the counts. */
STORYMAP_API storymap_status storymap_bm25_search(const storymap_bm25 *bm25, const storymap_vectorizer *vectorizer,
                                                  const char *text, size_t text_size, size_t limit,
                                                  storymap_matches *matches, storymap_error *error);

/* ---- The live index ---------------------------------------------------------------------------------------------- */

/** Texts that come, change and go; the answers are those of an index built anew, at every moment. Any number of threads
 * may ask while others change it. */
typedef struct storymap_live_index storymap_live_index;

typedef struct storymap_live_options {
  uint32_t struct_size;
  int32_t lowercase;      /**< default 1 */
  uint32_t ngram_min;     /**< 1 */
  uint32_t ngram_max;     /**< 1: words; 2 (default): words and pairs of neighbours */
  const char *stop_words; /**< words to be left out, between white space */
  size_t stop_words_size;
  const char *stop_word_list; /**< or a built-in list: "none", "en", "ru", "compat" */
  size_t stop_word_list_size;
  double max_df;         /**< up to 1 a share of all texts, above 1 a count; default 0.95 */
  int32_t strip_accents; /**< STORYMAP_ACCENTS_... */
  uint32_t reserved;
} storymap_live_options;

#define STORYMAP_LIVE_OPTIONS_INIT {sizeof(storymap_live_options), 1, 1, 2, NULL, 0, NULL, 0, 0.95, \
                                    STORYMAP_ACCENTS_KEEP, 0}

/** A text, by the id that it got when it came, and its similarity to what was asked for. */
typedef struct storymap_live_match {
  uint64_t id;
  double score;
} storymap_live_match;

typedef struct storymap_live_matches {
  const storymap_live_match *data;
  size_t size;
} storymap_live_matches;

STORYMAP_API void storymap_live_matches_free(storymap_live_matches *matches);

typedef struct storymap_ids {
  const uint64_t *data;
  size_t size;
} storymap_ids;

STORYMAP_API void storymap_ids_free(storymap_ids *ids);

STORYMAP_API storymap_status storymap_live_index_new(const storymap_live_options *options,
                                                     storymap_live_index **index, storymap_error *error);

/** Reads a file of storymap_live_index_save. A damaged one is STORYMAP_INVALID_SYNTAX, one of another version
 * STORYMAP_UNSUPPORTED. */
STORYMAP_API storymap_status storymap_live_index_load(const char *path, size_t path_size,
                                                      storymap_live_index **index, storymap_error *error);

/** The same from the bytes of such a file. */
STORYMAP_API storymap_status storymap_live_index_read(const char *bytes, size_t size, storymap_live_index **index,
                                                      storymap_error *error);
STORYMAP_API storymap_status storymap_live_index_save(const storymap_live_index *index, const char *path,
                                                      size_t path_size, storymap_error *error);
STORYMAP_API storymap_status storymap_live_index_write(const storymap_live_index *index, storymap_buffer *bytes,
                                                       storymap_error *error);
STORYMAP_API void storymap_live_index_free(storymap_live_index *index);

/** Number of texts; 0 for NULL. */
STORYMAP_API size_t storymap_live_index_size(const storymap_live_index *index);

/** Bytes of memory held. */
STORYMAP_API size_t storymap_live_index_memory(const storymap_live_index *index);

/** 1 when there is a text with this id. */
STORYMAP_API int32_t storymap_live_index_contains(const storymap_live_index *index, uint64_t id);

/** All ids, ascending. */
STORYMAP_API storymap_status storymap_live_index_ids(const storymap_live_index *index, storymap_ids *ids,
                                                     storymap_error *error);

/** Adds a text. Errors: STORYMAP_INVALID_ENCODING, STORYMAP_TOO_LARGE (16 MiB). */
STORYMAP_API storymap_status storymap_live_index_insert(storymap_live_index *index, const char *text, size_t size,
                                                        uint64_t *id, storymap_error *error);

/** Adds all texts of a corpus, faster than one by one; the first gets the id `first_id`, the others follow it. The
 * calling thread does it, whatever run->threads is; run->progress must not use the index. Errors: STORYMAP_TOO_LARGE,
 * and none is added; STORYMAP_CANCELLED, and the first of them are in, as many as the size has grown by. */
STORYMAP_API storymap_status storymap_live_index_insert_all(storymap_live_index *index, const storymap_corpus *corpus,
                                                            const storymap_run *run, uint64_t *first_id,
                                                            storymap_error *error);

/** Adds a text and tells which were like it before: one step for everybody else. */
STORYMAP_API storymap_status storymap_live_index_insert_and_compare(storymap_live_index *index, const char *text,
                                                                    size_t size, double at_least, size_t limit,
                                                                    uint64_t *id, storymap_live_matches *duplicates,
                                                                    storymap_error *error);

/** Replaces a text, which keeps its id. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_live_index_update(storymap_live_index *index, uint64_t id, const char *text,
                                                        size_t size, storymap_error *error);

/** Removes a text. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_live_index_erase(storymap_live_index *index, uint64_t id,
                                                       storymap_error *error);

/** The texts most similar to a text: at most `limit`, scores above 0 and at least `at_least`, best first, ties by
 * id. */
STORYMAP_API storymap_status storymap_live_index_closest(const storymap_live_index *index, const char *text,
                                                         size_t size, size_t limit, double at_least,
                                                         storymap_live_matches *matches, storymap_error *error);

/** The same for a text that is here, without itself. Error: STORYMAP_UNKNOWN_ID. */
STORYMAP_API storymap_status storymap_live_index_neighbours(const storymap_live_index *index, uint64_t id,
                                                            size_t limit, double at_least,
                                                            storymap_live_matches *matches, storymap_error *error);

/* ---- Two texts --------------------------------------------------------------------------------------------------- */

/** In what way two texts are alike: a JSON object with kind ("copy", "role", "slot", "contained", "reworded"), only_a
 * and only_b: arrays of [first byte, bytes] of the words that the other lacks. */
STORYMAP_API storymap_status storymap_compare_texts(const char *a, size_t a_size, const char *b, size_t b_size,
                                                    storymap_buffer *json, storymap_error *error);

#ifdef __cplusplus
}
#endif

#endif /* STORYMAP_H */
