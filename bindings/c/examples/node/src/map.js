// Story maps: reading, writing, looking and changing.
import koffi from 'koffi';
import { jsonFrom, room, takeJson, takeText, textFrom } from './arrays.js';
import { call, native } from './native.js';
import { Resource, isOwned, make, owned, owner, place, pointerOf } from './resource.js';
import { aside } from './run.js';
import { initial, structsOf } from './structures.js';
import { bytesOf, pathOf, whole } from './text.js';

/** Calls a function that writes two texts, the second of them JSON. */
function bothFrom(name, ...values) {
  const [first, second] = [room(), room()];
  call(name, ...values, first, second);
  const text = takeText(first);
  return [text, takeJson(second)];
}

/** A text of a struct, which lives as long as what it is of. */
const textOf = (struct, member) => koffi.decode.string(struct[member], struct[`${member}_size`]) ?? '';

export class StoryMap extends Resource {
  constructor(name = '') {
    super(isOwned(name) ? name : named(name));
  }

  static read(bytes, options) {
    const [reading] = structsOf(options, ['storymap_read_options']);
    const source = bytesOf(bytes, 'bytes');
    return new StoryMap(make('StoryMap', 'map', 'storymap_map_read', source, source.length, reading));
  }

  static async load(path, options) {
    const [reading] = structsOf(options, ['storymap_read_options']);
    const [file, at] = [pathOf(path), place()];
    await aside('storymap_map_load', [], file, file.length, reading, at);
    return new StoryMap(owned('StoryMap', at, 'map'));
  }

  write(format) {
    const wanted = bytesOf(format, 'format');
    const [text, dropped] = bothFrom('storymap_map_write', mapPointer(this), wanted, wanted.length);
    return { text, dropped };
  }

  async save(path, format = '') {
    const [file, wanted, dropped] = [pathOf(path), bytesOf(format, 'format'), room()];
    const now = this.copy(); // which nobody changes while it is written
    try {
      const it = owner(now, StoryMap);
      await aside('storymap_map_save', [it], it.pointer, file, file.length, wanted, wanted.length, dropped);
    } finally {
      now.close();
    }
    return takeJson(dropped);
  }

  copy() {
    return new StoryMap(make('StoryMap', 'map', 'storymap_map_copy', mapPointer(this)));
  }

  equals(other) {
    return native.storymap_map_equal(mapPointer(this), mapPointer(other, 'other')) === 1;
  }

  get importReport() {
    return jsonFrom('storymap_map_import_report', mapPointer(this));
  }

  get counts() {
    const struct = initial('storymap_counts');
    call('storymap_map_counts', mapPointer(this), struct);
    const { activities, tasks, stories, releases, personas, links } = struct;
    return { activities, tasks, stories, releases, personas, links };
  }

  story(row) {
    const struct = initial('storymap_story');
    call('storymap_map_story', mapPointer(this), whole(row, 'row'), struct);
    return {
      id: textOf(struct, 'id'),
      title: textOf(struct, 'title'),
      description: textOf(struct, 'description'),
      status: textOf(struct, 'status'),
      priority: textOf(struct, 'priority'),
      release: textOf(struct, 'release'),
      points: struct.has_points === 1 ? struct.points : undefined,
      activity: struct.activity,
      task: struct.task,
      position: struct.position,
    };
  }

  *stories() {
    for (let row = 0; row < this.counts.stories; row += 1) yield this.story(row);
  }

  findStory(id) {
    const [name, at] = [bytesOf(id, 'id'), place()];
    call('storymap_map_find_story', mapPointer(this), name, name.length, at);
    return Number(at[0]);
  }

  apply(edits) {
    const json = editsOf(edits);
    return textFrom('storymap_map_apply', mapPointer(this), json, json.length);
  }

  planRemove(noun, id) {
    const [word, name] = [bytesOf(noun, 'noun'), bytesOf(id, 'id')];
    return textFrom('storymap_map_plan_remove', mapPointer(this), word, word.length, name, name.length);
  }

  validate({ profile = '', ...report } = {}) {
    const [reporting] = structsOf(report, ['storymap_report_options']);
    const rules = bytesOf(profile, 'profile');
    return textFrom('storymap_validate', mapPointer(this), rules, rules.length, reporting);
  }
}

function named(name) {
  const text = bytesOf(name, 'name');
  return make('StoryMap', 'map', 'storymap_map_new', text, text.length);
}

function mapPointer(map, name) {
  return pointerOf(map, StoryMap, name);
}

function editsOf(edits) {
  return bytesOf(typeof edits === 'string' || edits instanceof Uint8Array ? edits : JSON.stringify(edits), 'edits');
}

export const diff = (before, after) =>
  textFrom('storymap_diff', mapPointer(before, 'before'), mapPointer(after, 'after'));

export function rebase(edits, base, current) {
  const json = editsOf(edits);
  const maps = [mapPointer(base, 'base'), mapPointer(current, 'current')];
  const [rebased, notes] = bothFrom('storymap_rebase', json, json.length, ...maps);
  return { edits: rebased, notes };
}

export function merge(base, ours, theirs) {
  const maps = [mapPointer(base, 'base'), mapPointer(ours, 'ours'), mapPointer(theirs, 'theirs')];
  const [at, conflicts] = [place(), room()];
  call('storymap_merge', ...maps, at, conflicts);
  return { map: new StoryMap(owned('StoryMap', at, 'map')), conflicts: takeJson(conflicts) };
}

/** Does work with maps as they are now, whatever becomes of them meanwhile. */
export async function withCopies(maps, work) {
  const list = maps instanceof StoryMap ? [maps] : Array.from(maps);
  const copies = [];
  try {
    for (const map of list) {
      mapPointer(map, `maps[${copies.length}]`);
      copies.push(map.copy());
    }
    const owners = copies.map((copy) => owner(copy, StoryMap));
    return await work(owners, BigUint64Array.from(owners, (it) => it.pointer), owners.length);
  } finally {
    for (const copy of copies) copy.close();
  }
}
