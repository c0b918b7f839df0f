//! `lienthong`: proves that government systems work together.

mod cli;
mod commands;
mod exit;
mod lang;
mod progress;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command};
use crate::exit::Exit;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no mistake; everything else is wrong usage.
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Pass
            };
            let _ = error.print();
            return exit.into();
        }
    };
    let filter =
        EnvFilter::try_from_env("LIENTHONG_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        tracing::warn!("another TLS provider was installed before ours");
    }
    let lang = lang::choose(cli.lang.as_deref());
    let done = match cli.command {
        Command::Run(args) => commands::run::run(&args, lang),
        Command::Doctor(args) => commands::doctor::run(&args, lang),
        Command::Up(args) => commands::up::run(&args),
        Command::Prove(args) => commands::prove::run(&args, lang),
        Command::Requirements(args) => commands::requirements::run(&args, lang),
        Command::Scenarios(args) => commands::scenarios::run(&args, lang),
        Command::Steps(args) => commands::steps::run(&args, lang),
        Command::Explain(args) => commands::explain::run(&args, lang),
        Command::Replay(args) => commands::replay::run(&args, lang),
        Command::Report(args) => commands::report::run(&args, lang),
        Command::Completions { shell } => commands::completions(shell),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("lienthong: {error:#}");
            exit::of(&error).into()
        }
    }
}
