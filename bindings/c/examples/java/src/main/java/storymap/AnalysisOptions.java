package storymap;

import java.util.Objects;

/** How stories are compared. */
public final class AnalysisOptions {
  private Measure measure = Measure.COSINE;
  private double similar = 0.7;
  private double duplicate = 0.9;
  private Text.Option profile;
  private Text.Option stopWords;
  private Text.Option stopWordList;
  private int ngramMin = 1;
  private int ngramMax = 2;
  private double maxDf = 0.95;
  private Ranking ranking = Ranking.SIMILARITY;

  /** All defaults. */
  public AnalysisOptions() {}

  /** How alike two stories are; cosine by default. */
  public AnalysisOptions measure(Measure measure) {
    this.measure = Objects.requireNonNull(measure, "measure");
    return this;
  }

  /** Scores from here on are similar; default 0.7. */
  public AnalysisOptions similar(double similar) {
    this.similar = similar;
    return this;
  }

  /** And from here on duplicates; default 0.9. */
  public AnalysisOptions duplicate(double duplicate) {
    this.duplicate = duplicate;
    return this;
  }

  /** The rules; default "compat". */
  public AnalysisOptions profile(String profile) {
    this.profile = new Text.Option(profile, "options.profile");
    return this;
  }

  /** Words to be ignored, between white space; '#' begins a comment. */
  public AnalysisOptions stopWords(String stopWords) {
    this.stopWords = new Text.Option(stopWords, "options.stop_words");
    return this;
  }

  /** Or a built-in list: "compat" (default), "none", "en", "ru". */
  public AnalysisOptions stopWordList(String stopWordList) {
    this.stopWordList = new Text.Option(stopWordList, "options.stop_word_list");
    return this;
  }

  /** Cosine: from words (1), which is the default, */
  public AnalysisOptions ngramMin(int ngramMin) {
    this.ngramMin = ngramMin;
    return this;
  }

  /** to pairs of neighbours (2), which is the default. */
  public AnalysisOptions ngramMax(int ngramMax) {
    this.ngramMax = ngramMax;
    return this;
  }

  /** Cosine: terms in a larger share of the stories are left out; default 0.95. */
  public AnalysisOptions maxDf(double maxDf) {
    this.maxDf = maxDf;
    return this;
  }

  /** How {@link Stories#closest} orders stories; by similarity by default. */
  public AnalysisOptions ranking(Ranking ranking) {
    this.ranking = Objects.requireNonNull(ranking, "ranking");
    return this;
  }

  /** An order of stories. */
  public enum Ranking {
    /** By how alike they are. */
    SIMILARITY,
    /** By BM25: better for a few words typed into a search box. */
    BM25
  }

  static C.AnalysisOf struct(AnalysisOptions options) {
    return (options == null ? new AnalysisOptions() : options).struct();
  }

  private C.AnalysisOf struct() {
    C.AnalysisOf struct = new C.AnalysisOf();
    struct.measure = measure.ordinal();
    struct.similar = similar;
    struct.duplicate = duplicate;
    struct.profile = Text.Option.pointer(profile);
    struct.profile_size = Text.Option.size(profile);
    struct.stop_words = Text.Option.pointer(stopWords);
    struct.stop_words_size = Text.Option.size(stopWords);
    struct.stop_word_list = Text.Option.pointer(stopWordList);
    struct.stop_word_list_size = Text.Option.size(stopWordList);
    struct.ngram_min = ngramMin;
    struct.ngram_max = ngramMax;
    struct.max_df = maxDf;
    struct.ranking = ranking.ordinal();
    return struct;
  }
}
