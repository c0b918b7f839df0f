//! `lienthong replay`: one scenario of a recorded run again, with its whole exchange shown.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use clock::Clock;
use conformance::defect;
use conformance::run::Order;
use conformance::select::Selected;
use harness::{Recorder, Seed};
use record::{Exchange, Message, Run, ScenarioRecord};
use reports::{Lang, summary};

use super::Done;
use super::run::{carry_out, plan, target};
use crate::cli::ReplayArgs;
use crate::exit::{Exit, usage};

/// Repeats one scenario with the seed, the day and the data of the recorded run.
pub fn run(args: &ReplayArgs, lang: Lang) -> Done {
    let recorded = Run::read(&args.run).map_err(usage)?;
    let id = &find(&recorded, &args.scenario)?.entry.id;
    let recorded_path = |path: &Option<String>| path.as_ref().map(PathBuf::from);
    let own_features = args
        .features
        .clone()
        .or_else(|| recorded_path(&recorded.started.features));
    let target_file = args
        .target
        .clone()
        .or_else(|| recorded_path(&recorded.started.target));
    let plan = plan(own_features.as_deref())?;
    let mut scenarios = plan.scenarios;
    scenarios.retain(|planned| planned.entry.id == *id);
    let Some(planned) = scenarios.first_mut() else {
        return Err(usage(format!(
            "the scenario {id} of the record is not among today's features; name them by --features"
        )));
    };
    let checked: HashSet<String> = planned.entry.requirements.iter().cloned().collect();
    let mut requirements = recorded.started.requirements.clone();
    requirements.retain(|entry| checked.contains(&entry.id));
    let target = target(target_file.as_deref(), &recorded.started.profile, lang)?;
    let order = Order {
        selected: Selected {
            requirements,
            scenarios,
        },
        profile: recorded.started.profile.clone(),
        as_of: recorded.started.as_of,
        target: Arc::new(target),
        seed: Seed(recorded.started.seed),
        jobs: 1,
        shuffle: false,
        retries: 0,
        defect: recorded
            .started
            .defect
            .as_deref()
            .map(defect::named)
            .transpose()
            .map_err(usage)?,
        command: format!("lienthong replay {} {id}", args.run.display()),
        files: (
            recorded.started.target.clone(),
            recorded.started.features.clone(),
        ),
        started: Clock::system().now(),
    };
    let recorder = Recorder::in_memory();
    carry_out(order, &recorder)?;
    let again = Run::from_events(recorder.events()).context("the replay left no record")?;
    for scenario in &again.scenarios {
        show(scenario, lang);
    }
    let folder = args.run.display().to_string();
    println!(
        "{}",
        summary::text(
            &again,
            &summary::Options {
                lang,
                folder: &folder,
                color: false
            }
        )
    );
    Ok(Exit::of_verdict(again.verdict()))
}

/// The one scenario that is meant.
fn find<'a>(run: &'a Run, wanted: &str) -> anyhow::Result<&'a ScenarioRecord> {
    if let Some(exact) = run
        .scenarios
        .iter()
        .find(|scenario| scenario.entry.id == wanted)
    {
        return Ok(exact);
    }
    let near: Vec<&ScenarioRecord> = run
        .scenarios
        .iter()
        .filter(|scenario| scenario.entry.id.contains(wanted))
        .collect();
    match near.as_slice() {
        [one] => Ok(one),
        [] => Err(usage(format!(
            "the record has no scenario “{wanted}”; its report.json lists them"
        ))),
        several => {
            let ids: Vec<&str> = several
                .iter()
                .take(12)
                .map(|scenario| scenario.entry.id.as_str())
                .collect();
            Err(usage(format!(
                "“{wanted}” may mean {} scenarios:\n  {}",
                several.len(),
                ids.join("\n  ")
            )))
        }
    }
}

/// Every step with the exchanges it caused, whole.
fn show(scenario: &ScenarioRecord, lang: Lang) {
    for (index, step) in scenario.entry.steps.iter().enumerate() {
        println!("{} {}", lang.of(&step.keyword), lang.of(&step.text));
        for exchange in scenario
            .exchanges
            .iter()
            .filter(|exchange| exchange.step == Some(index))
        {
            show_exchange(exchange);
        }
    }
}

fn show_exchange(exchange: &Exchange) {
    let Exchange {
        number,
        from,
        to,
        at,
        milliseconds,
        ..
    } = exchange;
    println!("\n  #{number} {from} -> {to}, {at}, {milliseconds} ms");
    if let Some(fault) = &exchange.fault {
        println!("  ! {fault}");
    }
    show_message("  > ", &exchange.request);
    if let Some(response) = &exchange.response {
        show_message("  < ", response);
    }
    println!();
}

fn show_message(mark: &str, message: &Message) {
    println!("{mark}{}", message.line);
    for (name, value) in &message.headers {
        println!("{mark}{name}: {value}");
    }
    for line in message.body.lines() {
        println!("{mark}{}", reports::visible::line(line));
    }
    if message.body_bytes > message.body.len() as u64 {
        println!(
            "{mark}… {} bytes in all, sha256 {}",
            message.body_bytes, message.body_sha256
        );
    }
}
