package storymap;

/** How to read a map. The defaults are right for most files. */
public final class ReadOptions {
  private boolean archived = true;
  private Text.Option format;
  private Text.Option fileName;
  private Text.Option encoding;
  private boolean nameAfterFile = true;
  private int depth = 256;
  private long mostBytes = 1L << 30;

  /** All defaults. */
  public ReadOptions() {}

  /** Keep what the source calls archived or closed; default true. */
  public ReadOptions archived(boolean archived) {
    this.archived = archived;
    return this;
  }

  /** The id of a format; detected by default. */
  public ReadOptions format(String format) {
    this.format = new Text.Option(format, "options.format");
    return this;
  }

  /** For its extension, as the name of a map that has none, and in reports. */
  public ReadOptions fileName(String fileName) {
    this.fileName = new Text.Option(fileName, "options.file_name");
    return this;
  }

  /** "utf-8", "utf-16le", "utf-16be" or "cp1251"; detected by default. */
  public ReadOptions encoding(String encoding) {
    this.encoding = new Text.Option(encoding, "options.encoding");
    return this;
  }

  /** A map without a name is called as its file; default true. */
  public ReadOptions nameAfterFile(boolean nameAfterFile) {
    this.nameAfterFile = nameAfterFile;
    return this;
  }

  /** Most levels of nested JSON; default 256. */
  public ReadOptions depth(int depth) {
    this.depth = depth;
    return this;
  }

  /** A longer file is {@link Code#TOO_LARGE}; default 1 GiB. */
  public ReadOptions mostBytes(long mostBytes) {
    this.mostBytes = mostBytes;
    return this;
  }

  static C.Read struct(ReadOptions options) {
    return (options == null ? new ReadOptions() : options).struct();
  }

  private C.Read struct() {
    C.Read struct = new C.Read();
    struct.archived = archived ? 1 : 0;
    struct.format = Text.Option.pointer(format);
    struct.format_size = Text.Option.size(format);
    struct.file_name = Text.Option.pointer(fileName);
    struct.file_name_size = Text.Option.size(fileName);
    struct.encoding = Text.Option.pointer(encoding);
    struct.encoding_size = Text.Option.size(encoding);
    struct.name_after_file = nameAfterFile ? 1 : 0;
    struct.depth = depth;
    struct.most_bytes = mostBytes;
    return struct;
  }
}
