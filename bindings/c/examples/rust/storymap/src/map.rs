use std::os::raw::c_char;
use std::path::Path;
use std::slice;

use storymap_sys as sys;

use crate::array::{take_text, text_of, Array};
use crate::error::{check, Code};
use crate::handle::handle;
use crate::text::at;
use crate::{Error, ReportOptions, Result};

handle! {
    /// A story map: activities, tasks, stories, releases, personas, links.
    ///
    /// ```
    /// use storymap::Map;
    ///
    /// # fn main() -> storymap::Result<()> {
    /// let mut map = Map::read(b"# Shop\n\n## Buy\n\n### Pay\n\n- [ ] Pay by card\n")?;
    /// let edit = format!(
    ///     r#"{{"v":1,"op":"set","noun":"story","id":"{}","field":"status","value":"done"}}"#,
    ///     map.story(0)?.id
    /// );
    /// let undo = map.apply(&edit)?;
    /// assert_eq!(map.story(0)?.status, "done");
    /// map.apply(&undo)?;
    /// assert_eq!(map.story(0)?.status, "todo");
    /// # Ok(())
    /// # }
    /// ```
    Map, storymap_map, storymap_map_free
}

/// How to read a map.
#[derive(Clone, Debug)]
pub struct ReadOptions<'a> {
    /// "json", "trello"... (see [`formats`](crate::formats)); empty: detected.
    pub format: &'a str,
    /// For its extension, as the name of a map that has none, and in reports.
    pub file_name: &'a str,
    /// "utf-8", "utf-16le", "utf-16be", "cp1251"; empty: detected.
    pub encoding: &'a str,
    /// Keep what the source calls archived or closed: true by default.
    pub archived: bool,
    /// A map without a name is called as its file: true by default.
    pub name_after_file: bool,
    /// Most levels of nested JSON: 256 by default.
    pub depth: u32,
    /// A longer file is [`Code::TooLarge`](crate::Code::TooLarge): 1 GiB by default.
    pub most_bytes: u64,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        let raw = sys::STORYMAP_READ_OPTIONS_INIT;
        ReadOptions {
            format: "",
            file_name: "",
            encoding: "",
            archived: raw.archived != 0,
            name_after_file: raw.name_after_file != 0,
            depth: raw.depth,
            most_bytes: raw.most_bytes,
        }
    }
}

impl ReadOptions<'_> {
    fn raw(&self) -> sys::storymap_read_options {
        sys::storymap_read_options {
            format: at(self.format),
            format_size: self.format.len(),
            file_name: at(self.file_name),
            file_name_size: self.file_name.len(),
            encoding: at(self.encoding),
            encoding_size: self.encoding.len(),
            archived: i32::from(self.archived),
            name_after_file: i32::from(self.name_after_file),
            depth: self.depth,
            most_bytes: self.most_bytes,
            ..sys::STORYMAP_READ_OPTIONS_INIT
        }
    }
}

/// How much a map holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Counts {
    pub personas: u64,
    pub releases: u64,
    pub links: u64,
    pub activities: u64,
    pub tasks: u64,
    pub stories: u64,
}

/// A story of a map. Everything else that a map holds is in its JSON ([`Map::write`]).
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Story<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// "todo", "in_progress", "done" or "blocked".
    pub status: &'a str,
    /// The team's own word; empty when there is none.
    pub priority: &'a str,
    /// The id of its release; empty when it is in none.
    pub release: &'a str,
    pub points: Option<f64>,
    /// Its activity, counted from 0, from the left.
    pub activity: u64,
    /// Its task, counted from 0, from the left.
    pub task: u64,
    /// Its place in the task, counted from 0, from the top.
    pub position: u64,
}

/// A map in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text of the file.
    pub text: String,
    /// What had no place in it: a JSON array of sentences, "[]" when nothing was lost.
    pub dropped: String,
}

impl Map {
    /// An empty map.
    pub fn new(name: &str) -> Result<Map> {
        Map::make(|map, error| unsafe { sys::storymap_map_new(at(name), name.len(), map, error) })
    }

    /// Reads the bytes of a file in any format. Errors name the line or the JSON pointer and what was expected.
    pub fn read(bytes: &[u8]) -> Result<Map> {
        Map::read_with(bytes, &ReadOptions::default())
    }

