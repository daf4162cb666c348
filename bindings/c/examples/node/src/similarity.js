// Rows that can be asked how alike they are.
import { matchesFrom, room, takeMatches, takePairs, takeRows } from './arrays.js';
import { call, native } from './native.js';
import { Resource, owned, owner, place, pointerOf } from './resource.js';
import { aside, long } from './run.js';
import { bytesOf, real, row, whole } from './text.js';
import { withCorpus } from './corpus.js';
import { Matrix, Vectorizer } from './vectorizer.js';

const measures = ['cosine', 'jaccard'];

export class Index extends Resource {
  static of(texts, options) {
    return withCorpus(texts, async (corpus) => {
      const at = place();
      const how = { options, structs: ['storymap_vectorizer_options'], held: [corpus] };
      await long('storymap_index_new', how, (run, [words]) => [corpus.pointer, words, run, at]);
      return new Index(owned('Index', at, 'index'));
    });
  }

  static async fromMatrix(matrix, measure = 'cosine') {
    if (!measures.includes(measure)) throw new TypeError(`measure: expected one of '${measures.join("', '")}'`);
    const [it, at] = [owner(matrix, Matrix, 'matrix'), place()];
    await aside('storymap_index_from_matrix', [it], it.pointer, measures.indexOf(measure), at);
    return new Index(owned('Index', at, 'index'));
  }

  get size() {
    return native.storymap_index_size(pointerOf(this, Index));
  }

  score(a, b) {
    const at = new Float64Array(1);
    call('storymap_index_score', pointerOf(this, Index), row(a, 'a'), row(b, 'b'), at);
    return at[0];
  }

  async pairs(atLeast, options) {
    const at = room();
    await ask(this, 'storymap_index_pairs', options, (run) => [real(atLeast, 'atLeast'), run, at]);
    return takePairs(at);
  }

  async forEachPair(atLeast, visit, options) {
    if (typeof visit !== 'function') throw new TypeError('visit: expected a function');
    const begin = (run, visitor) => [real(atLeast, 'atLeast'), ...visitor, run];
    await ask(this, 'storymap_index_for_each_pair', options, begin, visit);
  }

  async countPairs(thresholds, options) {
    const asked = Float64Array.from(thresholds, (threshold) => real(threshold, 'thresholds'));
    const counts = new BigUint64Array(asked.length);
    await ask(this, 'storymap_index_count_pairs', options, (run) => [asked, asked.length, run, counts]);
    return Array.from(counts, Number);
  }

  async pairsAcross(boundary, atLeast, options) {
    const at = room();
    const begin = (run) => [whole(boundary, 'boundary'), real(atLeast, 'atLeast'), run, at];
    await ask(this, 'storymap_index_pairs_across', options, begin);
    return takePairs(at);
  }

  async closestAcross(boundary, atLeast, options) {
    const at = room();
    const begin = (run) => [whole(boundary, 'boundary'), real(atLeast, 'atLeast'), run, at];
    await ask(this, 'storymap_index_closest_across', options, begin);
    return takeMatches(at);
  }

  async groups(atLeast, options) {
    const at = room();
    await ask(this, 'storymap_index_groups', options, (run) => [real(atLeast, 'atLeast'), run, at]);
    return takeRows(at);
  }

  async neighbourGraph(limit, atLeast, options) {
    const [rows, matches] = [room(), room()];
    const begin = (run) => [whole(limit, 'limit'), real(atLeast, 'atLeast'), run, rows, matches];
    await ask(this, 'storymap_index_neighbour_graph', options, begin);
    const found = takeMatches(matches);
    const ends = takeRows(rows);
    return Array.from({ length: Math.max(ends.length - 1, 0) }, (_, k) => found.slice(ends[k], ends[k + 1]));
  }

  neighbours(of, { limit = 10, atLeast = 0 } = {}) {
    const values = [row(of, 'row'), whole(limit, 'limit'), real(atLeast, 'atLeast')];
    return matchesFrom('storymap_index_neighbours', pointerOf(this, Index), ...values);
  }

  search(vectorizer, text, { limit = 10, atLeast = 0 } = {}) {
    const pointers = [pointerOf(this, Index), pointerOf(vectorizer, Vectorizer, 'vectorizer')];
    const words = bytesOf(text, 'text');
    const most = [whole(limit, 'limit'), real(atLeast, 'atLeast')];
    return matchesFrom('storymap_index_search', ...pointers, words, words.length, ...most);
  }

  async meanSimilarities(rows) {
    const asked = Uint32Array.from(rows, (one) => row(one, 'rows'));
    const [it, means] = [owner(this, Index), new Float64Array(asked.length)];
    await aside('storymap_index_mean_similarities', [it], it.pointer, asked, asked.length, means);
    return means;
  }

  shared(a, b) {
    const columns = matchesFrom('storymap_index_shared', pointerOf(this, Index), row(a, 'a'), row(b, 'b'));
    return columns.map(({ row: column, score }) => ({ column, score }));
  }

  async joinMemory(atLeast, options) {
    const at = place();
    await ask(this, 'storymap_index_join_memory', options, (run) => [real(atLeast, 'atLeast'), run, at]);
    return Number(at[0]);
  }
}

function ask(index, name, options, begin, visit) {
  const it = owner(index, Index);
  return long(name, { options, held: [it], visit }, (run, structs, visitor) => [it.pointer, ...begin(run, visitor)]);
}

