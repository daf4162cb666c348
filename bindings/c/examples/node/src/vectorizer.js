// Vocabularies, matrices and ranked search.
import { copyOf, matchesFrom, textFrom } from './arrays.js';
import { call, native } from './native.js';
import { Resource, isOwned, make, owned, owner, place, pointerOf } from './resource.js';
import { aside, long } from './run.js';
import { initial } from './structures.js';
import { bytesOf, real, row, whole } from './text.js';
import { withCorpus } from './corpus.js';

export class Matrix extends Resource {
  constructor(arrays) {
    super(isOwned(arrays) ? arrays : matrixOf(arrays));
  }

  get arrays() {
    const view = initial('storymap_matrix_view');
    call('storymap_matrix_get', pointerOf(this, Matrix), view);
    return {
      columns: view.columns,
      rowBegin: new BigUint64Array(copyOf(view.row_begin, (view.rows + 1) * 8).buffer),
      column: new Uint32Array(copyOf(view.column, view.nonzeros * 4).buffer),
      value: new Float64Array(copyOf(view.value, view.nonzeros * 8).buffer),
    };
  }
}

function matrixOf({ columns, rowBegin, column, value }) {
  if (!(rowBegin instanceof BigUint64Array)) throw new TypeError('rowBegin: expected a BigUint64Array');
  if (!(column instanceof Uint32Array)) throw new TypeError('column: expected a Uint32Array');
  if (!(value instanceof Float64Array)) throw new TypeError('value: expected a Float64Array');
  if (rowBegin.length === 0) throw new RangeError('rowBegin: expected one number more than rows');
  const nonzeros = Number(rowBegin[rowBegin.length - 1]);
  if (column.length !== nonzeros || value.length !== nonzeros) {
    throw new RangeError(`column and value: expected ${nonzeros} numbers each, as rowBegin says`);
  }
  const view = {
    ...initial('storymap_matrix_view'),
    rows: rowBegin.length - 1,
    columns: whole(columns, 'columns'),
    nonzeros,
    row_begin: rowBegin,
    column,
    value,
  };
  return make('Matrix', 'matrix', 'storymap_matrix_new', view);
}

export class Vectorizer extends Resource {
  get size() {
    return native.storymap_vectorizer_size(pointerOf(this, Vectorizer));
  }

  term(column) {
    return textFrom('storymap_vectorizer_term', pointerOf(this, Vectorizer), row(column, 'column'));
  }

  column(term) {
    const [text, at] = [bytesOf(term, 'term'), new Uint32Array(1)];
    call('storymap_vectorizer_column', pointerOf(this, Vectorizer), text, text.length, at);
    return at[0];
  }

  get idf() {
    const weights = native.storymap_vectorizer_idf(pointerOf(this, Vectorizer));
    return weights === null ? null : new Float64Array(copyOf(weights, this.size * 8).buffer);
  }

  async transform(texts) {
    const it = owner(this, Vectorizer);
    return withCorpus(texts, async (corpus) => {
      const at = place();
      await aside('storymap_vectorizer_transform', [it, corpus], it.pointer, corpus.pointer, null, at);
      return new Matrix(owned('Matrix', at, 'matrix'));
    });
  }
}

export function vectorize(texts, options) {
  return withCorpus(texts, async (corpus) => {
    const [vectorizer, matrix] = [place(), place()];
    const how = { options, structs: ['storymap_vectorizer_options'], held: [corpus] };
    await long('storymap_vectorize', how, (run, [words]) => [corpus.pointer, words, run, vectorizer, matrix]);
    return {
      vectorizer: new Vectorizer(owned('Vectorizer', vectorizer, 'vectorizer')),
      matrix: new Matrix(owned('Matrix', matrix, 'matrix')),
    };
  });
}

export class Bm25 extends Resource {
  constructor(counts, { k1 = 1.2, b = 0.75 } = {}) {
    const matrix = pointerOf(counts, Matrix, 'counts');
    super(make('Bm25', 'bm25', 'storymap_bm25_new', matrix, real(k1, 'k1'), real(b, 'b')));
  }

  search(vectorizer, text, { limit = 10 } = {}) {
    const vocabulary = pointerOf(vectorizer, Vectorizer, 'vectorizer');
    const words = bytesOf(text, 'text');
    const most = whole(limit, 'limit');
    return matchesFrom('storymap_bm25_search', pointerOf(this, Bm25), vocabulary, words, words.length, most);
  }
}
