//! Finds libstorymap_c: in the folder that STORYMAP_LIB_DIR names, or else where the program pkg-config says.

use std::env;
use std::process::Command;

const FOLDER: &str = "STORYMAP_LIB_DIR";

fn main() {
    for variable in [
        FOLDER,
        "PKG_CONFIG",
        "PKG_CONFIG_PATH",
        "PKG_CONFIG_LIBDIR",
        "PKG_CONFIG_SYSROOT_DIR",
    ] {
        println!("cargo:rerun-if-env-changed={variable}");
    }
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("DOCS_RS").is_some() {
        return; // documentation needs no library
    }
    match env::var(FOLDER) {
        Ok(folder) if !folder.is_empty() => {
            println!("cargo:rustc-link-search=native={folder}");
            println!("cargo:rustc-link-lib=dylib=storymap_c");
        }
        _ => ask_pkg_config(),
    }
}

fn ask_pkg_config() {
    let program = env::var("PKG_CONFIG").unwrap_or_else(|_| "pkg-config".to_owned());
    let output = match Command::new(&program).args(["--libs", "storymap_c"]).output() {
        Ok(output) => output,
        Err(error) => fail(&format!("{program} cannot be run: {error}")),
    };
    if !output.status.success() {
        fail(String::from_utf8_lossy(&output.stderr).trim());
    }
    for word in words(&String::from_utf8_lossy(&output.stdout)) {
        if let Some(folder) = word.strip_prefix("-L") {
            println!("cargo:rustc-link-search=native={folder}");
        } else if let Some(library) = word.strip_prefix("-l") {
            println!("cargo:rustc-link-lib=dylib={library}");
        }
    }
}

/// The words of a line in which a backslash stands before a space that is part of a word.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => words.last_mut().unwrap().extend(letters.next()),
            letter if letter.is_whitespace() => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

fn fail(reason: &str) -> ! {
    eprintln!("libstorymap_c was not found: {reason}");
    eprintln!("Install it so that pkg-config knows storymap_c, or name its folder in {FOLDER}.");
    std::process::exit(1)
}
