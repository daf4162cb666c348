package storymap;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.function.ToIntBiFunction;

/**
 * How to run long work; the answer never depends on it. Interrupting the thread that works stops it, with
 * {@link Code#CANCELLED}, and leaves it interrupted.
 */
public final class RunOptions {
  private int threads = 1;
  private ProgressListener listener;
  private CancelToken token;
  private Simd simd = Simd.BEST;

  /** One thread, nobody listens, and only an interruption stops it. */
  public RunOptions() {}

  /** How many threads work, 1 by default; 0: as many as the machine has. */
  public RunOptions threads(int threads) {
    if (threads < 0) throw new IllegalArgumentException("threads: expected a number from 0 on");
    this.threads = threads;
    return this;
  }

  /** Who hears how much is done. */
  public RunOptions onProgress(ProgressListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /** What another thread can stop the work with. */
  public RunOptions cancel(CancelToken token) {
    this.token = Objects.requireNonNull(token, "token");
    return this;
  }

  /** Which instructions the fast loops use. */
  public RunOptions simd(Simd simd) {
    this.simd = Objects.requireNonNull(simd, "simd");
    return this;
  }

  /** Which instructions the fast loops use. */
  public enum Simd {
    /** The best that the machine has. */
    BEST,
    /** None. */
    SCALAR,
    /** NEON. */
    NEON,
    /** AVX2. */
    AVX2,
    /** AVX-512. */
    AVX512
  }

  /** Does work that this says how to run. */
  static void run(RunOptions options, ToIntBiFunction<C.Run, C.Failure> function) {
    RunOptions how = options == null ? new RunOptions() : options;
    if (how.token == null) how.start(null, function);
    else how.token.use(pointer -> how.start(new Pointer(pointer), function));
  }

  private Void start(Pointer cancel, ToIntBiFunction<C.Run, C.Failure> function) {
    Stoppable work = new Stoppable(listener);
    C.Run run = new C.Run();
    run.threads = threads;
    run.simd = simd.ordinal();
    run.cancel = cancel;
    run.progress = work;
    try {
      Call.run(failure -> function.applyAsInt(run, failure));
    } catch (StorymapException e) {
      work.rethrow();
      throw e;
    }
    work.rethrow();
    return null;
  }

  /** What Java code throws must not reach C: it is kept until the library has returned. */
  private static final class Stoppable implements C.Progress {
    private final ProgressListener listener;
    private Throwable thrown;

    Stoppable(ProgressListener listener) {
      this.listener = listener;
    }

    @Override
    public int invoke(Pointer user, long done, long total) {
      if (thrown != null || Thread.currentThread().isInterrupted()) return 1;
      try {
        if (listener != null) listener.onProgress(done, total);
        return 0;
      } catch (Throwable e) {
        thrown = e;
        return 1;
      }
    }

    void rethrow() {
      Thrown.rethrow(thrown);
    }
  }
}
