// Compares what the sources declare with the storymap.h that is installed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import koffi from 'koffi';
import { signatures } from '../src/native.js';
import { initial, members, types } from '../src/structures.js';

const folder = process.env.STORYMAP_INCLUDE_DIR;
const header = folder
  ? readFileSync(join(folder, 'storymap.h'), 'utf8')
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\\\n/g, ' ')
  : '';
const needsHeader = { skip: folder ? false : 'STORYMAP_INCLUDE_DIR is not set' };

/** The kind of a C type that matters to whoever calls. */
function kindOf(type) {
  const word = type.replace(/\bconst\b/g, '').replace(/\s+/g, ' ').trim();
  if (/\*/.test(word) || /^storymap_(progress|pair_visitor)$/.test(word)) return 'pointer';
  return word === 'storymap_status' ? 'int32_t' : word;
}

const kindHere = (type) => {
  const { name, primitive } = koffi.type(type);
  return primitive === 'Pointer' || primitive === 'String' ? 'pointer' : name;
};

test('functions', needsHeader, () => {
  const declared = {};
  for (const [, result, name, takes] of header.matchAll(/STORYMAP_API\s+([\w\s*]+?)(storymap_\w+)\(([^)]*)\);/g)) {
    const types = takes.trim() === 'void' ? [] : takes.split(',').map((one) => one.replace(/\w+\s*$/, ''));
    declared[name] = [result, ...types].map(kindOf);
  }
  const here = Object.entries(signatures).map(([name, kinds]) => [name, kinds.map(kindHere)]);
  assert.deepEqual(Object.fromEntries(here), declared);
});

test('structs and their defaults', needsHeader, () => {
  const numbers = { NULL: null };
  for (const [, words] of header.matchAll(/enum\s*{([^}]*)}/g)) {
    for (const [, name, value] of words.matchAll(/(\w+)\s*=\s*(\d+)/g)) numbers[name] = Number(value);
  }
  for (const name of Object.keys(members)) {
    const [, body] = header.match(new RegExp(`typedef struct ${name} {([^}]*)} ${name};`));
    const declared = [...body.matchAll(/([\w\s*]+?)(\w+)(?:\[(\d+)\])?;/g)].map(([, type, field, count]) => [
      field,
      count ? `${type.trim()}[${count}]` : kindOf(type),
    ]);
    const here = Object.entries(koffi.type(types[name]).members).map(([field, { type }]) => [
      field,
      type.primitive === 'Array' ? `${type.ref.name}[${type.length}]` : kindHere(type),
    ]);
    assert.deepEqual(here, declared, name);

    const [, values] = header.match(new RegExp(`#define ${name.toUpperCase()}_INIT\\s+{(.*)}`));
    const defaults = values.split(',').map((value) => {
      const word = value.trim();
      if (word.startsWith('sizeof')) return koffi.sizeof(types[name]);
      if (word === '{0}') return '';
      return word in numbers ? numbers[word] : Number(word);
    });
    assert.deepEqual(Object.values(initial(name)), defaults, name);
  }
});
