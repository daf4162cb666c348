package storymap;

/** What can go wrong. */
public enum Code {
  /** An argument or option is outside its documented range. */
  INVALID_ARGUMENT(1),
  /** Bytes are not text in the stated or detected encoding. */
  INVALID_ENCODING(2),
  /** Text is not well-formed JSON, CSV or Markdown; a file is damaged. */
  INVALID_SYNTAX(3),
  /** Well-formed, but a field has the wrong type, range or word. */
  INVALID_FIELD(4),
  /** A reference names something that does not exist. */
  UNKNOWN_ID(5),
  /** An id is used twice for one noun. */
  DUPLICATE_ID(6),
  /** The noun is still referenced or not empty; the corpus is being read. */
  IN_USE(7),
  /** A documented limit is exceeded. */
  TOO_LARGE(8),
  /** A valid request that this library is too old for, or this format cannot serve. */
  UNSUPPORTED(9),
  /** No format recognises the input. */
  UNKNOWN_FORMAT(10),
  /** No term is left to compare texts by. */
  EMPTY_VOCABULARY(11),
  /** A file does not exist. */
  NOT_FOUND(12),
  /** A file exists but cannot be read. */
  UNREADABLE(13),
  /** A file cannot be written; what was there before is untouched. */
  UNWRITABLE(14),
  /** The caller asked to stop. */
  CANCELLED(15),
  /** No memory is left. */
  OUT_OF_MEMORY(100),
  /** A bug in the library; the message is for its authors. */
  INTERNAL(101),
  /** Something was used after it was freed; only a debug build of the library can tell. */
  INVALID_HANDLE(102),
  /** A code of a newer library. */
  UNKNOWN(-1);

  private final int status;

  Code(int status) {
    this.status = status;
  }

  static Code of(int status) {
    for (Code code : values()) {
      if (code.status == status) return code;
    }
    return UNKNOWN;
  }

  int status() {
    return status;
  }
}
