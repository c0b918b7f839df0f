//! The calls of `[roles.document-system.stimulus]`.

use std::collections::BTreeMap;
use std::ops::Range;

use http::{HeaderName, HeaderValue};
use toml::Spanned;

use super::error::{both, nothing, verbatim};
use super::read::Reader;
use super::stimulus::{HeaderText, is_address, placeholders};
use super::structure::nearest;
use super::{Action, Call, Stimuli, file};

impl Reader<'_> {
    pub(super) fn stimuli(
        &self,
        written: BTreeMap<Spanned<String>, Spanned<file::Stimulus>>,
    ) -> Stimuli {
        let mut calls = BTreeMap::new();
        for (word, stimulus) in written {
            let Ok(action) = word.get_ref().parse::<Action>() else {
                let known: Vec<&str> = Action::all().map(Action::name).collect();
                self.wrong(
                    &word.span(),
                    both("an action", "một thao tác"),
                    verbatim(format!("`{}`", word.get_ref())),
                    nearest(word.get_ref(), &known),
                );
                continue;
            };
            calls.extend(
                self.call(&word.span(), action, stimulus.into_inner())
                    .map(|call| (action, call)),
            );
        }
        Stimuli(calls)
    }

    fn call(&self, span: &Range<usize>, action: Action, stimulus: file::Stimulus) -> Option<Call> {
        let http = match (stimulus.http, stimulus.command) {
            (Some(http), None) => http,
            (None, Some(command)) => return self.command(action, command),
            (http, _) => {
                self.wrong(
                    span,
                    both("either `http` or `command`", "hoặc `http`, hoặc `command`"),
                    match http {
                        Some(_) => both("both", "cả hai"),
                        None => nothing(),
                    },
                    both(
                        "write { http = \"POST http://…\", body = \"…\" } or { command = [\"./send.sh\", \"{to}\"] }",
                        "ghi { http = \"POST http://…\", body = \"…\" } hoặc { command = [\"./send.sh\", \"{to}\"] }",
                    ),
                );
                return None;
            }
        };
        self.known_placeholders(action, &http);
        if let Some(body) = &stimulus.body {
            self.known_placeholders(action, body);
        }
        let mut headers = BTreeMap::new();
        for (name, value) in stimulus.headers {
            self.known_placeholders(action, &value);
            if self.header(&name, value.get_ref()) {
                headers.insert(name.into_inner(), HeaderText::Plain(value.into_inner()));
            }
        }
        for (name, variable) in stimulus.headers_env {
            if let Some(value) = self.variable(&variable)
                && self.header(&name, &value)
            {
                headers.insert(name.into_inner(), HeaderText::Secret(value));
            }
        }
        let (method, address) = self.method_and_address(&http)?;
        Some(Call::Http {
            method,
            address,
            body: stimulus.body.map(Spanned::into_inner),
            headers,
        })
    }

    fn method_and_address(&self, http: &Spanned<String>) -> Option<(http::Method, String)> {
        let words = http.get_ref().split_once(' ');
        let parsed = words.and_then(|(method, address)| {
            let method = method.parse::<http::Method>().ok()?;
            is_address(address.trim()).then(|| (method, address.trim().to_owned()))
        });
        if parsed.is_none() {
            // What stands before @ may be a password, what stands after ? a key.
            let shown = http.get_ref().split('?').next().unwrap_or_default();
            self.wrong(
                &http.span(),
                both("a method and an address", "phương thức và địa chỉ"),
                if shown.contains('@') {
                    both("something else (not shown)", "nội dung khác (không hiển thị)")
                } else {
                    verbatim(format!("`{shown}`"))
                },
                both(
                    "write for example http = \"POST http://127.0.0.1:9000/send\"; secrets belong into headers_env",
                    "ví dụ: http = \"POST http://127.0.0.1:9000/send\"; khóa bí mật phải nêu trong headers_env",
                ),
            );
        }
        parsed
    }

    fn header(&self, name: &Spanned<String>, value: &str) -> bool {
        let sound = HeaderName::from_bytes(name.get_ref().as_bytes()).is_ok()
            && HeaderValue::from_bytes(value.as_bytes()).is_ok();
        if !sound {
            self.wrong(
                &name.span(),
                both("an HTTP header field", "trường tiêu đề HTTP"),
                both(
                    format!(
                        "the name `{}` or its value, which HTTP does not allow",
                        name.get_ref()
                    ),
                    format!(
                        "tên `{}` hoặc giá trị mà HTTP không cho phép",
                        name.get_ref()
                    ),
                ),
                both(
                    "use letters, digits and - in the name, and no line break in the value",
                    "tên chỉ gồm chữ cái, chữ số và dấu -, giá trị không có dấu xuống dòng",
                ),
            );
        }
        sound
    }

    fn command(&self, action: Action, command: Spanned<Vec<Spanned<String>>>) -> Option<Call> {
        let span = command.span();
        let words = command.into_inner();
        if words
            .first()
            .is_none_or(|program| program.get_ref().is_empty())
        {
            self.wrong(
                &span,
                both("a program and its arguments", "chương trình và các đối số"),
                nothing(),
                both(
                    "write for example command = [\"./send.sh\", \"{to}\"]",
                    "ví dụ: command = [\"./send.sh\", \"{to}\"]",
                ),
            );
            return None;
        }
        words
            .iter()
            .for_each(|word| self.known_placeholders(action, word));
        Some(Call::Command(
            words.into_iter().map(Spanned::into_inner).collect(),
        ))
    }

    fn known_placeholders(&self, action: Action, template: &Spanned<String>) {
        let known = action.placeholders();
        for name in placeholders(template.get_ref()).filter(|name| !known.contains(name)) {
            self.wrong(
                &template.span(),
                both(
                    format!("a placeholder of `{action}`"),
                    format!("một chỗ điền của `{action}`"),
                ),
                verbatim(format!("{{{name}}}")),
                nearest(name, known),
            );
        }
    }
}
