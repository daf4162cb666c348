package storymap;

/**
 * A row and its similarity to what was asked for.
 *
 * @param row the row, or the column where columns were asked for
 * @param score how alike they are
 */
public record Match(int row, double score) {}
