//! What every file of the repository keeps to: short, for any machine, composed text, the same lints everywhere.

use std::fs;
use std::path::{Path, PathBuf};

/// More than this in one file and it holds more than one idea.
const LINES: usize = 500;

/// What is written by hand; packages and pictures of the fixtures may hold anything.
const TEXT: [&str; 9] = [
    "feature", "html", "json", "md", "rs", "snap", "toml", "tsv", "yml",
];

/// Folders of one machine. In two halves, so that this file does not name them itself.
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ho", "me/")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, but nothing that is built, run or hidden by git.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let built = path.join("CACHEDIR.TAG").exists();
        if built || ["target", "runs", ".git"].contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// Text files with one of these extensions, with their path below the root.
fn texts(extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(root(), &mut files);
    let wanted = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        extensions.contains(&extension.as_ref())
    };
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        (
            path.strip_prefix(root())
                .expect("below the root")
                .to_owned(),
            text,
        )
    };
    let read: Vec<_> = files.into_iter().filter(wanted).map(read).collect();
    assert!(
        !read.is_empty(),
        "no file with any of {extensions:?} below {:?}",
        root()
    );
    read
}

/// Fails with one line for each thing found.
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[test]
fn no_source_file_is_long() {
    let long: Vec<String> = texts(&["rs"])
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    none(
        &long,
        &format!("at most {LINES} lines a file; move one idea out"),
    );
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let mut found = Vec::new();
    for (path, text) in texts(&TEXT) {
        for (number, line) in (1..).zip(text.lines()) {
            if MACHINE_PATHS.iter().any(|folder| line.contains(folder)) {
                found.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    none(&found, "no absolute path of a machine");
}

/// The first letter that is followed by a combining mark: text that is not in composed form (NFC).
fn decomposed(text: &str) -> Option<(char, char)> {
    let marks = '\u{300}'..='\u{36f}';
    (text.chars().zip(text.chars().skip(1)))
        .find(|(letter, mark)| letter.is_alphabetic() && marks.contains(mark))
}

#[test]
fn all_text_is_composed() {
    let mut found = Vec::new();
    for (path, text) in texts(&["feature", "toml", "tsv", "rs"]) {
        for (number, line) in (1..).zip(text.lines()) {
            if let Some((letter, mark)) = decomposed(line) {
                let mark = u32::from(mark);
                found.push(format!(
                    "{}:{number}: {letter} and U+{mark:04X}",
                    path.display()
                ));
            }
        }
    }
    none(&found, "Vietnamese text in composed form (NFC)");
}

#[test]
fn decomposed_text_is_noticed() {
    assert_eq!(decomposed("Bộ Tư pháp, Đắk Lắk"), None);
    assert_eq!(decomposed("pha\u{301}p"), Some(('a', '\u{301}')));
    assert_eq!(decomposed("Bô\u{323}"), Some(('ô', '\u{323}')));
}

/// The members of the workspace, as the manifest lists them.
fn members(manifest: &str) -> Vec<&str> {
    let list = manifest
        .split_once("members = [")
        .and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.expect("a list of members");
    list.split('"').skip(1).step_by(2).collect()
}

/// Whether a manifest takes the lints of the workspace.
fn takes_our_lints(manifest: &str) -> bool {
    let after = manifest.split_once("\n[lints]\n").map(|(_, rest)| rest);
    after.is_some_and(|rest| rest.lines().next() == Some("workspace = true"))
}

#[test]
fn every_crate_is_there_and_takes_the_lints_of_the_workspace() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the root manifest");
    let members = members(&manifest);
    assert!(members.len() >= 10, "found only {members:?}");
    assert!(
        takes_our_lints(&manifest),
        "Cargo.toml: no [lints] workspace = true"
    );
    for member in members {
        let path = root().join(member).join("Cargo.toml");
        let manifest =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert!(
            takes_our_lints(&manifest),
            "{member}/Cargo.toml: no [lints] workspace = true"
        );
    }
}
