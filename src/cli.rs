//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use conformance::profile::PROFILES;
use conformance::select::TagOperation;
use jiff::civil::Date;

const EXAMPLES: &str = "\
Examples:
  lienthong run                                        the whole suite on the embedded government
  lienthong run --profile axis --target target.toml    certify an axis at an address
  lienthong doctor --target target.toml                what is wrong with a target, before anything runs
  lienthong run --tags @AX-FAN-01 --lang vi            one requirement, in Vietnamese
  lienthong replay runs/20261121-213000 sending/a-document-reaches-its-receiver
  lienthong explain AX-FAN-01                          the rule, its source, how it is checked, how to try it
  lienthong up --port 8080 --json                      a government for your own client to talk to

Exit codes:
  0  every mandatory requirement that was checked passes
  1  a mandatory requirement failed
  2  wrong usage or configuration; nothing was run
  3  inconclusive: the target could not be reached, or the program itself erred";

/// Integration tests and conformance simulator for Vietnam's e-Government platform.
#[derive(Debug, Parser)]
#[command(name = "lienthong", version, after_help = EXAMPLES)]
pub struct Cli {
    /// Language of everything people read [default: the locale's].
    #[arg(long, global = true, value_parser = ["en", "vi"])]
    pub lang: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run scenarios and decide.
    Run(RunArgs),
    /// Check a target file, the way to its systems and the credentials; no scenario runs.
    Doctor(DoctorArgs),
    /// Bring the embedded government up and keep it up until Ctrl-C.
    Up(UpArgs),
    /// Plant every known defect and show that the suite catches it, and that nothing sound is blamed.
    Prove(ProveArgs),
    /// List the requirements and the scenarios that check them.
    Requirements(ListArgs),
    /// List the scenarios and the requirements they check.
    Scenarios(ListArgs),
    /// List the step library with its documentation, in both languages.
    Steps(ListArgs),
    /// Explain a requirement, a scenario or a cause, and how to try it by hand.
    Explain(ExplainArgs),
    /// Repeat one scenario of a recorded run and show its full exchange.
    Replay(ReplayArgs),
    /// Make the report pages of a recorded run again, also of one that was killed.
    Report(ReportArgs),
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Which scenarios, by which rules.
#[derive(Args, Clone, Debug)]
pub struct SelectArgs {
    /// What to certify.
    #[arg(long, default_value = PROFILES[0].name, value_parser = PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name)))]
    pub profile: String,
    /// Only scenarios whose tags match, for example `@AX-FAN-01 and not @clock`.
    #[arg(long, value_name = "EXPR")]
    pub tags: Option<TagOperation>,
    /// Only scenarios whose name or identifier contains this text.
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Apply the rules in force on this day (YYYY-MM-DD) [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Feature files of your own (a file or folder) instead of those the program carries.
    #[arg(long, value_name = "PATH")]
    pub features: Option<PathBuf>,
}

/// Arguments of `run`.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct RunArgs {
    #[command(flatten)]
    pub select: SelectArgs,
    /// Who plays which role (TOML) [default: everything embedded].
    #[arg(long, value_name = "FILE")]
    pub target: Option<PathBuf>,
    /// The seed everything is derived from [default: 1].
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Scenarios at once.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: u16,
    /// Folder for the run record and the reports [default: runs/<start time>].
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
    /// Shuffle the scenarios by the seed.
    #[arg(long)]
    pub shuffle: bool,
    /// Try a scenario that did not pass so many times again; what failed once stays failed.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub retries: u32,
    /// Plant a defect in the embedded government, to see how it is caught; `lienthong prove` lists all.
    #[arg(long, value_name = "ID", conflicts_with = "target")]
    pub defect: Option<String>,
}

/// Arguments of `prove`.
#[derive(Args, Debug)]
pub struct ProveArgs {
    /// Only the defects of this system.
    #[arg(long, value_name = "S", value_parser = PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name)))]
    pub system: Option<String>,
    /// Only the defects of this requirement; may be given several times.
    #[arg(long, value_name = "ID")]
    pub requirement: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Scenarios at once.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: u16,
    /// The seed everything is derived from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Apply the rules in force on this day (YYYY-MM-DD) [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Besides, run the sound government with so many seeds, shuffled, with 1, 2 and 16 jobs, and compare the verdicts.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub alarms: u32,
    /// Feature files of your own (a file or folder) instead of those the program carries.
    #[arg(long, value_name = "PATH")]
    pub features: Option<PathBuf>,
}

/// Arguments of `doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// The target file (TOML) [default: what the embedded government needs of this machine].
    #[arg(long, value_name = "FILE")]
    pub target: Option<PathBuf>,
    /// What is to be certified: one of its roles must be under test.
    #[arg(long, value_parser = PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name)))]
    pub profile: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `up`.
#[derive(Args, Debug)]
pub struct UpArgs {
    /// Port of the axis; the other services take those after it. 0 takes free ones.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Print one line of JSON instead of text.
    #[arg(long)]
    pub json: bool,
    /// Keep the state in this folder between runs [default: in memory].
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The seed the secrets and the people are derived from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where your own one-stop system answers: logins return and payments are confirmed there.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:9000")]
    pub own: String,
}

/// Arguments of the listing commands.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Only what is in force on this day (YYYY-MM-DD) [default: everything].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// Where `lienthong up --port 8080` listens.
pub const UP_URL: &str = "http://127.0.0.1:8080";

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// A requirement, a scenario or a cause (system-under-test, configuration, network, simulator, harness, undecided), or
    /// part of its name.
    pub what: String,
    /// Print JSON.
    #[arg(long, conflicts_with_all = ["curl", "package"])]
    pub json: bool,
    /// Print only the lines to try by hand, as a shell script.
    #[arg(long, conflicts_with = "package")]
    pub curl: bool,
    /// Print only the package that is sent, byte for byte; with a name, another one of the same try.
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub package: Option<String>,
    /// The axis that the lines are for.
    #[arg(long, default_value = UP_URL)]
    pub url: String,
    /// The seed that axis derives its secrets from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Give a parameter of the calls another value, as in `docId=…`; may stand several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub with: Vec<(String, String)>,
}

/// Reads `NAME=VALUE`.
fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE, as in docId=5f0c2a9e".to_owned()),
    }
}

/// Arguments of `replay`.
#[derive(Args, Debug)]
pub struct ReplayArgs {
    /// The report folder of the run.
    pub run: PathBuf,
    /// The scenario's identifier or part of it.
    pub scenario: String,
    /// Who plays which role [default: as in the recorded run].
    #[arg(long, value_name = "FILE")]
    pub target: Option<PathBuf>,
    /// Feature files of your own [default: as in the recorded run].
    #[arg(long, value_name = "PATH")]
    pub features: Option<PathBuf>,
}

/// Arguments of `report`.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The report folder of the run.
    pub run: PathBuf,
}
