// What the library gives away: texts and arrays, copied and freed.
import koffi from 'koffi';
import { call, native } from './native.js';

/** Room for a pointer and a size, which is what storymap_buffer and all arrays are. */
export const room = () => new BigUint64Array(2);

/** The bytes at a pointer, copied. */
export const copyOf = (pointer, size) =>
  size === 0 ? new Uint8Array() : koffi.decode(pointer, 'uint8_t', size);

function taken(at, elementSize, free) {
  try {
    return copyOf(at[0], Number(at[1]) * elementSize);
  } finally {
    native[free](at);
  }
}

export const takeBytes = (at) => taken(at, 1, 'storymap_buffer_free');

export function takeText(at) {
  const bytes = takeBytes(at);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

export const takeJson = (at) => JSON.parse(takeText(at));

/** Calls a function that writes one text, which is its last value but the error. */
export function textFrom(name, ...values) {
  const at = room();
  call(name, ...values, at);
  return takeText(at);
}

export const jsonFrom = (name, ...values) => JSON.parse(textFrom(name, ...values));

export const takeRows = (at) => new Uint32Array(taken(at, 4, 'storymap_rows_free').buffer);

export const takeIds = (at) => new BigUint64Array(taken(at, 8, 'storymap_ids_free').buffer);

const noRow = 2 ** 32 - 1;

/** storymap_match: a row, 4 bytes for later, a score. */
export function takeMatches(at) {
  const { buffer } = taken(at, 16, 'storymap_matches_free');
  const [rows, scores] = [new Uint32Array(buffer), new Float64Array(buffer)];
  return Array.from({ length: scores.length / 2 }, (_, k) => {
    return rows[4 * k] === noRow ? null : { row: rows[4 * k], score: scores[2 * k + 1] };
  });
}

/** Calls a function that finds matches, which are its last value but the error. */
export function matchesFrom(name, ...values) {
  const at = room();
  call(name, ...values, at);
  return takeMatches(at);
}

export function takeLiveMatches(at) {
  const { buffer } = taken(at, 16, 'storymap_live_matches_free');
  const [ids, scores] = [new BigUint64Array(buffer), new Float64Array(buffer)];
  return Array.from({ length: ids.length / 2 }, (_, k) => ({ id: ids[2 * k], score: scores[2 * k + 1] }));
}

/** Pairs of rows: columns of numbers that can be walked as objects. */
export class Pairs {
  constructor(buffer) {
    // storymap_pair: two rows, a score.
    const [rows, scores] = [new Uint32Array(buffer), new Float64Array(buffer)];
    this.length = scores.length / 2;
    this.a = new Uint32Array(this.length);
    this.b = new Uint32Array(this.length);
    this.score = new Float64Array(this.length);
    for (let k = 0; k < this.length; k += 1) {
      this.a[k] = rows[4 * k];
      this.b[k] = rows[4 * k + 1];
      this.score[k] = scores[2 * k + 1];
    }
    Object.freeze(this);
  }

  at(index) {
    const k = index < 0 ? this.length + index : index;
    return k in this.a ? { a: this.a[k], b: this.b[k], score: this.score[k] } : undefined;
  }

  *[Symbol.iterator]() {
    for (let k = 0; k < this.length; k += 1) yield this.at(k);
  }
}

export const takePairs = (at) => new Pairs(taken(at, 16, 'storymap_pairs_free').buffer);

/** The pairs that a visitor is shown, which live until it returns. */
export const visitedPairs = (pointer, count) => new Pairs(copyOf(pointer, count * 16).buffer);
