//! From the text of a target file to a [`Target`], with every mistake named by file, line and field.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use protocols::vxp::sign::Credentials;
use toml::Spanned;

use super::{AxisRole, Binding, DocumentSystemRole, System, Target, TargetError, file, position};

/// Looks a variable of the environment up.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Target {
    /// Reads a target file; secrets come from the environment.
    ///
    /// # Errors
    /// The first mistake in it, by file, line and field, with what to do.
    pub fn read(path: &Path) -> Result<Self, TargetError> {
        let text = std::fs::read_to_string(path).map_err(|error| TargetError {
            file: path.to_owned(),
            line: 1,
            field: "the file".to_owned(),
            problem: format!("expected a readable text file: {error}"),
            fix: "name an existing target file after --target".to_owned(),
        })?;
        Self::parse(path, &text, &|name| std::env::var(name).ok())
    }

    /// Reads the text of a target file; `environment` looks variables up.
    ///
    /// # Errors
    /// The first mistake in it, by file, line and field, with what to do.
    pub fn parse(path: &Path, text: &str, environment: Lookup<'_>) -> Result<Self, TargetError> {
        let reader = Reader {
            path,
            text,
            environment,
        };
        let file: file::File = toml::from_str(text).map_err(|error| reader.syntax(&error))?;
        reader.target(file)
    }
}

/// A target file being read.
pub(super) struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    pub environment: Lookup<'a>,
}

pub(super) type Read<T> = Result<T, TargetError>;

