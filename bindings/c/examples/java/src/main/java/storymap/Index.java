package storymap;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rows that can be asked how alike they are: exactly, and with the same answer on every machine. Immutable. */
public final class Index extends Resource {
  private Index(long pointer) {
    super(pointer, C::storymap_index_free);
  }

  /** Texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs. */
  public static Index of(Corpus corpus, VectorizerOptions options, RunOptions how) {
    C.VectorizerOf words = VectorizerOptions.struct(options);
    long[] made = new long[1];
    return corpus.reading(texts -> {
      RunOptions.run(how, (run, failure) -> C.storymap_index_new(texts, words, run, made, failure));
      return new Index(made[0]);
    });
  }

  /** The same for some texts, with all defaults. */
  public static Index of(Iterable<String> texts) {
    try (Corpus corpus = new Corpus(texts)) {
      return of(corpus, null, null);
    }
  }

  /** The rows of any matrix. */
  public static Index of(Matrix matrix, Measure measure) {
    return matrix.use(rows -> new Index(
        Call.make((index, failure) -> C.storymap_index_from_matrix(rows, measure.ordinal(), index, failure))));
  }

  /** Number of rows. */
  public long size() {
    return use(C::storymap_index_size);
  }

  /** The similarity of two rows. */
  public double score(int a, int b) {
    double[] score = new double[1];
    return use(pointer -> {
      Call.run(failure -> C.storymap_index_score(pointer, a, b, score, failure));
      return score[0];
    });
  }

  private interface Question {
    int ask(long index, C.Run run, C.Failure failure);
  }

  /** Does long work with the index. */
  private void ask(RunOptions how, Question question) {
    use(pointer -> {
      RunOptions.run(how, (run, failure) -> question.ask(pointer, run, failure));
      return null;
    });
  }

  /**
   * All pairs with a score of at least {@code atLeast}, which is above 0, ordered by (a, b): the same as comparing
   * every row with every other, in memory that grows with the answer.
   */
  public Pairs pairs(double atLeast, RunOptions how) {
    long[] pairs = new long[2];
    ask(how, (index, run, failure) -> C.storymap_index_pairs(index, atLeast, run, pairs, failure));
    return Taken.pairs(pairs);
  }

  /** The same on one thread. */
  public Pairs pairs(double atLeast) {
    return pairs(atLeast, null);
  }

  /**
   * The same pairs, a few at a time, for more of them than memory holds; in an order that does not depend on the number
   * of threads.
   */
  public void forEachPair(double atLeast, PairVisitor visitor, RunOptions how) {
    Objects.requireNonNull(visitor, "visitor");
    Visiting visiting = new Visiting(visitor);
    try {
      ask(how, (index, run, failure) ->
          C.storymap_index_for_each_pair(index, atLeast, visiting, 0, run, failure));
    } catch (StorymapException e) {
      Thrown.rethrow(visiting.thrown);
      if (!visiting.enough || e.code() != Code.CANCELLED) throw e;
    }
    Thrown.rethrow(visiting.thrown);
  }

  private static final class Visiting implements C.Visitor {
    private final PairVisitor visitor;
    private Throwable thrown;
    private boolean enough;

    Visiting(PairVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public int invoke(Pointer user, Pointer pairs, long count) {
      if (enough || thrown != null) return 1;
      try {
        enough = !visitor.visit(Pairs.at(pairs, Math.toIntExact(count)));
      } catch (Throwable e) {
        thrown = e;
      }
      return enough || thrown != null ? 1 : 0;
    }
  }

  /** How many pairs reach each threshold, which is above 0, in one pass. */
  public long[] countPairs(double[] thresholds, RunOptions how) {
    long[] counts = new long[thresholds.length];
    ask(how, (index, run, failure) ->
        C.storymap_index_count_pairs(index, thresholds, thresholds.length, run, counts, failure));
    return counts;
  }

  /** Pairs of a row before {@code boundary} and one from it on: which of these are there in those? */
  public Pairs pairsAcross(int boundary, double atLeast, RunOptions how) {
    long first = Checked.notNegative(boundary, "boundary");
    long[] pairs = new long[2];
    ask(how, (index, run, failure) -> C.storymap_index_pairs_across(index, first, atLeast, run, pairs, failure));
    return Taken.pairs(pairs);
  }

  /** For every row the closest one on the other side of {@code boundary}, if there is one. */
  public List<Optional<Match>> closestAcross(int boundary, double atLeast, RunOptions how) {
    long first = Checked.notNegative(boundary, "boundary");
    long[] matches = new long[2];
    ask(how, (index, run, failure) ->
        C.storymap_index_closest_across(index, first, atLeast, run, matches, failure));
    return Taken.matchesOrNot(matches);
  }

  /**
   * For every row the first row of its group: rows are in one group when a chain of pairs leads from one to the other.
   * The pairs are not listed: k equal rows cost k comparisons, not k^2.
   */
  public int[] groups(double atLeast, RunOptions how) {
    long[] rows = new long[2];
    ask(how, (index, run, failure) -> C.storymap_index_groups(index, atLeast, run, rows, failure));
    return Taken.rows(rows);
  }

  /** The {@code limit} rows most similar to each row. */
  public List<List<Match>> neighbourGraph(int limit, double atLeast, RunOptions how) {
    long most = Checked.limit(limit);
    long[] begin = new long[2];
    long[] matches = new long[2];
    ask(how, (index, run, failure) ->
        C.storymap_index_neighbour_graph(index, most, atLeast, run, begin, matches, failure));
    int[] ends = Taken.rows(begin);
    List<Match> all = Taken.matches(matches);
    List<List<Match>> graph = new ArrayList<>();
    for (int row = 0; row + 1 < ends.length; row++) graph.add(all.subList(ends[row], ends[row + 1]));
    return graph;
  }

  /** The rows most similar to one row, without itself: at most {@code limit}, best first. */
  public List<Match> neighbours(int row, int limit, double atLeast) {
    long most = Checked.limit(limit);
    return use(pointer -> Taken.matches(Call.take((matches, failure) ->
        C.storymap_index_neighbours(pointer, row, most, atLeast, matches, failure))));
  }

  /** The rows most similar to a free text. {@code vectorizer} made the matrix of this index. */
  public List<Match> search(Vectorizer vectorizer, String text, int limit, double atLeast) {
    byte[] words = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    return use(pointer -> vectorizer.use(terms -> Taken.matches(Call.take((matches, failure) ->
        C.storymap_index_search(pointer, terms, words, words.length, most, atLeast, matches, failure)))));
  }

  /** The mean similarity of each of some distinct rows, at least two, to the others. */
  public double[] meanSimilarities(int... rows) {
    double[] means = new double[rows.length];
    return use(pointer -> {
      Call.run(failure -> C.storymap_index_mean_similarities(pointer, rows, rows.length, means, failure));
      return means;
    });
  }

  /** The columns that two rows share, each with what it adds to their score. */
  public List<Match> shared(int a, int b) {
    return use(pointer -> Taken.matches(
        Call.take((columns, failure) -> C.storymap_index_shared(pointer, a, b, columns, failure))));
  }

  /** About how many bytes {@link #pairs} will need besides the index and the pairs. */
  public long joinMemory(double atLeast, RunOptions how) {
    long[] bytes = new long[1];
    ask(how, (index, run, failure) -> C.storymap_index_join_memory(index, atLeast, run, bytes, failure));
    return bytes[0];
  }
}
