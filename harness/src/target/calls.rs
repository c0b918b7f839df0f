//! The calls of `[roles.document-system.stimulus]`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::read::{Read, Reader, nearest};
use super::stimulus::{HeaderText, is_address, placeholders};
use super::{Action, Call, Stimuli, file};

impl Reader<'_> {
    pub(super) fn stimuli(
        &self,
        written: BTreeMap<Spanned<String>, Spanned<file::Stimulus>>,
    ) -> Read<Stimuli> {
        let mut calls = BTreeMap::new();
        for (word, stimulus) in written {
            let Ok(action) = word.get_ref().parse::<Action>() else {
                let known: Vec<&str> = Action::all().map(Action::name).collect();
                let problem = format!("expected an action, found `{}`", word.get_ref());
                return Err(self.wrong(&word.span(), problem, nearest(word.get_ref(), &known)));
            };
            let span = stimulus.span();
            let call = self.call(&span, stimulus.into_inner())?;
            self.known_placeholders(&span, action, &call)?;
            calls.insert(action, call);
        }
        Ok(Stimuli(calls))
    }

    pub(super) fn call(&self, span: &Range<usize>, stimulus: file::Stimulus) -> Read<Call> {
        let http = match (stimulus.http, stimulus.command) {
            (Some(http), None) => http,
            (None, Some(command)) => return self.command(command),
            _ => {
                let problem = "expected either `http` or `command`, found both or none";
                let fix = "write { http = \"POST http://…\", body = \"…\" } or { command = [\"./send.sh\", \"{to}\"] }";
                return Err(self.wrong(span, problem, fix));
            }
        };
        let words = http.get_ref().split_once(' ');
        let parsed = words.and_then(|(method, address)| {
            let method = method.parse::<http::Method>().ok()?;
            is_address(address.trim()).then(|| (method, address.trim().to_owned()))
        });
        let Some((method, address)) = parsed else {
            let problem = format!(
                "expected a method and an address, found `{}`",
                http.get_ref()
            );
            return Err(self.wrong(
                &http.span(),
                problem,
                "write for example http = \"POST http://127.0.0.1:9000/send\"",
            ));
        };
        let plain = stimulus.headers.into_iter();
        let mut headers: BTreeMap<String, HeaderText> = plain
            .map(|(name, value)| (name, HeaderText::Plain(value)))
            .collect();
        for (name, variable) in stimulus.headers_env {
            headers.insert(name, HeaderText::Secret(self.variable(&variable)?));
        }
        Ok(Call::Http {
            method,
            address,
            body: stimulus.body,
            headers,
        })
    }

    pub(super) fn command(&self, command: Spanned<Vec<String>>) -> Read<Call> {
        let span = command.span();
        match command.into_inner() {
            words if words.first().is_some_and(|program| !program.is_empty()) => {
                Ok(Call::Command(words))
            }
            _ => Err(self.wrong(
                &span,
                "expected a program and its arguments, found none",
                "write for example command = [\"./send.sh\", \"{to}\"]",
            )),
        }
    }

    pub(super) fn known_placeholders(
        &self,
        span: &Range<usize>,
        action: Action,
        call: &Call,
    ) -> Read<()> {
        let templates: Vec<&String> = match call {
            Call::Http { address, body, .. } => std::iter::once(address).chain(body).collect(),
            Call::Command(words) => words.iter().collect(),
        };
        let known = action.placeholders();
        for name in templates
            .into_iter()
            .flat_map(|template| placeholders(template))
        {
            if !known.contains(&name) {
                let problem = format!("expected a placeholder of `{action}`, found {{{name}}}");
                return Err(self.wrong(span, problem, nearest(name, known)));
            }
        }
        Ok(())
    }
}
