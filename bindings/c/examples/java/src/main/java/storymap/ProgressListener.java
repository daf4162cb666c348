package storymap;

/** Hears how much is done of how much, on the thread that does the work. What it throws stops the work. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Hears it.
   *
   * @param done how much is done
   * @param total of how much
   */
  void onProgress(long done, long total);
}
