//! Live progress: one line a scenario that did not pass, one counting line for the rest.

use std::io::{IsTerminal as _, Write as _};

use record::{Event, Verdict};
use reports::Lang;

/// Tells people on standard error how a run goes on.
pub struct Progress {
    planned: usize,
    done: usize,
    passed: usize,
    lang: Lang,
    terminal: bool,
}

impl Progress {
    /// Starts telling.
    pub fn start(planned: usize, lang: Lang) -> Self {
        Self {
            planned,
            done: 0,
            passed: 0,
            lang,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// The observer of a recorder.
    pub fn observer(mut self) -> harness::recorder::Observer {
        Box::new(move |event| self.see(event))
    }

    fn see(&mut self, event: &Event) {
        let Event::ScenarioFinished(finished) = event else {
            return;
        };
        self.done += 1;
        self.passed += usize::from(finished.verdict == Verdict::Pass);
        let mut out = std::io::stderr().lock();
        if finished.verdict != Verdict::Pass && finished.verdict != Verdict::NotApplicable {
            let word = self.lang.verdict(finished.verdict);
            let _ = writeln!(out, "{}{word}: {}", self.clear(), finished.scenario);
        }
        // Without a terminal (CI logs) one line in twenty is enough to see that it goes on.
        if self.terminal {
            let _ = write!(out, "\r{}", self.line());
            if self.done == self.planned {
                let _ = writeln!(out);
            }
        } else if self.done == 1 || self.done.is_multiple_of(20) || self.done == self.planned {
            let _ = writeln!(out, "{}", self.line());
        }
        let _ = out.flush();
    }

    fn line(&self) -> String {
        let (done, planned, passed) = (self.done, self.planned, self.passed);
        match self.lang {
            Lang::En => format!("{done}/{planned} scenarios, {passed} passed"),
            Lang::Vi => format!("{done}/{planned} kịch bản, {passed} đạt"),
        }
    }

    fn clear(&self) -> &'static str {
        if self.terminal { "\r\x1b[K" } else { "" }
    }
}
