package storymap;

import java.util.Objects;

/** How texts become vectors. Names, defaults and numbers are those of scikit-learn's TfidfVectorizer. */
public final class VectorizerOptions {
  private Analyzer analyzer = Analyzer.WORDS;
  private int ngramMin = 1;
  private int ngramMax = 1;
  private Text.Option stopWords;
  private Text.Option stopWordList;
  private boolean lowercase = true;
  private Accents stripAccents = Accents.KEEP;
  private double minDf = 1;
  private double maxDf = 1;
  private long maxFeatures;
  private boolean binary;
  private Norm norm = Norm.L2;
  private boolean useIdf = true;
  private boolean smoothIdf = true;
  private boolean sublinearTf;

  /** All defaults. */
  public VectorizerOptions() {}

  /** What the terms are; words by default. */
  public VectorizerOptions analyzer(Analyzer analyzer) {
    this.analyzer = Objects.requireNonNull(analyzer, "analyzer");
    return this;
  }

  /** The fewest in a row that are a term; default 1. */
  public VectorizerOptions ngramMin(int ngramMin) {
    this.ngramMin = ngramMin;
    return this;
  }

  /** The most in a row that are a term; default 1. */
  public VectorizerOptions ngramMax(int ngramMax) {
    this.ngramMax = ngramMax;
    return this;
  }

  /** Words to be left out, between white space. */
  public VectorizerOptions stopWords(String stopWords) {
    this.stopWords = new Text.Option(stopWords, "options.stop_words");
    return this;
  }

  /** Or a built-in list: "none", "en", "ru", "compat". */
  public VectorizerOptions stopWordList(String stopWordList) {
    this.stopWordList = new Text.Option(stopWordList, "options.stop_word_list");
    return this;
  }

  /** Whether letters are made small; default true. */
  public VectorizerOptions lowercase(boolean lowercase) {
    this.lowercase = lowercase;
    return this;
  }

  /** What becomes of accents; kept by default. */
  public VectorizerOptions stripAccents(Accents stripAccents) {
    this.stripAccents = Objects.requireNonNull(stripAccents, "stripAccents");
    return this;
  }

  /** Below 1 a share of all texts, from 1 on a count; default 1. */
  public VectorizerOptions minDf(double minDf) {
    this.minDf = minDf;
    return this;
  }

  /** Up to 1 a share of all texts, above 1 a count; default 1. */
  public VectorizerOptions maxDf(double maxDf) {
    this.maxDf = maxDf;
    return this;
  }

  /** The most terms, those that are most frequent; 0, the default: all. */
  public VectorizerOptions maxFeatures(long maxFeatures) {
    this.maxFeatures = maxFeatures;
    return this;
  }

  /** Whether counts above 1 are 1; default false. */
  public VectorizerOptions binary(boolean binary) {
    this.binary = binary;
    return this;
  }

  /** What the length of a vector is made 1 by; default L2. */
  public VectorizerOptions norm(Norm norm) {
    this.norm = Objects.requireNonNull(norm, "norm");
    return this;
  }

  /** Whether rare terms weigh more; default true. */
  public VectorizerOptions useIdf(boolean useIdf) {
    this.useIdf = useIdf;
    return this;
  }

  /** As if one more text had all terms; default true. */
  public VectorizerOptions smoothIdf(boolean smoothIdf) {
    this.smoothIdf = smoothIdf;
    return this;
  }

  /** 1 + ln(count) instead of count; default false. */
  public VectorizerOptions sublinearTf(boolean sublinearTf) {
    this.sublinearTf = sublinearTf;
    return this;
  }

  /** What terms are. */
  public enum Analyzer {
    /** Words. */
    WORDS,
    /** Characters in a row. */
    CHARS,
    /** Characters in a row within words. */
    CHARS_WB,
    /** What stands between white space. */
    FIELDS
  }

  /** A length of vectors. */
  public enum Norm {
    /** Left as they are. */
    NONE,
    /** The sum. */
    L1,
    /** Euclid's. */
    L2
  }

  static C.VectorizerOf struct(VectorizerOptions options) {
    return (options == null ? new VectorizerOptions() : options).struct();
  }

  private C.VectorizerOf struct() {
    C.VectorizerOf struct = new C.VectorizerOf();
    struct.analyzer = analyzer.ordinal();
    struct.ngram_min = ngramMin;
    struct.ngram_max = ngramMax;
    struct.stop_words = Text.Option.pointer(stopWords);
    struct.stop_words_size = Text.Option.size(stopWords);
    struct.stop_word_list = Text.Option.pointer(stopWordList);
    struct.stop_word_list_size = Text.Option.size(stopWordList);
    struct.lowercase = lowercase ? 1 : 0;
    struct.strip_accents = stripAccents.ordinal();
    struct.min_df = minDf;
    struct.max_df = maxDf;
    struct.max_features = maxFeatures;
    struct.binary = binary ? 1 : 0;
    struct.norm = norm.ordinal();
    struct.use_idf = useIdf ? 1 : 0;
    struct.smooth_idf = smoothIdf ? 1 : 0;
    struct.sublinear_tf = sublinearTf ? 1 : 0;
    return struct;
  }
}
