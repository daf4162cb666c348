import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { command, example, withExamples } from './help.js';

const program = fileURLToPath(new URL('../examples/duplicates.js', import.meta.url));
const duplicates = (...words) => spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
const boards = ['shop-en.json', 'trello/de-amirite.json'];

test('the example does what it says', withExamples, () => {
  for (const name of boards) {
    const { status, stdout, stderr } = duplicates(example(name));
    assert.equal(status, 0, stderr);
    for (const line of ['same as before is true', '10000 texts: 500 pairs, 9500 groups', 'was stopped']) {
      assert.ok(stdout.includes(line), stdout);
    }
    assert.match(stderr, / of /);
  }
});

test('its analysis is that of the command', withExamples, () => {
  for (const path of boards.map(example)) {
    const printed = execFileSync(command, ['analyze', path, '--format', 'json'], { encoding: 'utf8' });
    assert.ok(duplicates('--json', path).stdout === printed, path);
  }
});

test('bad arguments of the example', () => {
  for (const words of [[], ['--json'], ['no such file'], ['a', 'b']]) {
    const { status, stderr } = duplicates(...words);
    assert.equal(status, 1);
    assert.ok(stderr.length > 0);
  }
});
