//! The files of a report folder, each written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use record::Run;

use crate::{Lang, html, json, junit};

/// Name of the report for machines.
pub const JSON_NAME: &str = "report.json";
/// Name of the report for continuous integration.
pub const JUNIT_NAME: &str = "junit.xml";
/// Name of the report for people.
pub const HTML_NAME: &str = "report.html";

/// Where the files of a report went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The report for machines.
    pub json: PathBuf,
    /// The report for continuous integration.
    pub junit: PathBuf,
    /// The report for people.
    pub html: PathBuf,
}

/// Writes `report.json`, `junit.xml` and `report.html` into the folder, making it when it is missing.
///
/// Each file is written beside its place and then renamed, so that a reader sees the old one or the new one.
///
/// # Errors
/// When the folder or a file in it cannot be written; the message names the file.
pub fn write_all(run: &Run, dir: &Path, lang: Lang) -> io::Result<Written> {
    fs::create_dir_all(dir).map_err(|source| named(source, "make the report folder", dir))?;
    let folder = dir.display().to_string();
    Ok(Written {
        json: write(dir, JSON_NAME, &json::text(run)?)?,
        junit: write(dir, JUNIT_NAME, &junit::text(run, &folder)?)?,
        html: write(dir, HTML_NAME, &html::page(run, lang, &folder))?,
    })
}

fn write(dir: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let path = dir.join(name);
    let beside = dir.join(format!(".{name}.new"));
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, &path))
        .map_err(|source| named(source, "write", &path))?;
    Ok(path)
}

fn named(source: io::Error, what: &str, path: &Path) -> io::Error {
    io::Error::new(
        source.kind(),
        format!("cannot {what} {}: {source}", path.display()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn three_files_and_no_leftovers_and_the_same_bytes_twice() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("new");
        let run = sample::run();
        let first = write_all(&run, &folder, Lang::Vi).expect("written");
        let bytes = |written: &Written| {
            [&written.json, &written.junit, &written.html]
                .map(|path| fs::read(path).expect("readable"))
        };
        let before = bytes(&first);
        let again = write_all(&run, &folder, Lang::Vi).expect("written over");
        assert_eq!(before, bytes(&again));
        let mut names: Vec<_> = (fs::read_dir(&folder).expect("listed"))
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        assert_eq!(names, [JUNIT_NAME, HTML_NAME, JSON_NAME]);
    }

    #[test]
    fn an_error_names_the_file() {
        let dir = tempfile::tempdir().expect("a folder");
        let taken = dir.path().join("taken");
        fs::write(&taken, "a file").expect("written");
        let error = write_all(&sample::run(), &taken, Lang::En).expect_err("no folder there");
        assert!(error.to_string().contains("taken"), "{error}");
    }
}
