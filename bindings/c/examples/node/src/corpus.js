// Lists of texts.
import { StorymapError } from './error.js';
import { call, native } from './native.js';
import { Resource, make, owner, pointerOf } from './resource.js';
import { bytesOf, joined } from './text.js';

export class Corpus extends Resource {
  constructor(texts = []) {
    super(make('Corpus', 'corpus', 'storymap_corpus_new'));
    this.addAll(texts);
  }

  add(text) {
    const bytes = bytesOf(text, 'text');
    call('storymap_corpus_add', changing(this), bytes, bytes.length);
  }

  addAll(texts) {
    const { bytes, offsets, count } = joined(texts, 'texts');
    call('storymap_corpus_add_all', changing(this), bytes, offsets, count);
  }

  get size() {
    return native.storymap_corpus_size(pointerOf(this, Corpus));
  }
}

function changing(corpus) {
  const it = owner(corpus, Corpus);
  if (it.busy) throw new StorymapError('in_use', 'a call is reading it until its promise is settled', 'corpus');
  return it.pointer;
}

/** Does work with a corpus, which may be given as texts. */
export async function withCorpus(texts, work) {
  if (texts instanceof Corpus) return work(owner(texts, Corpus));
  const corpus = new Corpus(texts);
  try {
    return await work(owner(corpus, Corpus));
  } finally {
    corpus.close();
  }
}
