package storymap;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the library gives away, copied and freed. Each is a pointer and a size. */
final class Taken {
  private static final int NO_ROW = -1;

  private Taken() {}

  private interface Copy<T> {
    T copy(Pointer data, int size);
  }

  private static <T> T take(long[] array, Consumer<long[]> free, T none, Copy<T> copy) {
    try {
      if (array[1] == 0) return none;
      if (array[1] > Integer.MAX_VALUE - 8) {
        throw new StorymapException(Code.TOO_LARGE, array[1] + " elements are too many for one array", "");
      }
      return copy.copy(new Pointer(array[0]), (int) array[1]);
    } finally {
      free.accept(array);
    }
  }

  static byte[] bytes(long[] buffer) {
    return take(buffer, C::storymap_buffer_free, new byte[0], (data, size) -> data.getByteArray(0, size));
  }

  static String text(long[] buffer) {
    return new String(bytes(buffer), StandardCharsets.UTF_8);
  }

  static int[] rows(long[] rows) {
    return take(rows, C::storymap_rows_free, new int[0], (data, size) -> data.getIntArray(0, size));
  }

  static long[] ids(long[] ids) {
    return take(ids, C::storymap_ids_free, new long[0], (data, size) -> data.getLongArray(0, size));
  }

  static Pairs pairs(long[] pairs) {
    return take(pairs, C::storymap_pairs_free, Pairs.NONE, Pairs::at);
  }

  private static double score(Pointer data, int k) {
    return data.getDouble(16L * k + 8);
  }

  /** storymap_match: a row, four bytes for later, a score. */
  static List<Optional<Match>> matchesOrNot(long[] matches) {
    return take(matches, C::storymap_matches_free, List.of(), (data, size) -> {
      List<Optional<Match>> found = new ArrayList<>(size);
      for (int k = 0; k < size; k++) {
        int row = data.getInt(16L * k);
        found.add(row == NO_ROW ? Optional.empty() : Optional.of(new Match(row, score(data, k))));
      }
      return Collections.unmodifiableList(found);
    });
  }

  static List<Match> matches(long[] matches) {
    return matchesOrNot(matches).stream().flatMap(Optional::stream).toList();
  }

  static List<LiveMatch> liveMatches(long[] matches) {
    return take(matches, C::storymap_live_matches_free, List.of(), (data, size) -> {
      List<LiveMatch> found = new ArrayList<>(size);
      for (int k = 0; k < size; k++) found.add(new LiveMatch(data.getLong(16L * k), score(data, k)));
      return Collections.unmodifiableList(found);
    });
  }
}
