//! Embeds the feature files and their Vietnamese titles, so that the program carries its scenarios wherever it runs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    println!("cargo::rerun-if-changed={root}");
    let mut features = String::from("&[\n");
    let mut titles = String::from("&[\n");
    // One folder a system; the sources stand beside them.
    let systems = sorted(Path::new(&root))
        .into_iter()
        .filter(|path| path.is_dir());
    for folder in systems.filter(|folder| !folder.ends_with("src")) {
        let system = name(&folder).to_owned();
        for file in sorted(&folder) {
            let (file_name, path) = (name(&file), file.display().to_string());
            match file.extension().and_then(|extension| extension.to_str()) {
                Some("feature") => {
                    writeln!(
                        features,
                        "    (\"features/{system}/{file_name}\", include_str!({path:?})),"
                    )
                }
                Some("tsv") => writeln!(titles, "    include_str!({path:?}),"),
                _ => Ok(()),
            }
            .expect("writing to a string");
        }
    }
    features.push(']');
    titles.push(']');
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    fs::write(out.join("features.rs"), features).expect("writing the table of features");
    fs::write(out.join("titles.rs"), titles).expect("writing the table of titles");
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder entry").path())
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> &str {
    (path.file_name().and_then(|name| name.to_str())).expect("a UTF-8 file name")
}
