package storymap;

/** How alike two rows are. */
public enum Measure {
  /** The cosine of their vectors. */
  COSINE,
  /** Jaccard's index of the sets of their terms. */
  JACCARD
}
