//! `lienthong doctor`: what is wrong with a target, found out before anything runs.

use std::path::Path;

use conformance::profile::Profile;
use harness::Target;
use harness::doctor::{self, Check, Diagnosis, Finding, Judgement, Severity};
use reports::Lang;
use serde_json::json;

use super::run::runtime;
use super::{Done, say};
use crate::cli::DoctorArgs;
use crate::exit::{Exit, usage};

/// Checks and tells everything.
pub fn run(args: &DoctorArgs, lang: Lang) -> Done {
    let file = args.target.as_deref();
    let diagnosis = match file {
        Some(file) => examine(file, args.profile.as_deref())?.0,
        None => runtime()?.block_on(doctor::check_machine()),
    };
    let exit = exit(diagnosis.judgement());
    if args.json {
        let target = file.map(|file| file.display().to_string());
        let told = json!({
            "target": target,
            "exit": exit as u8,
            "wrong": diagnosis.count(Severity::Wrong),
            "warnings": diagnosis.count(Severity::Warning),
            "findings": diagnosis.findings,
        });
        say(&serde_json::to_string_pretty(&told)?)?;
        return Ok(exit);
    }
    let mut text: String = (diagnosis.findings.iter())
        .map(|finding| told(finding, file, lang))
        .collect();
    text.push_str(&format!("\n{}", counted(&diagnosis, lang)));
    say(&text)?;
    Ok(exit)
}

/// The target of a file, when a run would say something; what is not in order is told on standard error.
pub fn usable(file: &Path, profile: &str, lang: Lang) -> anyhow::Result<Target> {
    let (diagnosis, target) = examine(file, Some(profile))?;
    let judgement = diagnosis.judgement();
    for finding in &diagnosis.findings {
        let shown = match finding.severity {
            Severity::Ok => finding.check == Check::RoundTrip,
            Severity::Warning | Severity::Wrong => true,
            Severity::NotChecked => judgement != Judgement::Usable,
        };
        if shown {
            eprint!("{}", told(finding, Some(file), lang));
        }
    }
    let nothing_was_run = match lang {
        Lang::En => "nothing was run",
        Lang::Vi => "chưa chạy gì",
    };
    let why = format!(
        "{}: {}; {nothing_was_run}",
        file.display(),
        counted(&diagnosis, lang)
    );
    match (judgement, target) {
        (Judgement::Usable, Some(target)) => Ok(target),
        (Judgement::Unreachable, _) => Err(anyhow::anyhow!(why)),
        _ => Err(usage(why)),
    }
}

fn examine(file: &Path, profile: Option<&str>) -> anyhow::Result<(Diagnosis, Option<Target>)> {
    let profile = profile.map(Profile::named).transpose().map_err(usage)?;
    let roles = profile.map_or(&[][..], |profile| profile.roles);
    let runtime = runtime()?;
    let found = runtime.block_on(doctor::check_file(file, roles));
    // A name lookup that hangs must not hold the program up.
    runtime.shutdown_background();
    Ok(found)
}

fn exit(judgement: Judgement) -> Exit {
    match judgement {
        Judgement::Usable => Exit::Pass,
        Judgement::Misconfigured => Exit::Usage,
        Judgement::Unreachable => Exit::Inconclusive,
    }
}

/// The words of the list, in English and Vietnamese; the first four in the order of [`Severity`].
const WORDS: [(&str, &str); 8] = [
    ("ok", "đạt"),
    ("warning", "cảnh báo"),
    ("WRONG", "SAI"),
    ("not checked", "chưa kiểm tra"),
    ("expected", "mong đợi"),
    ("found", "thực tế"),
    ("fix", "cách sửa"),
    ("cause", "nguyên nhân"),
];

fn word(index: usize, lang: Lang) -> &'static str {
    let (en, vi) = WORDS[index];
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}

/// One finding: a line when there is nothing to do, else a block.
fn told(finding: &Finding, file: Option<&Path>, lang: Lang) -> String {
    let severity = word(finding.severity as usize, lang);
    let title = finding.check.title();
    let (title, found) = (lang.of(&title), lang.of(&finding.found));
    let (Some(expected), Some(fix), Some(cause)) = (&finding.expected, &finding.fix, finding.cause)
    else {
        return format!("{severity:<13} {title}: {found}\n");
    };
    let at = match (file, finding.line) {
        (Some(file), Some(line)) => format!("{}:{line}: ", file.display()),
        _ => String::new(),
    };
    let row = |index: usize, text: &str| format!("{:14}{:<12}{text}\n", "", word(index, lang));
    [
        format!("{severity:<13} {title}: {at}{}\n", finding.field),
        row(4, lang.of(expected)),
        row(5, found),
        row(6, lang.of(fix)),
        row(7, lang.phrase(cause.explained().name)),
    ]
    .concat()
}

fn counted(diagnosis: &Diagnosis, lang: Lang) -> String {
    let (wrong, warnings) = (
        diagnosis.count(Severity::Wrong),
        diagnosis.count(Severity::Warning),
    );
    match lang {
        Lang::En => format!("{wrong} wrong, {warnings} warnings"),
        Lang::Vi => format!("{wrong} lỗi sai, {warnings} cảnh báo"),
    }
}
