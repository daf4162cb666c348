package storymap;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Texts on their way into the library. */
final class Text {
  private Text() {}

  /** The UTF-8 bytes of a text, which has no half of a surrogate pair. */
  static byte[] utf8(String text, String name) {
    Objects.requireNonNull(text, name);
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw new StorymapException(
          Code.INVALID_ENCODING, "half of a surrogate pair stands alone, which UTF-8 cannot say", name);
    }
  }

  /** A text of some options, which owns the memory that the library reads it from. */
  static final class Option {
    private final Memory memory;

    Option(String text, String name) {
      byte[] bytes = utf8(text, name);
      memory = bytes.length == 0 ? null : new Memory(bytes.length);
      if (memory != null) memory.write(0, bytes, 0, bytes.length);
    }

    static Pointer pointer(Option option) {
      return option == null ? null : option.memory;
    }

    static long size(Option option) {
      return option == null || option.memory == null ? 0 : option.memory.size();
    }
  }

  /** Texts one behind the other, and where each begins; the last offset is the end. */
  record Joined(byte[] bytes, long[] offsets, int count) {
    static Joined of(Iterable<String> texts) {
      List<byte[]> parts = new ArrayList<>();
      long size = 0;
      for (String text : texts) {
        byte[] part = utf8(text, "texts[" + parts.size() + "]");
        size += part.length;
        parts.add(part);
      }
      if (size > Integer.MAX_VALUE - 8) {
        throw new StorymapException(Code.TOO_LARGE, "more than 2 GiB at once; add them in parts", "texts");
      }
      byte[] bytes = new byte[(int) size];
      long[] offsets = new long[parts.size() + 1];
      int end = 0;
      for (int k = 0; k < parts.size(); k++) {
        System.arraycopy(parts.get(k), 0, bytes, end, parts.get(k).length);
        end += parts.get(k).length;
        offsets[k + 1] = end;
      }
      return new Joined(bytes, offsets, parts.size());
    }
  }
}
