package storymap;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;

/**
 * A story map: activities, tasks, stories, releases, personas, links. Edits, notes and conflicts are JSON: edits are an
 * array, or one a line (docs/schema/edits.v1.schema.json).
 */
public final class StoryMap extends Resource {
  private final ReadWriteLock change = new ReentrantReadWriteLock(); // apply changes what the others read

  private StoryMap(long pointer) {
    super(pointer, C::storymap_map_free);
  }

  /** An empty map. */
  public StoryMap(String name) {
    this(made(name));
  }

  private static long made(String name) {
    byte[] text = Text.utf8(name, "name");
    return Call.make((map, failure) -> C.storymap_map_new(text, text.length, map, failure));
  }

  /** Reads the bytes of a file in any format. Errors name the line or the JSON pointer and what was expected. */
  public static StoryMap read(byte[] bytes, ReadOptions options) {
    C.Read how = ReadOptions.struct(options);
    return new StoryMap(
        Call.make((map, failure) -> C.storymap_map_read(bytes, bytes.length, how, map, failure)));
  }

  /** The same with all defaults. */
  public static StoryMap read(byte[] bytes) {
    return read(bytes, null);
  }

  /** Reads the text of a file in any format. */
  public static StoryMap read(String text) {
    return read(Text.utf8(text, "text"));
  }

  /** Reads a file. */
  public static StoryMap load(Path path, ReadOptions options) {
    C.Read how = ReadOptions.struct(options);
    byte[] file = Text.utf8(path.toString(), "path");
    return new StoryMap(
        Call.make((map, failure) -> C.storymap_map_load(file, file.length, how, map, failure)));
  }

  /** The same with all defaults. */
  public static StoryMap load(Path path) {
    return load(path, null);
  }

  /** Does something with the pointer while nobody changes the map. */
  private <T> T reading(LongFunction<T> work) {
    return use(pointer -> {
      change.readLock().lock();
      try {
        return work.apply(pointer);
      } finally {
        change.readLock().unlock();
      }
    });
  }

  /**
   * A map in another format.
   *
   * @param text the map
   * @param dropped what had no place in it: a JSON array of sentences
   */
  public record Written(String text, String dropped) {}

  /** The text of the map in a format. */
  public Written write(String format) {
    byte[] wanted = Text.utf8(format, "format");
    long[] dropped = new long[2];
    String text = reading(map -> Call.text((out, failure) ->
        C.storymap_map_write(map, wanted, wanted.length, out, dropped, failure)));
    return new Written(text, Taken.text(dropped));
  }

  /** Writes a file, in the format of its extension; returns what had no place in it: a JSON array of sentences. */
  public String save(Path path) {
    return save(path, "");
  }

  /** Writes a file in a format. */
  public String save(Path path, String format) {
    byte[] file = Text.utf8(path.toString(), "path");
    byte[] wanted = Text.utf8(format, "format");
    return reading(map -> Call.text((dropped, failure) ->
        C.storymap_map_save(map, file, file.length, wanted, wanted.length, dropped, failure)));
  }

  /** A second map that holds the same; changes of one are not seen by the other. Costs next to nothing. */
  public StoryMap copy() {
    long second = reading(map -> Call.make((copy, failure) -> C.storymap_map_copy(map, copy, failure)));
    return new StoryMap(second);
  }

  /** Whether both maps hold the same. */
  public boolean holdsSameAs(StoryMap other) {
    return with(List.of(this, other), maps -> C.storymap_map_equal(maps[0], maps[1])) == 1;
  }

  /** What happened to a file on its way into the map: a JSON object; "null" for a map that was not read. */
  public String importReport() {
    return reading(map -> Call.text((json, failure) -> C.storymap_map_import_report(map, json, failure)));
  }

  /** How much the map holds. */
  public Counts counts() {
    C.CountsOf of = new C.CountsOf();
    return reading(map -> {
      Call.run(failure -> C.storymap_map_counts(map, of, failure));
      return new Counts(of.activities, of.tasks, of.stories, of.releases, of.personas, of.links);
    });
  }

