/**
 * storymap for Node: user story maps and duplicate texts.
 *
 * Long work is done on another thread and returns a promise; everything else returns at once. What holds memory of the
 * library is freed by close(), by `using`, or by the garbage collector; after that its functions throw an error with
 * the code "invalid_handle". Functions throw a StorymapError for what the library refuses, a TypeError for arguments
 * of the wrong type and a RangeError for numbers out of range.
 */

/** A text: a string, or the bytes of one in UTF-8. */
export type Text = string | Uint8Array;

/** The words for what can go wrong; libraries to come may know more. */
export type ErrorCode =
  | 'invalid_argument'
  | 'invalid_encoding'
  | 'invalid_syntax'
  | 'invalid_field'
  | 'unknown_id'
  | 'duplicate_id'
  | 'in_use'
  | 'too_large'
  | 'unsupported'
  | 'unknown_format'
  | 'empty_vocabulary'
  | 'not_found'
  | 'unreadable'
  | 'unwritable'
  | 'cancelled'
  | 'out_of_memory'
  | 'internal'
  | 'invalid_handle';

/** A failure of the library. */
export class StorymapError extends Error {
  constructor(code: string, message: string, path?: string);
  /** An ErrorCode, or a word that is newer than this package. */
  readonly code: ErrorCode | (string & {});
  /** Where: a JSON pointer, "line 12", the name of an argument, or empty. */
  readonly path: string;
}

/** The version of the library: "0.1.0". */
export const version: string;

/** The version of the C interface that this package is for. */
export const abiVersion: number;

/** A file format. */
export interface Format {
  id: string;
  name: string;
  extensions: string[];
  reads: boolean;
  writes: boolean;
}

export function formats(): Format[];

/** The message of an error in another language; English where there is no translation. */
export function translate(message: Text, language: 'en' | 'ru'): string;

/** In what way two texts are alike. */
export interface Comparison {
  kind: 'copy' | 'role' | 'slot' | 'contained' | 'reworded';
  /** [start, end] of the words that the other text lacks, as slice() takes them. */
  onlyA: [number, number][];
  onlyB: [number, number][];
}

export function compareTexts(a: Text, b: Text): Comparison;

/** How long work is done. The answer never depends on it. */
export interface RunOptions {
  /** 1 by default; 0: as many as the machine has. */
  threads?: number | undefined;
  /** Hears how much is done of how much; `false` stops the work, which then fails as "cancelled". */
  progress?: ((done: number, total: number) => boolean | void) | undefined;
  /** Stops the work, which then fails with the reason of the signal. */
  signal?: AbortSignal | undefined;
  simd?: 'best' | 'scalar' | 'neon' | 'avx2' | 'avx512' | undefined;
}

/** How many are returned, at most, and how alike they are, at least. */
export interface SearchOptions {
  /** Default 10. */
  limit?: number | undefined;
  /** From 0, which is the default and stands for everything above 0, to 1. */
  atLeast?: number | undefined;
}

export {}; // and nothing that does not say so

/** Holds memory of the library. */
declare abstract class Resource implements Disposable {
  readonly closed: boolean;
  /** Frees the memory, as soon as no call on another thread uses it. */
  close(): void;
  [Symbol.dispose](): void;
}

/** Two rows, a < b, and their similarity. */
export interface Pair {
  a: number;
  b: number;
  score: number;
}

/** Pairs, in three columns; iterating makes objects of them. */
export interface Pairs extends Iterable<Pair> {
  readonly length: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly score: Float64Array;
  at(index: number): Pair | undefined;
}

/** A row and its similarity to what was asked for. */
export interface Match {
  row: number;
  score: number;
}

export interface ReadOptions {
  /** Keep what the source calls archived or closed; default true. */
  archived?: boolean | undefined;
  /** The id of a format; detected by default. */
  format?: Text | undefined;
  /** For its extension, as the name of a map that has none, and in reports. */
  fileName?: Text | undefined;
  /** "utf-8", "utf-16le", "utf-16be" or "cp1251"; detected by default. */
  encoding?: Text | undefined;
  /** A map without a name is called as its file; default true. */
  nameAfterFile?: boolean | undefined;
  /** Most levels of nested JSON; default 256. */
  depth?: number | undefined;
  /** A longer file is "too_large"; default 1 GiB. */
  mostBytes?: number | undefined;
}

/** How much a map holds. */
export interface Counts {
  activities: number;
  tasks: number;
  stories: number;
  releases: number;
  personas: number;
  links: number;
}

export interface Story {
  id: string;
  title: string;
  description: string;
  status: 'todo' | 'in_progress' | 'done' | 'blocked';
  /** The team's own word; empty when there is none. */
  priority: string;
  /** The id of its release; empty when it is in none. */
  release: string;
  points: number | undefined;
  /** Its place: counted from 0, from the left, from the left, from the top. */
  activity: number;
  task: number;
  position: number;
}

