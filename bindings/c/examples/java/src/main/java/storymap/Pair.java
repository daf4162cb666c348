package storymap;

/**
 * Two rows and their similarity.
 *
 * @param a the first row
 * @param b the second row, which is larger
 * @param score how alike they are, up to 1
 */
public record Pair(int a, int b, double score) {}
