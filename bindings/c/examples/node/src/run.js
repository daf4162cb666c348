// Long work: on another thread, with progress, until a signal stops it.
import { isMainThread } from 'node:worker_threads';
import koffi from 'koffi';
import { StorymapError } from './error.js';
import { call, callAsync, native } from './native.js';
import { visitedPairs } from './arrays.js';
import { place } from './resource.js';
import { ProgressType, VisitorType, structsOf } from './structures.js';

// The library is given a number, and calls back with it: on the thread of JavaScript, while its own waits.
const working = new Map();
let lastNumber = 0n;

/** Lets a callback answer 0 to go on. What it throws stops the work, and is thrown when that has ended. */
function answer(number, ask) {
  const work = working.get(number);
  if (work === undefined || work.thrown) return 1;
  try {
    return ask(work) === false ? 1 : 0;
  } catch (error) {
    work.thrown = { error };
    return 1;
  }
}

let callbacks;

/** Two functions that C can call, for all work together: there is only room for some thousands. */
function registered() {
  callbacks ??= {
    progress: koffi.register(
      (number, done, total) => answer(number, (work) => work.progress(Number(done), Number(total))),
      koffi.pointer(ProgressType),
    ),
    visit: koffi.register(
      (number, pairs, count) => answer(number, (work) => seen(work, visitedPairs(pairs, Number(count)))),
      koffi.pointer(VisitorType),
    ),
  };
  return callbacks;
}

function seen(work, pairs) {
  const more = work.visit(pairs);
  if (more === false) work.enough = true;
  return more;
}

/** The names of the options that say how long work is done. */
export const runOptions = ['progress', 'signal'];

function checked({ progress, signal } = {}) {
  if (progress !== undefined && typeof progress !== 'function') throw new TypeError('progress: expected a function');
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new TypeError('signal: expected an AbortSignal');
  }
  return { progress, signal };
}

/** Keeps from being freed what a call on another thread needs. */
async function holding(held, work) {
  const holds = [];
  try {
    for (const owned of held) {
      owned.hold();
      holds.push(owned);
    }
    await work();
  } finally {
    for (const owned of holds) owned.release();
  }
}

/** A call on another thread that nothing can stop. */
export function aside(name, held, ...values) {
  return holding(held, () => callAsync(name, ...values));
}

/**
 * Does long work. `structs` are the names of those that `options` make; `begin` makes the values of the call from the
 * run, from them, and from what belongs to a visitor. `held` lives until the work is done.
 */
export async function long(name, { options, structs: names = [], held, visit }, begin) {
  const [run, ...structs] = structsOf(options, ['storymap_run', ...names], runOptions);
  const { progress, signal } = checked(options);
  signal?.throwIfAborted();
  const work = { progress, visit };
  const end = started(work, run, signal);
  try {
    const visitor = visit === undefined ? [] : [registered().visit, work.number];
    await holding(held, () => callAsync(name, ...begin(run, structs, visitor)));
  } catch (error) {
    if (work.thrown) throw work.thrown.error;
    if (!(error instanceof StorymapError && error.code === 'cancelled')) throw error;
    signal?.throwIfAborted();
    if (!work.enough) throw error;
  } finally {
    end();
  }
  if (work.thrown) throw work.thrown.error;
}

/** Lets work be followed and stopped; the function that is returned ends that. */
function started(work, run, signal) {
  const at = place();
  call('storymap_cancel_new', at);
  lastNumber += 1n;
  work.number = lastNumber;
  work.stop = () => native.storymap_cancel_request(at[0]);
  run.user = lastNumber;
  [run.cancel] = at;
  if (work.progress !== undefined) run.progress = registered().progress;
  working.set(work.number, work);
  signal?.addEventListener('abort', work.stop, { once: true });
  process.removeListener('exit', leave);
  process.on('exit', leave); // after everybody else's
  return () => {
    signal?.removeEventListener('abort', work.stop);
    working.delete(work.number);
    if (working.size === 0) process.removeListener('exit', leave);
    native.storymap_cancel_free(at[0]);
  };
}

/**
 * Node waits for calls on other threads before it exits, so they are stopped. One that waits for its callback would
 * wait for ever: nothing in JavaScript runs any more.
 */
function leave(code) {
  for (const { stop } of working.values()) stop();
  const waits = [...working.values()].some(({ progress, visit }) => progress !== undefined || visit !== undefined);
  if (waits && isMainThread) {
    const system = koffi.load(process.platform === 'win32' ? 'ucrtbase.dll' : null);
    system.func('_exit', 'void', ['int'])(code);
  }
}
