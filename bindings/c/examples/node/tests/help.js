import { join } from 'node:path';
import { StoryMap } from 'storymap';

export const small = () =>
  StoryMap.read(`{"storymap":1,"name":"Small","activities":[{"id":"a1","name":"Buy","tasks":[{"id":"t1",
"name":"Pay","stories":[{"id":"s1","title":"As a guest I want to pay by card","points":3},
{"id":"s2","title":"As a guest I want to pay by cash"}]}]}]}`);

export const done = { v: 1, op: 'set', noun: 'story', id: 's1', field: 'status', value: 'done' };

/** What assert.throws and assert.rejects compare with. */
export const failure = (code, path) => ({ name: 'StorymapError', code, ...(path === undefined ? {} : { path }) });

/** Makes up texts, a few of which are the same. */
export const manyTexts = (count) =>
  Array.from({ length: count }, (_, k) => {
    const number = (k * 7919) % (count - count / 20);
    return `word${number % 101} word${number % 103} word${number % 107} week${number}`;
  });

/** Files to read and the command, if the environment says where they are. */
export const command = process.env.STORYMAP_BIN;
const folder = process.env.STORYMAP_EXAMPLES;
export const example = (name) => join(folder, name);
export const withExamples = { skip: folder && command ? false : 'STORYMAP_EXAMPLES or STORYMAP_BIN is not set' };
