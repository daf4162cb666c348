// The structs of storymap.h, and how the options of JavaScript become one.
import koffi from 'koffi';
import { randomUUID } from 'node:crypto';
import { bytesOf } from './text.js';

/** The type of a member, its default, and how an option becomes its value. */
const member = (type, initial, convert) => ({ type, initial, convert });

const wrong = (name, expected) => new TypeError(`option '${name}': expected ${expected}`);

function flag(initial) {
  return member('int32_t', initial, (value, name) => {
    if (typeof value !== 'boolean') throw wrong(name, 'true or false');
    return value ? 1 : 0;
  });
}

function whole(type, initial, most) {
  return member(type, initial, (value, name) => {
    if (!Number.isInteger(value) || value < 0 || value > most) throw wrong(name, `a whole number from 0 to ${most}`);
    return value;
  });
}
const count = (initial) => whole('uint32_t', initial, 2 ** 32 - 1);
const size = (initial) => whole('uint64_t', initial, Number.MAX_SAFE_INTEGER);

function real(initial) {
  return member('double', initial, (value, name) => {
    if (typeof value !== 'number') throw wrong(name, 'a number');
    return value;
  });
}

/** One of some words, which stand for the constants from 0 on. */
function word(initial, ...words) {
  return member('int32_t', initial, (value, name) => {
    const found = words.indexOf(value);
    if (found < 0) throw wrong(name, `one of '${words.join("', '")}'`);
    return found;
  });
}

/** A pointer, followed by a number of bytes. */
const text = () => member('text', null, bytesOf);
const pointer = () => member('void *', null);
const plain = (type, initial = 0) => member(type, initial);

/** What each struct has after its struct_size. `reserved` and what cannot be converted is no option. */
export const members = {
  storymap_error: {
    code: plain('int32_t'),
    message: plain(koffi.array('char', 1024), ''),
    path: plain(koffi.array('char', 512), ''),
  },
  storymap_run: {
    threads: count(1),
    progress: pointer(),
    user: pointer(),
    cancel: pointer(),
    simd: word(0, 'best', 'scalar', 'neon', 'avx2', 'avx512'),
    reserved: plain('uint32_t'),
  },
  storymap_read_options: {
    archived: flag(1),
    format: text(),
    file_name: text(),
    encoding: text(),
    name_after_file: flag(1),
    depth: count(256),
    most_bytes: size(2 ** 30),
  },
  storymap_counts: {
    reserved: plain('uint32_t'),
    personas: plain('uint64_t'),
    releases: plain('uint64_t'),
    links: plain('uint64_t'),
    activities: plain('uint64_t'),
    tasks: plain('uint64_t'),
    stories: plain('uint64_t'),
  },
  storymap_story: {
    has_points: plain('int32_t'),
    points: plain('double'),
    id: text(),
    title: text(),
    description: text(),
    status: text(),
    priority: text(),
    release: text(),
    activity: plain('uint64_t'),
    task: plain('uint64_t'),
    position: plain('uint64_t'),
  },
  storymap_analysis_options: {
    measure: word(0, 'cosine', 'jaccard'),
    similar: real(0.7),
    duplicate: real(0.9),
    profile: text(),
    stop_words: text(),
    stop_word_list: text(),
    ngram_min: count(1),
    ngram_max: count(2),
    max_df: real(0.95),
    ranking: word(0, 'similarity', 'bm25'),
    reserved: plain('uint32_t'),
  },
  storymap_report_options: {
    format: word(0, 'json', 'text', 'markdown'),
    language: word(0, 'en', 'ru'),
    color: flag(0),
    width: count(100),
    most: count(20),
  },
  storymap_vectorizer_options: {
    analyzer: word(0, 'words', 'chars', 'chars_wb', 'fields'),
    ngram_min: count(1),
    ngram_max: count(1),
    stop_words: text(),
    stop_word_list: text(),
    lowercase: flag(1),
    strip_accents: word(0, 'keep', 'ascii', 'unicode'),
    min_df: real(1),
    max_df: real(1),
    max_features: size(0),
    binary: flag(0),
    norm: word(2, 'none', 'l1', 'l2'),
    use_idf: flag(1),
    smooth_idf: flag(1),
    sublinear_tf: flag(0),
    reserved: plain('uint32_t'),
  },
  storymap_matrix_view: {
    reserved: plain('uint32_t'),
    rows: plain('uint64_t'),
    columns: plain('uint64_t'),
    nonzeros: plain('uint64_t'),
    row_begin: pointer(),
    column: pointer(),
    value: pointer(),
  },
  storymap_live_options: {
    lowercase: flag(1),
    ngram_min: count(1),
    ngram_max: count(2),
    stop_words: text(),
    stop_word_list: text(),
    max_df: real(0.95),
    strip_accents: word(0, 'keep', 'ascii', 'unicode'),
    reserved: plain('uint32_t'),
  },
};

// Names of types are known to all of the process, which may hold this package twice.
const ours = randomUUID().replaceAll('-', '');

function typeOf(name) {
  const fields = { struct_size: 'uint32_t' };
  for (const [field, { type }] of Object.entries(members[name])) {
    fields[field] = type === 'text' ? 'void *' : type;
    if (type === 'text') fields[`${field}_size`] = 'size_t';
  }
  return koffi.struct(`${name}_${ours}`, fields);
}

export const types = Object.fromEntries(Object.keys(members).map((name) => [name, typeOf(name)]));

export const ProgressType = koffi.proto(`storymap_progress_${ours}`, 'int32_t', ['void *', 'uint64_t', 'uint64_t']);
export const VisitorType = koffi.proto(`storymap_pair_visitor_${ours}`, 'int32_t', ['void *', 'void *', 'size_t']);

/** A struct with its defaults: the _INIT macro. */
export function initial(name) {
  const struct = { struct_size: koffi.sizeof(types[name]) };
  for (const [field, { type, initial: value }] of Object.entries(members[name])) {
    struct[field] = value;
    if (type === 'text') struct[`${field}_size`] = 0;
  }
  return struct;
}

const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

const fieldOf = Object.fromEntries(
  Object.entries(members).map(([name, fields]) => [
    name,
    new Map(Object.entries(fields).flatMap(([field, { convert }]) => (convert ? [[camelCase(field), field]] : []))),
  ]),
);

/**
 * The structs that options make, one of each name. What is undefined has its default; what belongs to none of them, and
 * is not among `others`, is a mistake. Structs hold the bytes they point to, and live until the library has returned.
 */
export function structsOf(options, names, others = []) {
  const structs = names.map(initial);
  if (options === undefined) return structs;
  if (options === null || typeof options !== 'object') throw new TypeError('options: expected an object');
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const at = names.findIndex((name) => fieldOf[name].has(option));
    if (at >= 0) set(structs[at], names[at], option, value);
    else if (!others.includes(option)) throw new TypeError(`there is no option '${option}'`);
  }
  return structs;
}

function set(struct, name, option, value) {
  const field = fieldOf[name].get(option);
  const { type, convert } = members[name][field];
  struct[field] = convert(value, option);
  if (type === 'text') struct[`${field}_size`] = struct[field].length;
}
