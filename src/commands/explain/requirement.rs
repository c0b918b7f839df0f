//! A requirement explained: the rule, where it comes from, how it is checked, what breaks it, how to try it.

use conformance::defect;
use features::plan::{Plan, Planned};
use record::{Phrase, RequirementEntry};
use reports::Lang;
use serde_json::{Value, json};

use super::Tried;
use super::call::Call;
use super::words::{self, fill};

/// The explanation as text.
pub fn told(entry: &RequirementEntry, plan: &Plan, tried: &Tried, lang: Lang) -> String {
    let mut text = format!("{}  {}\n\n", entry.id, lang.of(&entry.title));
    let mut line = |label: Phrase, value: &str| {
        text.push_str(&format!("  {:<14}{value}\n", lang.phrase(label)));
    };
    line(words::BINDS, lang.role(&entry.role));
    line(
        words::FORCE,
        &format!(
            "{}: {}",
            lang.force(entry.force),
            lang.phrase(words::decides(entry))
        ),
    );
    line(words::SOURCE, &lang.citation(&entry.source));
    line(words::IN_FORCE, &in_force(entry, lang));
    line(
        words::CERTAINTY,
        &format!(
            "{}: {}",
            lang.certainty(entry.certainty),
            lang.phrase(words::certainty(entry))
        ),
    );
    text.push_str(&checked(entry, plan, lang));
    text.push_str(&format!("\n{}\n", lang.phrase(words::PITFALLS)));
    for pitfall in &entry.pitfalls {
        text.push_str(&format!("  §{}  {}\n", pitfall.id, lang.of(&pitfall.text)));
    }
    if entry.pitfalls.is_empty() {
        text.push_str(&format!("  {}\n", lang.phrase(words::NO_PITFALLS)));
    }
    text.push_str(&by_hand(entry, tried, lang));
    text
}

fn in_force(entry: &RequirementEntry, lang: Lang) -> String {
    let mut text = fill(lang.phrase(words::FROM), &[&lang.date(entry.from)]);
    if let Some(until) = entry.until {
        text.push_str(&format!(
            ", {}",
            fill(lang.phrase(words::UNTIL), &[&lang.date(until)])
        ));
    }
    if let Some(heir) = &entry.superseded_by {
        text.push_str(&format!(", {}", fill(lang.phrase(words::HEIR), &[heir])));
    }
    text
}

/// The scenarios with their steps, or why there are none.
fn checked(entry: &RequirementEntry, plan: &Plan, lang: Lang) -> String {
    if let Some(why) = &entry.unreachable {
        return format!(
            "\n{}\n  {}\n",
            lang.phrase(words::UNREACHABLE),
            lang.of(why)
        );
    }
    let mut text = format!("\n{}\n", lang.phrase(words::CHECKED_BY));
    for Planned { entry, .. } in of(plan, &entry.id) {
        text.push_str(&format!(
            "  {}\n    {}  ({}:{})\n",
            lang.of(&entry.name),
            entry.id,
            entry.file,
            entry.line
        ));
        text.push_str(&super::scenario::steps(entry, lang, "      "));
    }
    text
}

fn of<'a>(plan: &'a Plan, id: &'a str) -> impl Iterator<Item = &'a Planned> {
    (plan.scenarios.iter())
        .filter(move |planned| planned.entry.requirements.iter().any(|other| other == id))
}

