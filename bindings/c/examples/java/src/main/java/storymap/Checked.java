package storymap;

/** Numbers that C would take for others. */
final class Checked {
  private Checked() {}

  static long limit(int limit) {
    return notNegative(limit, "limit");
  }

  static long notNegative(int number, String name) {
    if (number < 0) throw new IllegalArgumentException(name + ": expected a number from 0 on");
    return number;
  }
}
