package storymap;

import java.util.List;

/** Documents ranked by BM25: the better question for a few words typed into a search box. Immutable. */
public final class Bm25 extends Resource {
  /**
   * Ranks by how often each term is in each text: {@link Vectors} without idf and norm. {@code k1}, usually 1.2, says
   * how much repetition counts, {@code b}, from 0 to 1 and usually 0.75, how much length does.
   */
  public Bm25(Matrix counts, double k1, double b) {
    super(
        counts.use(matrix -> Call.make((made, failure) -> C.storymap_bm25_new(matrix, k1, b, made, failure))),
        C::storymap_bm25_free);
  }

  /** The rows that answer a text best, scores above 0. {@code vectorizer} made the counts. */
  public List<Match> search(Vectorizer vectorizer, String text, int limit) {
    byte[] words = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    return use(pointer -> vectorizer.use(terms -> Taken.matches(Call.take((matches, failure) ->
        C.storymap_bm25_search(pointer, terms, words, words.length, most, matches, failure)))));
  }
}
