// What the library owns, and when it is freed.
import { StorymapError } from './error.js';
import { call, native } from './native.js';

/** A pointer, with the function that frees it. It is freed when it is closed and no call uses it. */
class Owned {
  #free;
  #users = 0;
  #closed = false;

  constructor(kind, pointer, free) {
    this.kind = kind;
    this.raw = pointer;
    this.#free = free;
  }

  get closed() {
    return this.#closed;
  }

  get pointer() {
    if (this.#closed) throw new StorymapError('invalid_handle', `this ${this.kind} is closed`);
    return this.raw;
  }

  get busy() {
    return this.#users > 0;
  }

  hold() {
    const { pointer } = this;
    this.#users += 1;
    return pointer;
  }

  release() {
    this.#users -= 1;
    this.#freeWhenUnused();
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#freeWhenUnused();
  }

  #freeWhenUnused() {
    if (this.#closed && this.#users === 0) native[this.#free](this.raw);
  }
}

const forgotten = new FinalizationRegistry((owned) => owned.close());

/** Whether a constructor is given what the library made, and not what a program says. */
export const isOwned = (value) => value instanceof Owned;

let ownedBy;

/** The base of everything that holds memory of the library. */
export class Resource {
  #owned;

  constructor(owned) {
    if (!isOwned(owned)) throw new TypeError(`a ${new.target.name} is made by one of its functions`);
    this.#owned = owned;
    forgotten.register(this, owned, owned);
  }

  get closed() {
    return this.#owned.closed;
  }

  close() {
    forgotten.unregister(this.#owned);
    this.#owned.close();
  }

  [Symbol.dispose]() {
    this.close();
  }

  static {
    ownedBy = (resource) => resource.#owned;
  }
}

/** The pointer of a resource, for a call that returns at once. */
export function pointerOf(resource, kind, name = 'this') {
  return owner(resource, kind, name).pointer;
}

/** What is to be held, and released, around a call on another thread. */
export function owner(resource, kind, name = 'this') {
  if (!(resource instanceof kind)) throw new TypeError(`${name}: expected a ${kind.name}`);
  return ownedBy(resource);
}

/** Where the library puts a pointer or a number of 64 bits. */
export const place = () => new BigUint64Array(1);

/** The functions that free things: storymap_map_free for a 'map'. */
export const owned = (kind, at, noun) => new Owned(kind, at[0], `storymap_${noun}_free`);

/** Calls a function that makes something, whose place is its last value but the error. */
export function make(kind, noun, name, ...values) {
  const at = place();
  call(name, ...values, at);
  return owned(kind, at, noun);
}