/** What happened to a file on its way into the map. */
export interface ImportReport {
  file: string;
  format: string;
  encoding: string;
  counts: Record<string, number>;
  notes: unknown[];
}

/**
 * Edits: JSON, an array or one a line, or objects to be written as JSON (docs/schema/edits.v1.schema.json). The library
 * gives them back as JSON, one a line, in which numbers are exactly those of the map.
 */
export type Edits = Text | readonly object[];

export type Noun = 'activity' | 'task' | 'story' | 'release' | 'persona';

/** A story map: activities, tasks, stories, releases, personas, links. */
export class StoryMap extends Resource {
  /** An empty map. */
  constructor(name?: Text);
  /** Reads the bytes of a file in any format. Errors name the line or the JSON pointer and what was expected. */
  static read(bytes: Text, options?: ReadOptions): StoryMap;
  static load(path: Text | URL, options?: ReadOptions): Promise<StoryMap>;
  /** The text of the map in a format, and sentences about what had no place in it. */
  write(format: Text): { text: string; dropped: string[] };
  /** Writes the map as it is now, in a format or in that of the extension; says what had no place. */
  save(path: Text | URL, format?: Text): Promise<string[]>;
  /** A second map that holds the same; changes of one are not seen by the other. Costs next to nothing. */
  copy(): StoryMap;
  equals(other: StoryMap): boolean;
  /** null for a map that was not read. */
  readonly importReport: ImportReport | null;
  readonly counts: Counts;
  /** The story of a row: rows are stories in map order, from 0. */
  story(row: number): Story;
  stories(): IterableIterator<Story>;
  /** The row of the story with an id. */
  findStory(id: Text): number;
  /** Applies edits, all of them or none, and returns those that undo them. */
  apply(edits: Edits): string;
  /** The edits that remove a noun with everything in it and everything that refers to it. */
  planRemove(noun: Noun, id: Text): string;
  /** Findings, score and advice: `storymap validate`. */
  validate(options?: ReportOptions & { profile?: Text | undefined }): string;
}

/** The edits that turn one map into another. */
export function diff(before: StoryMap, after: StoryMap): string;

/** What had to be decided in a rebase. */
export interface RebaseNote {
  kind: 'place_lost' | 'overwritten';
  /** The index of the edit. */
  edit: number;
  path: string;
}

/** Rewrites edits that were made against `base` so that they apply to `current`. */
export function rebase(edits: Edits, base: StoryMap, current: StoryMap): { edits: string; notes: RebaseNote[] };

/** What two sides changed in different ways. */
export interface Conflict {
  kind: 'field' | 'place' | 'removed_changed' | 'added_twice';
  path: string;
  base?: unknown;
  ours?: unknown;
  theirs?: unknown;
  other?: unknown;
  other_title?: unknown;
}

/** Merges what two sides changed since `base`. */
export function merge(base: StoryMap, ours: StoryMap, theirs: StoryMap): { map: StoryMap; conflicts: Conflict[] };

export interface AnalysisOptions {
  measure?: 'cosine' | 'jaccard' | undefined;
  /** Scores from here on are similar; default 0.7. */
  similar?: number | undefined;
  /** And from here on duplicates; default 0.9. */
  duplicate?: number | undefined;
  /** The rules; default "compat". */
  profile?: Text | undefined;
  /** Words to be ignored, between white space; '#' begins a comment. */
  stopWords?: Text | undefined;
  /** Or a built-in list: "compat" (default), "none", "en", "ru". */
  stopWordList?: Text | undefined;
  /** Cosine: words (1) to pairs of neighbours (2). */
  ngramMin?: number | undefined;
  ngramMax?: number | undefined;
  /** Cosine: terms in a larger share of the stories are left out; default 0.95. */
  maxDf?: number | undefined;
  /** How Stories.closest() orders stories. */
  ranking?: 'similarity' | 'bm25' | undefined;
}

/** How a result is written. JSON is that of the `storymap` command, byte for byte. */
export interface ReportOptions {
  format?: 'json' | 'text' | 'markdown' | undefined;
  language?: 'en' | 'ru' | undefined;
  /** Text: escape sequences of ECMA-48. */
  color?: boolean | undefined;
  /** Text: columns, 40 to 160; default 100. */
  width?: number | undefined;
  /** Text and Markdown: groups of each kind that are listed; 0: all; default 20. */
  most?: number | undefined;
}

/** What was found in some maps. It keeps the maps as they were. */
export class Analysis extends Resource {
  private constructor();
  /** 0 to 100. */
  readonly score: number;
  /** All pairs of similar stories, the best first. Rows are stories in map order, map by map. */
  pairs(): Pairs;
  /** The whole result: `storymap analyze`. */
  report(options?: ReportOptions): string;
  /** The report as an object. */
  toJSON(): Record<string, unknown>;
}

