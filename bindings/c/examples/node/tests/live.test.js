import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { LiveIndex } from 'storymap';
import { failure, manyTexts } from './help.js';

test('a live index changes', async () => {
  const live = new LiveIndex({ stopWordList: 'en', maxDf: 1 });
  assert.equal(live.size, 0);
  const card = live.insert('Pay by card');
  const first = await live.insertAll(['Print labels', 'Zahlen mit Karte \u{1f4b3}']);
  const { id, duplicates } = live.insertAndCompare('pay by card', { limit: 5, atLeast: 0.9 });
  assert.deepEqual([duplicates.length, duplicates[0].id], [1, card]);
  assert.ok(live.has(first + 1n) && !live.has(id + 1n) && live.has(Number(id)) && live.memory > 0);
  assert.equal(live.neighbours(id)[0].id, card);
  live.update(card, 'Scan parcels');
  live.erase(first);
  assert.equal(live.closest('parcels')[0].id, card);
  assert.deepEqual(live.ids(), BigUint64Array.of(card, first + 1n, id));
  assert.throws(() => live.erase(first), failure('unknown_id'));
  assert.throws(() => live.update(first, 'x'), failure('unknown_id'));
  assert.throws(() => live.neighbours(2n ** 64n - 1n), failure('unknown_id'));
  assert.throws(() => live.closest('x', { atLeast: 2 }), failure('invalid_argument'));
  assert.throws(() => live.insert(Buffer.of(0xff)), failure('invalid_encoding'));
  assert.throws(() => live.insert('\ud800'), failure('invalid_encoding', 'text'));
  for (const wrong of [-1n, 2n ** 64n, -1, 0.5, '0', undefined]) assert.throws(() => live.has(wrong), RangeError);
  assert.throws(() => live.insert(undefined), TypeError);
  assert.throws(() => new LiveIndex({ ngramMin: 3 }), failure('invalid_argument'));
});

test('a live index is saved', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'storymap '));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'texts.live');
  const live = new LiveIndex();
  await live.insertAll(manyTexts(100));
  await live.save(path);
  assert.equal((await LiveIndex.load(path)).size, 100);
  const bytes = live.write();
  assert.deepEqual(new Uint8Array(await readFile(path)), bytes);
  for (const size of [0, 1, 7, bytes.length >> 1, bytes.length - 1]) {
    assert.throws(() => LiveIndex.read(bytes.subarray(0, size)), failure('invalid_syntax'));
    await writeFile(path, bytes.subarray(0, size));
    await assert.rejects(LiveIndex.load(path), failure('invalid_syntax'));
  }
  await assert.rejects(LiveIndex.load(join(folder, 'no such file')), failure('not_found'));
});

test('a closed live index is an error', async () => {
  const live = new LiveIndex();
  const inserting = live.insertAll(manyTexts(2_000));
  live.close();
  await inserting;
  const closed = failure('invalid_handle');
  const uses = ['write', 'ids'].map((name) => () => live[name]());
  for (const use of [...uses, () => live.size, () => live.memory, () => live.has(1n), () => live.insert('x')]) {
    assert.throws(use, closed);
  }
  await assert.rejects(live.insertAll(['x']), closed);
  await assert.rejects(live.save('unused'), closed);
});

test('many calls at once', async () => {
  const live = new LiveIndex();
  const texts = manyTexts(500);
  const inserting = Array.from({ length: 20 }, () => live.insertAll(texts));
  for (const text of texts) live.closest(text, { limit: 3 });
  const ids = await Promise.all(inserting);
  assert.equal(new Set(ids).size, 20);
  assert.equal(live.size, 10_000);
});
