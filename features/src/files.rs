//! Where feature files come from: those the program carries, or a folder of the user's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The text of one feature file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureFile {
    /// The path shown to people, for example `features/axis/sending.feature`.
    pub path: String,
    /// The text as stored, not yet normalised.
    pub text: String,
}

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/features.rs"));

/// The features that the program carries.
#[must_use]
pub fn embedded() -> Vec<FeatureFile> {
    let file = |(path, text): &(&str, &str)| FeatureFile {
        path: (*path).into(),
        text: (*text).into(),
    };
    EMBEDDED.iter().map(file).collect()
}

/// The `.feature` files below a folder, or one file, in the order of their paths.
///
/// # Errors
/// When the folder or a file cannot be read, or a file is not UTF-8; the error names the path.
pub fn below(path: &Path) -> io::Result<Vec<FeatureFile>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).map_err(|error| naming(&path, &error))?;
        Ok(FeatureFile {
            path: path.display().to_string(),
            text,
        })
    };
    found.into_iter().map(read).collect()
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(|error| naming(path, &error))? {
        let path = entry?.path();
        if path.is_dir()
            || path
                .extension()
                .is_some_and(|extension| extension == "feature")
        {
            collect(&path, found)?;
        }
    }
    Ok(())
}

fn naming(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
