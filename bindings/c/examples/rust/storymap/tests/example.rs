//! The example does what it says.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};

fn duplicates(arguments: &[&str]) -> Output {
    // Examples are built beside the tests.
    let tests = env::current_exe().unwrap();
    let program = tests.ancestors().nth(2).unwrap().join("examples").join("duplicates");
    Command::new(program).args(arguments).output().unwrap()
}

fn examples() -> Vec<String> {
    match env::var_os("STORYMAP_EXAMPLES").map(PathBuf::from) {
        Some(folder) => ["shop-en.json", "trello/de-amirite.json"]
            .iter()
            .map(|name| folder.join(name).to_str().unwrap().to_owned())
            .collect(),
        None => {
            eprintln!("skipped: STORYMAP_EXAMPLES names no folder");
            Vec::new()
        }
    }
}

#[test]
fn what_it_does() {
    for path in examples() {
        let output = duplicates(&[&path]);
        let (out, progress) = (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        );
        assert!(output.status.success(), "{progress}");
        for line in [
            "same as before is true",
            "10000 texts: 500 pairs, 9500 groups",
            "was stopped",
        ] {
            assert!(out.contains(line), "no {line:?} in {out}");
        }
        assert!(progress.contains(" of "), "no progress");
    }
}

#[test]
fn its_analysis_is_that_of_the_command() {
    let command = match env::var_os("STORYMAP_BIN") {
        Some(command) => command,
        None => return eprintln!("skipped: STORYMAP_BIN names no command"),
    };
    for path in examples() {
        let printed = Command::new(&command)
            .args(["analyze", &path, "--format", "json"])
            .output()
            .unwrap();
        assert!(printed.status.success());
        assert!(duplicates(&["--json", &path]).stdout == printed.stdout, "{path}");
    }
}

#[test]
fn bad_arguments() {
    for arguments in [&[][..], &["--json"], &["no such file"], &["a", "b"]] {
        let output = duplicates(arguments);
        assert!(!output.status.success() && !output.stderr.is_empty(), "{arguments:?}");
    }
}
