// The functions of storymap.h.
import koffi from 'koffi';
import { join } from 'node:path';
import { StorymapError } from './error.js';
import { types } from './structures.js';

const status = 'int32_t';
const pointer = 'void *'; // a handle, bytes, numbers, or where an answer goes
const to = (name) => koffi.pointer(types[name]);
const filled = (name) => koffi.inout(to(name));
const [u32, i32, u64, size, real] = ['uint32_t', 'int32_t', 'uint64_t', 'size_t', 'double'];

const run = to('storymap_run');
const readOptions = to('storymap_read_options');
const analysisOptions = to('storymap_analysis_options');
const reportOptions = to('storymap_report_options');
const vectorizerOptions = to('storymap_vectorizer_options');
const view = to('storymap_matrix_view');

/** What each function returns, and what it takes. */
export const signatures = {
  storymap_abi_version: [i32],
  storymap_version: ['str'],
  storymap_status_name: ['str', status],
  storymap_buffer_free: ['void', pointer],
  storymap_translate: [status, pointer, size, pointer, size, pointer, pointer],
  storymap_pairs_free: ['void', pointer],
  storymap_matches_free: ['void', pointer],
  storymap_rows_free: ['void', pointer],
  storymap_cancel_new: [status, pointer, pointer],
  storymap_cancel_request: ['void', pointer],
  storymap_cancel_free: ['void', pointer],

  storymap_map_new: [status, pointer, size, pointer, pointer],
  storymap_map_read: [status, pointer, size, readOptions, pointer, pointer],
  storymap_map_load: [status, pointer, size, readOptions, pointer, pointer],
  storymap_map_write: [status, pointer, pointer, size, pointer, pointer, pointer],
  storymap_map_save: [status, pointer, pointer, size, pointer, size, pointer, pointer],
  storymap_map_copy: [status, pointer, pointer, pointer],
  storymap_map_free: ['void', pointer],
  storymap_map_equal: [i32, pointer, pointer],
  storymap_map_import_report: [status, pointer, pointer, pointer],
  storymap_map_counts: [status, pointer, filled('storymap_counts'), pointer],
  storymap_map_story: [status, pointer, u64, filled('storymap_story'), pointer],
  storymap_map_find_story: [status, pointer, pointer, size, pointer, pointer],
  storymap_formats: [status, pointer, pointer],

  storymap_map_apply: [status, pointer, pointer, size, pointer, pointer],
  storymap_map_plan_remove: [status, pointer, pointer, size, pointer, size, pointer, pointer],
  storymap_diff: [status, pointer, pointer, pointer, pointer],
  storymap_rebase: [status, pointer, size, pointer, pointer, pointer, pointer, pointer],
  storymap_merge: [status, pointer, pointer, pointer, pointer, pointer, pointer],

  storymap_analyze: [status, pointer, size, analysisOptions, run, pointer, pointer],
  storymap_analysis_free: ['void', pointer],
  storymap_analysis_score: [i32, pointer],
  storymap_analysis_pairs: [status, pointer, pointer, pointer],
  storymap_analysis_report: [status, pointer, reportOptions, pointer, pointer],
  storymap_validate: [status, pointer, pointer, size, reportOptions, pointer, pointer],
  storymap_similar: [status, pointer, size, analysisOptions, reportOptions, run, pointer, pointer],
  storymap_stories_new: [status, pointer, size, analysisOptions, run, pointer, pointer],
  storymap_stories_free: ['void', pointer],
  storymap_closest: [status, pointer, pointer, size, size, real, pointer, pointer],
  storymap_closest_report: [status, pointer, pointer, size, size, real, reportOptions, pointer, pointer],
  storymap_explain: [status, pointer, u32, u32, pointer, pointer],

  storymap_corpus_new: [status, pointer, pointer],
  storymap_corpus_free: ['void', pointer],
  storymap_corpus_add: [status, pointer, pointer, size, pointer],
  storymap_corpus_add_all: [status, pointer, pointer, pointer, size, pointer],
  storymap_corpus_size: [size, pointer],
  storymap_matrix_new: [status, view, pointer, pointer],
  storymap_matrix_get: [status, pointer, filled('storymap_matrix_view'), pointer],
  storymap_matrix_free: ['void', pointer],
  storymap_vectorize: [status, pointer, vectorizerOptions, run, pointer, pointer, pointer],
  storymap_vectorizer_free: ['void', pointer],
  storymap_vectorizer_transform: [status, pointer, pointer, run, pointer, pointer],
  storymap_vectorizer_size: [size, pointer],
  storymap_vectorizer_term: [status, pointer, u32, pointer, pointer],
  storymap_vectorizer_column: [status, pointer, pointer, size, pointer, pointer],
  storymap_vectorizer_idf: [pointer, pointer],

  storymap_index_new: [status, pointer, vectorizerOptions, run, pointer, pointer],
  storymap_index_from_matrix: [status, pointer, i32, pointer, pointer],
  storymap_index_free: ['void', pointer],
  storymap_index_size: [size, pointer],
  storymap_index_score: [status, pointer, u32, u32, pointer, pointer],
  storymap_index_pairs: [status, pointer, real, run, pointer, pointer],
  storymap_index_for_each_pair: [status, pointer, real, pointer, pointer, run, pointer],
  storymap_index_count_pairs: [status, pointer, pointer, size, run, pointer, pointer],
  storymap_index_pairs_across: [status, pointer, size, real, run, pointer, pointer],
  storymap_index_closest_across: [status, pointer, size, real, run, pointer, pointer],
  storymap_index_groups: [status, pointer, real, run, pointer, pointer],
  storymap_index_neighbour_graph: [status, pointer, size, real, run, pointer, pointer, pointer],
  storymap_index_neighbours: [status, pointer, u32, size, real, pointer, pointer],
  storymap_index_search: [status, pointer, pointer, pointer, size, size, real, pointer, pointer],
  storymap_index_mean_similarities: [status, pointer, pointer, size, pointer, pointer],
  storymap_index_shared: [status, pointer, u32, u32, pointer, pointer],
  storymap_index_join_memory: [status, pointer, real, run, pointer, pointer],
  storymap_bm25_new: [status, pointer, real, real, pointer, pointer],
  storymap_bm25_free: ['void', pointer],
  storymap_bm25_search: [status, pointer, pointer, pointer, size, size, pointer, pointer],

  storymap_live_matches_free: ['void', pointer],
  storymap_ids_free: ['void', pointer],
  storymap_live_index_new: [status, to('storymap_live_options'), pointer, pointer],
  storymap_live_index_load: [status, pointer, size, pointer, pointer],
  storymap_live_index_read: [status, pointer, size, pointer, pointer],
  storymap_live_index_save: [status, pointer, pointer, size, pointer],
  storymap_live_index_write: [status, pointer, pointer, pointer],
  storymap_live_index_free: ['void', pointer],
  storymap_live_index_size: [size, pointer],
  storymap_live_index_memory: [size, pointer],
  storymap_live_index_contains: [i32, pointer, u64],
  storymap_live_index_ids: [status, pointer, pointer, pointer],
  storymap_live_index_insert: [status, pointer, pointer, size, pointer, pointer],
  storymap_live_index_insert_all: [status, pointer, pointer, run, pointer, pointer],
  storymap_live_index_insert_and_compare: [status, pointer, pointer, size, real, size, pointer, pointer, pointer],
  storymap_live_index_update: [status, pointer, u64, pointer, size, pointer],
  storymap_live_index_erase: [status, pointer, u64, pointer],
  storymap_live_index_closest: [status, pointer, pointer, size, size, real, pointer, pointer],
  storymap_live_index_neighbours: [status, pointer, u64, size, real, pointer, pointer],

  storymap_compare_texts: [status, pointer, size, pointer, size, pointer, pointer],
};

