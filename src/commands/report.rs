//! `lienthong report`: the pages of a recorded run, made again.

use reports::{Lang, summary};

use super::Done;
use crate::cli::ReportArgs;
use crate::exit::{Exit, usage};

/// Writes the reports of a run record and tells its verdict.
pub fn run(args: &ReportArgs, lang: Lang) -> Done {
    let run = record::Run::read(&args.run).map_err(usage)?;
    let written = reports::write_all(&run, &args.run, lang)?;
    let folder = args.run.display().to_string();
    println!(
        "{}",
        summary::text(
            &run,
            &summary::Options {
                lang,
                folder: &folder,
                color: false
            }
        )
    );
    println!("{}", written.html.display());
    Ok(Exit::of_verdict(run.verdict()))
}