    /// Reads the bytes of a file.
    pub fn read_with(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Map> {
        let data = bytes.as_ptr() as *const c_char;
        Map::make(|map, error| unsafe { sys::storymap_map_read(data, bytes.len(), &options.raw(), map, error) })
    }

    /// Reads a file in any format.
    pub fn load(path: impl AsRef<Path>) -> Result<Map> {
        Map::load_with(path, &ReadOptions::default())
    }

    /// Reads a file.
    pub fn load_with(path: impl AsRef<Path>, options: &ReadOptions<'_>) -> Result<Map> {
        let path = path_bytes(path.as_ref())?;
        let data = path.as_ptr() as *const c_char;
        Map::make(|map, error| unsafe { sys::storymap_map_load(data, path.len(), &options.raw(), map, error) })
    }

    /// The text of the map in a format, such as "json".
    pub fn write(&self, format: &str) -> Result<Written> {
        let mut dropped = Array::empty();
        let text = take_text(|text, error| unsafe {
            sys::storymap_map_write(self.raw(), at(format), format.len(), text, dropped.raw_mut(), error)
        })?;
        Ok(Written {
            text,
            dropped: text_of(&dropped)?,
        })
    }

    /// Writes a file, by way of a temporary name beside it, in the format that its extension names. Returns what had no
    /// place in it: a JSON array of sentences.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<String> {
        self.save_as(path, "")
    }

    /// Writes a file in a format.
    pub fn save_as(&self, path: impl AsRef<Path>, format: &str) -> Result<String> {
        let path = path_bytes(path.as_ref())?;
        let data = path.as_ptr() as *const c_char;
        take_text(|dropped, error| unsafe {
            sys::storymap_map_save(self.raw(), data, path.len(), at(format), format.len(), dropped, error)
        })
    }

    /// A map that holds the same now; changes of one are not seen by the other. It takes no time. `clone` does the
    /// same, and panics when there is no memory left.
    pub fn try_clone(&self) -> Result<Map> {
        Map::make(|copy, error| unsafe { sys::storymap_map_copy(self.raw(), copy, error) })
    }

    /// What happened to a file on its way into the map: a JSON object with file, format, encoding, counts and notes;
    /// "null" for a map that was not read.
    pub fn import_report(&self) -> Result<String> {
        take_text(|json, error| unsafe { sys::storymap_map_import_report(self.raw(), json, error) })
    }

    /// How much the map holds.
    pub fn counts(&self) -> Result<Counts> {
        let mut raw = sys::STORYMAP_COUNTS_INIT;
        check(|error| unsafe { sys::storymap_map_counts(self.raw(), &mut raw, error) })?;
        Ok(Counts {
            personas: raw.personas,
            releases: raw.releases,
            links: raw.links,
            activities: raw.activities,
            tasks: raw.tasks,
            stories: raw.stories,
        })
    }

    /// The story of a row: rows are stories in map order, from 0. O(1).
    pub fn story(&self, row: u64) -> Result<Story<'_>> {
        let mut raw = sys::STORYMAP_STORY_INIT;
        check(|error| unsafe { sys::storymap_map_story(self.raw(), row, &mut raw, error) })?;
        // The texts live until the map is changed or freed, which it cannot be while it is borrowed.
        unsafe {
            Ok(Story {
                id: borrowed(raw.id, raw.id_size)?,
                title: borrowed(raw.title, raw.title_size)?,
                description: borrowed(raw.description, raw.description_size)?,
                status: borrowed(raw.status, raw.status_size)?,
                priority: borrowed(raw.priority, raw.priority_size)?,
                release: borrowed(raw.release, raw.release_size)?,
                points: if raw.has_points != 0 { Some(raw.points) } else { None },
                activity: raw.activity,
                task: raw.task,
                position: raw.position,
            })
        }
    }

    /// The row of the story with an id. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn find_story(&self, id: &str) -> Result<u64> {
        let mut row = 0;
        check(|error| unsafe { sys::storymap_map_find_story(self.raw(), at(id), id.len(), &mut row, error) })?;
        Ok(row)
    }

    /// Applies edits, all of them or none, and returns the edits that undo them. Edits are JSON, an array or one a line
    /// (`docs/schema/edits.v1.schema.json`). Errors name the edit and its member: "/3/place/parent".
    pub fn apply(&mut self, edits: &str) -> Result<String> {
        take_text(|inverse, error| unsafe {
            sys::storymap_map_apply(self.raw.as_ptr(), at(edits), edits.len(), inverse, error)
        })
    }

    /// The edits that remove a noun ("activity", "task", "story", "release", "persona") with everything in it and
    /// everything that refers to it. Error: [`Code::UnknownId`](crate::Code::UnknownId).
    pub fn plan_remove(&self, noun: &str, id: &str) -> Result<String> {
        take_text(|edits, error| unsafe {
            sys::storymap_map_plan_remove(self.raw(), at(noun), noun.len(), at(id), id.len(), edits, error)
        })
    }

    /// Findings, score and advice: `storymap validate`. An empty `profile` is "compat".
    pub fn validate(&self, profile: &str, options: &ReportOptions) -> Result<String> {
        take_text(|text, error| unsafe {
            sys::storymap_validate(self.raw(), at(profile), profile.len(), &options.raw(), text, error)
        })
    }
}

