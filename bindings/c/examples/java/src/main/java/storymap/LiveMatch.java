package storymap;

/**
 * A text, by the id that it got when it came, and its similarity to what was asked for.
 *
 * @param id the id, without a sign
 * @param score how alike they are
 */
public record LiveMatch(long id, double score) {}
