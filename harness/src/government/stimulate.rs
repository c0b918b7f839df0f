//! Making the document system under test act.

use std::process::Stdio;
use std::time::Duration;

use record::{Cause, Text};
use simulators::ClientError;
use tokio::process::Command;

use super::under_test::Means;
use super::{Action, SystemUnderTest};
use crate::tap::causes;
use crate::target::{Call, HeaderText, filled};

/// Whether the system acts by itself now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stimulated {
    /// It was told, and took it.
    Done,
    /// A person has to act; the line says who and what.
    AskPerson(Text),
}

/// The system could not be made to act; what it does after that says nothing about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StimulusError {
    /// The call did not come through or was not taken.
    #[error(
        "{action} of the document system could not be brought about: {problem}; correct [roles.document-system.stimulus]"
    )]
    Call {
        /// What was to be done.
        action: Action,
        /// What was expected and what happened.
        problem: String,
    },
    /// The simulated system in its place refused.
    #[error("{action} of the simulated document system was refused: {error}")]
    Simulated {
        /// What was to be done.
        action: Action,
        /// Why not.
        error: ClientError,
    },
}

impl StimulusError {
    /// Who is to blame.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Call { .. } => Cause::Configuration,
            Self::Simulated { .. } => Cause::Simulator,
        }
    }
}

impl SystemUnderTest {
    /// Makes the system act, or says who must. `values` are the placeholders of [`Action::placeholders`]; those that
    /// are missing stay as they are.
    ///
    /// # Errors
    /// When the call does not come through within the system's patience, or is answered with a failure.
    pub async fn stimulate(
        &self,
        action: Action,
        values: &[(&str, &str)],
    ) -> Result<Stimulated, StimulusError> {
        let problem = match &self.means {
            Means::Simulated(system) => {
                super::stand_in::act(system, action, values)
                    .await
                    .map_err(|error| StimulusError::Simulated { action, error })?;
                return Ok(Stimulated::Done);
            }
            Means::External(stimuli) => match stimuli.get(action) {
                None => return Ok(Stimulated::AskPerson(self.request(action, values))),
                Some(call) => self.call(call, values).await,
            },
        };
        match problem {
            Ok(()) => Ok(Stimulated::Done),
            Err(problem) => Err(StimulusError::Call { action, problem }),
        }
    }

    fn request(&self, action: Action, values: &[(&str, &str)]) -> Text {
        let request = action.request(values);
        let (name, code) = (&self.identity().name, &self.identity().code);
        let seconds = self.patience.as_secs();
        Text {
            vi: format!(
                "Đề nghị người vận hành hệ thống của {name} ({code}): {} (trong {seconds} giây)",
                request.vi
            ),
            en: format!(
                "Operator of the system of {name} ({code}), please {} (within {seconds} s)",
                request.en
            ),
        }
    }

    async fn call(&self, call: &Call, values: &[(&str, &str)]) -> Result<(), String> {
        let patience = self.patience;
        let done = async {
            match call {
                Call::Command(words) => command(words, values).await,
                Call::Http {
                    method,
                    address,
                    body,
                    headers,
                } => {
                    let address = filled(address, values, in_url);
                    let client = client(patience)?;
                    let mut request = client.request(method.clone(), address);
                    for (name, value) in headers {
                        request = match value {
                            HeaderText::Plain(text) => {
                                request.header(name, filled(text, values, str::to_owned))
                            }
                            HeaderText::Secret(secret) => request.header(name, secret),
                        };
                    }
                    if let Some(body) = body {
                        request = with_body(request, body, values);
                    }
                    http(request).await
                }
            }
        };
        let limited = tokio::time::timeout(patience, done).await;
        limited.unwrap_or_else(|_| Err(format!("expected an end within {patience:?}")))
    }
}

fn client(patience: Duration) -> Result<reqwest::Client, String> {
    crate::tls::provide();
    reqwest::Client::builder()
        .timeout(patience)
        .no_proxy()
        .build()
        .map_err(|error| causes(&error))
}

/// A body that is JSON gets its values as JSON text and, unless the target says otherwise, its media type.
fn with_body(
    request: reqwest::RequestBuilder,
    template: &str,
    values: &[(&str, &str)],
) -> reqwest::RequestBuilder {
    if !template.trim_start().starts_with(['{', '[']) {
        return request.body(filled(template, values, str::to_owned));
    }
    let request = match request.try_clone().and_then(|request| request.build().ok()) {
        Some(built) if built.headers().contains_key(http::header::CONTENT_TYPE) => request,
        _ => request.header(http::header::CONTENT_TYPE, "application/json"),
    };
    request.body(filled(template, values, in_json))
}

async fn http(request: reqwest::RequestBuilder) -> Result<(), String> {
    let answer = request
        .send()
        .await
        .map_err(|error| causes(&error.without_url()))?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    Err(format!("expected a status of success, found {status}"))
}

async fn command(words: &[String], values: &[(&str, &str)]) -> Result<(), String> {
    let words: Vec<String> = words
        .iter()
        .map(|word| filled(word, values, str::to_owned))
        .collect();
    let (program, arguments) = words
        .split_first()
        .ok_or("expected a program, found none")?;
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true)
        .status()
        .await
        .map_err(|error| format!("expected to run {program}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("expected {program} to succeed, found {status}"))
}

fn in_json(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn in_url(value: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    encoded.replace('+', "%20")
}