  /** The story of a row: rows are stories in map order, from 0. */
  public Story story(long row) {
    C.StoryOf of = new C.StoryOf();
    return reading(map -> {
      Call.run(failure -> C.storymap_map_story(map, row, of, failure));
      return new Story(
          text(of.id, of.id_size),
          text(of.title, of.title_size),
          text(of.description, of.description_size),
          text(of.status, of.status_size),
          text(of.priority, of.priority_size),
          text(of.release, of.release_size),
          of.has_points == 1 ? OptionalDouble.of(of.points) : OptionalDouble.empty(),
          of.activity,
          of.task,
          of.position);
    });
  }

  private static String text(Pointer data, long size) {
    return size == 0 ? "" : new String(data.getByteArray(0, Math.toIntExact(size)), StandardCharsets.UTF_8);
  }

  /** The row of the story with an id. */
  public long findStory(String id) {
    byte[] name = Text.utf8(id, "id");
    return reading(map ->
        Call.make((row, failure) -> C.storymap_map_find_story(map, name, name.length, row, failure)));
  }

  /** Applies edits, all of them or none; returns those that undo them. */
  public String apply(String edits) {
    byte[] json = Text.utf8(edits, "edits");
    return use(map -> {
      change.writeLock().lock();
      try {
        return Call.text((undo, failure) -> C.storymap_map_apply(map, json, json.length, undo, failure));
      } finally {
        change.writeLock().unlock();
      }
    });
  }

  /**
   * The edits that remove a noun ("activity", "task", "story", "release", "persona") with everything in it and
   * everything that refers to it.
   */
  public String planRemove(String noun, String id) {
    byte[] word = Text.utf8(noun, "noun");
    byte[] name = Text.utf8(id, "id");
    return reading(map -> Call.text((edits, failure) ->
        C.storymap_map_plan_remove(map, word, word.length, name, name.length, edits, failure)));
  }

  /** Findings, score and advice: {@code storymap validate}. An empty profile is "compat". */
  public String validate(String profile, ReportOptions options) {
    byte[] rules = Text.utf8(profile, "profile");
    C.Report how = ReportOptions.struct(options);
    return reading(map -> Call.text((text, failure) ->
        C.storymap_validate(map, rules, rules.length, how, text, failure)));
  }

  /** The edits that turn one map into another. */
  public static String diff(StoryMap before, StoryMap after) {
    return with(List.of(before, after), maps ->
        Call.text((edits, failure) -> C.storymap_diff(maps[0], maps[1], edits, failure)));
  }

  /**
   * Edits that were made against another map.
   *
   * @param edits the edits
   * @param notes what had to be decided: a JSON array of objects with kind, edit and path
   */
  public record Rebased(String edits, String notes) {}

  /** Rewrites edits that were made against one map so that they apply to another. */
  public static Rebased rebase(String edits, StoryMap base, StoryMap current) {
    byte[] json = Text.utf8(edits, "edits");
    long[] notes = new long[2];
    String rebased = with(List.of(base, current), maps -> Call.text((out, failure) ->
        C.storymap_rebase(json, json.length, maps[0], maps[1], out, notes, failure)));
    return new Rebased(rebased, Taken.text(notes));
  }

  /**
   * What two sides changed.
   *
   * @param map the merged map, to be closed
   * @param conflicts a JSON array of objects with kind, path, base, ours, theirs, other, other_title
   */
  public record Merged(StoryMap map, String conflicts) {}

  /** Merges what two sides changed since a common base. */
  public static Merged merge(StoryMap base, StoryMap ours, StoryMap theirs) {
    long[] conflicts = new long[2];
    long merged = with(List.of(base, ours, theirs), maps -> Call.make((map, failure) ->
        C.storymap_merge(maps[0], maps[1], maps[2], map, conflicts, failure)));
    return new Merged(new StoryMap(merged), Taken.text(conflicts));
  }

  interface Work<T> {
    T with(long[] maps);
  }

  /** Does work with maps as they are now, whatever becomes of them meanwhile. */
  static <T> T with(List<StoryMap> maps, Work<T> work) {
    List<StoryMap> copies = new ArrayList<>();
    try {
      for (StoryMap map : maps) copies.add(Objects.requireNonNull(map, "map").copy());
      long[] pointers = new long[copies.size()];
      for (int k = 0; k < pointers.length; k++) pointers[k] = copies.get(k).use(pointer -> pointer);
      return work.with(pointers);
    } finally {
      copies.forEach(StoryMap::close);
    }
  }
}
