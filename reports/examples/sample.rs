//! Writes a sample report in both languages: `cargo run -p reports --example sample -- FOLDER [PASSING]`.

use std::error::Error;
use std::path::PathBuf;

use reports::{Lang, summary, write_all};

#[path = "../src/sample/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    reason = "the tests use more of the sample than this program"
)]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder to write into")?);
    let passing = arguments.next().map_or(Ok(88), |many| many.parse())?;
    let run = sample::retried(passing);
    for lang in Lang::ALL {
        let folder = folder.join(lang.code());
        let written = write_all(&run, &folder, lang)?;
        let shown = folder.display().to_string();
        let options = summary::Options {
            lang,
            folder: &shown,
            color: true,
        };
        print!(
            "{}\n{}\n",
            summary::text(&run, &options),
            written.html.display()
        );
    }
    Ok(())
}
