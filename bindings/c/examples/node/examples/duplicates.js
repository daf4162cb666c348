// Analyses a story map, edits it and takes the edit back, finds duplicates among many texts, and shows how to stop a
// search.
//
//   node examples/duplicates.js shop.json          what it does, in words
//   node examples/duplicates.js --json shop.json   only the analysis, as "storymap analyze shop.json --format json"
import { Index, StoryMap, analyze } from 'storymap';

async function show(path) {
  const map = await StoryMap.load(path);
  const analysis = await analyze(map, { threads: 0 });
  console.log(`score: ${analysis.score} of 100, ${analysis.pairs().length} similar pairs`);
  editAndUndo(map);
  await findDuplicates(texts(10_000));
}

async function printJson(path) {
  const analysis = await analyze(await StoryMap.load(path), { threads: 0 });
  process.stdout.write(analysis.report());
}

/** Removes the first story with all that refers to it, and brings it back. */
function editAndUndo(map) {
  const before = map.copy();
  const { id, title } = map.story(0);
  const undo = map.apply(map.planRemove('story', id));
  console.log(`without "${title}": ${map.counts.stories} stories`);
  map.apply(undo);
  console.log(`undone: the same as before is ${map.equals(before)}`);
}

async function findDuplicates(many) {
  const index = await Index.of(many, { threads: 0 });
  const progress = (done, total) => void process.stderr.write(`\r${done} of ${total}`);
  const pairs = await index.pairs(0.9, { progress });
  process.stderr.write('\n');
  const groups = new Set(await index.groups(0.9));
  console.log(`${index.size} texts: ${pairs.length} pairs, ${groups.size} groups`);

  const controller = new AbortController();
  try {
    await index.pairs(0.9, { progress: () => controller.abort(), signal: controller.signal });
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
    console.log(`a second search was stopped: ${error.message}`);
    return;
  }
  throw new Error('the second search was not stopped');
}

/** Makes up short stories, a few of which say the same. */
function texts(count) {
  const roles = ['shopper', 'manager', 'courier', 'author', 'guest'];
  const verbs = ['find', 'compare', 'share', 'print', 'archive', 'rename', 'filter'];
  const things = ['orders', 'invoices', 'photos', 'reviews', 'parcels', 'drafts', 'prices', 'lists', 'labels'];
  return Array.from({ length: count }, (_, k) => {
    const number = (k * 7919) % (count - count / 20);
    const [role, verb] = [roles[number % 5], verbs[Math.trunc(number / 5) % 7]];
    const thing = things[Math.trunc(number / 35) % 9];
    return `As a ${role} I want to ${verb} ${thing} of week${number % 997} for area${number % 1009}`;
  });
}

const words = process.argv.slice(2);
try {
  if (words.length === 2 && words[0] === '--json') await printJson(words[1]);
  else if (words.length === 1 && words[0] !== '--json') await show(words[0]);
  else throw new Error('usage: duplicates [--json] FILE');
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
