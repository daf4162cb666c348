package storymap;

import java.util.Objects;

/** How a result is written. JSON is that of the {@code storymap} command, byte for byte. */
public final class ReportOptions {
  private Format format = Format.JSON;
  private Language language = Language.ENGLISH;
  private boolean color;
  private int width = 100;
  private int most = 20;

  /** All defaults. */
  public ReportOptions() {}

  /** JSON by default. */
  public ReportOptions format(Format format) {
    this.format = Objects.requireNonNull(format, "format");
    return this;
  }

  /** English by default. */
  public ReportOptions language(Language language) {
    this.language = Objects.requireNonNull(language, "language");
    return this;
  }

  /** Text: escape sequences of ECMA-48; default false. */
  public ReportOptions color(boolean color) {
    this.color = color;
    return this;
  }

  /** Text: columns, 40 to 160; default 100. */
  public ReportOptions width(int width) {
    this.width = width;
    return this;
  }

  /** Text and Markdown: groups of each kind that are listed; 0: all; default 20. */
  public ReportOptions most(int most) {
    this.most = most;
    return this;
  }

  /** A way to write a result. */
  public enum Format {
    /** That of the command. */
    JSON,
    /** For a terminal. */
    TEXT,
    /** For a page. */
    MARKDOWN
  }

  /** A language that results are written in. */
  public enum Language {
    /** English. */
    ENGLISH,
    /** Russian. */
    RUSSIAN
  }

  static C.Report struct(ReportOptions options) {
    return (options == null ? new ReportOptions() : options).struct();
  }

  private C.Report struct() {
    C.Report struct = new C.Report();
    struct.format = format.ordinal();
    struct.language = language.ordinal();
    struct.color = color ? 1 : 0;
    struct.width = width;
    struct.most = most;
    return struct;
  }
}
