// Texts and numbers on their way into the library.
import { fileURLToPath } from 'node:url';
import { StorymapError } from './error.js';

/** The UTF-8 bytes of a text, which may be bytes already. */
export function bytesOf(text, name) {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError(`${name}: expected a string or a Uint8Array`);
  if (!text.isWellFormed()) {
    throw new StorymapError('invalid_encoding', 'half of a surrogate pair stands alone, which UTF-8 cannot say', name);
  }
  return Buffer.from(text, 'utf8');
}

/** The bytes of a path, which C would take to end at the first NUL. */
export function pathOf(path) {
  const bytes = bytesOf(path instanceof URL ? fileURLToPath(path) : path, 'path');
  if (bytes.includes(0)) throw new TypeError('path: expected no NUL');
  return bytes;
}

/** Texts one behind the other, and where each begins; the last offset is the end. */
export function joined(texts, name) {
  if (typeof texts === 'string' || typeof texts?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`${name}: expected texts`);
  }
  const parts = Array.from(texts, (text, k) => bytesOf(text, `${name}[${k}]`));
  const offsets = new BigUint64Array(parts.length + 1);
  let end = 0;
  parts.forEach((part, k) => {
    end += part.length;
    offsets[k + 1] = BigInt(end);
  });
  return { bytes: Buffer.concat(parts, end), offsets, count: parts.length };
}

export function real(value, name) {
  if (typeof value !== 'number') throw new TypeError(`${name}: expected a number`);
  return value;
}

/** A number of rows, or one of them. */
export function whole(value, name, most = Number.MAX_SAFE_INTEGER) {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new RangeError(`${name}: expected a whole number from 0 to ${most}`);
  }
  return value;
}

export const row = (value, name) => whole(value, name, 2 ** 32 - 1);

/** The id of a text in a live index. */
export function idOf(value) {
  if (typeof value === 'number') return BigInt(whole(value, 'id'));
  if (typeof value !== 'bigint' || value < 0n || value >= 2n ** 64n) {
    throw new RangeError('id: expected a whole number from 0 to 2^64 - 1');
  }
  return value;
}
