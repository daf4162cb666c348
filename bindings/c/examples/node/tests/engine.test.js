import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { Bm25, Corpus, Index, Matrix, vectorize } from 'storymap';
import { failure, manyTexts } from './help.js';

test('an index is asked', async () => {
  const index = await Index.of(['pay by card', 'pay by cash', 'print labels', 'pay by card']);
  assert.equal(index.size, 4);
  const pairs = await index.pairs(0.3);
  assert.deepEqual(
    [...pairs].map(({ a, b }) => [a, b]),
    [
      [0, 1],
      [0, 3],
      [1, 3],
    ],
  );
  const visited = [];
  await index.forEachPair(0.3, (some) => visited.push(...some));
  assert.equal(visited.length, 3);
  assert.equal(index.score(0, 1), pairs.score[0]);
  assert.deepEqual(await index.countPairs([0.3, 0.9]), [3, 1]);
  assert.deepEqual([...(await index.groups(0.3))], [0, 0, 2, 0]);
  assert.equal((await index.pairsAcross(2, 0.3)).length, 2);
  const closest = await index.closestAcross(3, 0.1);
  assert.deepEqual(
    closest.slice(0, 3).map((match) => match?.row),
    [3, 3, undefined],
  );
  const graph = await index.neighbourGraph(1, 0.1);
  assert.deepEqual([graph.length, graph[3][0].row, graph[2].length], [4, 0, 0]);
  assert.equal(index.neighbours(0)[0].row, 3);
  assert.ok((await index.meanSimilarities([0, 3]))[0] > 0.999);
  assert.equal(index.shared(0, 1).length, 2);
  assert.ok((await index.joinMemory(0.3)) >= 0);
  assert.throws(() => index.score(0, 4), failure('invalid_argument', 'b'));
  assert.throws(() => index.score(-1, 0), RangeError);
  await assert.rejects(index.meanSimilarities([]), failure('invalid_argument'));
  await assert.rejects(index.pairs(0), failure('invalid_argument'));
  await assert.rejects(index.pairs(), TypeError);
  await assert.rejects(index.pairs(0.5, { thread: 1 }), TypeError);
  await assert.rejects(Index.of([]), failure('empty_vocabulary'));
  await assert.rejects(Index.of('one text'), TypeError);
});

test('a corpus takes texts', async () => {
  const corpus = new Corpus(['one']);
  corpus.add('two');
  corpus.addAll(['', Buffer.from('four')]);
  corpus.addAll(new Set());
  assert.equal(corpus.size, 4);
  assert.throws(() => corpus.addAll(['ok', '\ud800']), failure('invalid_encoding', 'texts[1]'));
  assert.throws(() => corpus.addAll(['ok', Buffer.of(0xc3, 0x28)]), failure('invalid_encoding', 'bytes[1]'));
  assert.throws(() => corpus.add(Buffer.of(0xff)), failure('invalid_encoding', 'text'));
  assert.throws(() => corpus.addAll(['ok', 3]), TypeError);
  assert.equal(corpus.size, 4);
  const reading = Index.of(corpus);
  assert.throws(() => corpus.add('too early'), failure('in_use', 'corpus'));
  corpus.close();
  assert.equal((await reading).size, 4);
  assert.throws(() => corpus.size, failure('invalid_handle'));
  await assert.rejects(Index.of(corpus), failure('invalid_handle'));
});

test('vectors and search', async () => {
  const texts = new Corpus(['pay by card', 'pay by cash', 'print labels']);
  const { vectorizer, matrix } = await vectorize(texts, { stopWords: 'by' });
  const column = vectorizer.column('card');
  assert.deepEqual([vectorizer.term(column), vectorizer.size, vectorizer.idf.length], ['card', 5, 5]);
  assert.throws(() => vectorizer.column('by'), failure('unknown_id'));
  assert.throws(() => vectorizer.term(5), failure('invalid_argument'));
  const { arrays } = matrix;
  assert.deepEqual([arrays.rowBegin.length, arrays.columns], [4, 5]);
  assert.deepEqual(new Matrix(arrays).arrays, arrays);
  assert.deepEqual((await vectorizer.transform(texts)).arrays, arrays);
  assert.throws(() => new Matrix({ ...arrays, column: arrays.column.slice(1) }), RangeError);
  assert.throws(() => new Matrix({ ...arrays, rowBegin: new BigUint64Array() }), RangeError);
  assert.throws(() => new Matrix({ ...arrays, value: [1] }), TypeError);
  assert.throws(() => new Matrix(undefined), TypeError);
  const last = arrays.rowBegin[3];
  const rowBegin = BigUint64Array.of(0n, 99n, 99n, last);
  assert.throws(() => new Matrix({ ...arrays, rowBegin }), failure('invalid_argument'));
  const jaccard = await Index.fromMatrix(matrix, 'jaccard');
  assert.ok(Math.abs(jaccard.score(0, 1) - 1 / 3) < 1e-9);
  await assert.rejects(Index.fromMatrix(matrix, 'euclid'), TypeError);
  const cosine = await Index.fromMatrix(matrix);
  assert.equal(cosine.search(vectorizer, 'labels', { limit: 3 })[0].row, 2);
  const counting = await vectorize(texts, { useIdf: false, norm: 'none' });
  assert.equal(counting.vectorizer.idf, null);
  const bm25 = new Bm25(counting.matrix);
  assert.equal(bm25.search(counting.vectorizer, 'cash')[0].row, 1);
  assert.throws(() => new Bm25(counting.matrix, { k1: -1 }), failure('invalid_argument'));
});

