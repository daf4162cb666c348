// storymap for Node: see index.d.ts.
import { jsonFrom, textFrom } from './arrays.js';
import { native } from './native.js';
import { bytesOf } from './text.js';

export { Analysis, Stories, analyze, similar } from './analysis.js';
export { Corpus } from './corpus.js';
export { StorymapError } from './error.js';
export { LiveIndex } from './live.js';
export { StoryMap, diff, merge, rebase } from './map.js';
export { abiVersion } from './native.js';
export { Index } from './similarity.js';
export { Bm25, Matrix, Vectorizer, vectorize } from './vectorizer.js';

export const version = native.storymap_version();

export const formats = () => jsonFrom('storymap_formats');

export function translate(message, language) {
  const [text, word] = [bytesOf(message, 'message'), bytesOf(language, 'language')];
  return textFrom('storymap_translate', text, text.length, word, word.length);
}

export function compareTexts(a, b) {
  const [one, other] = [bytesOf(a, 'a'), bytesOf(b, 'b')];
  const found = jsonFrom('storymap_compare_texts', one, one.length, other, other.length);
  return { kind: found.kind, onlyA: slicesOf(a, one, found.only_a), onlyB: slicesOf(b, other, found.only_b) };
}

/** Where spans of bytes begin and end in the text that they were told of. */
function slicesOf(text, bytes, spans) {
  if (typeof text !== 'string') return spans.map(([begin, size]) => [begin, begin + size]);
  const utf8 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return spans.map(([begin, size]) => {
    const start = utf8.toString('utf8', 0, begin).length;
    return [start, start + utf8.toString('utf8', begin, begin + size).length];
  });
}
