package storymap;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.io.File;

/**
 * storymap.h. Handles are numbers of 64 bits; so are sizes. What the library gives away, a pointer and a size, is
 * {@code long[2]}.
 */
final class C {
  static final int ABI_VERSION = 1;

  static {
    if (Native.POINTER_SIZE != 8) throw new UnsatisfiedLinkError("storymap needs a machine of 64 bits");
    Native.register(C.class, NativeLibrary.getInstance(libraryName()));
    int found = storymap_abi_version();
    if (found != ABI_VERSION) {
      throw new UnsatisfiedLinkError(
          "the storymap library has interface " + found + ", and this package is for " + ABI_VERSION);
    }
  }

  private C() {}

  private static String libraryName() {
    String name = "libstorymap_c.so." + ABI_VERSION;
    if (Platform.isWindows()) name = "storymap_c";
    if (Platform.isMac()) name = "libstorymap_c." + ABI_VERSION + ".dylib";
    String folder = System.getenv("STORYMAP_LIB_DIR");
    return folder == null || folder.isEmpty() ? name : folder + File.separator + name;
  }

  /** Hears how much is done; anything but 0 stops the work. */
  interface Progress extends Callback {
    int invoke(Pointer user, long done, long total);
  }

  /** Takes some pairs; anything but 0 stops. */
  interface Visitor extends Callback {
    int invoke(Pointer user, Pointer pairs, long count);
  }

  /** storymap_error. It is read only when a function has failed. */
  @FieldOrder({"struct_size", "code", "message", "path"})
  public static final class Failure extends Structure {
    public int struct_size;
    public int code;
    public byte[] message = new byte[1024];
    public byte[] path = new byte[512];

    Failure() {
      setAutoRead(false);
      struct_size = size();
    }

    StorymapException exception(int status) {
      read();
      return new StorymapException(Code.of(status), Native.toString(message, "UTF-8"), Native.toString(path, "UTF-8"));
    }
  }

  @FieldOrder({"struct_size", "threads", "progress", "user", "cancel", "simd", "reserved"})
  public static final class Run extends Structure {
    public int struct_size;
    public int threads = 1;
    public Progress progress;
    public Pointer user;
    public Pointer cancel;
    public int simd;
    public int reserved;

    Run() {
      struct_size = size();
    }
  }

  @FieldOrder({
    "struct_size", "archived", "format", "format_size", "file_name", "file_name_size", "encoding", "encoding_size",
    "name_after_file", "depth", "most_bytes"
  })
  public static final class Read extends Structure {
    public int struct_size;
    public int archived = 1;
    public Pointer format;
    public long format_size;
    public Pointer file_name;
    public long file_name_size;
    public Pointer encoding;
    public long encoding_size;
    public int name_after_file = 1;
    public int depth = 256;
    public long most_bytes = 1L << 30;

    Read() {
      struct_size = size();
    }
  }

  @FieldOrder({"struct_size", "reserved", "personas", "releases", "links", "activities", "tasks", "stories"})
  public static final class CountsOf extends Structure {
    public int struct_size;
    public int reserved;
    public long personas;
    public long releases;
    public long links;
    public long activities;
    public long tasks;
    public long stories;

    CountsOf() {
      struct_size = size();
    }
  }

  @FieldOrder({
    "struct_size", "has_points", "points", "id", "id_size", "title", "title_size", "description", "description_size",
    "status", "status_size", "priority", "priority_size", "release", "release_size", "activity", "task", "position"
  })
  public static final class StoryOf extends Structure {
    public int struct_size;
    public int has_points;
    public double points;
    public Pointer id;
    public long id_size;
    public Pointer title;
    public long title_size;
    public Pointer description;
    public long description_size;
    public Pointer status;
    public long status_size;
    public Pointer priority;
    public long priority_size;
    public Pointer release;
    public long release_size;
    public long activity;
    public long task;
    public long position;

    StoryOf() {
      struct_size = size();
    }
  }

  @FieldOrder({
    "struct_size", "measure", "similar", "duplicate", "profile", "profile_size", "stop_words", "stop_words_size",
    "stop_word_list", "stop_word_list_size", "ngram_min", "ngram_max", "max_df", "ranking", "reserved"
  })
  public static final class AnalysisOf extends Structure {
    public int struct_size;
    public int measure;
    public double similar = 0.7;
    public double duplicate = 0.9;
    public Pointer profile;
    public long profile_size;
    public Pointer stop_words;
    public long stop_words_size;
    public Pointer stop_word_list;
    public long stop_word_list_size;
    public int ngram_min = 1;
    public int ngram_max = 2;
    public double max_df = 0.95;
    public int ranking;
    public int reserved;

    AnalysisOf() {
      struct_size = size();
    }
  }

  @FieldOrder({"struct_size", "format", "language", "color", "width", "most"})
  public static final class Report extends Structure {
    public int struct_size;
    public int format;
    public int language;
    public int color;
    public int width = 100;
    public int most = 20;

    Report() {
      struct_size = size();
    }
  }

