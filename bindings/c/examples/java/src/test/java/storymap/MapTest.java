package storymap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static storymap.Help.DONE;
import static storymap.Help.closed;
import static storymap.Help.fails;
import static storymap.Help.small;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MapTest {
  @TempDir Path folder;

  @Test
  void aMapIsReadAndWritten() {
    StoryMap map = small();
    assertEquals(new Counts(1, 1, 2, 0, 0, 0), map.counts());
    assertEquals(
        new Story("s1", "As a guest I want to pay by card", "", "todo", "", "", OptionalDouble.of(3), 0, 0, 0),
        map.story(0));
    assertEquals(1, map.story(1).position());
    assertEquals(1, map.findStory("s2"));
    StoryMap.Written written = map.write("json");
    assertEquals("[]", written.dropped());
    assertTrue(StoryMap.read(written.text()).holdsSameAs(map));
    assertTrue(map.importReport().contains("\"format\":\"json\""));
    try (StoryMap empty = new StoryMap("Shop")) {
      assertEquals("null", empty.importReport());
      assertFalse(empty.holdsSameAs(map));
    }
    ReportOptions markdown = new ReportOptions().format(ReportOptions.Format.MARKDOWN);
    assertTrue(map.validate("", markdown).contains("Small"));
  }

  @Test
  void textsOfAllKindsPass() {
    String title = "Zahlen \ud83d\udcb3 \u0439";
    try (StoryMap map = small()) {
      map.apply(DONE.replace("status", "title").replace("done", title));
      assertEquals(title, map.story(0).title());
    }
  }

  @Test
  void aMapIsSaved() {
    Path path = folder.resolve("\u043a\u0430\u0440\u0442\u0430.json");
    StoryMap map = small();
    assertEquals("[]", map.save(path));
    assertTrue(StoryMap.load(path).holdsSameAs(map));
    assertTrue(map.save(path, "markdown").startsWith("["));
    fails(Code.UNWRITABLE, () -> map.save(folder.resolve("no").resolve("folder.json")));
    fails(Code.UNKNOWN_FORMAT, () -> map.save(path, "no such format"));
  }

  @Test
  void editsAreAppliedAndUndone() {
    StoryMap before = small();
    StoryMap map = before.copy();
    String undo = map.apply(DONE);
    assertEquals("done", map.story(0).status());
    assertEquals("todo", before.story(0).status());
    String edits = StoryMap.diff(before, map);
    assertTrue(edits.contains("done"), edits);
    assertEquals("[]", StoryMap.rebase(edits, before, before).notes());
    StoryMap.Merged merged = StoryMap.merge(before, map, before);
    assertEquals("[]", merged.conflicts());
    assertTrue(merged.map().holdsSameAs(map));
    map.apply(undo);
    assertTrue(map.holdsSameAs(before));
  }

  @Test
  void conflictsAreTold() {
    StoryMap ours = small();
    StoryMap theirs = small();
    ours.apply(DONE.replace("status", "title").replace("done", "Ours"));
    theirs.apply(DONE.replace("status", "title").replace("done", "Theirs"));
    StoryMap.Merged merged = StoryMap.merge(small(), ours, theirs);
    assertTrue(merged.conflicts().contains("\"kind\":\"field\""), merged.conflicts());
    assertEquals("Ours", merged.map().story(0).title());
  }

  @Test
  void badInputIsAnError() {
    StoryMap map = small();
    fails(Code.INVALID_SYNTAX, () -> StoryMap.read(""));
    fails(Code.INVALID_SYNTAX, () -> StoryMap.read("{\"storymap\":1,"));
    fails(Code.INVALID_FIELD, "/name", () -> StoryMap.read("{\"storymap\":1,\"name\":3}"));
    byte[] latin = "# Shop \u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1);
    fails(Code.INVALID_ENCODING, () -> StoryMap.read(latin, new ReadOptions().encoding("utf-8")));
    fails(Code.INVALID_ENCODING, "text", () -> StoryMap.read("# Shop \ud800"));
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    fails(Code.TOO_LARGE, () -> StoryMap.read(empty, new ReadOptions().mostBytes(1)));
    fails(Code.INVALID_ARGUMENT, "options.encoding", () -> StoryMap.read(empty, new ReadOptions().encoding("utf-7")));
    fails(Code.INVALID_ENCODING, "options.format", () -> new ReadOptions().format("\udc00"));
    fails(Code.NOT_FOUND, () -> StoryMap.load(Path.of("no such file")));
    fails(Code.INVALID_ARGUMENT, "row", () -> map.story(2));
    fails(Code.INVALID_ARGUMENT, "row", () -> map.story(-1));
    fails(Code.UNKNOWN_ID, () -> map.findStory("s9"));
    fails(Code.UNKNOWN_ID, "id", () -> map.planRemove("story", "s9"));
    fails(Code.INVALID_ARGUMENT, "noun", () -> map.planRemove("dragon", "s1"));
    fails(Code.UNKNOWN_ID, () -> map.apply(DONE.replace("s1", "s9")));
    ReportOptions narrow = new ReportOptions().format(ReportOptions.Format.TEXT).width(3);
    fails(Code.INVALID_ARGUMENT, () -> map.validate("", narrow));
    fails(Code.INVALID_ARGUMENT, "language", () -> Storymap.translate("x", "tlh"));
    assertTrue(map.holdsSameAs(small()));
  }

  @Test
  void nullIsAnError() {
    StoryMap map = small();
    for (Executable work : List.<Executable>of(
        () -> StoryMap.read((String) null),
        () -> StoryMap.read((byte[]) null),
        () -> StoryMap.load(null),
        () -> new StoryMap(null),
        () -> map.apply(null),
        () -> map.findStory(null),
        () -> map.holdsSameAs(null),
        () -> map.write(null),
        () -> Analysis.of(null),
        () -> new Corpus(null),
        () -> new RunOptions().cancel(null),
        () -> new ReportOptions().format(null))) {
      assertThrows(NullPointerException.class, work);
    }
  }

  @Test
  void aClosedMapIsAnError() {
    StoryMap map = small();
    map.close();
    map.close();
    closed(map::counts);
    closed(map::importReport);
    closed(map::copy);
    closed(() -> map.story(0));
    closed(() -> map.write("json"));
    closed(() -> map.apply("[]"));
    closed(() -> map.holdsSameAs(small()));
    closed(() -> small().holdsSameAs(map));
    closed(() -> map.save(folder.resolve("unused.json")));
    closed(() -> Analysis.of(map));
  }

  @Test
  void theLibraryAsAWhole() {
    assertEquals(3, Storymap.version().split("\\.").length);
    assertEquals(1, Storymap.abiVersion());
    assertTrue(Storymap.formats().contains("\"trello\""));
    assertEquals("no such sentence", Storymap.translate("no such sentence", "ru"));
    assertEquals("{\"kind\":\"copy\",\"only_a\":[],\"only_b\":[]}", Storymap.compareTexts("same", "same"));
    for (Code code : Code.values()) {
      String word = code == Code.UNKNOWN ? "unknown" : code.name().toLowerCase(Locale.ROOT);
      assertEquals(word, C.storymap_status_name(code.status()));
      assertEquals(code, Code.of(code.status()));
    }
    assertEquals(Code.UNKNOWN, Code.of(99));
  }

  @Test
  void aTruncatedLiveIndexIsAnError() throws Exception {
    Path path = folder.resolve("texts.live");
    LiveIndex live = new LiveIndex();
    live.insertAll(new Corpus(Help.manyTexts(100)));
    live.save(path);
    assertEquals(100, LiveIndex.load(path).size());
    byte[] bytes = live.write();
    assertArrayEquals(bytes, Files.readAllBytes(path));
    for (int size : new int[] {0, 1, 7, bytes.length / 2, bytes.length - 1}) {
      byte[] cut = Arrays.copyOf(bytes, size);
      fails(Code.INVALID_SYNTAX, () -> LiveIndex.read(cut));
      Files.write(path, cut);
      fails(Code.INVALID_SYNTAX, () -> LiveIndex.load(path));
    }
    fails(Code.NOT_FOUND, () -> LiveIndex.load(folder.resolve("no such file")));
  }
}
