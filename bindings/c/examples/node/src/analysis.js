// What is found in maps: score, findings, similar stories.
import { jsonFrom, matchesFrom, room, takePairs, takeText, textFrom } from './arrays.js';
import { call, native } from './native.js';
import { Resource, owned, place, pointerOf } from './resource.js';
import { long } from './run.js';
import { structsOf } from './structures.js';
import { bytesOf, real, row, whole } from './text.js';
import { withCopies } from './map.js';

export class Analysis extends Resource {
  get score() {
    return native.storymap_analysis_score(pointerOf(this, Analysis));
  }

  pairs() {
    const at = room();
    call('storymap_analysis_pairs', pointerOf(this, Analysis), at);
    return takePairs(at);
  }

  report(options) {
    const [reporting] = structsOf(options, ['storymap_report_options']);
    return textFrom('storymap_analysis_report', pointerOf(this, Analysis), reporting);
  }

  toJSON() {
    return JSON.parse(this.report());
  }
}

export function analyze(maps, options) {
  return withCopies(maps, async (held, pointers, count) => {
    const at = place();
    await long('storymap_analyze', { options, structs: ['storymap_analysis_options'], held }, (run, [how]) => [
      pointers,
      count,
      how,
      run,
      at,
    ]);
    return new Analysis(owned('Analysis', at, 'analysis'));
  });
}

export function similar(maps, options) {
  return withCopies(maps, async (held, pointers, count) => {
    const at = room();
    const structs = ['storymap_analysis_options', 'storymap_report_options'];
    await long('storymap_similar', { options, structs, held }, (run, [how, report]) => [
      pointers,
      count,
      how,
      report,
      run,
      at,
    ]);
    return takeText(at);
  });
}

export class Stories extends Resource {
  static of(maps, options) {
    return withCopies(maps, async (held, pointers, count) => {
      const at = place();
      await long('storymap_stories_new', { options, structs: ['storymap_analysis_options'], held }, (run, [how]) => [
        pointers,
        count,
        how,
        run,
        at,
      ]);
      return new Stories(owned('Stories', at, 'stories'));
    });
  }

  closest(text, { limit = 10, atLeast = 0 } = {}) {
    return matchesFrom('storymap_closest', ...asked(this, text, limit, atLeast));
  }

  closestReport(text, { limit = 10, atLeast = 0, ...report } = {}) {
    const [reporting] = structsOf(report, ['storymap_report_options']);
    return textFrom('storymap_closest_report', ...asked(this, text, limit, atLeast), reporting);
  }

  explain(a, b) {
    return jsonFrom('storymap_explain', pointerOf(this, Stories), row(a, 'a'), row(b, 'b'));
  }
}

function asked(stories, text, limit, atLeast) {
  const words = bytesOf(text, 'text');
  return [pointerOf(stories, Stories), words, words.length, whole(limit, 'limit'), real(atLeast, 'atLeast')];
}