/** Validates maps, as they are now, and compares all their stories. */
export function analyze(
  maps: StoryMap | Iterable<StoryMap>,
  options?: AnalysisOptions & RunOptions,
): Promise<Analysis>;

/** Similar stories only: `storymap similar`. */
export function similar(
  maps: StoryMap | Iterable<StoryMap>,
  options?: AnalysisOptions & ReportOptions & RunOptions,
): Promise<string>;

/** Why two stories are alike. */
export interface Explanation {
  score: number;
  kind: Comparison['kind'];
  /** The largest contribution first. */
  terms: { term: string; contribution: number }[];
}

/** The stories of some maps, ready to be asked: while someone types, or "is this there already?". */
export class Stories extends Resource {
  private constructor();
  static of(maps: StoryMap | Iterable<StoryMap>, options?: AnalysisOptions & RunOptions): Promise<Stories>;
  /** The stories closest to a text, best first. */
  closest(text: Text, options?: SearchOptions): Match[];
  /** The same as a report: `storymap closest`. */
  closestReport(text: Text, options?: SearchOptions & ReportOptions): string;
  /** Why two stories, given by their rows, are alike. */
  explain(a: number, b: number): Explanation;
}

/** An ordered list of texts. Their numbers, from 0, are the rows of everything that is computed from them. */
export class Corpus extends Resource {
  constructor(texts?: Iterable<Text>);
  add(text: Text): void;
  /** Adds all texts or none. */
  addAll(texts: Iterable<Text>): void;
  readonly size: number;
}

/** Names, defaults and numbers are those of scikit-learn's TfidfVectorizer. */
export interface VectorizerOptions {
  /** "fields": what stands between white space. */
  analyzer?: 'words' | 'chars' | 'chars_wb' | 'fields' | undefined;
  ngramMin?: number | undefined;
  ngramMax?: number | undefined;
  /** Words to be left out, between white space. */
  stopWords?: Text | undefined;
  /** Or a built-in list: "none", "en", "ru", "compat". */
  stopWordList?: Text | undefined;
  lowercase?: boolean | undefined;
  stripAccents?: 'keep' | 'ascii' | 'unicode' | undefined;
  /** Below 1 a share of all texts, from 1 on a count; default 1. */
  minDf?: number | undefined;
  /** Up to 1 a share of all texts, above 1 a count; default 1. */
  maxDf?: number | undefined;
  /** 0: all. */
  maxFeatures?: number | undefined;
  binary?: boolean | undefined;
  norm?: 'none' | 'l1' | 'l2' | undefined;
  useIdf?: boolean | undefined;
  smoothIdf?: boolean | undefined;
  sublinearTf?: boolean | undefined;
}

/** A matrix in compressed sparse row form: row r holds the entries from rowBegin[r] to rowBegin[r + 1]. */
export interface MatrixArrays {
  columns: number;
  rowBegin: BigUint64Array;
  /** Ascending within a row. */
  column: Uint32Array;
  value: Float64Array;
}

/** A sparse matrix. Immutable. */
export class Matrix extends Resource {
  constructor(arrays: MatrixArrays);
  /** Copies of its arrays. */
  readonly arrays: MatrixArrays;
}

/** A fitted vocabulary with its weights. Immutable. */
export class Vectorizer extends Resource {
  private constructor();
  /** Number of columns. */
  readonly size: number;
  term(column: number): string;
  column(term: Text): number;
  /** The inverse document frequency of each column; null without useIdf. */
  readonly idf: Float64Array | null;
  /** Vectors of other texts over the same vocabulary; unknown terms are ignored. */
  transform(texts: Corpus | Iterable<Text>): Promise<Matrix>;
}

/** Learns the vocabulary of texts, and makes their tf-idf vectors. */
export function vectorize(
  texts: Corpus | Iterable<Text>,
  options?: VectorizerOptions & RunOptions,
): Promise<{ vectorizer: Vectorizer; matrix: Matrix }>;

