package storymap;

import java.util.function.ToIntFunction;

/** Calls of functions that can fail. */
final class Call {
  private Call() {}

  /** Calls a function whose last parameter takes the words. */
  static void run(ToIntFunction<C.Failure> function) {
    C.Failure failure = new C.Failure();
    int status = function.applyAsInt(failure);
    if (status != 0) throw failure.exception(status);
  }

  /** Calls a function that makes something. */
  static long make(Maker function) {
    long[] made = new long[1];
    run(failure -> function.make(made, failure));
    return made[0];
  }

  /** Calls a function that gives bytes or an array away. */
  static long[] take(Maker function) {
    long[] array = new long[2];
    run(failure -> function.make(array, failure));
    return array;
  }

  /** Calls a function that writes a text. */
  static String text(Maker function) {
    return Taken.text(take(function));
  }

  interface Maker {
    int make(long[] made, C.Failure failure);
  }
}
