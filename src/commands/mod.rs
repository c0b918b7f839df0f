//! What the program does, one command a module.

pub mod doctor;
pub mod explain;
pub mod prove;
pub mod replay;
pub mod report;
pub mod requirements;
pub mod run;
pub mod scenarios;
pub mod steps;
pub mod up;

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use crate::cli::Cli;
use crate::exit::Exit;

/// What a command returns.
pub type Done = anyhow::Result<Exit>;

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Done {
    clap_complete::generate(shell, &mut Cli::command(), "lienthong", &mut io::stdout());
    Ok(Exit::Pass)
}

/// Prints a text; a reader that has seen enough (`| head`) is no error.
fn say(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
