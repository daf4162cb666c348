package storymap;

/** A failure of the library. */
public final class StorymapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;
  private final String path;

  StorymapException(Code code, String message, String path) {
    super(path.isEmpty() ? message : path + ": " + message);
    this.code = code;
    this.path = path;
  }

  /** What went wrong. */
  public Code code() {
    return code;
  }

  /** Where: a JSON pointer, "line 12", the name of an argument, or empty. */
  public String path() {
    return path;
  }
}
