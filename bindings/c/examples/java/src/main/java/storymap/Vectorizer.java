package storymap;

import com.sun.jna.Pointer;
import java.util.Optional;

/** A fitted vocabulary with its weights. Immutable. */
public final class Vectorizer extends Resource {
  Vectorizer(long pointer) {
    super(pointer, C::storymap_vectorizer_free);
  }

  /** Number of columns. */
  public long size() {
    return use(C::storymap_vectorizer_size);
  }

  /** The term of a column. */
  public String term(int column) {
    return use(pointer ->
        Call.text((term, failure) -> C.storymap_vectorizer_term(pointer, column, term, failure)));
  }

  /** The column of a term. */
  public int column(String term) {
    byte[] text = Text.utf8(term, "term");
    int[] column = new int[1];
    return use(pointer -> {
      Call.run(failure -> C.storymap_vectorizer_column(pointer, text, text.length, column, failure));
      return column[0];
    });
  }

  /** The inverse document frequency of each column; empty without {@link VectorizerOptions#useIdf}. */
  public Optional<double[]> idf() {
    return use(pointer -> {
      long weights = C.storymap_vectorizer_idf(pointer);
      if (weights == 0) return Optional.empty();
      int size = Math.toIntExact(C.storymap_vectorizer_size(pointer));
      return Optional.of(new Pointer(weights).getDoubleArray(0, size));
    });
  }

  /** Vectors of other texts over the same vocabulary; unknown terms are ignored. */
  public Matrix transform(Corpus corpus) {
    return use(pointer -> corpus.reading(texts -> new Matrix(
        Call.make((matrix, failure) -> C.storymap_vectorizer_transform(pointer, texts, null, matrix, failure)))));
  }
}
