package storymap;

import java.util.Objects;

/** How a live index compares texts. */
public final class LiveOptions {
  private boolean lowercase = true;
  private int ngramMin = 1;
  private int ngramMax = 2;
  private Text.Option stopWords;
  private Text.Option stopWordList;
  private double maxDf = 0.95;
  private Accents stripAccents = Accents.KEEP;

  /** All defaults. */
  public LiveOptions() {}

  /** Whether letters are made small; default true. */
  public LiveOptions lowercase(boolean lowercase) {
    this.lowercase = lowercase;
    return this;
  }

  /** The fewest words in a row that are a term; default 1. */
  public LiveOptions ngramMin(int ngramMin) {
    this.ngramMin = ngramMin;
    return this;
  }

  /** 1: words; 2 (default): words and pairs of neighbours. */
  public LiveOptions ngramMax(int ngramMax) {
    this.ngramMax = ngramMax;
    return this;
  }

  /** Words to be left out, between white space. */
  public LiveOptions stopWords(String stopWords) {
    this.stopWords = new Text.Option(stopWords, "options.stop_words");
    return this;
  }

  /** Or a built-in list: "none", "en", "ru", "compat". */
  public LiveOptions stopWordList(String stopWordList) {
    this.stopWordList = new Text.Option(stopWordList, "options.stop_word_list");
    return this;
  }

  /** Up to 1 a share of all texts, above 1 a count; default 0.95. */
  public LiveOptions maxDf(double maxDf) {
    this.maxDf = maxDf;
    return this;
  }

  /** What becomes of accents; kept by default. */
  public LiveOptions stripAccents(Accents stripAccents) {
    this.stripAccents = Objects.requireNonNull(stripAccents, "stripAccents");
    return this;
  }

  static C.Live struct(LiveOptions options) {
    return (options == null ? new LiveOptions() : options).struct();
  }

  private C.Live struct() {
    C.Live struct = new C.Live();
    struct.lowercase = lowercase ? 1 : 0;
    struct.ngram_min = ngramMin;
    struct.ngram_max = ngramMax;
    struct.stop_words = Text.Option.pointer(stopWords);
    struct.stop_words_size = Text.Option.size(stopWords);
    struct.stop_word_list = Text.Option.pointer(stopWordList);
    struct.stop_word_list_size = Text.Option.size(stopWordList);
    struct.max_df = maxDf;
    struct.strip_accents = stripAccents.ordinal();
    return struct;
  }
}
