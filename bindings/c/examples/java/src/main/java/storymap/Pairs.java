package storymap;

import com.sun.jna.Pointer;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Pairs, kept as columns of numbers: 16 bytes each. */
public final class Pairs extends AbstractList<Pair> implements RandomAccess {
  static final Pairs NONE = new Pairs(0);

  private final int[] rows;
  private final double[] scores;

  private Pairs(int size) {
    rows = new int[2 * size];
    scores = new double[size];
  }

  /** storymap_pair: two rows, a score. */
  static Pairs at(Pointer data, int size) {
    if (size > Integer.MAX_VALUE / 2 - 8) {
      throw new StorymapException(Code.TOO_LARGE, size + " pairs are too many for one list: visit them", "");
    }
    Pairs pairs = new Pairs(size);
    for (int k = 0; k < size; k++) {
      pairs.rows[2 * k] = data.getInt(16L * k);
      pairs.rows[2 * k + 1] = data.getInt(16L * k + 4);
      pairs.scores[k] = data.getDouble(16L * k + 8);
    }
    return pairs;
  }

  @Override
  public int size() {
    return scores.length;
  }

  @Override
  public Pair get(int index) {
    Objects.checkIndex(index, scores.length);
    return new Pair(rows[2 * index], rows[2 * index + 1], scores[index]);
  }
}
