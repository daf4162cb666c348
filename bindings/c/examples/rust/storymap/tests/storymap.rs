use std::env;
use std::fs;
use std::ops::ControlFlow;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use storymap::*;

const SMALL: &[u8] = br#"{"storymap":1,"name":"Small","activities":[{"id":"a1","name":"Buy","tasks":[{"id":"t1",
"name":"Pay","stories":[{"id":"s1","title":"As a guest I want to pay by card","points":3},
{"id":"s2","title":"As a guest I want to pay by cash"}]}]}]}"#;

const DONE: &str = r#"{"v":1,"op":"set","noun":"story","id":"s1","field":"status","value":"done"}"#;

fn small() -> Map {
    Map::read(SMALL).unwrap()
}

/// A file to read, if the environment says where they are.
fn example(name: &str) -> Option<PathBuf> {
    let folder = env::var_os("STORYMAP_EXAMPLES");
    if folder.is_none() {
        eprintln!("skipped: STORYMAP_EXAMPLES names no folder");
    }
    folder.map(|folder| PathBuf::from(folder).join(name))
}

fn temporary(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn code<T>(result: Result<T>) -> Code {
    match result {
        Ok(_) => panic!("this works"),
        Err(error) => {
            assert!(!error.message().is_empty());
            error.code()
        }
    }
}

fn failure<T>(result: Result<T>) -> (Code, String) {
    match result {
        Ok(_) => panic!("this works"),
        Err(error) => (error.code(), error.path().to_owned()),
    }
}

fn at(code: Code, path: &str) -> (Code, String) {
    (code, path.to_owned())
}

/// Makes up texts, a few of which are the same.
fn many_texts(count: usize) -> Vec<String> {
    let made_up = |k: usize| {
        let number = k * 7919 % (count - count / 20);
        format!(
            "word{} word{} word{} week{number}",
            number % 101,
            number % 103,
            number % 107
        )
    };
    (0..count).map(made_up).collect()
}

fn index_of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Index {
    Index::new(
        &Corpus::from_texts(texts).unwrap(),
        &VectorizerOptions::default(),
        Run::new(),
    )
    .unwrap()
}

#[test]
fn versions_are_told() {
    assert_eq!(abi_version(), storymap_sys::STORYMAP_ABI_VERSION);
    assert_eq!(version().split('.').count(), 3);
}

#[test]
fn everything_goes_from_thread_to_thread() {
    fn all<T: Send + Sync>() {}
    all::<Map>();
    all::<Analysis>();
    all::<Stories>();
    all::<Corpus>();
    all::<Index>();
    all::<Matrix>();
    all::<Vectorizer>();
    all::<Bm25>();
    all::<LiveIndex>();
    all::<Cancel>();
    all::<Array<Pair>>();
    all::<NeighbourGraph>();
    all::<Error>();
}

#[test]
fn errors_speak() {
    let error = Map::read(br#"{"storymap":1,"name":3}"#).unwrap_err();
    assert_eq!((error.code(), error.path()), (Code::InvalidField, "/name"));
    assert!(error.to_string().starts_with("/name: "), "{error}");
    assert_eq!(error.code().to_string(), "invalid_field");
    assert_eq!(Code::Other(99).name(), "unknown");
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(boxed.source().is_none());
}

#[test]
fn formats_and_messages() {
    assert!(formats().unwrap().contains("\"trello\""));
    assert_eq!(translate("no such sentence", "ru").unwrap(), "no such sentence");
    assert_eq!(failure(translate("x", "tlh")), at(Code::InvalidArgument, "language"));
    assert_eq!(
        compare_texts("same", "same").unwrap(),
        r#"{"kind":"copy","only_a":[],"only_b":[]}"#
    );
}

#[test]
fn the_report_is_that_of_the_command() {
    let command = match env::var_os("STORYMAP_BIN") {
        Some(command) => command,
        None => return eprintln!("skipped: STORYMAP_BIN names no command"),
    };
    for name in [
        "shop-en.json",
        "clinic-ru.md",
        "backlog-500.csv",
        "trello/de-amirite.json",
    ] {
        if let Some(path) = example(name) {
            let map = Map::load(&path).unwrap();
            let analysis = Analysis::new(&[&map], &AnalysisOptions::default(), Run::new().threads(0)).unwrap();
            let printed = Command::new(&command)
                .arg("analyze")
                .arg(&path)
                .args(["--format", "json"])
                .output()
                .unwrap();
            assert!(
                analysis.report(&ReportOptions::default()).unwrap().as_bytes() == printed.stdout,
                "{name}"
            );
        }
    }
}

#[test]
fn a_map_is_read_and_written() {
    let map = small();
    let counts = map.counts().unwrap();
    assert_eq!((counts.activities, counts.tasks, counts.stories), (1, 1, 2));
    let story = map.story(0).unwrap();
    assert_eq!(
        (story.id, story.status, story.points, story.release),
        ("s1", "todo", Some(3.0), "")
    );
    assert_eq!(map.story(1).unwrap().position, 1);
    assert_eq!(map.find_story("s2").unwrap(), 1);
    let written = map.write("json").unwrap();
    assert_eq!(written.dropped, "[]");
    assert_eq!(Map::read(written.text.as_bytes()).unwrap(), map);
    assert!(map.import_report().unwrap().contains(r#""format":"json""#));
    assert_eq!(Map::new("Shop").unwrap().import_report().unwrap(), "null");
    assert_ne!(Map::new("Shop").unwrap(), map);
    let markdown = ReportOptions {
        format: ReportFormat::Markdown,
        ..Default::default()
    };
    assert!(!map.validate("", &markdown).unwrap().is_empty());
    assert!(format!("{map:?}").starts_with("Map"));
}

#[test]
fn a_map_is_saved() {
    let path = temporary("\u{43a}\u{430}\u{440}\u{442}\u{430}.json");
    let map = small();
    assert_eq!(map.save(&path).unwrap(), "[]");
    assert_eq!(Map::load(&path).unwrap(), map);
    assert_eq!(code(map.save(temporary("no").join("folder.json"))), Code::Unwritable);
    assert_eq!(
        code(map.save_as(&path, "no such format")),
        code(map.write("no such format"))
    );
}

#[test]
fn edits_are_applied_and_undone() {
    let mut map = small();
    let before = map.clone();
    let undo = map.apply(DONE).unwrap();
    assert_eq!(map.story(0).unwrap().status, "done");
    assert_eq!(before.story(0).unwrap().status, "todo");
    let edits = diff(&before, &map).unwrap();
    assert!(edits.contains("done"), "{edits}");
    let rebased = rebase(&edits, &before, &before).unwrap();
    assert_eq!(rebased.notes, "[]");
    let merged = merge(&before, &map, &before).unwrap();
    assert_eq!((merged.conflicts.as_str(), merged.map == map), ("[]", true));
    map.apply(&undo).unwrap();
    assert_eq!(map, before);
}

#[test]
fn conflicts_are_told() {
    let (base, mut ours, mut theirs) = (small(), small(), small());
    let retitle = |title| format!(r#"{{"v":1,"op":"set","noun":"story","id":"s1","field":"title","value":"{title}"}}"#);
    ours.apply(&retitle("Ours")).unwrap();
    theirs.apply(&retitle("Theirs")).unwrap();
    let merged = merge(&base, &ours, &theirs).unwrap();
    assert!(merged.conflicts.contains(r#""kind":"field""#), "{}", merged.conflicts);
    assert_eq!(merged.map.story(0).unwrap().title, "Ours");
}

#[test]
fn bad_input_is_an_error() {
    assert_eq!(code(Map::read(b"")), Code::InvalidSyntax);
    assert_eq!(code(Map::read(br#"{"storymap":1,"#)), Code::InvalidSyntax);
    assert_eq!(code(Map::load("no such file")), Code::NotFound);
    assert_eq!(code(Map::load("")), code(Map::load("")));
    let short = ReadOptions {
        most_bytes: 10,
        ..Default::default()
    };
    assert_eq!(code(Map::read_with(SMALL, &short)), Code::TooLarge);
    let utf7 = ReadOptions {
        encoding: "utf-7",
        ..Default::default()
    };
    assert_eq!(
        failure(Map::read_with(SMALL, &utf7)),
        at(Code::InvalidArgument, "options.encoding")
    );
    let utf8 = ReadOptions {
        encoding: "utf-8",
        ..Default::default()
    };
    assert_eq!(
        code(Map::read_with(b"# Shop \xff\xfe\xfd", &utf8)),
        Code::InvalidEncoding
    );
    let mut map = small();
    assert_eq!(failure(map.story(2)), at(Code::InvalidArgument, "row"));
    assert_eq!(failure(map.story(u64::MAX)), at(Code::InvalidArgument, "row"));
    assert_eq!(code(map.find_story("s9")), Code::UnknownId);
    assert_eq!(failure(map.plan_remove("story", "s9")), at(Code::UnknownId, "id"));
    assert_eq!(
        failure(map.plan_remove("dragon", "s1")),
        at(Code::InvalidArgument, "noun")
    );
    assert_eq!(code(map.apply(&DONE.replace("s1", "s9"))), Code::UnknownId);
    assert_eq!(map, small());
    let strange = AnalysisOptions {
        similar: 2.0,
        ..Default::default()
    };
    assert_eq!(
        code(Analysis::new(&[&map], &strange, Run::new())),
        Code::InvalidArgument
    );
    let strange = AnalysisOptions {
        profile: "no such profile",
        ..Default::default()
    };
    assert_eq!(
        code(Analysis::new(&[&map], &strange, Run::new())),
        code(map.validate("no such profile", &Default::default()))
    );
    let narrow = ReportOptions {
        format: ReportFormat::Text,
        width: 3,
        ..Default::default()
    };
    let analysis = Analysis::new(&[&map], &AnalysisOptions::default(), Run::new()).unwrap();
    assert_eq!(code(analysis.report(&narrow)), Code::InvalidArgument);
}

#[test]
fn stories_are_asked() {
    let options = AnalysisOptions {
        stop_word_list: "none",
        max_df: 1.0,
        ..Default::default()
    };
    let map = small();
    let stories = Stories::new(&[&map], &options, Run::new()).unwrap();
    drop(map); // the stories keep it
    let matches = stories.closest("pay by cash", 1, 0.1).unwrap();
    assert_eq!((matches.len(), matches[0].row), (1, 1));
    assert!(stories
        .closest_report("pay by cash", 1, 0.1, &ReportOptions::default())
        .unwrap()
        .starts_with('{'));
    assert!(stories.explain(0, 1).unwrap().contains(r#""terms":[{"term":"#));
    assert_eq!(failure(stories.explain(0, 2)), at(Code::InvalidArgument, "b"));
    assert_eq!(
        failure(stories.closest("x", 1, f64::NAN)),
        at(Code::InvalidArgument, "at_least")
    );
    assert_eq!(stories.closest("", 1, 0.0).unwrap().len(), 0);
}

#[test]
fn analysis_of_two_maps() {
    let map = small();
    let options = AnalysisOptions {
        stop_words: "want",
        max_df: 1.0,
        ..Default::default()
    };
    let analysis = Analysis::new(&[&map, &map], &options, Run::new()).unwrap();
    let pairs = analysis.pairs().unwrap();
    assert!((0..=100).contains(&analysis.score()));
    assert!(
        pairs
            .iter()
            .any(|pair| (pair.a, pair.b) == (0, 2) && pair.score > 0.999),
        "{pairs:?}"
    );
    let russian = ReportOptions {
        format: ReportFormat::Text,
        language: Language::Russian,
        ..Default::default()
    };
    assert!(analysis.report(&russian).unwrap().contains('\u{438}'));
    assert!(similar(&[&map], &options, &ReportOptions::default(), Run::new())
        .unwrap()
        .starts_with('{'));
}

#[test]
fn an_index_is_asked() {
    let index = index_of(["pay by card", "pay by cash", "print labels", "pay by card"]);
    let pairs = index.pairs(0.3, Run::new()).unwrap();
    assert_eq!(
        pairs.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(),
        [(0, 1), (0, 3), (1, 3)]
    );
    let mut visited = Vec::new();
    let visit = |some: &[Pair]| {
        visited.extend_from_slice(some);
        ControlFlow::<()>::Continue(())
    };
    assert_eq!(
        index.for_each_pair(0.3, visit, Run::new()).unwrap(),
        ControlFlow::Continue(())
    );
    assert_eq!(visited.len(), 3);
    assert_eq!(index.score(0, 1).unwrap(), pairs[0].score);
    assert_eq!(index.count_pairs(&[0.3, 0.9], Run::new()).unwrap(), [3, 1]);
    assert_eq!(index.count_pairs(&[], Run::new()).unwrap_or_default(), []);
    assert_eq!(index.groups(0.3, Run::new()).unwrap()[..], [0, 0, 2, 0]);
    assert_eq!(index.pairs_across(2, 0.3, Run::new()).unwrap().len(), 2);
    let closest = index.closest_across(3, 0.1, Run::new()).unwrap();
    assert_eq!(
        closest
            .iter()
            .map(|found| found.map(|found| found.row))
            .collect::<Vec<_>>()[..3],
        [Some(3), Some(3), None]
    );
    let graph = index.neighbour_graph(1, 0.1, Run::new()).unwrap();
    assert_eq!(
        (graph.len(), graph.of(3)[0].row, graph.of(2).len(), graph.iter().count()),
        (4, 0, 0, 4)
    );
    assert_eq!(index.neighbours(0, 5, 0.0).unwrap()[0].row, 3);
    assert!(index.mean_similarities(&[0, 3]).unwrap()[0] > 0.999);
    assert_eq!(index.shared(0, 1).unwrap().len(), 2);
    index.join_memory(0.3, Run::new()).unwrap();
    assert_eq!(failure(index.score(0, 4)), at(Code::InvalidArgument, "b"));
    assert_eq!(code(index.mean_similarities(&[])), Code::InvalidArgument);
    assert_eq!(code(index.pairs(0.0, Run::new())), Code::InvalidArgument);
    let empty = Index::new(&Corpus::new().unwrap(), &VectorizerOptions::default(), Run::new());
    assert_eq!(code(empty), Code::EmptyVocabulary);
}

#[test]
fn a_corpus_takes_texts() {
    let mut corpus = Corpus::new().unwrap();
    assert!(corpus.is_empty());
    corpus.push("one").unwrap();
    corpus.extend(["two", "", "three"]).unwrap();
    corpus.extend(Vec::<String>::new()).unwrap();
    corpus.extend_bytes(b"fourfive", &[0, 4, 8]).unwrap();
    assert_eq!(corpus.len(), 6);
    assert_eq!(
        failure(corpus.extend_bytes(b"ok\xc3\x28", &[0, 2, 4])),
        at(Code::InvalidEncoding, "bytes[1]")
    );
    for offsets in [&[][..], &[0, 3], &[0, 2, 1], &[2, 1], &[0, 3, 2], &[u64::MAX]] {
        let result = corpus.extend_bytes(b"ok", offsets);
        assert_eq!(code(result), Code::InvalidArgument, "{offsets:?}");
    }
    assert_eq!(corpus.len(), 6);
}

#[test]
fn vectors_and_search() {
    let corpus = Corpus::from_texts(["pay by card", "pay by cash", "print labels"]).unwrap();
    let options = VectorizerOptions {
        stop_words: "by",
        ..Default::default()
    };
    let (vectorizer, matrix) = vectorize(&corpus, &options, Run::new()).unwrap();
    let column = vectorizer.column("card").unwrap();
    assert_eq!(
        (vectorizer.term(column).unwrap().as_str(), vectorizer.len()),
        ("card", 5)
    );
    assert_eq!(code(vectorizer.column("by")), Code::UnknownId);
    assert_eq!(code(vectorizer.term(5)), Code::InvalidArgument);
    assert_eq!(vectorizer.idf().unwrap().len(), 5);
    let arrays = matrix.arrays().unwrap();
    assert_eq!((arrays.row_begin.len(), arrays.columns), (4, 5));
    assert_eq!(Matrix::new(arrays).unwrap().arrays().unwrap(), arrays);
    assert_eq!(vectorizer.transform(&corpus).unwrap().arrays().unwrap(), arrays);
    assert_eq!(
        code(Matrix::new(MatrixView {
            row_begin: &[],
            ..arrays
        })),
        Code::InvalidArgument
    );
    assert_eq!(
        code(Matrix::new(MatrixView { column: &[], ..arrays })),
        Code::InvalidArgument
    );
    assert_eq!(
        code(Matrix::new(MatrixView {
            row_begin: &[0, 99],
            ..arrays
        })),
        Code::InvalidArgument
    );
    let jaccard = Index::from_matrix(&matrix, Measure::Jaccard).unwrap();
    assert!((jaccard.score(0, 1).unwrap() - 1.0 / 3.0).abs() < 1e-9);
    let cosine = Index::from_matrix(&matrix, Measure::Cosine).unwrap();
    assert_eq!(cosine.search(&vectorizer, "labels", 3, 0.0).unwrap()[0].row, 2);
    let counting = VectorizerOptions {
        use_idf: false,
        norm: Norm::None,
        ..Default::default()
    };
    let (vectorizer, counts) = vectorize(&corpus, &counting, Run::new()).unwrap();
    assert!(vectorizer.idf().is_none());
    let bm25 = Bm25::new(&counts, 1.2, 0.75).unwrap();
    assert_eq!(bm25.search(&vectorizer, "cash", 3).unwrap()[0].row, 1);
    assert_eq!(code(Bm25::new(&counts, -1.0, 0.75)), Code::InvalidArgument);
}

#[test]
fn progress_is_heard_and_stops() {
    let index = index_of(many_texts(10_000));
    let (mut last, mut all) = (0, 0);
    let hear = |done, total| {
        assert!(done >= last);
        (last, all) = (done, total);
        ControlFlow::Continue(())
    };
    assert_eq!(index.pairs(0.9, Run::new().on_progress(hear)).unwrap().len(), 500);
    assert!(last > 0 && last == all, "{last} of {all}");
    let mut calls = 0;
    let stop = |_, _| {
        calls += 1;
        ControlFlow::Break(())
    };
    assert_eq!(code(index.pairs(0.9, Run::new().on_progress(stop))), Code::Cancelled);
    assert_eq!(calls, 1);
    assert_eq!(index.pairs(0.9, Run::new().threads(2)).unwrap().len(), 500);
    assert_eq!(index.pairs(0.9, Run::new().simd(Simd::Scalar)).unwrap().len(), 500);
}

#[test]
fn another_thread_stops_the_work() {
    let cancel = Cancel::new().unwrap();
    let options = VectorizerOptions {
        analyzer: Analyzer::Chars,
        ngrams: (1, 3),
        ..Default::default()
    };
    let texts: Vec<String> = (0..20_000).map(|k| format!("a b c d e{k}")).collect();
    let index = Index::new(
        &Corpus::from_texts(texts).unwrap(),
        &options,
        Run::new().cancel(&cancel),
    )
    .unwrap();
    thread::scope(|scope| {
        let other = cancel.clone();
        let (started, start) = std::sync::mpsc::channel();
        scope.spawn(move || {
            start.recv().unwrap();
            other.request();
        });
        let hear = |_, _| {
            let _ = started.send(());
            ControlFlow::Continue(())
        };
        let run = Run::new().on_progress(hear).cancel(&cancel);
        assert_eq!(code(index.count_pairs(&[0.1], run)), Code::Cancelled);
    });
    assert_eq!(code(index.groups(0.9, Run::new().cancel(&cancel))), Code::Cancelled);
}

#[test]
fn visiting_ends_early() {
    let index = index_of(many_texts(10_000));
    let mut calls = 0;
    let first = index.for_each_pair(
        0.5,
        |pairs| {
            calls += 1;
            ControlFlow::Break(pairs[0])
        },
        Run::new(),
    );
    assert!(matches!(first, Ok(ControlFlow::Break(pair)) if pair.score >= 0.5));
    assert_eq!(calls, 1);
    let cancel = Cancel::new().unwrap();
    cancel.request();
    let visit = |_: &[Pair]| ControlFlow::<()>::Continue(());
    assert_eq!(
        code(index.for_each_pair(0.5, visit, Run::new().cancel(&cancel))),
        Code::Cancelled
    );
}

#[test]
fn a_panic_passes_through() {
    let index = index_of(many_texts(2_000));
    let in_progress = catch_unwind(AssertUnwindSafe(|| {
        let _ = index.pairs(0.5, Run::new().on_progress(|_, _| panic!("enough")));
    }));
    let in_visit = catch_unwind(AssertUnwindSafe(|| {
        let _ = index.for_each_pair(0.5, |_| -> ControlFlow<()> { panic!("enough") }, Run::new());
    }));
    for result in [in_progress, in_visit] {
        assert_eq!(result.unwrap_err().downcast_ref::<&str>(), Some(&"enough"));
    }
}

#[test]
fn a_live_index_changes() {
    let options = LiveOptions {
        stop_word_list: "en",
        max_df: 1.0,
        ..Default::default()
    };
    let live = LiveIndex::new(&options).unwrap();
    assert!(live.is_empty());
    let card = live.insert("Pay by card").unwrap();
    let others = Corpus::from_texts(["Print labels", "Zahlen mit Karte \u{1f4b3}"]).unwrap();
    let first = live.insert_all(&others).unwrap();
    let (id, duplicates) = live.insert_and_compare("pay by card", 5, 0.9).unwrap();
    assert_eq!((duplicates.len(), duplicates[0].id), (1, card));
    assert!(live.contains(first + 1) && !live.contains(id + 1) && live.memory() > 0);
    assert_eq!(live.neighbours(id, 5, 0.0).unwrap()[0].id, card);
    live.update(card, "Scan parcels").unwrap();
    live.erase(first).unwrap();
    assert_eq!(live.closest("parcels", 5, 0.0).unwrap()[0].id, card);
    assert_eq!(live.ids().unwrap()[..], [card, first + 1, id]);
    assert_eq!(code(live.erase(first)), Code::UnknownId);
    assert_eq!(code(live.update(first, "x")), Code::UnknownId);
    assert_eq!(code(live.neighbours(first, 1, 0.0)), Code::UnknownId);
    assert_eq!(code(live.closest("x", 1, 2.0)), Code::InvalidArgument);
    let strange = LiveOptions {
        ngrams: (3, 2),
        ..Default::default()
    };
    assert_eq!(code(LiveIndex::new(&strange)), Code::InvalidArgument);
}

#[test]
fn a_live_index_is_saved() {
    let live = LiveIndex::new(&LiveOptions::default()).unwrap();
    live.insert_all(&Corpus::from_texts(many_texts(100)).unwrap()).unwrap();
    let path = temporary("texts.live");
    live.save(&path).unwrap();
    assert_eq!(LiveIndex::load(&path).unwrap().len(), 100);
    let bytes = live.write().unwrap();
    assert_eq!(fs::read(&path).unwrap(), &bytes[..]);
    for size in [0, 1, 7, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(
            code(LiveIndex::read(&bytes[..size])),
            Code::InvalidSyntax,
            "{size} bytes"
        );
        fs::write(&path, &bytes[..size]).unwrap();
        assert_eq!(
            code(LiveIndex::load(&path)),
            Code::InvalidSyntax,
            "a file of {size} bytes"
        );
    }
    assert_eq!(code(LiveIndex::load(temporary("no such file"))), Code::NotFound);
}

#[test]
fn many_threads_at_once() {
    let live = LiveIndex::new(&LiveOptions::default()).unwrap();
    let map = small();
    thread::scope(|scope| {
        for writes in [true, false, true, false] {
            let (live, map) = (&live, &map);
            scope.spawn(move || {
                for _ in 0..50 {
                    if writes {
                        live.insert("pay by card").unwrap();
                    } else {
                        live.closest("pay by card", 3, 0.0).unwrap();
                        map.clone().apply(DONE).unwrap();
                    }
                }
            });
        }
    });
    assert_eq!(live.len(), 100);
    assert_eq!(map.story(0).unwrap().status, "todo");
}
