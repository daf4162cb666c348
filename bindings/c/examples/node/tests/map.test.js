import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'node:test';
import { StoryMap, diff, merge, rebase } from 'storymap';
import { done, failure, small } from './help.js';

test('a map is read and written', () => {
  const map = small();
  assert.deepEqual(map.counts, { activities: 1, tasks: 1, stories: 2, releases: 0, personas: 0, links: 0 });
  const { id, status, points, release, position } = map.story(0);
  assert.deepEqual([id, status, points, release, position], ['s1', 'todo', 3, '', 0]);
  assert.equal(map.story(1).points, undefined);
  assert.deepEqual(
    [...map.stories()].map((story) => story.id),
    ['s1', 's2'],
  );
  assert.equal(map.findStory('s2'), 1);
  const { text, dropped } = map.write('json');
  assert.deepEqual(dropped, []);
  assert.ok(StoryMap.read(text).equals(map));
  assert.equal(map.importReport.format, 'json');
  assert.equal(new StoryMap('Shop').importReport, null);
  assert.equal(new StoryMap().equals(map), false);
  assert.match(map.validate({ format: 'markdown', profile: 'compat' }), /Small/);
  assert.equal(map[Symbol.dispose](), undefined);
  assert.equal(map.closed, true);
});

test('texts of all kinds pass', () => {
  const title = 'Zahlen \u{1f4b3} \0 \u0439';
  const map = small();
  map.apply([{ ...done, field: 'title', value: title }]);
  assert.equal(map.story(0).title, title);
  assert.equal(map.findStory(Buffer.from('s1')), 0);
  assert.equal(new StoryMap(title).write('json').text.includes('\u{1f4b3}'), true);
});

test('a map is saved', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'storymap '));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, '\u043a\u0430\u0440\u0442\u0430.json');
  const map = small();
  const saving = map.save(path);
  map.apply([done]); // too late for the file
  assert.deepEqual(await saving, []);
  assert.ok((await StoryMap.load(pathToFileURL(path))).equals(small()));
  assert.ok(Array.isArray(await map.save(path, 'markdown')));
  await assert.rejects(map.save(join(folder, 'no', 'folder.json')), failure('unwritable'));
  await assert.rejects(map.save(path, 'no such format'), failure('unknown_format'));
});

test('edits are applied and undone', () => {
  const [before, map] = [small(), small()];
  const undo = map.apply(JSON.stringify([done]));
  assert.equal(map.story(0).status, 'done');
  const edits = diff(before, map);
  assert.equal(JSON.parse(edits).value, 'done');
  assert.deepEqual(rebase(edits, before, before).notes, []);
  const merged = merge(before, map, before);
  assert.deepEqual([merged.conflicts, merged.map.equals(map)], [[], true]);
  map.apply(undo);
  assert.ok(map.equals(before));
});

test('conflicts are told', () => {
  const [base, ours, theirs] = [small(), small(), small()];
  ours.apply([{ ...done, field: 'title', value: 'Ours' }]);
  theirs.apply([{ ...done, field: 'title', value: 'Theirs' }]);
  const { map, conflicts } = merge(base, ours, theirs);
  assert.equal(conflicts[0].kind, 'field');
  assert.equal(map.story(0).title, 'Ours');
});

test('bad input is an error', async () => {
  const map = small();
  assert.throws(() => StoryMap.read(''), failure('invalid_syntax'));
  assert.throws(() => StoryMap.read(new Uint8Array()), failure('invalid_syntax'));
  assert.throws(() => StoryMap.read('{"storymap":1,'), failure('invalid_syntax'));
  assert.throws(() => StoryMap.read('{"storymap":1,"name":3}'), {
    ...failure('invalid_field', '/name'),
    message: /^\/name: /,
  });
  assert.throws(() => StoryMap.read(Buffer.from('# Shop \xff\xfe', 'latin1'), { encoding: 'utf-8' }), {
    code: 'invalid_encoding',
  });
  assert.throws(() => StoryMap.read('# Shop \ud800'), failure('invalid_encoding', 'bytes'));
  assert.throws(() => StoryMap.read('{}', { mostBytes: 1 }), failure('too_large'));
  assert.throws(() => StoryMap.read('{}', { encoding: 'utf-7' }), failure('invalid_argument', 'options.encoding'));
  await assert.rejects(StoryMap.load('no such file'), failure('not_found'));
  await assert.rejects(StoryMap.load(''), failure('invalid_argument', 'path'));
  await assert.rejects(StoryMap.load('package.json\0'), TypeError);
  assert.throws(() => map.story(2), failure('invalid_argument', 'row'));
  assert.throws(() => map.findStory('s9'), failure('unknown_id'));
  assert.throws(() => map.planRemove('story', 's9'), failure('unknown_id', 'id'));
  assert.throws(() => map.planRemove('dragon', 's1'), failure('invalid_argument', 'noun'));
  assert.throws(() => map.apply([{ ...done, id: 's9' }]), failure('unknown_id'));
  assert.throws(() => map.apply(Buffer.from('\xff', 'latin1')), failure('invalid_encoding', 'edits'));
  assert.throws(() => map.validate({ width: 3, format: 'text' }), failure('invalid_argument'));
  assert.ok(map.equals(small()));
});

test('arguments of the wrong type are TypeErrors', async () => {
  const map = small();
  for (const wrong of [undefined, null, 3, {}, []]) {
    assert.throws(() => StoryMap.read(wrong), TypeError);
    assert.throws(() => map.findStory(wrong), TypeError);
    assert.throws(() => map.equals(wrong), TypeError);
    await assert.rejects(StoryMap.load(wrong), TypeError);
  }
  assert.throws(() => new StoryMap(3), TypeError);
  assert.throws(() => StoryMap.read('{}', { archivd: true }), /there is no option 'archivd'/);
  assert.throws(() => StoryMap.read('{}', { archived: 1 }), TypeError);
  assert.throws(() => StoryMap.read('{}', null), TypeError);
  assert.throws(() => map.validate({ format: 'pdf' }), TypeError);
  for (const wrong of [-1, 1.5, NaN, Infinity, '0', 2 ** 53, undefined]) {
    assert.throws(() => map.story(wrong), RangeError);
  }
});

test('a closed map is an error', async () => {
  const map = small();
  map.close();
  map.close();
  const closed = failure('invalid_handle');
  for (const use of [
    () => map.counts,
    () => map.importReport,
    () => map.story(0),
    () => map.copy(),
    () => map.write('json'),
    () => map.apply([]),
    () => map.equals(small()),
    () => small().equals(map),
    () => diff(map, small()),
    () => [...map.stories()],
  ]) {
    assert.throws(use, closed);
  }
  await assert.rejects(map.save('unused.json'), closed);
});
