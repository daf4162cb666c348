package storymap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  @TempDir static Path folder;

  @BeforeAll
  static void compile() {
    int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Xlint:all", "-Werror", "-proc:none",
        "-cp", classes(), "-d", folder.toString(), Path.of("examples", "Duplicates.java").toString());
    assertEquals(0, failed);
  }

  private static String classes() {
    return System.getProperty("java.class.path");
  }

  private static Help.Ran duplicates(String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = folder + System.getProperty("path.separator") + classes();
    List<String> words = new ArrayList<>(List.of(java, "-cp", path, "Duplicates"));
    words.addAll(List.of(arguments));
    return Help.run(folder, words.toArray(String[]::new));
  }

  @Test
  void whatItDoes() throws Exception {
    for (String name : List.of("shop-en.json", "trello/de-amirite.json")) {
      Help.Ran ran = duplicates(Help.example(name).toString());
      assertEquals(0, ran.status(), ran.err());
      String out = new String(ran.out(), StandardCharsets.UTF_8);
      for (String line : List.of("same as before is true", "10000 texts: 500 pairs, 9500 groups", "was stopped")) {
        assertTrue(out.contains(line), out);
      }
      assertTrue(ran.err().contains(" of "), ran.err());
    }
  }

  @Test
  void reportsAreThoseOfTheCommand() throws Exception {
    String command = Help.variable("STORYMAP_BIN");
    for (String name : List.of("shop-en.json", "clinic-ru.md", "backlog-500.csv", "trello/de-amirite.json")) {
      Path path = Help.example(name);
      Help.Ran printed = Help.run(folder, command, "analyze", path.toString(), "--format", "json");
      assertEquals(0, printed.status(), printed.err());
      assertArrayEquals(printed.out(), duplicates("--json", path.toString()).out(), name);
      try (StoryMap map = StoryMap.load(path); Analysis analysis = Analysis.of(map)) {
        assertArrayEquals(printed.out(), analysis.report().getBytes(StandardCharsets.UTF_8), name);
      }
    }
  }

  @Test
  void badArguments() throws Exception {
    for (String[] arguments : new String[][] {{}, {"--json"}, {"no such file"}, {"a", "b"}}) {
      Help.Ran ran = duplicates(arguments);
      assertEquals(1, ran.status());
      assertTrue(!ran.err().isEmpty());
    }
  }
}