fn by_hand(entry: &RequirementEntry, tried: &Tried, lang: Lang) -> String {
    let id = &entry.id;
    let Some(of) = tried.of else {
        return by_program(entry, lang);
    };
    let up = up(tried);
    let again = format!("{} | sh", again(tried));
    let seed = tried.seed.to_string();
    let clock = tried.now.strftime("%H:%M").to_string();
    let how = fill(
        lang.phrase(words::BY_HAND_HOW),
        &[&up, &seed, &clock, &again],
    );
    let mut text = format!("\n{}\n  {how}\n", lang.phrase(words::BY_HAND));
    if entry.role == "document-system" {
        text.push_str(&format!("  {}\n", lang.phrase(words::YOUR_SYSTEM)));
    }
    if let Some(note) = &of.note {
        text.push_str(&format!("  {}\n", lang.of(note)));
    }
    if tried
        .calls
        .iter()
        .any(|call| call.curl.contains("XroadVnpt-docId"))
    {
        text.push_str(&format!("  {}\n", lang.phrase(words::OTHER_DOC)));
    }
    if let Some(name) = &of.given {
        let given = lang.phrase(words::GIVEN);
        text.push_str(&format!(
            "  {given}\n\nlienthong explain {id} --package={name} > package.edxml\n"
        ));
    }
    text.push_str(&format!("\n{}", script(tried, lang)));
    text
}

/// How to see it checked, where no single call shows it: the run, and the runs with what violates it.
fn by_program(entry: &RequirementEntry, lang: Lang) -> String {
    if entry.unreachable.is_some() {
        return String::new();
    }
    let mut text = format!(
        "\n{}\n  lienthong run --profile {} --tags @{}\n",
        lang.phrase(words::BY_PROGRAM),
        entry.role,
        entry.id
    );
    let defects = defect::all()
        .iter()
        .filter(|defect| defect.requirement.id == entry.id);
    for defect in defects {
        let title = lang.of(&defect.title);
        text.push_str(&format!(
            "  lienthong run --defect {} --tags @{}   # {title}\n",
            defect.id, entry.id
        ));
    }
    text
}

/// The command that keeps up the axis the lines are for.
fn up(tried: &Tried) -> String {
    let port = tried.url.rsplit_once(':').map_or("8080", |(_, port)| port);
    match tried.seed {
        1 => format!("`lienthong up --port {port}`"),
        seed => format!("`lienthong up --port {port} --seed {seed}`"),
    }
}

/// The command that prints the lines anew.
fn again(tried: &Tried) -> String {
    let mut command = format!("lienthong explain {} --curl", tried.id);
    if tried.url != crate::cli::UP_URL {
        command.push_str(&format!(" --url {}", tried.url));
    }
    if tried.seed != 1 {
        command.push_str(&format!(" --seed {}", tried.seed));
    }
    command
}

/// The lines alone, as a shell script: what is no command is a comment.
pub fn script(tried: &Tried, lang: Lang) -> String {
    let mut text = String::new();
    for (index, call) in tried.calls.iter().enumerate() {
        text.push_str(&format!(
            "# {}. {} ({} {})\n# {}: {}\n{}\necho\n\n",
            index + 1,
            lang.of(&call.what),
            lang.phrase(words::AS),
            call.agency,
            lang.phrase(words::ANSWER),
            answer(call, lang),
            call.curl
        ));
    }
    text
}

fn answer(call: &Call, lang: Lang) -> String {
    let answer = &call.answer;
    let word = if answer.ok {
        words::ANSWER_OK
    } else {
        words::ANSWER_REFUSED
    };
    let mut text = format!("HTTP {}, {}", answer.status, lang.phrase(word));
    if !answer.shows.is_empty() {
        text.push_str(&fill(lang.phrase(words::ANSWER_SHOWS), &[&answer.shows]));
    }
    text
}

/// The explanation as data.
pub fn data(entry: &RequirementEntry, plan: &Plan, tried: &Tried) -> Value {
    let scenarios: Vec<_> = of(plan, &entry.id).map(|planned| &planned.entry).collect();
    json!({
        "kind": "requirement",
        "id": entry.id,
        "requirement": entry,
        "mandatory": entry.is_mandatory(),
        "certainty_means": words::certainty(entry),
        "scenarios": scenarios,
        "by_hand": {
            "url": tried.url,
            "seed": tried.seed,
            "signed_at": format!("{}+07:00", tried.now),
            "packages": tried.of.map(super::Try::packages),
            "given": tried.of.and_then(|of| of.given.as_ref()),
            "note": tried.of.and_then(|of| of.note.as_ref()),
            "calls": tried.calls,
        },
    })
}
