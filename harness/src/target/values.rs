//! The single values of a target file.

use std::net::SocketAddr;
use std::time::Duration;

use toml::Spanned;
use url::Url;

use super::Binding;
use super::read::{Read, Reader, nearest};

impl Reader<'_> {
    pub(super) fn binding(
        &self,
        written: Option<&Spanned<String>>,
        default: Binding,
    ) -> Read<Binding> {
        let Some(written) = written else {
            return Ok(default);
        };
        match written.get_ref().as_str() {
            "embedded" => Ok(Binding::Embedded),
            "external" => Ok(Binding::External),
            "simulated" if default == Binding::Simulated => Ok(Binding::Simulated),
            "container" => Err(self.wrong(
                &written.span(),
                "expected `embedded` or `external`, found `container`, which comes later",
                "start the image yourself and bind it as external",
            )),
            other => {
                let problem = format!("expected a binding, found `{other}`");
                Err(self.wrong(
                    &written.span(),
                    problem,
                    nearest(other, &["embedded", "external"]),
                ))
            }
        }
    }

    pub(super) fn url(&self, written: &Spanned<String>) -> Read<Url> {
        let wrong = |reason: String| {
            let problem = format!(
                "expected an http or https address, found `{}` ({reason})",
                written.get_ref()
            );
            self.wrong(
                &written.span(),
                problem,
                "write for example url = \"https://axis.example.vn\"",
            )
        };
        let url = Url::parse(written.get_ref()).map_err(|error| wrong(error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            let problem = "expected an address without user and password";
            let fix = "take them out; secrets are named by environment variable (secret_env)";
            return Err(self.wrong(&written.span(), problem, fix));
        }
        match url.scheme() {
            "http" | "https" if url.query().is_none() && url.fragment().is_none() => Ok(url),
            "http" | "https" => Err(wrong("with a query or a fragment".to_owned())),
            scheme => Err(wrong(format!("scheme {scheme}"))),
        }
    }

    /// A path below the address; none when it is empty, which says that there is no such face.
    pub(super) fn path(
        &self,
        written: Option<&Spanned<String>>,
        default: &str,
    ) -> Read<Option<String>> {
        let Some(written) = written else {
            return Ok(Some(default.to_owned()));
        };
        let path = written.get_ref().trim_end_matches('/');
        if path.is_empty() {
            return Ok(None);
        }
        if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
            let problem =
                format!("expected a path that begins with `/`, or nothing, found `{path}`");
            return Err(self.wrong(
                &written.span(),
                problem,
                "write for example \"/v1\", or \"\" when the axis has no such face",
            ));
        }
        Ok(Some(path.to_owned()))
    }

    pub(super) fn listen(&self, written: &Spanned<String>) -> Read<SocketAddr> {
        written.get_ref().parse().map_err(|_| {
            let problem = format!(
                "expected an IP address and a port, found `{}`",
                written.get_ref()
            );
            self.wrong(
                &written.span(),
                problem,
                "write for example listen = \"127.0.0.1:18080\"",
            )
        })
    }

    pub(super) fn duration(
        &self,
        written: Option<&Spanned<String>>,
        default: Duration,
    ) -> Read<Duration> {
        let Some(written) = written else {
            return Ok(default);
        };
        let positive = (written.get_ref().parse::<jiff::SignedDuration>().ok())
            .and_then(|duration| Duration::try_from(duration).ok())
            .filter(|duration| !duration.is_zero());
        positive.ok_or_else(|| {
            let problem = format!(
                "expected a duration longer than nothing, found `{}`",
                written.get_ref()
            );
            self.wrong(
                &written.span(),
                problem,
                "write for example \"10s\", \"2m\" or \"1h30m\"",
            )
        })
    }

    pub(super) fn variable(&self, name: &Spanned<String>) -> Read<String> {
        let variable = name.get_ref();
        match (self.environment)(variable) {
            Some(value) if !value.is_empty() => Ok(value),
            found => {
                let state = if found.is_some() {
                    "is empty"
                } else {
                    "is not set"
                };
                let problem = format!(
                    "expected the secret in the environment variable {variable}, which {state}"
                );
                let fix = format!("set it before the run: export {variable}=…");
                Err(self.wrong(&name.span(), problem, fix))
            }
        }
    }
}
