/**
 * User story maps and duplicate texts, on the storymap library.
 *
 * <p>What holds memory of the library is a {@link storymap.Resource}. Functions throw a {@link
 * storymap.StorymapException} for what the library refuses, an {@link java.lang.IllegalStateException} for what is
 * closed, and a {@link java.lang.NullPointerException} or {@link java.lang.IllegalArgumentException} for arguments that
 * make no sense. Options may be null, which stands for all defaults. Rows and columns are numbers of 32 bits.
 */
package storymap;
