import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { Analysis, Stories, StoryMap, analyze, similar } from 'storymap';
import { command, done, example, failure, small, withExamples } from './help.js';

test('the report is that of the command', withExamples, async () => {
  for (const name of ['shop-en.json', 'clinic-ru.md', 'backlog-500.csv', 'trello/de-amirite.json']) {
    const path = example(name);
    const analysis = await analyze(await StoryMap.load(path), { threads: 0 });
    const printed = execFileSync(command, ['analyze', path, '--format', 'json'], { encoding: 'utf8' });
    assert.ok(analysis.report() === printed, name);
    assert.equal(JSON.parse(JSON.stringify(analysis)).overall_score, analysis.score);
  }
});

test('two maps are analysed', async () => {
  const map = small();
  const started = analyze([map, map], { stopWords: 'want', maxDf: 1, threads: 2 });
  map.apply([{ ...done, field: 'title', value: 'Quite another' }]); // too late for the analysis
  map.close();
  const analysis = await started;
  assert.ok(analysis.score >= 0 && analysis.score <= 100);
  const pairs = analysis.pairs();
  assert.ok([...pairs].some(({ a, b, score }) => a === 0 && b === 2 && score > 0.999));
  assert.deepEqual(pairs.at(-1), [...pairs].at(-1));
  assert.equal(pairs.at(pairs.length), undefined);
  assert.match(analysis.report({ format: 'text', language: 'ru' }), /\u0438/);
  assert.throws(() => analysis.report({ format: 'text', width: 3 }), failure('invalid_argument'));
  assert.match(await similar(small(), { format: 'markdown', similar: 0.5 }), /./);
  analysis.close();
  assert.throws(() => analysis.report(), failure('invalid_handle'));
  assert.throws(() => analysis.score, failure('invalid_handle'));
});

test('bad options are errors', async () => {
  const map = small();
  await assert.rejects(analyze(map, { similar: 2 }), failure('invalid_argument'));
  await assert.rejects(analyze(map, { profile: 'no such profile' }), failure('invalid_argument'));
  await assert.rejects(analyze(map, { threads: -1 }), TypeError);
  await assert.rejects(analyze(map, { measure: 'euclid' }), TypeError);
  await assert.rejects(analyze(map, { progress: 1 }), TypeError);
  await assert.rejects(analyze(map, { signal: {} }), TypeError);
  await assert.rejects(analyze([]), failure('invalid_argument'));
  await assert.rejects(analyze([map, 'map']), TypeError);
  await assert.rejects(analyze(undefined), TypeError);
  assert.throws(() => new Analysis(), TypeError);
  map.close();
  await assert.rejects(analyze(map), failure('invalid_handle'));
});

test('stories are asked', async () => {
  const map = small();
  const stories = await Stories.of(map, { stopWordList: 'none', maxDf: 1 });
  map.close(); // the stories keep it
  const matches = stories.closest('pay by cash', { limit: 1, atLeast: 0.1 });
  assert.deepEqual([matches.length, matches[0].row], [1, 1]);
  assert.equal(stories.closest('pay by cash').length, 2);
  assert.ok(JSON.parse(stories.closestReport('pay by cash', { limit: 1, format: 'json' })));
  assert.ok(stories.explain(0, 1).terms[0].contribution > 0);
  assert.deepEqual(stories.closest(''), []);
  assert.throws(() => stories.explain(0, 2), failure('invalid_argument', 'b'));
  assert.throws(() => stories.closest('x', { atLeast: NaN }), failure('invalid_argument', 'at_least'));
  assert.throws(() => stories.closest('x\udc00'), failure('invalid_encoding', 'text'));
  assert.throws(() => stories.closest(Buffer.of(0xff)), failure('invalid_encoding', 'text'));
  stories.close();
  assert.throws(() => stories.closest('x'), failure('invalid_handle'));
});
