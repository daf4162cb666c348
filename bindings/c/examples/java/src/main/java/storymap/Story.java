package storymap;

import java.util.OptionalDouble;

/**
 * A story of a map. Everything else that a map holds is in its JSON.
 *
 * @param id its id
 * @param title its title
 * @param description its description
 * @param status "todo", "in_progress", "done" or "blocked"
 * @param priority the team's own word; empty when there is none
 * @param release the id of its release; empty when it is in none
 * @param points its points, if it has any
 * @param activity its place: counted from 0, from the left
 * @param task from the left
 * @param position from the top
 */
public record Story(
    String id,
    String title,
    String description,
    String status,
    String priority,
    String release,
    OptionalDouble points,
    long activity,
    long task,
    long position) {}
