//! `lienthong prove`: the kill matrix.

use std::io::{IsTerminal as _, Write as _};

use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::prove::{self, Alarm, Proof, Proven, Repeated, Wanted};
use harness::Seed;
use reports::Lang;
use serde_json::{Value, json};

use super::run::{plan, runtime};
use super::{Done, say};
use crate::cli::ProveArgs;
use crate::exit::{Exit, usage};

/// Plants every defect and tells what came of it.
pub fn run(args: &ProveArgs, lang: Lang) -> Done {
    let catalogue = Catalogue::get();
    let known = catalogue.by_id();
    if let Some(id) = (args.requirement.iter()).find(|id| !known.contains_key(id.as_str())) {
        return Err(usage(format!(
            "unknown requirement “{id}”; `lienthong requirements` lists all"
        )));
    }
    let plan = plan(args.features.as_deref())?;
    let wanted = Wanted {
        role: args.system.clone().filter(|system| system != "all"),
        requirements: args.requirement.clone(),
        as_of: args.as_of.unwrap_or_else(|| Clock::system().now().date()),
        seed: Seed(args.seed),
        jobs: args.jobs.into(),
        habits: args.requirement.is_empty(),
    };
    let (proof, repeated) = runtime()?.block_on(async {
        let proof = prove::prove(&plan, &wanted).await;
        let repeated = prove::repeat(&plan, &wanted, args.alarms, |done| {
            progress(done, args.alarms)
        })
        .await;
        (proof, repeated)
    });
    if proof.proven.is_empty() && proof.uncovered.is_empty() {
        return Err(usage(
            "there is no such defect; `lienthong prove` without conditions shows all",
        ));
    }
    let told = if args.json {
        serde_json::to_string_pretty(&data(&proof, &repeated))?
    } else {
        text(&proof, &repeated, lang)
    };
    say(&told)?;
    let holds = proof.holds() && repeated.agree();
    Ok(if holds { Exit::Pass } else { Exit::Fail })
}

fn progress(done: u32, of: u32) {
    let mut out = std::io::stderr().lock();
    let terminal = out.is_terminal();
    if terminal || done == of || done.is_multiple_of(10) {
        let _ = writeln!(out, "{done}/{of} sound runs");
    }
}

fn data(proof: &Proof, repeated: &Repeated) -> Value {
    let ids = |proven: &[&Proven]| -> Vec<&str> {
        proven.iter().map(|one| one.defect.id.as_str()).collect()
    };
    let survived: Vec<&Proven> = proof.survived().collect();
    let wrong: Vec<&Proven> = (proof.proven.iter())
        .filter(|one| one.wrong_blame().next().is_some())
        .collect();
    let matrix: Vec<Value> = proof.proven.iter().map(row).collect();
    let mut data = json!({
        "defects": proof.proven.len(),
        "caught": proof.caught(),
        "survived": ids(&survived),
        "wrong_blame": ids(&wrong),
        "false_alarms": proof.false_alarms.iter().map(alarm).collect::<Vec<_>>(),
        "uncovered_requirements": proof.uncovered,
        "scenarios_that_caught_nothing": proof.toothless,
        "scenarios_performed": proof.trials,
        "seconds": proof.seconds,
        "matrix": matrix,
    });
    if repeated.runs > 0 {
        let digests: Vec<Value> = (repeated.digests.iter())
            .map(|(digest, runs)| json!({"verdict_digest": digest, "runs": runs}))
            .collect();
        let alarms: Vec<Value> = (repeated.alarms.iter())
            .map(|(seed, one)| json!({"seed": seed, "alarm": alarm(one)}))
            .collect();
        data["sound_runs"] =
            json!({"runs": repeated.runs, "digests": digests, "false_alarms": alarms});
    }
    data
}

fn row(proven: &Proven) -> Value {
    let caught: Vec<Value> = (proven.catches.iter())
        .map(|catch| json!({"scenario": catch.scenario, "expected": catch.expected, "received": catch.received}))
        .collect();
    let others: Vec<Value> = (proven.others.iter())
        .map(|other| json!({"scenario": other.scenario, "verdict": other.verdict, "cause": other.cause, "received": other.received}))
        .collect();
    let mut row = json!({
        "defect": proven.defect.id,
        "title": proven.defect.title,
        "requirement": proven.defect.requirement.id,
        "role": proven.defect.role(),
        "performed": proven.performed,
        "caught_by": caught,
        "undecided": others,
    });
    if !proven.is_caught() {
        row["hint"] = proven.hint().into();
    }
    row
}

