//! `lienthong run`: plan, check, run, decide, report.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::defect;
use conformance::profile::Profile;
use conformance::run::{self, Order};
use conformance::select::{Selected, Wanted, select};
use features::files::{self, FeatureFile};
use features::plan::Plan;
use harness::{Recorder, Seed, Target};
use jiff::civil::Date;
use reports::{Lang, summary};

use super::{Done, doctor};
use crate::cli::{RunArgs, SelectArgs};
use crate::exit::{Exit, usage};
use crate::progress::Progress;

/// Runs scenarios and decides.
pub fn run(args: &RunArgs, lang: Lang) -> Done {
    let started = Clock::system().now();
    let as_of = args.select.as_of.unwrap_or_else(|| started.date());
    let selected = selected(&args.select, as_of)?;
    let target = target(args.target.as_deref(), &args.select.profile, lang)?;
    let folder = args
        .report
        .clone()
        .unwrap_or_else(|| default_folder(started));
    make_room(&folder)?;
    let order = Order {
        selected,
        profile: args.select.profile.clone(),
        as_of,
        target: Arc::new(target),
        seed: Seed(args.seed),
        jobs: args.jobs.into(),
        shuffle: args.shuffle,
        retries: args.retries,
        defect: args
            .defect
            .as_deref()
            .map(defect::named)
            .transpose()
            .map_err(usage)?,
        command: command(args, as_of),
        files: (
            named(args.target.as_deref()),
            named(args.select.features.as_deref()),
        ),
        started,
    };
    let recorder = Recorder::create(&folder)
        .with_context(|| format!("cannot start the run record in {}", folder.display()))?;
    let planned = order.selected.scenarios.len();
    recorder.observe(Progress::start(planned, lang).observer());
    carry_out(order, &recorder)?;
    finish(&recorder, &folder, lang)
}

/// Reads the features and selects; every mistake is told before anything runs.
pub fn selected(args: &SelectArgs, as_of: Date) -> anyhow::Result<Selected> {
    let plan = plan(args.features.as_deref())?;
    let profile = Profile::named(&args.profile).map_err(usage)?;
    let wanted = Wanted {
        profile,
        as_of,
        tags: args.tags.clone(),
        name: args.name.clone(),
    };
    let selected = select(plan, Catalogue::get(), &wanted);
    if selected.scenarios.is_empty() {
        return Err(usage(format!(
            "no scenario is selected by profile {}, tags and name as of {as_of}; `lienthong scenarios` lists all",
            args.profile
        )));
    }
    Ok(selected)
}

/// The plan of the user's own features, else of those the program carries.
pub fn plan(own: Option<&Path>) -> anyhow::Result<Plan> {
    let files = feature_files(own)?;
    Plan::read(&files, &Catalogue::get().ids()).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        usage(format!(
            "the features cannot be run:\n  {}",
            told.join("\n  ")
        ))
    })
}

/// The features of the user's own, else those the program carries.
fn feature_files(own: Option<&Path>) -> anyhow::Result<Vec<FeatureFile>> {
    let Some(path) = own else {
        return Ok(files::embedded());
    };
    let found =
        files::below(path).map_err(|error| usage(format!("cannot read features: {error}")))?;
    if found.is_empty() {
        return Err(usage(format!(
            "{}: no .feature file is here",
            path.display()
        )));
    }
    Ok(found)
}

/// The target file, else the embedded government. A file is checked first, with everything behind it.
pub fn target(file: Option<&Path>, profile: &str, lang: Lang) -> anyhow::Result<Target> {
    match file {
        Some(file) => doctor::usable(file, profile, lang),
        None => Ok(Target::embedded_default(profile)),
    }
}

/// Runs the order on a runtime of its own.
pub fn carry_out(order: Order, recorder: &Recorder) -> anyhow::Result<()> {
    for secret in order.target.secrets() {
        recorder.masker().hide(secret);
    }
    runtime()?.block_on(run::run(order, recorder.clone()));
    Ok(())
}

/// The threads on which everything runs.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
}

/// Writes the reports and tells the verdict.
pub fn finish(recorder: &Recorder, folder: &Path, lang: Lang) -> Done {
    if let Err(error) = recorder.finish() {
        eprintln!("lienthong: {error}");
    }
    let run = record::Run::read(folder)?;
    let written = reports::write_all(&run, folder, lang)
        .with_context(|| format!("cannot write the reports to {}", folder.display()))?;
    let color = std::io::stdout().is_terminal();
    let folder = folder.display().to_string();
    println!(
        "{}",
        summary::text(
            &run,
            &summary::Options {
                lang,
                folder: &folder,
                color
            }
        )
    );
    println!("{}", written.html.display());
    Ok(Exit::of_verdict(run.verdict()))
}

/// `runs/20261121-213000`, beside the earlier ones.
fn default_folder(started: jiff::civil::DateTime) -> PathBuf {
    Path::new("runs").join(started.strftime("%Y%m%d-%H%M%S").to_string())
}

/// Keeps an earlier record of the same folder under another name: nothing is lost.
fn make_room(folder: &Path) -> anyhow::Result<()> {
    let record = folder.join(record::FILE_NAME);
    if !record.exists() {
        return Ok(());
    }
    let kept = (1..)
        .map(|n| folder.join(format!("run-{n}.ndjson")))
        .find(|path| !path.exists());
    let kept = kept.context("no free name for the earlier record")?;
    std::fs::rename(&record, &kept)
        .with_context(|| format!("cannot keep the earlier record as {}", kept.display()))
}

/// A path as the user named it.
fn named(path: Option<&Path>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

/// The line that repeats the run.
fn command(args: &RunArgs, as_of: Date) -> String {
    let mut line = format!(
        "lienthong run --profile {} --seed {} --as-of {as_of}",
        args.select.profile, args.seed
    );
    if let Some(name) = &args.select.name {
        line.push_str(&format!(" --name {name:?}"));
    }
    if args.shuffle {
        line.push_str(" --shuffle");
    }
    if args.retries > 0 {
        line.push_str(&format!(" --retries {}", args.retries));
    }
    if let Some(defect) = &args.defect {
        line.push_str(&format!(" --defect {defect}"));
    }
    if let Some(path) = &args.target {
        line.push_str(&format!(" --target {}", path.display()));
    }
    if let Some(path) = &args.select.features {
        line.push_str(&format!(" --features {}", path.display()));
    }
    line
}