/** The version of the interface that these are of. */
export const abiVersion = 1;

function libraryName() {
  if (process.platform === 'win32') return 'storymap_c.dll';
  return process.platform === 'darwin' ? `libstorymap_c.${abiVersion}.dylib` : `libstorymap_c.so.${abiVersion}`;
}

function load() {
  if (koffi.sizeof(pointer) !== 8) throw new Error('storymap needs a machine of 64 bits');
  const folder = process.env.STORYMAP_LIB_DIR;
  const path = folder ? join(folder, libraryName()) : libraryName();
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new Error(
      `the storymap library is not here: ${cause.message}. Install it where the system looks for libraries, or let ` +
        'STORYMAP_LIB_DIR name its folder.',
      { cause },
    );
  }
}

const library = load();
export const native = Object.fromEntries(
  Object.entries(signatures).map(([name, [result, ...takes]]) => [name, library.func(name, result, takes)]),
);

const found = native.storymap_abi_version();
if (found !== abiVersion) {
  throw new Error(`the storymap library has interface ${found}, and this package is for ${abiVersion}`);
}

// storymap_error: its size, a code, and two texts that end with NUL.
const errorSize = koffi.sizeof(types.storymap_error);
const messageAt = koffi.offsetof(types.storymap_error, 'message');
const pathAt = koffi.offsetof(types.storymap_error, 'path');

function newFailure() {
  const failure = Buffer.alloc(errorSize);
  failure.writeUInt32LE(errorSize, 0);
  return failure;
}

function textAt(bytes, begin, end) {
  const nul = bytes.indexOf(0, begin);
  return bytes.toString('utf8', begin, nul < 0 || nul > end ? end : nul);
}

function errorFrom(failure, code) {
  const message = textAt(failure, messageAt, pathAt);
  return new StorymapError(native.storymap_status_name(code), message, textAt(failure, pathAt, errorSize));
}

const shared = newFailure(); // of calls that return before any other begins

/** Calls a function whose last parameter takes the words; throws when it fails. */
export function call(name, ...values) {
  const code = native[name](...values, shared);
  if (code !== 0) throw errorFrom(shared, code);
}

// Koffi refuses more than 256 calls at once, and Node has fewer threads for them anyway.
const most = 64;
let running = 0;
const waiting = [];

async function turn() {
  if (running < most) running += 1;
  else await new Promise((resolve) => waiting.push(resolve));
}

function nextTurn() {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

/** The same on another thread. Whoever calls keeps alive what `values` point to. */
export async function callAsync(name, ...values) {
  await turn();
  const failure = newFailure();
  try {
    const code = await new Promise((resolve, reject) => {
      native[name].async(...values, failure, (problem, status) => (problem ? reject(problem) : resolve(status)));
    });
    if (code !== 0) throw errorFrom(failure, code);
  } finally {
    nextTurn();
  }
  return values; // which lived until here
}
