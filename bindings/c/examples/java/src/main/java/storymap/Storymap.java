package storymap;

/** What belongs to the library as a whole. */
public final class Storymap {
  private Storymap() {}

  /** The version of the library: "0.1.0". */
  public static String version() {
    return C.storymap_version();
  }

  /** The version of the C interface that this package is for. */
  public static int abiVersion() {
    return C.ABI_VERSION;
  }

  /** All file formats: a JSON array of objects with id, name, extensions, reads, writes. */
  public static String formats() {
    return Call.text(C::storymap_formats);
  }

  /** The message of an error in another language, "en" or "ru"; English where there is no translation. */
  public static String translate(String message, String language) {
    byte[] text = Text.utf8(message, "message");
    byte[] word = Text.utf8(language, "language");
    return Call.text((out, failure) ->
        C.storymap_translate(text, text.length, word, word.length, out, failure));
  }

  /**
   * In what way two texts are alike: a JSON object with kind ("copy", "role", "slot", "contained", "reworded"), only_a
   * and only_b: arrays of [first byte, bytes] of the words that the other lacks, in UTF-8.
   */
  public static String compareTexts(String a, String b) {
    byte[] one = Text.utf8(a, "a");
    byte[] other = Text.utf8(b, "b");
    return Call.text((json, failure) ->
        C.storymap_compare_texts(one, one.length, other, other.length, json, failure));
  }
}
