package storymap;

import java.util.List;

/**
 * The stories of some maps, ready to be asked: while someone types, or "is this there already?". Immutable; keeps the
 * maps as they were.
 */
public final class Stories extends Resource {
  private Stories(long pointer) {
    super(pointer, C::storymap_stories_free);
  }

  /** Makes the stories of some maps ready. */
  public static Stories of(List<StoryMap> maps, AnalysisOptions options, RunOptions how) {
    C.AnalysisOf comparing = AnalysisOptions.struct(options);
    long[] made = new long[1];
    return StoryMap.with(maps, pointers -> {
      RunOptions.run(how, (run, failure) ->
          C.storymap_stories_new(pointers, pointers.length, comparing, run, made, failure));
      return new Stories(made[0]);
    });
  }

  /** The same for one map, with all defaults. */
  public static Stories of(StoryMap map) {
    return of(List.of(map), null, null);
  }

  /** The stories closest to a text, best first: at most {@code limit}, scores above 0 and at least {@code atLeast}. */
  public List<Match> closest(String text, int limit, double atLeast) {
    byte[] words = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    return use(pointer -> Taken.matches(Call.take((matches, failure) ->
        C.storymap_closest(pointer, words, words.length, most, atLeast, matches, failure))));
  }

  /** The same as a report: {@code storymap closest}. */
  public String closestReport(String text, int limit, double atLeast, ReportOptions options) {
    byte[] words = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    C.Report how = ReportOptions.struct(options);
    return use(pointer -> Call.text((report, failure) ->
        C.storymap_closest_report(pointer, words, words.length, most, atLeast, how, report, failure)));
  }

  /** Why two stories, given by their rows, are alike: a JSON object with score, kind and terms. */
  public String explain(int a, int b) {
    return use(pointer -> Call.text((json, failure) -> C.storymap_explain(pointer, a, b, json, failure)));
  }
}
