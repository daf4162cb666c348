package storymap;

/** Takes some pairs; what it throws stops the work. */
@FunctionalInterface
public interface PairVisitor {
  /**
   * Takes some pairs.
   *
   * @param pairs the pairs
   * @return whether to go on
   */
  boolean visit(Pairs pairs);
}