impl Reader<'_> {
    fn target(&self, file: file::File) -> Read<Target> {
        let span = file.roles.span();
        let roles = file.roles.into_inner();
        if roles.axis.is_none() && roles.document_system.is_none() {
            let problem = "expected at least one role, found none";
            return Err(self.wrong(
                &span,
                problem,
                "add [roles.axis] or [roles.document-system]",
            ));
        }
        let axis = roles.axis.map(|axis| self.axis(axis)).transpose()?;
        let axis = axis.unwrap_or_else(|| AxisRole::embedded(false));
        let document_system = (roles.document_system)
            .map(|role| self.document_system(role))
            .transpose()?;
        let external = |role: &DocumentSystemRole| role.binding == Binding::External;
        if document_system.as_ref().is_some_and(external) && axis.listen.is_none() {
            let problem = "expected a fixed address of the axis, because a real document system must find it; found none";
            let fix = "add listen = \"127.0.0.1:18080\" (any free address) to [roles.axis] and point the document system there";
            return Err(self.wrong(&span, problem, fix).at("roles.axis.listen"));
        }
        if !axis.under_test && !document_system.as_ref().is_some_and(|role| role.under_test) {
            let problem = "expected at least one role under test, found none";
            return Err(self.wrong(
                &span,
                problem,
                "add under_test = true to the role that is to be checked",
            ));
        }
        Ok(Target::new(axis, document_system))
    }

    fn axis(&self, axis: Spanned<file::Axis>) -> Read<AxisRole> {
        let span = axis.span();
        let axis = axis.into_inner();
        let binding = self.binding(axis.binding.as_ref(), Binding::Embedded)?;
        let external = binding == Binding::External;
        let url = axis.url.as_ref().map(|url| self.url(url)).transpose()?;
        match (&url, &axis.url) {
            (None, _) if external => {
                let fix =
                    "add url = \"http://127.0.0.1:8080\", the address below which the API lies";
                return Err(self
                    .wrong(
                        &span,
                        "expected the address of the external axis, found none",
                        fix,
                    )
                    .at("roles.axis.url"));
            }
            (Some(_), Some(written)) if !external => {
                let problem = "expected no address, because the axis is embedded";
                return Err(self.wrong(
                    &written.span(),
                    problem,
                    "remove url, or set binding = \"external\"",
                ));
            }
            _ => {}
        }
        if external && axis.systems.is_empty() {
            let problem =
                "expected at least one system registered with the external axis, found none";
            let fix = "add [[roles.axis.systems]] with agency, name, system_id and secret_env";
            return Err(self.wrong(&span, problem, fix).at("roles.axis.systems"));
        }
        Ok(AxisRole {
            binding,
            under_test: axis.under_test,
            url,
            vxp_path: self.path(axis.vxp_path.as_ref(), AxisRole::VXP_PATH)?,
            lgsp_path: self.path(axis.lgsp_path.as_ref(), AxisRole::LGSP_PATH)?,
            listen: axis
                .listen
                .as_ref()
                .map(|listen| self.listen(listen))
                .transpose()?,
            deadline: self.duration(
                axis.deadline.as_ref(),
                if external {
                    AxisRole::DEADLINE
                } else {
                    AxisRole::EMBEDDED_DEADLINE
                },
            )?,
            directory_control: axis.directory_control.unwrap_or(!external),
            systems: self.systems(axis.systems)?,
        })
    }

    fn systems(&self, systems: Vec<Spanned<file::System>>) -> Read<Vec<System>> {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut read = Vec::with_capacity(systems.len());
        for system in systems {
            let system = system.into_inner();
            for value in [&system.system_id, &system.agency] {
                let line = position::line(self.text, &value.span());
                if let Some(earlier) = first.insert(value.get_ref().trim().to_lowercase(), line) {
                    let problem = format!(
                        "expected each system and each agency once, found `{}` also in line {earlier}",
                        value.get_ref()
                    );
                    return Err(self.wrong(
                        &value.span(),
                        problem,
                        "remove one of the two, or correct it",
                    ));
                }
            }
            read.push(self.system(
                &system.agency,
                system.qd20,
                system.name,
                &system.system_id,
                &system.secret_env,
            )?);
        }
        Ok(read)
    }

    fn system(
        &self,
        agency: &Spanned<String>,
        qd20: Option<String>,
        name: String,
        system_id: &Spanned<String>,
        secret_env: &Spanned<String>,
    ) -> Read<System> {
        for value in [agency, system_id] {
            if value.get_ref().trim().is_empty() {
                return Err(self.wrong(
                    &value.span(),
                    "expected a value, found an empty text",
                    "write the value the axis knows",
                ));
            }
        }
        Ok(System {
            agency: agency.get_ref().trim().to_owned(),
            qd20,
            name,
            credentials: Credentials {
                system_id: system_id.get_ref().clone(),
                secret: self.variable(secret_env)?,
            },
        })
    }

    fn document_system(&self, role: Spanned<file::DocumentSystem>) -> Read<DocumentSystemRole> {
        let span = role.span();
        let role = role.into_inner();
        let binding = match self.binding(role.binding.as_ref(), Binding::Simulated)? {
            // A document system of ours is a simulated one, whichever word was used.
            Binding::Embedded => Binding::Simulated,
            binding => binding,
        };
        let system = match (binding, role.agency, role.system_id, role.secret_env) {
            (Binding::External, Some(agency), Some(system_id), Some(secret)) => {
                let name = role.name.unwrap_or_else(|| agency.get_ref().clone());
                Some(self.system(&agency, role.qd20, name, &system_id, &secret)?)
            }
            (Binding::External, agency, system_id, _) => {
                let missing = match (agency, system_id) {
                    (None, _) => "agency",
                    (_, None) => "system_id",
                    _ => "secret_env",
                };
                let problem = format!("expected `{missing}` of the document system, found none");
                let fix = format!(
                    "add {missing}: the axis registers the document system under agency, system_id and the secret in secret_env"
                );
                return Err(self
                    .wrong(&span, problem, fix)
                    .at(&format!("roles.document-system.{missing}")));
            }
            _ => None,
        };
        Ok(DocumentSystemRole {
            binding,
            under_test: role.under_test,
            system,
            patience: self.duration(role.patience.as_ref(), DocumentSystemRole::PATIENCE)?,
            stimuli: self.stimuli(role.stimulus)?,
        })
    }

    fn syntax(&self, error: &toml::de::Error) -> TargetError {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().replace('\n', ", ");
        let unknown =
            (message.strip_prefix("unknown field `")).and_then(|rest| rest.split_once('`'));
        if let Some((found, rest)) = unknown {
            let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
            let problem = format!("expected a known key, found `{found}`");
            return self.wrong(&span, problem, nearest(found, &known));
        }
        if let Some(missing) = message.strip_prefix("missing field `") {
            let missing = missing.trim_end_matches('`');
            let problem = format!("expected `{missing}`, found none");
            return self.wrong(&span, problem, format!("add {missing}"));
        }
        self.wrong(
            &span,
            message,
            "correct the line; the example target file shows every field",
        )
    }

    /// A mistake at a place in the file.
    pub(super) fn wrong(
        &self,
        span: &Range<usize>,
        problem: impl Into<String>,
        fix: impl Into<String>,
    ) -> TargetError {
        TargetError {
            file: self.path.to_owned(),
            line: position::line(self.text, span),
            field: position::field(self.text, span),
            problem: problem.into(),
            fix: fix.into(),
        }
    }
}

impl TargetError {
    fn at(mut self, field: &str) -> Self {
        field.clone_into(&mut self.field);
        self
    }
}

/// Advice for a word that is not among the known ones.
pub(super) fn nearest(found: &str, known: &[&str]) -> String {
    let closest = (known.iter())
        .map(|word| (strsim::damerau_levenshtein(found, word), word))
        .min()
        .filter(|(distance, word)| *distance <= word.len().max(3) / 2);
    match closest {
        Some((_, word)) => format!("did you mean `{word}`?"),
        None if known.is_empty() => "nothing may stand here".to_owned(),
        None => format!("write one of: {}", known.join(", ")),
    }
}
