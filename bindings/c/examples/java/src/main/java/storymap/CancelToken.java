package storymap;

/** Lets one thread stop the work of another. */
public final class CancelToken extends Resource {
  private volatile boolean cancelled;

  /** A token that nobody has cancelled. */
  public CancelToken() {
    super(Call.make(C::storymap_cancel_new), C::storymap_cancel_free);
  }

  /** Stops every call that was given this token, now and from now on, with {@link Code#CANCELLED}. */
  public void cancel() {
    cancelled = true;
    use(pointer -> {
      C.storymap_cancel_request(pointer);
      return null;
    });
  }

  /** Whether somebody has. */
  public boolean isCancelled() {
    return cancelled;
  }
}
