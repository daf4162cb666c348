package storymap;

import java.lang.ref.Cleaner;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Holds memory of the library, until it is closed and no call uses it any more; what is forgotten is freed some time
 * after the garbage collector has found it. Everything may be used by many threads at once, and whatever is used after
 * {@link #close} throws an {@link IllegalStateException}.
 */
public abstract class Resource implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  Resource(long pointer, LongConsumer free) {
    handle = new Handle(getClass().getSimpleName(), pointer, free);
    cleanable = CLEANER.register(this, handle);
  }

  /** Frees the memory, as soon as no call uses it; a second time does nothing. */
  @Override
  public final void close() {
    cleanable.clean();
  }

  /** Does something with the pointer, which is not freed meanwhile. */
  final <T> T use(LongFunction<T> work) {
    long pointer = handle.hold();
    try {
      return work.apply(pointer);
    } finally {
      handle.release();
    }
  }

  private static final class Handle implements Runnable {
    private final String kind;
    private final long pointer;
    private final LongConsumer free;
    private long users = 1; // the owner is one of them
    private boolean closed;

    Handle(String kind, long pointer, LongConsumer free) {
      this.kind = kind;
      this.pointer = pointer;
      this.free = free;
    }

    synchronized long hold() {
      if (closed) throw new IllegalStateException("this " + kind + " is closed");
      users += 1;
      return pointer;
    }

    synchronized void release() {
      users -= 1;
      if (users == 0) free.accept(pointer);
    }

    @Override
    public synchronized void run() {
      closed = true;
      release();
    }
  }
}