  @FieldOrder({
    "struct_size", "analyzer", "ngram_min", "ngram_max", "stop_words", "stop_words_size", "stop_word_list",
    "stop_word_list_size", "lowercase", "strip_accents", "min_df", "max_df", "max_features", "binary", "norm",
    "use_idf", "smooth_idf", "sublinear_tf", "reserved"
  })
  public static final class VectorizerOf extends Structure {
    public int struct_size;
    public int analyzer;
    public int ngram_min = 1;
    public int ngram_max = 1;
    public Pointer stop_words;
    public long stop_words_size;
    public Pointer stop_word_list;
    public long stop_word_list_size;
    public int lowercase = 1;
    public int strip_accents;
    public double min_df = 1;
    public double max_df = 1;
    public long max_features;
    public int binary;
    public int norm = 2;
    public int use_idf = 1;
    public int smooth_idf = 1;
    public int sublinear_tf;
    public int reserved;

    VectorizerOf() {
      struct_size = size();
    }
  }

  @FieldOrder({"struct_size", "reserved", "rows", "columns", "nonzeros", "row_begin", "column", "value"})
  public static final class View extends Structure {
    public int struct_size;
    public int reserved;
    public long rows;
    public long columns;
    public long nonzeros;
    public Pointer row_begin;
    public Pointer column;
    public Pointer value;

    View() {
      struct_size = size();
    }
  }

  @FieldOrder({
    "struct_size", "lowercase", "ngram_min", "ngram_max", "stop_words", "stop_words_size", "stop_word_list",
    "stop_word_list_size", "max_df", "strip_accents", "reserved"
  })
  public static final class Live extends Structure {
    public int struct_size;
    public int lowercase = 1;
    public int ngram_min = 1;
    public int ngram_max = 2;
    public Pointer stop_words;
    public long stop_words_size;
    public Pointer stop_word_list;
    public long stop_word_list_size;
    public double max_df = 0.95;
    public int strip_accents;
    public int reserved;

    Live() {
      struct_size = size();
    }
  }

  static native int storymap_abi_version();

  static native String storymap_version();

  static native String storymap_status_name(int status);

  static native void storymap_buffer_free(long[] buffer);

  static native int storymap_translate(byte[] message, long messageSize, byte[] language, long languageSize,
      long[] translated, Failure error);

  static native void storymap_pairs_free(long[] pairs);

  static native void storymap_matches_free(long[] matches);

  static native void storymap_rows_free(long[] rows);

  static native int storymap_cancel_new(long[] cancel, Failure error);

  static native void storymap_cancel_request(long cancel);

  static native void storymap_cancel_free(long cancel);

  static native int storymap_map_new(byte[] name, long nameSize, long[] map, Failure error);

  static native int storymap_map_read(byte[] bytes, long size, Read options, long[] map, Failure error);

  static native int storymap_map_load(byte[] path, long pathSize, Read options, long[] map, Failure error);

  static native int storymap_map_write(long map, byte[] format, long formatSize, long[] text, long[] dropped,
      Failure error);

  static native int storymap_map_save(long map, byte[] path, long pathSize, byte[] format, long formatSize,
      long[] dropped, Failure error);

  static native int storymap_map_copy(long map, long[] copy, Failure error);

  static native void storymap_map_free(long map);

  static native int storymap_map_equal(long a, long b);

  static native int storymap_map_import_report(long map, long[] json, Failure error);

  static native int storymap_map_counts(long map, CountsOf counts, Failure error);

  static native int storymap_map_story(long map, long row, StoryOf story, Failure error);

  static native int storymap_map_find_story(long map, byte[] id, long idSize, long[] row, Failure error);

  static native int storymap_formats(long[] json, Failure error);

  static native int storymap_map_apply(long map, byte[] edits, long editsSize, long[] inverse, Failure error);

  static native int storymap_map_plan_remove(long map, byte[] noun, long nounSize, byte[] id, long idSize,
      long[] edits, Failure error);

  static native int storymap_diff(long before, long after, long[] edits, Failure error);

  static native int storymap_rebase(byte[] edits, long editsSize, long base, long current, long[] rebased,
      long[] notes, Failure error);

  static native int storymap_merge(long base, long ours, long theirs, long[] merged, long[] conflicts, Failure error);

  static native int storymap_analyze(long[] maps, long mapCount, AnalysisOf options, Run run, long[] analysis,
      Failure error);

  static native void storymap_analysis_free(long analysis);

  static native int storymap_analysis_score(long analysis);

  static native int storymap_analysis_pairs(long analysis, long[] pairs, Failure error);

  static native int storymap_analysis_report(long analysis, Report options, long[] text, Failure error);

  static native int storymap_validate(long map, byte[] profile, long profileSize, Report options, long[] text,
      Failure error);

  static native int storymap_similar(long[] maps, long mapCount, AnalysisOf options, Report report, Run run,
      long[] text, Failure error);

  static native int storymap_stories_new(long[] maps, long mapCount, AnalysisOf options, Run run, long[] stories,
      Failure error);

  static native void storymap_stories_free(long stories);

  static native int storymap_closest(long stories, byte[] text, long textSize, long limit, double atLeast,
      long[] matches, Failure error);

