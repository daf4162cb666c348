package storymap;

/**
 * How much a map holds.
 *
 * @param activities activities
 * @param tasks tasks
 * @param stories stories
 * @param releases releases
 * @param personas personas
 * @param links links
 */
public record Counts(long activities, long tasks, long stories, long releases, long personas, long links) {}
