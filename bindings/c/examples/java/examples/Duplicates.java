import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import storymap.Analysis;
import storymap.CancelToken;
import storymap.Code;
import storymap.Corpus;
import storymap.Index;
import storymap.Pairs;
import storymap.RunOptions;
import storymap.Story;
import storymap.StoryMap;
import storymap.StorymapException;

/**
 * Analyses a story map, edits it and takes the edit back, finds duplicates among many texts, and shows how to stop a
 * search.
 *
 * <pre>
 * Duplicates shop.json          what it does, in words
 * Duplicates --json shop.json   only the analysis, as "storymap analyze shop.json --format json" prints it
 * </pre>
 */
public final class Duplicates {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Duplicates() {}

  /** Does what the arguments say. */
  public static void main(String[] arguments) {
    boolean json = arguments.length > 0 && arguments[0].equals("--json");
    if (arguments.length != (json ? 2 : 1)) {
      System.err.println("usage: Duplicates [--json] FILE");
      System.exit(1);
    }
    try (StoryMap map = StoryMap.load(Path.of(arguments[arguments.length - 1]))) {
      analyse(map, json);
      if (!json) {
        editAndUndo(map);
        findDuplicates(texts(10_000));
      }
    } catch (StorymapException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void analyse(StoryMap map, boolean json) {
    try (Analysis analysis = Analysis.of(List.of(map), null, new RunOptions().threads(0))) {
      if (json) {
        OUT.print(analysis.report());
        OUT.flush();
      } else {
        OUT.printf("score: %d of 100, %d similar pairs%n", analysis.score(), analysis.pairs().size());
      }
    }
  }

  /** Removes the first story with all that refers to it, and brings it back. */
  private static void editAndUndo(StoryMap map) {
    try (StoryMap before = map.copy()) {
      Story story = map.story(0);
      String undo = map.apply(map.planRemove("story", story.id()));
      OUT.printf("without \"%s\": %d stories%n", story.title(), map.counts().stories());
      map.apply(undo);
      OUT.printf("undone: the same as before is %b%n", map.holdsSameAs(before));
    }
  }

  private static void findDuplicates(List<String> texts) {
    try (Corpus corpus = new Corpus(texts);
        Index index = Index.of(corpus, null, new RunOptions().threads(0));
        CancelToken token = new CancelToken()) {
      Pairs pairs = index.pairs(0.9, new RunOptions().onProgress((done, total) ->
          System.err.printf("\r%d of %d", done, total)));
      System.err.println();
      long groups = Arrays.stream(index.groups(0.9, null)).distinct().count();
      OUT.printf("%d texts: %d pairs, %d groups%n", index.size(), pairs.size(), groups);

      RunOptions stoppable = new RunOptions().cancel(token);
      stoppable.onProgress((done, total) -> token.cancel()); // usually from another thread
      try {
        index.pairs(0.9, stoppable);
        throw new IllegalStateException("the second search was not stopped");
      } catch (StorymapException e) {
        if (e.code() != Code.CANCELLED) throw e;
        OUT.println("a second search was stopped: " + e.getMessage());
      }
    }
  }

  /** Makes up short stories, a few of which say the same. */
  private static List<String> texts(int count) {
    String[] roles = {"shopper", "manager", "courier", "author", "guest"};
    String[] verbs = {"find", "compare", "share", "print", "archive", "rename", "filter"};
    String[] things = {"orders", "invoices", "photos", "reviews", "parcels", "drafts", "prices", "lists", "labels"};
    return IntStream.range(0, count).map(k -> (int) (k * 7919L % (count - count / 20))).mapToObj(number ->
        "As a " + roles[number % 5] + " I want to " + verbs[number / 5 % 7] + " " + things[number / 35 % 9]
            + " of week" + number % 997 + " for area" + number % 1009).toList();
  }
}
