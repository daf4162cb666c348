//! Everything in this crate is what the header of the installed library says: a C compiler is asked.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::mem::{size_of, MaybeUninit};
use std::path::PathBuf;
use std::process::Command;
use std::slice;

use storymap_sys::*;

/// A struct: where its members are, and the bytes of what its _INIT macro makes of them.
struct Layout {
    name: &'static str,
    size: usize,
    fields: Vec<(&'static str, usize, usize)>,
    init: Option<Vec<u8>>,
}

macro_rules! layouts {
    ($($name:ident { $($field:ident),* } $($init:ident)?;)*) => {
        vec![$({
            let space = MaybeUninit::<$name>::uninit();
            let begin = space.as_ptr();
            let fields = vec![$({
                // Nothing is read: this is the address of a member only.
                let at = unsafe { std::ptr::addr_of!((*begin).$field) } as usize;
                (stringify!($field), at - begin as usize, size_of_member(|value: &$name| &value.$field))
            }),*];
            let init = None::<Vec<u8>>$(.or_else(|| Some(bytes_of_members(&$init, &fields))))?;
            Layout { name: stringify!($name), size: size_of::<$name>(), fields, init }
        }),*]
    };
}

/// The bytes of all members, without what may lie between them.
fn bytes_of_members<T>(value: &T, fields: &[(&str, usize, usize)]) -> Vec<u8> {
    let begin = value as *const T as *const u8;
    let member = |&(_, offset, size): &(_, usize, usize)| unsafe { slice::from_raw_parts(begin.add(offset), size) };
    fields.iter().flat_map(member).copied().collect()
}

fn size_of_member<T, M>(_: fn(&T) -> &M) -> usize {
    size_of::<M>()
}

fn layouts() -> Vec<Layout> {
    layouts! {
        storymap_error { struct_size, code, message, path } STORYMAP_ERROR_INIT;
        storymap_buffer { data, size };
        storymap_pair { a, b, score };
        storymap_pairs { data, size };
        storymap_match { row, reserved, score };
        storymap_matches { data, size };
        storymap_rows { data, size };
        storymap_run { struct_size, threads, progress, user, cancel, simd, reserved } STORYMAP_RUN_INIT;
        storymap_read_options { struct_size, archived, format, format_size, file_name, file_name_size, encoding, encoding_size, name_after_file, depth, most_bytes } STORYMAP_READ_OPTIONS_INIT;
        storymap_counts { struct_size, reserved, personas, releases, links, activities, tasks, stories } STORYMAP_COUNTS_INIT;
        storymap_story { struct_size, has_points, points, id, id_size, title, title_size, description, description_size, status, status_size, priority, priority_size, release, release_size, activity, task, position } STORYMAP_STORY_INIT;
        storymap_analysis_options { struct_size, measure, similar, duplicate, profile, profile_size, stop_words, stop_words_size, stop_word_list, stop_word_list_size, ngram_min, ngram_max, max_df, ranking, reserved } STORYMAP_ANALYSIS_OPTIONS_INIT;
        storymap_report_options { struct_size, format, language, color, width, most } STORYMAP_REPORT_OPTIONS_INIT;
        storymap_vectorizer_options { struct_size, analyzer, ngram_min, ngram_max, stop_words, stop_words_size, stop_word_list, stop_word_list_size, lowercase, strip_accents, min_df, max_df, max_features, binary, norm, use_idf, smooth_idf, sublinear_tf, reserved } STORYMAP_VECTORIZER_OPTIONS_INIT;
        storymap_matrix_view { struct_size, reserved, rows, columns, nonzeros, row_begin, column, value } STORYMAP_MATRIX_VIEW_INIT;
        storymap_live_options { struct_size, lowercase, ngram_min, ngram_max, stop_words, stop_words_size, stop_word_list, stop_word_list_size, max_df, strip_accents, reserved } STORYMAP_LIVE_OPTIONS_INIT;
        storymap_live_match { id, score };
        storymap_live_matches { data, size };
        storymap_ids { data, size };
    }
}

macro_rules! constants {
    ($($name:ident),* $(,)?) => { vec![$((stringify!($name), i64::from($name))),*] };
}

fn constants() -> Vec<(&'static str, i64)> {
    constants![
        STORYMAP_OK,
        STORYMAP_INVALID_ARGUMENT,
        STORYMAP_INVALID_ENCODING,
        STORYMAP_INVALID_SYNTAX,
        STORYMAP_INVALID_FIELD,
        STORYMAP_UNKNOWN_ID,
        STORYMAP_DUPLICATE_ID,
        STORYMAP_IN_USE,
        STORYMAP_TOO_LARGE,
        STORYMAP_UNSUPPORTED,
        STORYMAP_UNKNOWN_FORMAT,
        STORYMAP_EMPTY_VOCABULARY,
        STORYMAP_NOT_FOUND,
        STORYMAP_UNREADABLE,
        STORYMAP_UNWRITABLE,
        STORYMAP_CANCELLED,
        STORYMAP_OUT_OF_MEMORY,
        STORYMAP_INTERNAL,
        STORYMAP_INVALID_HANDLE,
        STORYMAP_SIMD_BEST,
        STORYMAP_SIMD_SCALAR,
        STORYMAP_SIMD_NEON,
        STORYMAP_SIMD_AVX2,
        STORYMAP_SIMD_AVX512,
        STORYMAP_COSINE,
        STORYMAP_JACCARD,
        STORYMAP_BY_SIMILARITY,
        STORYMAP_BY_BM25,
        STORYMAP_JSON,
        STORYMAP_TEXT,
        STORYMAP_MARKDOWN,
        STORYMAP_ENGLISH,
        STORYMAP_RUSSIAN,
        STORYMAP_WORDS,
        STORYMAP_CHARS,
        STORYMAP_CHARS_WB,
        STORYMAP_FIELDS,
        STORYMAP_ACCENTS_KEEP,
        STORYMAP_ACCENTS_ASCII,
        STORYMAP_ACCENTS_UNICODE,
        STORYMAP_NORM_NONE,
        STORYMAP_NORM_L1,
        STORYMAP_NORM_L2,
        STORYMAP_ABI_VERSION,
        STORYMAP_NO_ROW
    ]
}

/// What pkg-config and the environment say about where the header is.
fn include_flags() -> Vec<String> {
    if let Ok(folder) = env::var("STORYMAP_INCLUDE_DIR") {
        return vec![format!("-I{folder}")];
    }
    let asked = Command::new("pkg-config")
        .args(["--variable=includedir", "storymap_c"])
        .output();
    let asked = asked.expect("pkg-config runs, or STORYMAP_INCLUDE_DIR is set");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    vec![format!("-I{}", String::from_utf8_lossy(&asked.stdout).trim())]
}

fn compiler() -> Command {
    let mut command = Command::new(env::var("CC").unwrap_or_else(|_| "cc".to_owned()));
    command
        .args(["-std=c99", "-Wall", "-Werror", "-pedantic"])
        .args(include_flags());
    command
}

fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn finish(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// What a C program prints.
fn printed(name: &str, statements: &str) -> String {
    let (source, program) = (file(&format!("{name}.c")), file(name));
    let text = format!(
        "#include <storymap.h>\n#include <stddef.h>\n#include <stdio.h>\n\
         static void bytes(const void *at, size_t size) {{\n  \
           for (size_t k = 0; k < size; ++k) printf(\"%02x\", ((const unsigned char *)at)[k]);\n}}\n\
         int main(void) {{\n  bytes(\"\", 0);\n{statements}  return 0;\n}}\n"
    );
    fs::write(&source, text).unwrap();
    let mut command = compiler();
    command.arg(&source).arg("-o").arg(&program);
    finish(command);
    finish(Command::new(program))
}

#[test]
fn structs_are_laid_out_as_in_c() {
    let (mut statements, mut expected) = (String::new(), String::new());
    for layout in layouts() {
        let name = layout.name;
        statements += &format!("  printf(\"{name} %zu\\n\", sizeof({name}));\n");
        expected += &format!("{name} {}\n", layout.size);
        for (field, offset, size) in &layout.fields {
            statements += &format!(
                "  printf(\"{name}.{field} %zu %zu\\n\", offsetof({name}, {field}), sizeof((({name} *)0)->{field}));\n"
            );
            expected += &format!("{name}.{field} {offset} {size}\n");
        }
    }
    assert_eq!(printed("layout", &statements), expected);
}

#[test]
fn structs_begin_as_the_macros_say() {
    let (mut statements, mut expected) = (String::new(), String::new());
    for layout in layouts() {
        let (name, init) = (
            layout.name,
            match layout.init {
                Some(bytes) => bytes,
                None => continue,
            },
        );
        statements += &format!("  {{\n    {name} value = {}_INIT;\n", name.to_uppercase());
        for (field, ..) in &layout.fields {
            statements += &format!("    bytes(&value.{field}, sizeof(value.{field}));\n");
        }
        statements += "    puts(\"\");\n  }\n";
        expected += &init.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        expected += "\n";
    }
    assert_eq!(printed("init", &statements), expected);
}

#[test]
fn constants_are_those_of_c() {
    let (mut statements, mut expected) = (String::new(), String::new());
    for (name, value) in constants() {
        statements += &format!("  printf(\"{name} %lld\\n\", (long long){name});\n");
        expected += &format!("{name} {value}\n");
    }
    assert_eq!(printed("constants", &statements), expected);
}

/// The type that C calls by another name: `*const *mut T` is `T *const *`.
fn in_c(rust: &str) -> String {
    if let Some(target) = rust.strip_prefix("*const ") {
        return format!("{} const *", in_c(target));
    }
    if let Some(target) = rust.strip_prefix("*mut ") {
        return format!("{} *", in_c(target));
    }
    match rust {
        "c_char" => "char",
        "c_void" => "void",
        "usize" => "size_t",
        "f64" => "double",
        "i32" => "int32_t",
        "u32" => "uint32_t",
        "u64" => "uint64_t",
        name => name,
    }
    .to_owned()
}

/// The functions of this crate as declarations of C.
fn declarations() -> Vec<(String, String)> {
    let source = include_str!("../src/lib.rs");
    let block = source.split("extern \"C\" {").nth(1).expect("a block of functions");
    let mut found = Vec::new();
    for item in block.split("pub fn ").skip(1) {
        let item = item.split(';').next().unwrap();
        let (name, rest) = item.split_once('(').unwrap();
        let (parameters, result) = rest.split_once(')').unwrap();
        let parameters: Vec<String> = parameters
            .split(',')
            .filter_map(|parameter| Some(in_c(parameter.split_once(':')?.1.trim())))
            .collect();
        let parameters = if parameters.is_empty() {
            "void".to_owned()
        } else {
            parameters.join(", ")
        };
        let result = result
            .trim()
            .strip_prefix("->")
            .map_or("void".to_owned(), |result| in_c(result.trim()));
        found.push((name.to_owned(), format!("{result} {name}({parameters});\n")));
    }
    found
}

#[test]
fn functions_are_declared_as_in_c() {
    let source = file("functions.c");
    let declared: String = declarations().into_iter().map(|(_, declaration)| declaration).collect();
    fs::write(&source, format!("#include <storymap.h>\n{declared}")).unwrap();
    let mut command = compiler();
    command.arg("-fsyntax-only").arg(&source);
    finish(command);
}

#[test]
fn all_functions_are_declared() {
    let mut command = compiler();
    let source = file("header.c");
    fs::write(&source, "#include <storymap.h>\n").unwrap();
    command.arg("-E").arg("-P").arg(&source);
    let header = finish(command);
    let in_header: BTreeSet<String> = header
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '('))
        .filter_map(|word| Some(word.strip_prefix("storymap_")?.split_once('(')?.0))
        .map(|name| format!("storymap_{name}"))
        .collect();
    let here: BTreeSet<String> = declarations().into_iter().map(|(name, _)| name).collect();
    assert!(here.len() > 90, "{}", here.len());
    assert_eq!(here, in_header);
}

#[test]
fn the_library_has_this_interface() {
    assert_eq!(unsafe { storymap_abi_version() }, STORYMAP_ABI_VERSION);
}