impl Clone for Map {
    fn clone(&self) -> Map {
        self.try_clone().expect("memory for a map")
    }
}

impl PartialEq for Map {
    fn eq(&self, other: &Map) -> bool {
        unsafe { sys::storymap_map_equal(self.raw(), other.raw()) == 1 }
    }
}

/// A text that the library keeps.
unsafe fn borrowed<'a>(data: *const c_char, size: usize) -> Result<&'a str> {
    if size == 0 {
        return Ok("");
    }
    std::str::from_utf8(slice::from_raw_parts(data as *const u8, size))
        .map_err(|_| Error::new(Code::Internal, "the map holds text that is not UTF-8", ""))
}

/// The name of a file as the library wants it.
#[cfg(unix)]
pub(crate) fn path_bytes(path: &Path) -> Result<&[u8]> {
    use std::os::unix::ffi::OsStrExt;
    Ok(path.as_os_str().as_bytes())
}

/// The name of a file as the library wants it.
#[cfg(not(unix))]
pub(crate) fn path_bytes(path: &Path) -> Result<&[u8]> {
    match path.to_str() {
        Some(text) => Ok(text.as_bytes()),
        None => Err(Error::new(Code::InvalidEncoding, "not valid UTF-8", "path")),
    }
}

/// The edits that turn `before` into `after`. Nouns are matched by id; ids that the readers of both maps made up are
/// matched by what the nouns say, and then the edits name the ids of `before`.
pub fn diff(before: &Map, after: &Map) -> Result<String> {
    take_text(|edits, error| unsafe { sys::storymap_diff(before.raw(), after.raw(), edits, error) })
}

/// Edits that were rewritten by [`rebase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The edits as they apply to the current map.
    pub edits: String,
    /// What had to be decided: a JSON array of objects with kind ("place_lost", "overwritten"), edit (its index) and
    /// path.
    pub notes: String,
}

/// Rewrites edits that were made against `base` so that they apply to `current`.
pub fn rebase(edits: &str, base: &Map, current: &Map) -> Result<Rebased> {
    let mut notes = Array::empty();
    let rebased = take_text(|rebased, error| unsafe {
        sys::storymap_rebase(
            at(edits),
            edits.len(),
            base.raw(),
            current.raw(),
            rebased,
            notes.raw_mut(),
            error,
        )
    })?;
    Ok(Rebased {
        edits: rebased,
        notes: text_of(&notes)?,
    })
}

/// What [`merge`] made.
#[derive(Debug)]
pub struct Merged {
    /// What both sides agree on, and ours where they do not.
    pub map: Map,
    /// A JSON array of objects with kind ("field", "place", "removed_changed", "added_twice"), path, base, ours, theirs,
    /// other, other_title.
    pub conflicts: String,
}

/// Merges what two sides changed since `base`.
pub fn merge(base: &Map, ours: &Map, theirs: &Map) -> Result<Merged> {
    let mut conflicts = Array::empty();
    let map = Map::make(|merged, error| unsafe {
        sys::storymap_merge(base.raw(), ours.raw(), theirs.raw(), merged, conflicts.raw_mut(), error)
    })?;
    Ok(Merged {
        map,
        conflicts: text_of(&conflicts)?,
    })
}

/// Where the handles of some maps are, for the library.
pub(crate) fn raw_maps(maps: &[&Map]) -> Vec<*const sys::storymap_map> {
    maps.iter().map(|map| map.raw()).collect()
}
