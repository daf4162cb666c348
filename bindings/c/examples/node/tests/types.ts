// Compiled, never run: what the types let a program say, and what they do not.
import {
  Analysis,
  Bm25,
  Corpus,
  Index,
  LiveIndex,
  Matrix,
  StorymapError,
  Stories,
  StoryMap,
  analyze,
  compareTexts,
  diff,
  formats,
  merge,
  rebase,
  similar,
  translate,
  vectorize,
  version,
} from 'storymap';
import type { Match, Pair } from 'storymap';

export async function maps(path: string, controller: AbortController): Promise<string[]> {
  using map = await StoryMap.load(path, { archived: false, depth: 3 });
  const analysis: Analysis = await analyze([map], { similar: 0.5, signal: controller.signal, threads: 0 });
  for (const { a, b, score } of analysis.pairs()) console.log(a + b + score);
  const undo: string = map.apply([{ v: 1, op: 'set', noun: 'story', id: 's1', field: 'status', value: 'done' }]);
  const { map: merged, conflicts } = merge(map, map, map);
  const edits = rebase(diff(map, merged), map, merged).edits + map.planRemove('story', 's1');
  const stories = await Stories.of(map, { ranking: 'bm25', progress: (done, total) => done < total });
  const matches: Match[] = stories.closest('pay', { limit: 3 });
  const points: number | undefined = map.story(0).points;
  const kind = stories.explain(0, 1).kind === 'copy' || compareTexts('a', 'b').kind === 'copy';
  console.log(undo, edits, conflicts.length, matches[0]?.row, points, kind, version, formats()[0]?.id);
  return [await similar(map, { format: 'text', language: 'ru' }), translate('x', 'ru'), ...(await map.save(path))];
}

export async function engine(texts: Iterable<string>): Promise<bigint> {
  using index = await Index.of(texts, { analyzer: 'chars_wb', ngramMin: 3, ngramMax: 3 });
  const first: Pair | undefined = (await index.pairs(0.9, { signal: AbortSignal.timeout(1000) })).at(0);
  await index.forEachPair(0.9, (pairs) => pairs.length < 3);
  const { vectorizer, matrix } = await vectorize(new Corpus(texts), { useIdf: false, norm: 'none' });
  const rows = new Bm25(new Matrix(matrix.arrays), { k1: 1 }).search(vectorizer, 'cash');
  const live = new LiveIndex({ maxDf: 1 });
  console.log(first?.score, rows.length, live.closest(Buffer.from('pay'))[0]?.id);
  return live.insertAll(texts);
}

export function mistakes(map: StoryMap, index: Index, error: unknown): void {
  if (error instanceof StorymapError && error.code === 'unknown_id') console.log(error.path);
  // @ts-expect-error: there is no such option
  void analyze(map, { treshold: 0.5 });
  // @ts-expect-error: there is no such measure
  void analyze(map, { measure: 'euclid' });
  // @ts-expect-error: a threshold is needed
  void index.pairs();
  // @ts-expect-error: it is made by Index.of()
  new Index();
  // @ts-expect-error: rows are numbers
  map.story('s1');
  // @ts-expect-error: not to be changed
  map.closed = true;
}
