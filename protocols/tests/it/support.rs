//! What several of these files share: the fixtures, and documents made at random.

pub mod generate;

use std::path::{Path, PathBuf};

/// The packages of a folder below `fixtures/packages`, by name.
pub fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/packages");
    packages(&root.join(folder))
}

/// Every `.edxml` file directly in a folder, by name; empty when there is no such folder.
pub fn packages(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "edxml"));
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let name = p
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(&p).expect("readable"))
        })
        .collect()
}

/// One fixture by name.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/packages");
    std::fs::read(path.join(name)).expect("the fixture is there")
}

/// The document of `new.edxml`, for tests that change one thing.
pub fn sound_document() -> protocols::edxml::Document {
    let read = protocols::edxml::read(&fixture("new.edxml"), &protocols::edxml::Limits::default());
    match read.expect("sound").package {
        protocols::edxml::Package::Document(document) => *document,
        protocols::edxml::Package::Status(_) => panic!("new.edxml is a document"),
    }
}
