package storymap;

/**
 * A vocabulary and the vectors of the texts that it was learned from.
 *
 * @param vectorizer the vocabulary
 * @param matrix the vectors
 */
public record Vectors(Vectorizer vectorizer, Matrix matrix) implements AutoCloseable {
  /** Learns the vocabulary of texts, and makes their tf-idf vectors. */
  public static Vectors of(Corpus corpus, VectorizerOptions options, RunOptions how) {
    C.VectorizerOf words = VectorizerOptions.struct(options);
    long[] vectorizer = new long[1];
    long[] matrix = new long[1];
    return corpus.reading(texts -> {
      RunOptions.run(how, (run, failure) -> C.storymap_vectorize(texts, words, run, vectorizer, matrix, failure));
      return new Vectors(new Vectorizer(vectorizer[0]), new Matrix(matrix[0]));
    });
  }

  @Override
  public void close() {
    vectorizer.close();
    matrix.close();
  }
}
