package storymap;

import java.nio.file.Path;
import java.util.List;

/** Texts that come, change and go; the answers are those of an index built anew, at every moment. */
public final class LiveIndex extends Resource {
  private LiveIndex(long pointer) {
    super(pointer, C::storymap_live_index_free);
  }

  /** An index without texts. */
  public LiveIndex(LiveOptions options) {
    this(made(options));
  }

  /** The same with all defaults. */
  public LiveIndex() {
    this((LiveOptions) null);
  }

  private static long made(LiveOptions options) {
    C.Live how = LiveOptions.struct(options);
    return Call.make((index, failure) -> C.storymap_live_index_new(how, index, failure));
  }

  /** Reads a file of {@link #save}. A damaged one is {@link Code#INVALID_SYNTAX}. */
  public static LiveIndex load(Path path) {
    byte[] file = Text.utf8(path.toString(), "path");
    return new LiveIndex(
        Call.make((index, failure) -> C.storymap_live_index_load(file, file.length, index, failure)));
  }

  /** Reads the bytes of such a file. */
  public static LiveIndex read(byte[] bytes) {
    return new LiveIndex(
        Call.make((index, failure) -> C.storymap_live_index_read(bytes, bytes.length, index, failure)));
  }

  /** Writes the index to a file. */
  public void save(Path path) {
    byte[] file = Text.utf8(path.toString(), "path");
    use(pointer -> {
      Call.run(failure -> C.storymap_live_index_save(pointer, file, file.length, failure));
      return null;
    });
  }

  /** The bytes of such a file. */
  public byte[] write() {
    return use(pointer ->
        Taken.bytes(Call.take((bytes, failure) -> C.storymap_live_index_write(pointer, bytes, failure))));
  }

  /** Number of texts. */
  public long size() {
    return use(C::storymap_live_index_size);
  }

  /** Bytes of memory held. */
  public long memory() {
    return use(C::storymap_live_index_memory);
  }

  /** Whether there is a text with this id. */
  public boolean contains(long id) {
    return use(pointer -> C.storymap_live_index_contains(pointer, id) == 1);
  }

  /** All ids, ascending. */
  public long[] ids() {
    return use(pointer ->
        Taken.ids(Call.take((ids, failure) -> C.storymap_live_index_ids(pointer, ids, failure))));
  }

  /** Adds a text, of at most 16 MiB, and returns its id. */
  public long insert(String text) {
    byte[] bytes = Text.utf8(text, "text");
    return use(pointer ->
        Call.make((id, failure) -> C.storymap_live_index_insert(pointer, bytes, bytes.length, id, failure)));
  }

  /** Adds texts, faster than one by one; the first gets the id that is returned, the others follow it. */
  public long insertAll(Corpus corpus) {
    return use(pointer -> corpus.reading(texts ->
        Call.make((id, failure) -> C.storymap_live_index_insert_all(pointer, texts, null, id, failure))));
  }

  /**
   * A text that came.
   *
   * @param id its id
   * @param duplicates which were like it before
   */
  public record Inserted(long id, List<LiveMatch> duplicates) {}

  /** Adds a text and tells which were like it before: one step for everybody else. */
  public Inserted insertAndCompare(String text, int limit, double atLeast) {
    byte[] bytes = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    long[] duplicates = new long[2];
    long added = use(pointer -> Call.make((id, failure) -> C.storymap_live_index_insert_and_compare(
        pointer, bytes, bytes.length, atLeast, most, id, duplicates, failure)));
    return new Inserted(added, Taken.liveMatches(duplicates));
  }

  /** Replaces a text, which keeps its id. */
  public void update(long id, String text) {
    byte[] bytes = Text.utf8(text, "text");
    use(pointer -> {
      Call.run(failure -> C.storymap_live_index_update(pointer, id, bytes, bytes.length, failure));
      return null;
    });
  }

  /** Removes a text. */
  public void erase(long id) {
    use(pointer -> {
      Call.run(failure -> C.storymap_live_index_erase(pointer, id, failure));
      return null;
    });
  }

  /** The texts most similar to a text: at most {@code limit}, best first, ties by id. */
  public List<LiveMatch> closest(String text, int limit, double atLeast) {
    byte[] bytes = Text.utf8(text, "text");
    long most = Checked.limit(limit);
    return use(pointer -> Taken.liveMatches(Call.take((matches, failure) ->
        C.storymap_live_index_closest(pointer, bytes, bytes.length, most, atLeast, matches, failure))));
  }

  /** The same for a text that is here, without itself. */
  public List<LiveMatch> neighbours(long id, int limit, double atLeast) {
    long most = Checked.limit(limit);
    return use(pointer -> Taken.liveMatches(Call.take((matches, failure) ->
        C.storymap_live_index_neighbours(pointer, id, most, atLeast, matches, failure))));
  }
}
