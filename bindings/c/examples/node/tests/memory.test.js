import assert from 'node:assert/strict';
import test from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { LiveIndex } from 'storymap';
import { manyTexts } from './help.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const megabytes = () => process.memoryUsage.rss() / 2 ** 20;

test('what is forgotten is freed', async () => {
  const bytes = await (async () => {
    const live = new LiveIndex();
    await live.insertAll(manyTexts(5_000));
    return live.write();
  })();
  const round = async () => {
    for (let k = 0; k < 10; k += 1) LiveIndex.read(bytes);
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 10)); // finalizers are tasks of their own
  };
  for (let k = 0; k < 5; k += 1) await round();
  const before = megabytes();
  const one = LiveIndex.read(bytes).memory / 2 ** 20;
  for (let k = 0; k < 20; k += 1) await round();
  const grown = megabytes() - before;
  assert.ok(grown < 50 * one, `${grown} MB more after 200 indexes of ${one} MB`);
});

test('a worker has its own', async () => {
  const source = `
    import { Index } from ${JSON.stringify(import.meta.resolve('storymap'))};
    import { parentPort } from 'node:worker_threads';
    let heard = 0;
    const index = await Index.of(['pay by card', 'pay by card'], { progress: () => void (heard += 1) });
    parentPort.postMessage([(await index.pairs(0.9)).length, heard > 0]);
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  assert.deepEqual(answer, [1, true]);
});
