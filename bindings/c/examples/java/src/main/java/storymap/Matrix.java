package storymap;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Objects;

/** A sparse matrix: rows of (column, value). Immutable. */
public final class Matrix extends Resource {
  Matrix(long pointer) {
    super(pointer, C::storymap_matrix_free);
  }

  /** A copy of three arrays as a matrix. */
  public Matrix(Arrays arrays) {
    this(made(arrays));
  }

  /**
   * A matrix in compressed sparse row form: row r holds the entries from rowBegin[r] to rowBegin[r + 1].
   *
   * @param columns number of columns
   * @param rowBegin one more than there are rows
   * @param column ascending within a row
   * @param value finite
   */
  public record Arrays(long columns, long[] rowBegin, int[] column, double[] value) {
    /** Checks that the arrays are there and as long as the last of rowBegin says. */
    public Arrays {
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(value, "value");
      if (columns < 0) throw new IllegalArgumentException("columns: expected a number from 0 on");
      if (rowBegin.length == 0) throw new IllegalArgumentException("rowBegin: expected one more than there are rows");
      long nonzeros = rowBegin[rowBegin.length - 1];
      if (column.length != nonzeros || value.length != nonzeros) {
        throw new IllegalArgumentException("column and value: expected " + nonzeros + " numbers, as rowBegin says");
      }
    }
  }

  private static long made(Arrays arrays) {
    C.View view = new C.View();
    view.rows = arrays.rowBegin.length - 1L;
    view.columns = arrays.columns;
    view.nonzeros = arrays.column.length;
    Memory rowBegin = new Memory(8L * arrays.rowBegin.length);
    rowBegin.write(0, arrays.rowBegin, 0, arrays.rowBegin.length);
    view.row_begin = rowBegin;
    if (view.nonzeros > 0) {
      Memory column = new Memory(4L * view.nonzeros);
      column.write(0, arrays.column, 0, arrays.column.length);
      view.column = column;
      Memory value = new Memory(8L * view.nonzeros);
      value.write(0, arrays.value, 0, arrays.value.length);
      view.value = value;
    }
    return Call.make((matrix, failure) -> C.storymap_matrix_new(view, matrix, failure));
  }

  /** Copies of its arrays. */
  public Arrays arrays() {
    C.View view = new C.View();
    return use(pointer -> {
      Call.run(failure -> C.storymap_matrix_get(pointer, view, failure));
      int rows = Math.toIntExact(view.rows);
      int nonzeros = Math.toIntExact(view.nonzeros);
      return new Arrays(
          view.columns,
          view.row_begin.getLongArray(0, rows + 1),
          nonzeros == 0 ? new int[0] : view.column.getIntArray(0, nonzeros),
          nonzeros == 0 ? new double[0] : view.value.getDoubleArray(0, nonzeros));
    });
  }
}