test('progress is heard, and stops', async () => {
  const index = await Index.of(manyTexts(10_000));
  const heard = [];
  const pairs = await index.pairs(0.9, { threads: 2, progress: (done, total) => void heard.push([done, total]) });
  assert.equal(pairs.length, 500);
  assert.ok(heard.every(([done], k) => k === 0 || done >= heard[k - 1][0]));
  assert.ok(heard.length > 0 && heard.every(([done, total]) => done <= total));
  await index.pairs(0.9, { progress: (done, total) => void heard.push([done, total]) });
  assert.equal(...heard.at(-1)); // with one thread the last that is heard is all of it
  let calls = 0;
  const stop = () => {
    calls += 1;
    return false;
  };
  await assert.rejects(index.pairs(0.9, { progress: stop }), failure('cancelled'));
  assert.equal(calls, 1);
  assert.equal((await index.pairs(0.9, { simd: 'scalar' })).length, 500);
  const enough = new Error('enough');
  const fail = () => {
    throw enough;
  };
  await assert.rejects(index.pairs(0.9, { progress: fail }), enough);
  await assert.rejects(index.forEachPair(0.5, fail), enough);
});

test('visiting ends early', async () => {
  const index = await Index.of(manyTexts(10_000));
  let calls = 0;
  const first = (pairs) => {
    calls += 1;
    return pairs.at(0).score < 0.5;
  };
  await index.forEachPair(0.5, first);
  assert.equal(calls, 1);
  await assert.rejects(index.forEachPair(0.5, () => true, { progress: () => false }), failure('cancelled'));
  await assert.rejects(index.forEachPair(0.5), TypeError);
});

test('a signal stops the work, and the event loop is free', async () => {
  const texts = Array.from({ length: 20_000 }, (_, k) => `pay by card or cash number ${k}`);
  const index = await Index.of(texts, { analyzer: 'chars', ngramMax: 3 });
  const controller = new AbortController();
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 1);
  const counting = index.countPairs([0.1], { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(counting, { name: 'AbortError' });
  clearInterval(clock);
  assert.ok(turns > 5, `${turns} turns`);
  const reason = new Error('not now');
  await assert.rejects(index.groups(0.9, { signal: AbortSignal.abort(reason) }), reason);
  const timeout = index.countPairs([0.1], { signal: AbortSignal.timeout(20) });
  await assert.rejects(timeout, { name: 'TimeoutError' });
});

test('an index may be closed while it works', async () => {
  const index = await Index.of(manyTexts(10_000));
  const [one, other] = [index.pairs(0.9), index.groups(0.9, { threads: 2 })];
  index.close();
  assert.equal((await one).length, 500);
  assert.equal(new Set(await other).size, 9_500);
  await assert.rejects(index.pairs(0.9), failure('invalid_handle'));
  assert.throws(() => index.score(0, 1), failure('invalid_handle'));
  assert.throws(() => index.size, failure('invalid_handle'));
});

test('more calls than there are threads', async () => {
  const index = await Index.of(manyTexts(200));
  const results = await Promise.all(Array.from({ length: 1_000 }, () => index.pairs(0.9)));
  assert.ok(results.every((pairs) => pairs.length === 10));
});

test('a program may exit while it works', () => {
  const source = (how) => `
    import { Index } from ${JSON.stringify(import.meta.resolve('storymap'))};
    const texts = Array.from({ length: 20_000 }, (_, k) => 'pay by card or cash number ' + k);
    const index = await Index.of(texts, { analyzer: 'chars', ngramMax: 3 });
    process.on('exit', () => console.log('good bye'));
    index.countPairs([0.1], ${how});
    setTimeout(() => process.exit(7), 30);
  `;
  for (const how of ['{}', '{ threads: 2, progress() {} }']) {
    const words = ['--input-type=module', '--eval', source(how)];
    const { status, signal, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 });
    assert.deepEqual({ status, signal, stdout }, { status: 7, signal: null, stdout: 'good bye\n' });
  }
});
