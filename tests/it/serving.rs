//! `up`: a government for any client, and the suite against it as an external target.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};

use crate::program::{Place, report};

/// A government kept up by the program; ended when dropped.
pub struct Up {
    child: Child,
    told: serde_json::Value,
}

impl Up {
    pub fn start(place: &Place, arguments: &[&str]) -> Self {
        let arguments = [&["up", "--json"], arguments].concat();
        let mut child = place
            .command(&arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut line).expect("a line");
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        Self {
            child,
            told: serde_json::from_str(&line).expect("one line of JSON"),
        }
    }

    pub fn axis(&self) -> &serde_json::Value {
        &self.told["roles"]["axis"]
    }

    /// A target file for this axis with its first systems, and the variables of their secrets.
    fn target(&self, place: &Place, systems: usize) -> Vec<(String, String)> {
        let mut text = format!(
            "[roles.axis]\nbinding = \"external\"\nunder_test = true\nurl = {}\n",
            self.axis()["url"]
        );
        let mut secrets = Vec::new();
        for (index, system) in self.axis()["systems"]
            .as_array()
            .expect("systems")
            .iter()
            .take(systems)
            .enumerate()
        {
            let variable = format!("LT_SECRET_{index}");
            text.push_str(&format!(
                "[[roles.axis.systems]]\nagency = {}\nname = {}\nsystem_id = {}\nsecret_env = \"{variable}\"\n",
                system["agency"], system["name"], system["system_id"]
            ));
            secrets.push((
                variable,
                system["secret"].as_str().expect("a secret").to_owned(),
            ));
        }
        place.write("target.toml", &text);
        secrets
    }
}

impl Drop for Up {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_suite_passes_against_an_axis_at_an_address() {
    let place = Place::new();
    let up = Up::start(&place, &[]);
    let secrets = up.target(&place, 12);
    let run = place
        .command(&[
            "run",
            "--profile",
            "axis",
            "--target",
            "target.toml",
            "--report",
            "out",
        ])
        .envs(secrets.iter().cloned())
        .output()
        .expect("the program starts");
    let report = report(&place.path("out"));
    let open: Vec<_> = (report["scenarios"].as_array().expect("scenarios").iter())
        .filter(|row| row["verdict"] != "pass" && row["verdict"] != "not-applicable")
        .map(|row| format!("{}: {} {}", row["id"], row["verdict"], row["failure"]))
        .collect();
    assert!(open.is_empty(), "{}", open.join("\n"));
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let passed = report["scenarios"]
        .as_array()
        .expect("scenarios")
        .iter()
        .filter(|row| row["verdict"] == "pass")
        .count();
    assert!(passed >= 100, "only {passed} scenarios applied");
    let record = std::fs::read_to_string(place.path("out").join("run.ndjson")).expect("a record");
    assert!(
        secrets
            .iter()
            .all(|(_, secret)| !record.contains(secret.as_str())),
        "a secret stands in the record"
    );
}

#[test]
fn wrong_credentials_are_a_configuration_trouble() {
    let place = Place::new();
    let up = Up::start(&place, &[]);
    let mut secrets = up.target(&place, 3);
    secrets[0].1 = "wrong".into();
    let run = place
        .command(&["run", "--target", "target.toml"])
        .envs(secrets)
        .output()
        .expect("the program starts");
    assert_eq!(run.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&run.stderr).contains("LT_SECRET_0")
            || String::from_utf8_lossy(&run.stderr).contains("secret")
    );
}

#[test]
fn state_is_kept_between_runs_and_over_a_kill() {
    let place = Place::new();
    let up = Up::start(&place, &["--data", "kept"]);
    let first = up.told["roles"]["axis"]["systems"].clone();
    drop(up);
    let again = Up::start(&place, &["--data", "kept"]);
    assert_eq!(first, again.told["roles"]["axis"]["systems"]);
    let second = place.run(&["up", "--data", "kept", "--json"]);
    assert_eq!(
        second.code, 2,
        "two programs share one folder: {}",
        second.out
    );
    assert!(second.err.contains("kept"), "{}", second.err);
}
