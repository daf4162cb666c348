package storymap;

import java.util.List;
import java.util.function.LongFunction;

/** An ordered list of texts. Their numbers, from 0, are the rows of everything that is computed from them. */
public final class Corpus extends Resource {
  private int readers; // guarded by this

  /** A list without texts. */
  public Corpus() {
    super(Call.make(C::storymap_corpus_new), C::storymap_corpus_free);
  }

  /** A list of texts. */
  public Corpus(Iterable<String> texts) {
    this();
    addAll(texts);
  }

  /** Appends a text. */
  public void add(String text) {
    addAll(List.of(text));
  }

  /** Appends texts, all or none; fails with {@link Code#IN_USE} while another call reads this. */
  public void addAll(Iterable<String> texts) {
    Text.Joined joined = Text.Joined.of(texts);
    use(pointer -> {
      synchronized (this) {
        if (readers > 0) throw new StorymapException(Code.IN_USE, "another call is reading it", "corpus");
        Call.run(failure ->
            C.storymap_corpus_add_all(pointer, joined.bytes(), joined.offsets(), joined.count(), failure));
      }
      return null;
    });
  }

  /** Number of texts. */
  public long size() {
    return reading(C::storymap_corpus_size);
  }

  /** Does work while the list does not grow; it is no lock, for what is called back may try to add a text. */
  <T> T reading(LongFunction<T> work) {
    return use(pointer -> {
      count(1);
      try {
        return work.apply(pointer);
      } finally {
        count(-1);
      }
    });
  }

  private synchronized void count(int more) {
    readers += more;
  }
}
