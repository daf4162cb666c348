package storymap;

import java.util.List;

/** What was found in some maps: score, findings, similar stories. It keeps the maps as they were. */
public final class Analysis extends Resource {
  private Analysis(long pointer) {
    super(pointer, C::storymap_analysis_free);
  }

  /** Validates maps and compares all their stories. Rows are stories in map order, map by map. */
  public static Analysis of(List<StoryMap> maps, AnalysisOptions options, RunOptions how) {
    C.AnalysisOf comparing = AnalysisOptions.struct(options);
    long[] made = new long[1];
    return StoryMap.with(maps, pointers -> {
      RunOptions.run(how, (run, failure) ->
          C.storymap_analyze(pointers, pointers.length, comparing, run, made, failure));
      return new Analysis(made[0]);
    });
  }

  /** The same for one map, with all defaults. */
  public static Analysis of(StoryMap map) {
    return of(List.of(map), null, null);
  }

  /** The overall score, 0 to 100. */
  public int score() {
    return use(C::storymap_analysis_score);
  }

  /** All pairs of similar stories, the best first. */
  public Pairs pairs() {
    return use(pointer ->
        Taken.pairs(Call.take((pairs, failure) -> C.storymap_analysis_pairs(pointer, pairs, failure))));
  }

  /** The whole result: {@code storymap analyze}. */
  public String report(ReportOptions options) {
    C.Report how = ReportOptions.struct(options);
    return use(pointer ->
        Call.text((text, failure) -> C.storymap_analysis_report(pointer, how, text, failure)));
  }

  /** The same as JSON. */
  public String report() {
    return report(null);
  }

  /** Similar stories only: {@code storymap similar}. */
  public static String similar(List<StoryMap> maps, AnalysisOptions options, ReportOptions report, RunOptions how) {
    C.AnalysisOf comparing = AnalysisOptions.struct(options);
    C.Report writing = ReportOptions.struct(report);
    long[] text = new long[2];
    return StoryMap.with(maps, pointers -> {
      RunOptions.run(how, (run, failure) ->
          C.storymap_similar(pointers, pointers.length, comparing, writing, run, text, failure));
      return Taken.text(text);
    });
  }
}
