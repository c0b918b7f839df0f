//! Embeds the feature files, so that the program carries its scenarios wherever it runs.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let mut table = String::from("&[\n");
    for system in ["axis", "document-system"] {
        let folder = Path::new(&root).join(system);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)
            .expect("a folder of features")
            .map(|entry| entry.expect("a folder entry").path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "feature")
            })
            .collect();
        files.sort();
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a UTF-8 file name");
            writeln!(
                table,
                "    (\"features/{system}/{name}\", include_str!({:?})),",
                file.display().to_string()
            )
            .expect("writing to a string");
        }
    }
    table.push(']');
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("features.rs");
    fs::write(out, table).expect("writing the table of features");
}
