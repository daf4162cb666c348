package storymap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

final class Help {
  static final String DONE =
      "{\"v\":1,\"op\":\"set\",\"noun\":\"story\",\"id\":\"s1\",\"field\":\"status\",\"value\":\"done\"}";

  private Help() {}

  static StoryMap small() {
    return StoryMap.read("""
        {"storymap":1,"name":"Small","activities":[{"id":"a1","name":"Buy","tasks":[{"id":"t1","name":"Pay",
        "stories":[{"id":"s1","title":"As a guest I want to pay by card","points":3},
        {"id":"s2","title":"As a guest I want to pay by cash"}]}]}]}""");
  }

  static void fails(Code code, String path, Executable work) {
    StorymapException e = assertThrows(StorymapException.class, work);
    assertEquals(code, e.code(), e.getMessage());
    if (path != null) assertEquals(path, e.path());
  }

  static void fails(Code code, Executable work) {
    fails(code, null, work);
  }

  static void closed(Executable work) {
    assertThrows(IllegalStateException.class, work);
  }

  /** Makes up texts, a few of which are the same. */
  static List<String> manyTexts(int count) {
    return IntStream.range(0, count).map(k -> (int) (k * 7919L % (count - count / 20))).mapToObj(number ->
        "word" + number % 101 + " word" + number % 103 + " word" + number % 107 + " week" + number).toList();
  }

  static String variable(String name) {
    String value = System.getenv(name);
    assumeTrue(value != null, name + " is not set");
    return value;
  }

  static Path example(String name) {
    return Path.of(variable("STORYMAP_EXAMPLES"), name);
  }

  record Ran(int status, byte[] out, String err) {}

  static Ran run(Path folder, String... words) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(words).redirectError(err.toFile()).start();
    byte[] out = process.getInputStream().readAllBytes();
    return new Ran(process.waitFor(), out, Files.readString(err));
  }
}