fn alarm(alarm: &Alarm) -> Value {
    json!({"scenario": alarm.scenario, "with": alarm.with, "verdict": alarm.verdict, "received": alarm.received})
}

/// The words of the matrix, each in both languages.
struct Words {
    survived: &'static str,
    undecided: &'static str,
    alarm: &'static str,
    uncovered: &'static str,
    toothless: &'static str,
    sound: &'static str,
    holds: &'static str,
    fails: &'static str,
}

const EN: Words = Words {
    survived: "SURVIVED",
    undecided: "blames another",
    alarm: "false alarm",
    uncovered: "no defect violates",
    toothless: "caught nothing",
    sound: "sound runs",
    holds: "Every defect is caught, and nothing sound is blamed.",
    fails: "The proof does not hold.",
};

const VI: Words = Words {
    survived: "LỌT",
    undecided: "đổ lỗi cho bên khác",
    alarm: "báo động sai",
    uncovered: "chưa có lỗi cài sẵn nào vi phạm",
    toothless: "không bắt được lỗi nào",
    sound: "lần chạy hệ thống đúng",
    holds: "Mọi lỗi cài sẵn đều bị phát hiện, không hệ thống đúng nào bị kết tội.",
    fails: "Phép chứng minh chưa đạt.",
};

fn text(proof: &Proof, repeated: &Repeated, lang: Lang) -> String {
    let words = match lang {
        Lang::En => &EN,
        Lang::Vi => &VI,
    };
    let mut lines: Vec<String> = Vec::new();
    for proven in &proof.proven {
        let defect = proven.defect;
        lines.push(format!(
            "{:<12} {}  {}",
            defect.requirement.id,
            defect.id,
            lang.of(&defect.title)
        ));
        match proven.catches.as_slice() {
            [] => lines.push(format!("    ✗ {}: {}", words.survived, proven.hint())),
            [first, more @ ..] => {
                let more = if more.is_empty() {
                    String::new()
                } else {
                    format!(" (+{})", more.len())
                };
                lines.push(format!(
                    "    ✓ {}{more}: {}",
                    first.scenario,
                    line(&first.received)
                ));
            }
        }
        lines.extend(proven.wrong_blame().map(|other| {
            format!(
                "    ✗ {}: {}: {:?} {:?}: {}",
                words.undecided,
                other.scenario,
                other.verdict,
                other.cause,
                line(&other.received)
            )
        }));
    }
    lines.push(String::new());
    lines.extend(proof.false_alarms.iter().map(|one| {
        format!(
            "✗ {}: {} ({}): {}",
            words.alarm,
            one.scenario,
            one.with,
            line(&one.received)
        )
    }));
    lines.extend(
        proof
            .uncovered
            .iter()
            .map(|id| format!("✗ {} {id}", words.uncovered)),
    );
    lines.extend(
        proof
            .toothless
            .iter()
            .map(|scenario| format!("✗ {}: {scenario}", words.toothless)),
    );
    lines.extend(repeated.alarms.iter().map(|(seed, one)| {
        format!(
            "✗ {}: seed {seed}: {}: {}",
            words.alarm,
            one.scenario,
            line(&one.received)
        )
    }));
    lines.extend(
        repeated
            .digests
            .iter()
            .map(|(digest, runs)| format!("{runs} {}: {}", words.sound, &digest[..16])),
    );
    lines.push(summary(proof, lang));
    let holds = proof.holds() && repeated.agree();
    lines.push(if holds { words.holds } else { words.fails }.to_owned());
    lines.join("\n")
}

fn summary(proof: &Proof, lang: Lang) -> String {
    let (defects, caught) = (proof.proven.len(), proof.caught());
    let wrong = proof
        .proven
        .iter()
        .filter(|one| one.wrong_blame().next().is_some())
        .count();
    let (alarms, trials, seconds) = (proof.false_alarms.len(), proof.trials, proof.seconds);
    match lang {
        Lang::En => format!(
            "{defects} defects, {caught} caught, {} survived, {wrong} blamed wrongly, {alarms} false alarms; {trials} scenarios in {seconds:.1} s",
            defects - caught
        ),
        Lang::Vi => format!(
            "{defects} lỗi cài sẵn, {caught} bị phát hiện, {} lọt, {wrong} quy sai trách nhiệm, {alarms} báo động sai; {trials} kịch bản trong {seconds:.1} giây",
            defects - caught
        ),
    }
}

/// The beginning of a text, in one line.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(110) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
