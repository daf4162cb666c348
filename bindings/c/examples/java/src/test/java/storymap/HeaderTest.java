package storymap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Callback;
import com.sun.jna.Structure;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what the sources declare with the storymap.h that is installed. */
class HeaderTest {
  @TempDir Path folder;

  private static Map<String, Structure> structures() {
    Map<String, Structure> all = new LinkedHashMap<>();
    all.put("error", new C.Failure());
    all.put("run", new C.Run());
    all.put("read_options", new C.Read());
    all.put("counts", new C.CountsOf());
    all.put("story", new C.StoryOf());
    all.put("analysis_options", new C.AnalysisOf());
    all.put("report_options", new C.Report());
    all.put("vectorizer_options", new C.VectorizerOf());
    all.put("matrix_view", new C.View());
    all.put("live_options", new C.Live());
    return all;
  }

  /** A C program prints where each member is, how large it is, and the bytes of the _INIT macro. */
  @Test
  void structuresAreThoseOfTheHeader() throws Exception {
    Map<String, Structure> all = structures();
    StringBuilder program = new StringBuilder("#include <storymap.h>\n#include <stdio.h>\n#include <stddef.h>\n");
    program.append("int main(void) {\n");
    StringBuilder expected = new StringBuilder();
    all.forEach((name, structure) -> {
      program.append("{ storymap_").append(name).append(" s = STORYMAP_").append(name.toUpperCase(Locale.ROOT));
      program.append("_INIT;\n");
      for (Field field : fields(structure)) {
        program.append("printf(\"").append(name).append('.').append(field.getName()).append(" %zu %zu\\n\", ");
        program.append("offsetof(storymap_").append(name).append(", ").append(field.getName());
        program.append("), sizeof s.").append(field.getName()).append(");\n");
        expected.append(name).append('.').append(field.getName()).append(' ').append(offset(structure, field));
        expected.append(' ').append(size(structure, field)).append('\n');
      }
      program.append("for (size_t k = 0; k < sizeof s; ++k) printf(\"%02x\", ((unsigned char *)&s)[k]);\n");
      program.append("puts(\"\"); }\n");
      structure.write();
      byte[] bytes = structure.getPointer().getByteArray(0, structure.size());
      expected.append(HexFormat.of().formatHex(bytes)).append('\n');
    });
    program.append("return 0;\n}\n");
    Path source = Files.writeString(folder.resolve("layout.c"), program);
    String cc = System.getenv().getOrDefault("CC", "cc");
    assumeTrue(hasCompiler(cc), "no C compiler");
    String include = "-I" + Help.variable("STORYMAP_INCLUDE_DIR");
    String binary = folder.resolve("layout").toString();
    Help.Ran compiled = Help.run(folder, cc, "-std=c99", include, source.toString(), "-o", binary);
    assertEquals(0, compiled.status(), compiled.err());
    assertEquals(expected.toString(), new String(Help.run(folder, binary).out(), StandardCharsets.UTF_8));
  }

  private boolean hasCompiler(String cc) throws InterruptedException {
    try {
      return Help.run(folder, cc, "--version").status() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static List<Field> fields(Structure structure) {
    String[] order = structure.getClass().getAnnotation(Structure.FieldOrder.class).value();
    List<Field> fields = new ArrayList<>();
    for (String name : order) {
      try {
        fields.add(structure.getClass().getField(name));
      } catch (NoSuchFieldException e) {
        throw new AssertionError(e);
      }
    }
    return fields;
  }

  private static int size(Structure structure, Field field) {
    Class<?> type = field.getType();
    if (type == byte[].class) return field.getName().equals("path") ? 512 : 1024;
    return type == int.class ? 4 : 8;
  }

  private static int offset(Structure structure, Field field) {
    // JNA keeps offsets to itself, but says them in words: "int code@0x4=..."
    Pattern place = Pattern.compile(" " + field.getName() + "(?:\\[\\d+\\])?@0x([0-9A-Fa-f]+)=");
    Matcher found = place.matcher(structure.toString());
    if (!found.find()) throw new AssertionError(field + " is not in " + structure);
    return Integer.parseInt(found.group(1), 16);
  }

  @Test
  void functionsAreThoseOfTheHeader() throws Exception {
    String header = Files.readString(Path.of(Help.variable("STORYMAP_INCLUDE_DIR"), "storymap.h"))
        .replaceAll("(?s)/\\*.*?\\*/", "");
    Map<String, List<String>> declared = new TreeMap<>();
    Matcher functions =
        Pattern.compile("STORYMAP_API\\s+([\\w\\s*]+?)(storymap_\\w+)\\(([^)]*)\\);").matcher(header);
    while (functions.find()) {
      List<String> kinds = new ArrayList<>(List.of(kind(functions.group(1))));
      if (!functions.group(3).trim().equals("void")) {
        for (String parameter : functions.group(3).split(",")) kinds.add(kind(parameter.replaceAll("\\w+\\s*$", "")));
      }
      declared.put(functions.group(2), kinds);
    }
    Map<String, List<String>> here = new TreeMap<>();
    for (Method method : C.class.getDeclaredMethods()) {
      if (!Modifier.isNative(method.getModifiers())) continue;
      List<String> kinds = new ArrayList<>(List.of(kind(method.getReturnType())));
      for (Class<?> type : method.getParameterTypes()) kinds.add(kind(type));
      here.put(method.getName(), kinds);
    }
    assertEquals(declared, here);
  }

  /** What a register holds: Java knows neither signs nor what a number of 64 bits points to. */
  private static String kind(String type) {
    String word = type.replace("const", "").replaceAll("\\s+", "");
    if (word.endsWith("*") || word.matches("storymap_(progress|pair_visitor)|size_t|uint64_t")) return "64 bits";
    return word.matches("u?int32_t|storymap_status") ? "32 bits" : word;
  }

  private static String kind(Class<?> type) {
    boolean pointer = type.isArray() || Structure.class.isAssignableFrom(type) || Callback.class.isAssignableFrom(type);
    if (pointer || type == long.class || type == String.class) return "64 bits";
    return type == int.class ? "32 bits" : type.getName();
  }

  @Test
  void aStructureOfAnOlderHeaderWorks() {
    C.CountsOf counts = new C.CountsOf();
    counts.struct_size = 16; // up to personas
    counts.stories = 7;
    try (StoryMap map = Help.small()) {
      map.use(pointer -> {
        Call.run(failure -> C.storymap_map_counts(pointer, counts, failure));
        return null;
      });
    }
    assertEquals(7, counts.stories);
    assertEquals(16, counts.struct_size);
  }
}
