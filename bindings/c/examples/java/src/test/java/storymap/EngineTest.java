package storymap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static storymap.Help.DONE;
import static storymap.Help.closed;
import static storymap.Help.fails;
import static storymap.Help.manyTexts;
import static storymap.Help.small;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineTest {
  private static final Path STATISTICS = Path.of("/proc/self/statm");
  private static final RunOptions QUICK = new RunOptions().threads(2);

  @Test
  void twoMapsAreAnalysed() {
    StoryMap map = small();
    AnalysisOptions options = new AnalysisOptions().stopWords("want").maxDf(1);
    Analysis analysis = Analysis.of(List.of(map, map), options, QUICK);
    map.close(); // the analysis keeps it
    assertTrue(analysis.score() >= 0 && analysis.score() <= 100);
    assertTrue(analysis.pairs().stream().anyMatch(pair -> pair.a() == 0 && pair.b() == 2 && pair.score() > 0.999));
    ReportOptions russian = new ReportOptions().format(ReportOptions.Format.TEXT);
    assertTrue(analysis.report(russian.language(ReportOptions.Language.RUSSIAN)).contains("\u0438"));
    fails(Code.INVALID_ARGUMENT, () -> analysis.report(russian.width(3)));
    assertTrue(Analysis.similar(List.of(small()), null, null, null).startsWith("{"));
    fails(Code.INVALID_ARGUMENT, () -> Analysis.of(List.of(small()), new AnalysisOptions().similar(2), null));
    fails(Code.INVALID_ARGUMENT, () -> Analysis.of(List.of(small()), new AnalysisOptions().profile("none"), null));
    fails(Code.INVALID_ARGUMENT, () -> Analysis.of(List.of(), null, null));
    analysis.close();
    closed(analysis::score);
    closed(analysis::pairs);
    closed(analysis::report);
  }

  @Test
  void storiesAreAsked() {
    Stories stories = Stories.of(List.of(small()), new AnalysisOptions().stopWordList("none").maxDf(1), null);
    List<Match> matches = stories.closest("pay by cash", 1, 0.1);
    assertEquals(1, matches.size());
    assertEquals(1, matches.get(0).row());
    assertTrue(stories.closestReport("pay by cash", 1, 0.1, null).startsWith("{"));
    assertTrue(stories.explain(0, 1).contains("\"terms\":[{\"term\":"));
    assertEquals(List.of(), stories.closest("", 1, 0));
    fails(Code.INVALID_ARGUMENT, "b", () -> stories.explain(0, 2));
    fails(Code.INVALID_ARGUMENT, "b", () -> stories.explain(0, -1));
    fails(Code.INVALID_ARGUMENT, "at_least", () -> stories.closest("x", 1, Double.NaN));
    fails(Code.INVALID_ENCODING, "text", () -> stories.closest("x\ud800", 1, 0));
    assertThrows(IllegalArgumentException.class, () -> stories.closest("x", -1, 0));
    stories.close();
    closed(() -> stories.closest("x", 1, 0));
  }

  @Test
  void anIndexIsAsked() {
    Index index = Index.of(List.of("pay by card", "pay by cash", "print labels", "pay by card"));
    assertEquals(4, index.size());
    Pairs pairs = index.pairs(0.3);
    assertEquals(List.of("0 1", "0 3", "1 3"), pairs.stream().map(pair -> pair.a() + " " + pair.b()).toList());
    List<Pair> visited = new ArrayList<>();
    index.forEachPair(0.3, visited::addAll, null);
    assertEquals(Set.copyOf(pairs), Set.copyOf(visited)); // in an order of their own
    assertEquals(pairs.get(0).score(), index.score(0, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> pairs.get(3));
    assertArrayEquals(new long[] {3, 1}, index.countPairs(new double[] {0.3, 0.9}, QUICK));
    assertArrayEquals(new int[] {0, 0, 2, 0}, index.groups(0.3, null));
    assertEquals(2, index.pairsAcross(2, 0.3, null).size());
    List<Optional<Integer>> closest =
        index.closestAcross(3, 0.1, null).stream().map(match -> match.map(Match::row)).toList();
    assertEquals(List.of(Optional.of(3), Optional.of(3), Optional.empty()), closest.subList(0, 3));
    List<List<Match>> graph = index.neighbourGraph(1, 0.1, null);
    assertEquals(4, graph.size());
    assertEquals(0, graph.get(3).get(0).row());
    assertEquals(List.of(), graph.get(2));
    assertEquals(3, index.neighbours(0, 5, 0).get(0).row());
    assertTrue(index.meanSimilarities(0, 3)[0] > 0.999);
    assertEquals(2, index.shared(0, 1).size());
    assertTrue(index.joinMemory(0.3, null) >= 0);
    fails(Code.INVALID_ARGUMENT, "b", () -> index.score(0, 4));
    fails(Code.INVALID_ARGUMENT, index::meanSimilarities);
    fails(Code.INVALID_ARGUMENT, () -> index.pairs(0));
    fails(Code.EMPTY_VOCABULARY, () -> Index.of(List.of()));
    index.close();
    closed(index::size);
    closed(() -> index.pairs(0.5));
    closed(() -> index.score(0, 1));
  }

  @Test
  void aCorpusTakesTexts() {
    Corpus corpus = new Corpus(List.of("one"));
    corpus.add("two");
    corpus.addAll(List.of("", "three"));
    corpus.addAll(List.of());
    assertEquals(4, corpus.size());
    fails(Code.INVALID_ENCODING, "texts[1]", () -> corpus.addAll(List.of("ok", "\ud800")));
    assertThrows(NullPointerException.class, () -> corpus.addAll(Arrays.asList("ok", null)));
    assertEquals(4, corpus.size());
    RunOptions adding = new RunOptions().onProgress((done, total) -> corpus.add("too early"));
    fails(Code.IN_USE, "corpus", () -> Index.of(corpus, null, adding));
    corpus.close();
    closed(corpus::size);
    closed(() -> corpus.add("x"));
    closed(() -> Index.of(corpus, null, null));
  }

  @Test
  void vectorsAndSearch() {
    Corpus texts = new Corpus(List.of("pay by card", "pay by cash", "print labels"));
    try (Vectors vectors = Vectors.of(texts, new VectorizerOptions().stopWords("by"), null)) {
      Vectorizer vectorizer = vectors.vectorizer();
      assertEquals("card", vectorizer.term(vectorizer.column("card")));
      assertEquals(5, vectorizer.size());
      assertEquals(5, vectorizer.idf().orElseThrow().length);
      fails(Code.UNKNOWN_ID, () -> vectorizer.column("by"));
      fails(Code.INVALID_ARGUMENT, () -> vectorizer.term(5));
      Matrix.Arrays arrays = vectors.matrix().arrays();
      assertEquals(5, arrays.columns());
      same(arrays, new Matrix(arrays).arrays());
      same(arrays, vectorizer.transform(texts).arrays());
      long[] odd = {0, 99, 99, arrays.rowBegin()[3]};
      fails(
          Code.INVALID_ARGUMENT,
          () -> new Matrix(new Matrix.Arrays(arrays.columns(), odd, arrays.column(), arrays.value())));
      assertThrows(
          IllegalArgumentException.class,
          () -> new Matrix.Arrays(5, arrays.rowBegin(), new int[1], arrays.value()));
      assertThrows(
          IllegalArgumentException.class, () -> new Matrix.Arrays(5, new long[0], new int[0], new double[0]));
      assertEquals(1.0 / 3, Index.of(vectors.matrix(), Measure.JACCARD).score(0, 1), 1e-9);
      Index cosine = Index.of(vectors.matrix(), Measure.COSINE);
      assertEquals(2, cosine.search(vectorizer, "labels", 3, 0).get(0).row());
    }
    VectorizerOptions counting = new VectorizerOptions().useIdf(false).norm(VectorizerOptions.Norm.NONE);
    try (Vectors vectors = Vectors.of(texts, counting, null)) {
      assertTrue(vectors.vectorizer().idf().isEmpty());
      Bm25 bm25 = new Bm25(vectors.matrix(), 1.2, 0.75);
      assertEquals(1, bm25.search(vectors.vectorizer(), "cash", 3).get(0).row());
      fails(Code.INVALID_ARGUMENT, () -> new Bm25(vectors.matrix(), -1, 0.75));
    }
  }

  private static void same(Matrix.Arrays a, Matrix.Arrays b) {
    assertEquals(a.columns(), b.columns());
    assertArrayEquals(a.rowBegin(), b.rowBegin());
    assertArrayEquals(a.column(), b.column());
    assertArrayEquals(a.value(), b.value());
  }

  @Test
  void progressIsHeardAndStops() {
    Index index = Index.of(manyTexts(10_000));
    long[] last = new long[2];
    RunOptions hearing = new RunOptions().onProgress((done, total) -> {
      assertTrue(done >= last[0]);
      last[0] = done;
      last[1] = total;
    });
    assertEquals(500, index.pairs(0.9, hearing).size());
    assertTrue(last[0] > 0 && last[0] == last[1], Arrays.toString(last));
    assertEquals(500, index.pairs(0.9, new RunOptions().threads(2).simd(RunOptions.Simd.SCALAR)).size());
    IllegalStateException enough = new IllegalStateException("enough");
    RunOptions throwing = new RunOptions().onProgress((done, total) -> {
      throw enough;
    });
    assertSame(enough, assertThrows(IllegalStateException.class, () -> index.pairs(0.9, throwing)));
    PairVisitor visitor = pairs -> {
      throw enough;
    };
    assertSame(
        enough, assertThrows(IllegalStateException.class, () -> index.forEachPair(0.5, visitor, null)));
    int[] calls = new int[1];
    index.forEachPair(0.5, pairs -> ++calls[0] == 0, null);
    assertEquals(1, calls[0]);
    assertThrows(IllegalArgumentException.class, () -> new RunOptions().threads(-1));
  }

  @Test
  void anotherThreadStopsTheWork() throws Exception {
    List<String> texts = IntStream.range(0, 20_000).mapToObj(k -> "pay by card or cash number " + k).toList();
    VectorizerOptions chars = new VectorizerOptions().analyzer(VectorizerOptions.Analyzer.CHARS).ngramMax(3);
    Index index = Index.of(new Corpus(texts), chars, null);
    CancelToken token = new CancelToken();
    assertFalse(stopped(index, new RunOptions().cancel(token), thread -> token.cancel()));
    assertTrue(token.isCancelled());
    fails(Code.CANCELLED, () -> index.groups(0.9, new RunOptions().cancel(token)));
    assertTrue(stopped(index, new RunOptions(), Thread::interrupt));
    token.close();
    closed(token::cancel);
    closed(() -> index.groups(0.9, new RunOptions().cancel(token)));
  }

  private interface Stop {
    void stop(Thread thread);
  }

  /** Whether the thread was interrupted when the library had returned. */
  private static boolean stopped(Index index, RunOptions how, Stop stop) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    how.onProgress((done, total) -> started.countDown());
    AtomicReference<Code> code = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread worker = new Thread(() -> {
      try {
        index.countPairs(new double[] {0.1}, how);
      } catch (StorymapException e) {
        code.set(e.code());
        interrupted.set(Thread.currentThread().isInterrupted());
      }
    });
    worker.start();
    started.await();
    stop.stop(worker);
    worker.join();
    assertEquals(Code.CANCELLED, code.get());
    return interrupted.get();
  }

  @Test
  void anIndexMayBeClosedWhileItWorks() {
    Index index = Index.of(manyTexts(10_000));
    RunOptions closing = new RunOptions().onProgress((done, total) -> index.close());
    assertEquals(500, index.pairs(0.9, closing).size());
    closed(() -> index.pairs(0.9));
  }

  @Test
  void aMapMayBeChangedWhileItIsAnalysed() {
    StoryMap map = small();
    RunOptions changing = new RunOptions().onProgress((done, total) -> map.apply(DONE));
    assertTrue(Analysis.of(List.of(map), null, changing).report().contains("overall_score"));
    assertEquals("done", map.story(0).status());
  }

  @Test
  void aLiveIndexChanges() {
    LiveIndex live = new LiveIndex(new LiveOptions().stopWordList("en").maxDf(1));
    long card = live.insert("Pay by card");
    long first = live.insertAll(new Corpus(List.of("Print labels", "Zahlen mit Karte \ud83d\udcb3")));
    LiveIndex.Inserted inserted = live.insertAndCompare("pay by card", 5, 0.9);
    assertEquals(card, inserted.duplicates().get(0).id());
    assertTrue(live.contains(first + 1) && !live.contains(inserted.id() + 1) && live.memory() > 0);
    assertEquals(card, live.neighbours(inserted.id(), 5, 0).get(0).id());
    live.update(card, "Scan parcels");
    live.erase(first);
    assertEquals(card, live.closest("parcels", 5, 0).get(0).id());
    assertArrayEquals(new long[] {card, first + 1, inserted.id()}, live.ids());
    fails(Code.UNKNOWN_ID, () -> live.erase(first));
    fails(Code.UNKNOWN_ID, () -> live.update(first, "x"));
    fails(Code.UNKNOWN_ID, () -> live.neighbours(-1, 1, 0));
    fails(Code.INVALID_ARGUMENT, () -> live.closest("x", 1, 2));
    fails(Code.INVALID_ENCODING, "text", () -> live.insert("\ud800"));
    fails(Code.INVALID_ARGUMENT, () -> new LiveIndex(new LiveOptions().ngramMin(3)));
    live.close();
    closed(live::size);
    closed(live::ids);
    closed(live::write);
    closed(() -> live.insert("x"));
  }

  @Test
  void manyThreadsAtOnce() throws Exception {
    LiveIndex live = new LiveIndex();
    StoryMap map = small();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (boolean writes : new boolean[] {true, false, true, false}) {
      all.add(pool.submit(() -> {
        for (int k = 0; k < 50; k++) {
          if (writes) {
            live.insert("pay by card");
            map.apply(DONE);
          } else {
            live.closest("pay by card", 3, 0);
            assertEquals("s1", map.story(0).id());
          }
        }
      }));
    }
    for (Future<?> one : all) one.get();
    pool.shutdown();
    assertEquals(100, live.size());
  }

  @Test
  void closingAndUsingAtOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      Index index = Index.of(List.of("pay by card", "pay by card"));
      Thread user = new Thread(() -> {
        try {
          while (true) index.pairs(0.9);
        } catch (IllegalStateException closed) {
          return;
        }
      });
      user.start();
      Thread.sleep(1);
      index.close();
      user.join();
    }
  }

  @Test
  void whatIsForgottenIsFreed() throws Exception {
    assumeTrue(Files.exists(STATISTICS), "no " + STATISTICS);
    LiveIndex live = new LiveIndex();
    live.insertAll(new Corpus(manyTexts(5_000)));
    byte[] bytes = live.write();
    long one = LiveIndex.read(bytes).memory();
    forget(bytes, 5);
    long before = resident();
    forget(bytes, 20);
    long grown = resident() - before;
    assertTrue(grown < 50 * one, grown + " bytes more after 200 indexes of " + one);
  }

  private static void forget(byte[] bytes, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (int k = 0; k < 10; k++) LiveIndex.read(bytes);
      System.gc();
      Thread.sleep(20); // the cleaner is a thread of its own
    }
  }

  private static long resident() throws Exception {
    return Long.parseLong(Files.readString(STATISTICS).split(" ")[1]) * 4096;
  }
}
