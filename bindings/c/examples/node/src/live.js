// Texts that come, change and go.
import { room, takeBytes, takeIds, takeLiveMatches } from './arrays.js';
import { call, native } from './native.js';
import { Resource, isOwned, make, owned, owner, place, pointerOf } from './resource.js';
import { aside } from './run.js';
import { structsOf } from './structures.js';
import { bytesOf, idOf, pathOf, real, whole } from './text.js';
import { withCorpus } from './corpus.js';

export class LiveIndex extends Resource {
  constructor(options) {
    super(isOwned(options) ? options : newIndex(options));
  }

  static async load(path) {
    const [file, at] = [pathOf(path), place()];
    await aside('storymap_live_index_load', [], file, file.length, at);
    return new LiveIndex(owned('LiveIndex', at, 'live_index'));
  }

  static read(bytes) {
    const source = bytesOf(bytes, 'bytes');
    return new LiveIndex(make('LiveIndex', 'live_index', 'storymap_live_index_read', source, source.length));
  }

  async save(path) {
    const [file, it] = [pathOf(path), owner(this, LiveIndex)];
    await aside('storymap_live_index_save', [it], it.pointer, file, file.length);
  }

  write() {
    const at = room();
    call('storymap_live_index_write', pointerOf(this, LiveIndex), at);
    return takeBytes(at);
  }

  get size() {
    return native.storymap_live_index_size(pointerOf(this, LiveIndex));
  }

  get memory() {
    return native.storymap_live_index_memory(pointerOf(this, LiveIndex));
  }

  has(id) {
    return native.storymap_live_index_contains(pointerOf(this, LiveIndex), idOf(id)) === 1;
  }

  ids() {
    const at = room();
    call('storymap_live_index_ids', pointerOf(this, LiveIndex), at);
    return takeIds(at);
  }

  insert(text) {
    const [bytes, at] = [bytesOf(text, 'text'), place()];
    call('storymap_live_index_insert', pointerOf(this, LiveIndex), bytes, bytes.length, at);
    return at[0];
  }

  async insertAll(texts) {
    const [it, at] = [owner(this, LiveIndex), place()];
    await withCorpus(texts, (corpus) => {
      return aside('storymap_live_index_insert_all', [it, corpus], it.pointer, corpus.pointer, null, at);
    });
    return at[0];
  }

  insertAndCompare(text, { limit = 10, atLeast = 0 } = {}) {
    const [bytes, at, duplicates] = [bytesOf(text, 'text'), place(), room()];
    const values = [bytes, bytes.length, real(atLeast, 'atLeast'), whole(limit, 'limit'), at, duplicates];
    call('storymap_live_index_insert_and_compare', pointerOf(this, LiveIndex), ...values);
    return { id: at[0], duplicates: takeLiveMatches(duplicates) };
  }

  update(id, text) {
    const bytes = bytesOf(text, 'text');
    call('storymap_live_index_update', pointerOf(this, LiveIndex), idOf(id), bytes, bytes.length);
  }

  erase(id) {
    call('storymap_live_index_erase', pointerOf(this, LiveIndex), idOf(id));
  }

  closest(text, { limit = 10, atLeast = 0 } = {}) {
    const [bytes, at] = [bytesOf(text, 'text'), room()];
    const most = [whole(limit, 'limit'), real(atLeast, 'atLeast')];
    call('storymap_live_index_closest', pointerOf(this, LiveIndex), bytes, bytes.length, ...most, at);
    return takeLiveMatches(at);
  }

  neighbours(id, { limit = 10, atLeast = 0 } = {}) {
    const at = room();
    const values = [idOf(id), whole(limit, 'limit'), real(atLeast, 'atLeast')];
    call('storymap_live_index_neighbours', pointerOf(this, LiveIndex), ...values, at);
    return takeLiveMatches(at);
  }
}

function newIndex(options) {
  const [how] = structsOf(options, ['storymap_live_options']);
  return make('LiveIndex', 'live_index', 'storymap_live_index_new', how);
}