/** Rows that can be asked how alike they are: exactly, and with the same answer on every machine. Immutable. */
export class Index extends Resource {
  private constructor();
  /** Texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs. */
  static of(texts: Corpus | Iterable<Text>, options?: VectorizerOptions & RunOptions): Promise<Index>;
  /** The rows of any matrix. */
  static fromMatrix(matrix: Matrix, measure?: 'cosine' | 'jaccard'): Promise<Index>;
  /** Number of rows. */
  readonly size: number;
  /** The similarity of two rows. */
  score(a: number, b: number): number;
  /** All pairs with a score of at least `atLeast` > 0, ordered by (a, b). */
  pairs(atLeast: number, options?: RunOptions): Promise<Pairs>;
  /** The same pairs, a few at a time, for more of them than memory holds; `false` ends it. */
  forEachPair(atLeast: number, visit: (pairs: Pairs) => boolean | void, options?: RunOptions): Promise<void>;
  /** How many pairs reach each threshold > 0, in one pass. */
  countPairs(thresholds: Iterable<number>, options?: RunOptions): Promise<number[]>;
  /** Pairs of a row before `boundary` and one from it on: which of these are there in those? */
  pairsAcross(boundary: number, atLeast: number, options?: RunOptions): Promise<Pairs>;
  /** For every row the closest one on the other side of `boundary`, or null. */
  closestAcross(boundary: number, atLeast: number, options?: RunOptions): Promise<(Match | null)[]>;
  /**
   * For every row the first row of its group: rows are in one group when a chain of pairs leads from one to the other.
   * The pairs are not listed: k equal rows cost k comparisons, not k^2.
   */
  groups(atLeast: number, options?: RunOptions): Promise<Uint32Array>;
  /** The `limit` rows most similar to each row. */
  neighbourGraph(limit: number, atLeast: number, options?: RunOptions): Promise<Match[][]>;
  /** The rows most similar to one row, without itself, best first. */
  neighbours(row: number, options?: SearchOptions): Match[];
  /** The rows most similar to a free text. `vectorizer` made the matrix of this index. */
  search(vectorizer: Vectorizer, text: Text, options?: SearchOptions): Match[];
  /** The mean similarity of each of some distinct rows, at least two, to the others. */
  meanSimilarities(rows: Iterable<number>): Promise<Float64Array>;
  /** The columns that two rows share, each with what it adds to their score. */
  shared(a: number, b: number): { column: number; score: number }[];
  /** About how many bytes pairs() will need besides the index and the pairs. */
  joinMemory(atLeast: number, options?: RunOptions): Promise<number>;
}

/** Documents ranked by BM25: the better question for a few words typed into a search box. Immutable. */
export class Bm25 extends Resource {
  /** `counts` says how often each term is in each text: vectorize() without useIdf and norm makes it. */
  constructor(counts: Matrix, options?: { k1?: number; b?: number });
  /** The rows that answer a text best; scores are above 0 and have no upper bound. `vectorizer` made the counts. */
  search(vectorizer: Vectorizer, text: Text, options?: { limit?: number | undefined }): Match[];
}

export interface LiveOptions {
  lowercase?: boolean | undefined;
  /** 1: words; 2 (default): words and pairs of neighbours. */
  ngramMin?: number | undefined;
  ngramMax?: number | undefined;
  /** Words to be left out, between white space. */
  stopWords?: Text | undefined;
  /** Or a built-in list: "none", "en", "ru", "compat". */
  stopWordList?: Text | undefined;
  /** Up to 1 a share of all texts, above 1 a count; default 0.95. */
  maxDf?: number | undefined;
  stripAccents?: 'keep' | 'ascii' | 'unicode' | undefined;
}

/** A text, by the id that it got when it came, and its similarity to what was asked for. */
export interface LiveMatch {
  id: bigint;
  score: number;
}

/** Texts that come, change and go; the answers are those of an index built anew, at every moment. */
export class LiveIndex extends Resource {
  constructor(options?: LiveOptions);
  /** Reads a file of save(). A damaged one is "invalid_syntax", one of another version "unsupported". */
  static load(path: Text | URL): Promise<LiveIndex>;
  /** The same from the bytes of such a file. */
  static read(bytes: Uint8Array): LiveIndex;
  save(path: Text | URL): Promise<void>;
  write(): Uint8Array;
  /** Number of texts. */
  readonly size: number;
  /** Bytes of memory held. */
  readonly memory: number;
  has(id: bigint | number): boolean;
  /** All ids, ascending. */
  ids(): BigUint64Array;
  /** Adds a text, of at most 16 MiB, and returns its id. */
  insert(text: Text): bigint;
  /** Adds texts, faster than one by one; the first gets the id that is returned, the others follow it. */
  insertAll(texts: Corpus | Iterable<Text>): Promise<bigint>;
  /** Adds a text and tells which were like it before. */
  insertAndCompare(text: Text, options?: SearchOptions): { id: bigint; duplicates: LiveMatch[] };
  /** Replaces a text, which keeps its id. */
  update(id: bigint | number, text: Text): void;
  erase(id: bigint | number): void;
  /** The texts most similar to a text, best first, ties by id. */
  closest(text: Text, options?: SearchOptions): LiveMatch[];
  /** The same for a text that is here, without itself. */
  neighbours(id: bigint | number, options?: SearchOptions): LiveMatch[];
}
