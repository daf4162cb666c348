//! Analyses a story map, edits it and takes the edit back, finds duplicates among many texts, and shows how to stop a
//! search.
//!
//! ```text
//! duplicates shop.json          what it does, in words
//! duplicates --json shop.json   only the analysis, as "storymap analyze shop.json --format json" prints it
//! ```

use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write;
use std::ops::ControlFlow;
use std::process::ExitCode;

use storymap::{Analysis, AnalysisOptions, Cancel, Code, Corpus, Index, Map, ReportOptions, Run, VectorizerOptions};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["--json", path] => print_json(path),
        [path] if path != "--json" => show(path),
        _ => Err("usage: duplicates [--json] FILE".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print_json(path: &str) -> Result<(), Box<dyn Error>> {
    let map = Map::load(path)?;
    let analysis = Analysis::new(&[&map], &AnalysisOptions::default(), Run::new().threads(0))?;
    std::io::stdout().write_all(analysis.report(&ReportOptions::default())?.as_bytes())?;
    Ok(())
}

fn show(path: &str) -> Result<(), Box<dyn Error>> {
    let mut map = Map::load(path)?;
    let analysis = Analysis::new(&[&map], &AnalysisOptions::default(), Run::new().threads(0))?;
    println!(
        "score: {} of 100, {} similar pairs",
        analysis.score(),
        analysis.pairs()?.len()
    );
    edit_and_undo(&mut map)?;
    find_duplicates(&texts(10_000))
}

/// Removes the first story with all that refers to it, and brings it back.
fn edit_and_undo(map: &mut Map) -> Result<(), Box<dyn Error>> {
    let before = map.clone();
    let story = map.story(0)?;
    let (title, removal) = (story.title.to_owned(), map.plan_remove("story", story.id)?);
    let undo = map.apply(&removal)?;
    println!("without {title:?}: {} stories", map.counts()?.stories);
    map.apply(&undo)?;
    println!("undone: the same as before is {}", *map == before);
    Ok(())
}

fn find_duplicates(texts: &[String]) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::from_texts(texts)?;
    let index = Index::new(&corpus, &VectorizerOptions::default(), Run::new().threads(0))?;
    let progress = |done, total| {
        eprint!("\r{done} of {total}");
        ControlFlow::Continue(())
    };
    let pairs = index.pairs(0.9, Run::new().on_progress(progress))?;
    eprintln!();
    let groups: BTreeSet<u32> = index.groups(0.9, Run::new())?.iter().copied().collect();
    println!("{} texts: {} pairs, {} groups", index.len(), pairs.len(), groups.len());

    let cancel = Cancel::new()?;
    let stop = |_, _| {
        cancel.request(); // usually from another thread
        ControlFlow::Continue(())
    };
    match index.pairs(0.9, Run::new().on_progress(stop).cancel(&cancel)) {
        Err(error) if error.code() == Code::Cancelled => println!("a second search was stopped: {error}"),
        Err(error) => return Err(error.into()),
        Ok(_) => return Err("the second search was not stopped".into()),
    }
    Ok(())
}

/// Makes up short stories, a few of which say the same.
fn texts(count: usize) -> Vec<String> {
    const ROLES: [&str; 5] = ["shopper", "manager", "courier", "author", "guest"];
    const VERBS: [&str; 7] = ["find", "compare", "share", "print", "archive", "rename", "filter"];
    const THINGS: [&str; 9] = [
        "orders", "invoices", "photos", "reviews", "parcels", "drafts", "prices", "lists", "labels",
    ];
    let made_up = |k: usize| {
        let number = k * 7919 % (count - count / 20);
        let (role, verb, thing) = (ROLES[number % 5], VERBS[number / 5 % 7], THINGS[number / 35 % 9]);
        format!(
            "As a {role} I want to {verb} {thing} of week{} for area{}",
            number % 997,
            number % 1009
        )
    };
    (0..count).map(made_up).collect()
}