  static native int storymap_closest_report(long stories, byte[] text, long textSize, long limit, double atLeast,
      Report options, long[] report, Failure error);

  static native int storymap_explain(long stories, int a, int b, long[] json, Failure error);

  static native int storymap_corpus_new(long[] corpus, Failure error);

  static native void storymap_corpus_free(long corpus);

  static native int storymap_corpus_add(long corpus, byte[] text, long size, Failure error);

  static native int storymap_corpus_add_all(long corpus, byte[] bytes, long[] offsets, long count, Failure error);

  static native long storymap_corpus_size(long corpus);

  static native int storymap_matrix_new(View arrays, long[] matrix, Failure error);

  static native int storymap_matrix_get(long matrix, View arrays, Failure error);

  static native void storymap_matrix_free(long matrix);

  static native int storymap_vectorize(long corpus, VectorizerOf options, Run run, long[] vectorizer, long[] matrix,
      Failure error);

  static native void storymap_vectorizer_free(long vectorizer);

  static native int storymap_vectorizer_transform(long vectorizer, long corpus, Run run, long[] matrix,
      Failure error);

  static native long storymap_vectorizer_size(long vectorizer);

  static native int storymap_vectorizer_term(long vectorizer, int column, long[] term, Failure error);

  static native int storymap_vectorizer_column(long vectorizer, byte[] term, long termSize, int[] column,
      Failure error);

  static native long storymap_vectorizer_idf(long vectorizer);

  static native int storymap_index_new(long corpus, VectorizerOf options, Run run, long[] index, Failure error);

  static native int storymap_index_from_matrix(long matrix, int measure, long[] index, Failure error);

  static native void storymap_index_free(long index);

  static native long storymap_index_size(long index);

  static native int storymap_index_score(long index, int a, int b, double[] score, Failure error);

  static native int storymap_index_pairs(long index, double atLeast, Run run, long[] pairs, Failure error);

  static native int storymap_index_for_each_pair(long index, double atLeast, Visitor visit, long user, Run run,
      Failure error);

  static native int storymap_index_count_pairs(long index, double[] thresholds, long count, Run run, long[] pairs,
      Failure error);

  static native int storymap_index_pairs_across(long index, long boundary, double atLeast, Run run, long[] pairs,
      Failure error);

  static native int storymap_index_closest_across(long index, long boundary, double atLeast, Run run, long[] matches,
      Failure error);

  static native int storymap_index_groups(long index, double atLeast, Run run, long[] firstRows, Failure error);

  static native int storymap_index_neighbour_graph(long index, long limit, double atLeast, Run run, long[] begin,
      long[] matches, Failure error);

  static native int storymap_index_neighbours(long index, int row, long limit, double atLeast, long[] matches,
      Failure error);

  static native int storymap_index_search(long index, long vectorizer, byte[] text, long textSize, long limit,
      double atLeast, long[] matches, Failure error);

  static native int storymap_index_mean_similarities(long index, int[] rows, long count, double[] means,
      Failure error);

  static native int storymap_index_shared(long index, int a, int b, long[] columns, Failure error);

  static native int storymap_index_join_memory(long index, double atLeast, Run run, long[] bytes, Failure error);

  static native int storymap_bm25_new(long counts, double k1, double b, long[] bm25, Failure error);

  static native void storymap_bm25_free(long bm25);

  static native int storymap_bm25_search(long bm25, long vectorizer, byte[] text, long textSize, long limit,
      long[] matches, Failure error);

  static native void storymap_live_matches_free(long[] matches);

  static native void storymap_ids_free(long[] ids);

  static native int storymap_live_index_new(Live options, long[] index, Failure error);

  static native int storymap_live_index_load(byte[] path, long pathSize, long[] index, Failure error);

  static native int storymap_live_index_read(byte[] bytes, long size, long[] index, Failure error);

  static native int storymap_live_index_save(long index, byte[] path, long pathSize, Failure error);

  static native int storymap_live_index_write(long index, long[] bytes, Failure error);

  static native void storymap_live_index_free(long index);

  static native long storymap_live_index_size(long index);

  static native long storymap_live_index_memory(long index);

  static native int storymap_live_index_contains(long index, long id);

  static native int storymap_live_index_ids(long index, long[] ids, Failure error);

  static native int storymap_live_index_insert(long index, byte[] text, long size, long[] id, Failure error);

  static native int storymap_live_index_insert_all(long index, long corpus, Run run, long[] firstId,
      Failure error);

  static native int storymap_live_index_insert_and_compare(long index, byte[] text, long size, double atLeast,
      long limit, long[] id, long[] duplicates, Failure error);

  static native int storymap_live_index_update(long index, long id, byte[] text, long size, Failure error);

  static native int storymap_live_index_erase(long index, long id, Failure error);

  static native int storymap_live_index_closest(long index, byte[] text, long size, long limit, double atLeast,
      long[] matches, Failure error);

  static native int storymap_live_index_neighbours(long index, long id, long limit, double atLeast, long[] matches,
      Failure error);

  static native int storymap_compare_texts(byte[] a, long aSize, byte[] b, long bSize, long[] json, Failure error);
}
