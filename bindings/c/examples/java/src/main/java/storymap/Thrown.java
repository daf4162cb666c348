package storymap;

/** What Java code threw while C was calling it. */
final class Thrown {
  private Thrown() {}

  /** Throws it, if there is anything; it is no checked exception, for nothing that is called back declares one. */
  static void rethrow(Throwable thrown) {
    if (thrown != null) Thrown.<RuntimeException>asAny(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void asAny(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
