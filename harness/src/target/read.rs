//! From the text of a target file to a [`Target`], with every mistake named by file, line and field.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use protocols::identifiers::agency_key;
use protocols::vxp::sign::Credentials;
use record::Text;
use toml::Spanned;

use super::error::{both, nothing, verbatim};
use super::position::Places;
use super::{AxisRole, Binding, DocumentSystemRole, System, Target, TargetError, file, structure};

/// Looks a variable of the environment up.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a target file says, as far as it can be understood.
pub struct Reading {
    /// The target; with mistakes only what of it is sound, good for nothing but further checks. None when the text is
    /// no TOML or names no role.
    pub target: Option<Target>,
    /// Every mistake: those that stand in the file, in its order, then what it lacks.
    pub mistakes: Vec<TargetError>,
    places: Option<Places>,
}

impl Target {
    /// Reads a target file; secrets come from the environment.
    ///
    /// # Errors
    /// The first mistake in it, by file, line and field, with what to do.
    pub fn read(path: &Path) -> Result<Self, Box<TargetError>> {
        Reading::of_file(path).sound()
    }

    /// Reads the text of a target file; `environment` looks variables up.
    ///
    /// # Errors
    /// The first mistake in it, by file, line and field, with what to do.
    pub fn parse(
        path: &Path,
        text: &str,
        environment: Lookup<'_>,
    ) -> Result<Self, Box<TargetError>> {
        Reading::of_text(path, text, environment).sound()
    }
}

impl Reading {
    /// Reads a target file; secrets come from the environment.
    #[must_use]
    pub fn of_file(path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::of_text(path, &text, &|name| std::env::var(name).ok()),
            Err(error) => Self {
                target: None,
                mistakes: vec![TargetError {
                    file: path.to_owned(),
                    line: 1,
                    field: "the file".to_owned(),
                    expected: both("a readable text file", "tệp văn bản đọc được"),
                    found: verbatim(error.to_string()),
                    fix: both(
                        "name an existing target file after --target",
                        "ghi tên một tệp đích có thật sau --target",
                    ),
                }],
                places: None,
            },
        }
    }

    /// Reads the text of a target file; `environment` looks variables up.
    #[must_use]
    pub fn of_text(path: &Path, text: &str, environment: Lookup<'_>) -> Self {
        let structure = structure::read(text);
        let reader = Reader {
            path,
            places: structure.places,
            environment,
            mistakes: RefCell::default(),
        };
        for mistake in structure.mistakes {
            let around = reader
                .places
                .field(&mistake.span)
                .unwrap_or("the file")
                .to_owned();
            reader.note(
                mistake.field.unwrap_or(around),
                reader.places.line(&mistake.span),
                [mistake.expected, mistake.found, mistake.fix],
            );
        }
        let target = structure.file.and_then(|file| reader.target(file));
        let mut mistakes = reader.mistakes.into_inner();
        // What is written wrongly comes first: what is missing may only be misspelt.
        let places = &reader.places;
        mistakes.sort_by_key(|mistake| (!places.has(&mistake.field), mistake.line));
        Self {
            target,
            mistakes,
            places: Some(reader.places),
        }
    }

    /// The line of a field, or of the nearest table around it that the file has.
    #[must_use]
    pub fn line_of(&self, field: &str) -> Option<usize> {
        self.places.as_ref()?.line_of(field)
    }

    /// The target, when nothing is wrong with it.
    ///
    /// # Errors
    /// The first mistake.
    pub fn sound(self) -> Result<Target, Box<TargetError>> {
        match (self.mistakes.into_iter().next(), self.target) {
            (Some(mistake), _) => Err(Box::new(mistake)),
            (None, target) => Ok(target.expect("without a mistake there is a target")),
        }
    }
}

/// A target file being read. What cannot be read is noted and left out, so that the rest is still looked at.
pub(super) struct Reader<'a> {
    path: &'a Path,
    places: Places,
    pub environment: Lookup<'a>,
    mistakes: RefCell<Vec<TargetError>>,
}

impl Reader<'_> {
    fn target(&self, file: file::File) -> Option<Target> {
        let mut roles = file.roles.map(Spanned::into_inner).unwrap_or_default();
        let services = self.services(&mut roles);
        if roles.axis.is_none() && roles.document_system.is_none() && services.is_empty() {
            self.at(
                "roles",
                both("at least one role", "ít nhất một vai"),
                nothing(),
                both(
                    "add for example [roles.axis], [roles.document-system], [roles.portal] or [roles.one-stop]",
                    "thêm ví dụ [roles.axis], [roles.document-system], [roles.portal] hoặc [roles.one-stop]",
                ),
            );
            return None;
        }
        let axis = roles.axis.map(|axis| self.axis(axis.into_inner()));
        let axis = axis.unwrap_or_else(|| AxisRole::embedded(false));
        let document_system =
            (roles.document_system).map(|role| self.document_system(role.into_inner()));
        if let Some(role) = &document_system {
            self.consistent(&axis, role);
        }
        let under_test = axis.under_test
            || document_system.as_ref().is_some_and(|role| role.under_test)
            || services.iter().any(|service| service.under_test);
        if !under_test {
            let role = match (axis.binding, services.first()) {
                (Binding::Embedded, _) if document_system.is_some() => "document-system",
                (Binding::Embedded, Some(service)) => service.kind.role,
                _ => "axis",
            };
            self.at(
                &format!("roles.{role}.under_test"),
                both(
                    "at least one role under test",
                    "ít nhất một vai được kiểm thử",
                ),
                nothing(),
                both(
                    "add under_test = true to the role that is to be checked",
                    "thêm under_test = true vào vai cần kiểm thử",
                ),
            );
        }
        Some(Target {
            services,
            ..Target::new(axis, document_system)
        })
    }

    /// What must hold between the two roles.
    fn consistent(&self, axis: &AxisRole, role: &DocumentSystemRole) {
        if role.binding != Binding::External {
            return;
        }
        if axis.listen.is_none() {
            self.at(
                "roles.axis.listen",
                both(
                    "a fixed address of the axis, because a real document system must find it",
                    "địa chỉ cố định của trục, vì hệ thống quản lý văn bản thật phải tìm được trục",
                ),
                nothing(),
                both(
                    "add listen = \"127.0.0.1:18080\" (any free address) to [roles.axis] and point the document system there",
                    "thêm listen = \"127.0.0.1:18080\" (địa chỉ trống bất kỳ) vào [roles.axis] và trỏ hệ thống quản lý văn bản tới đó",
                ),
            );
        }
        let Some(own) = &role.system else { return };
        for system in &axis.systems {
            let (what, same) = if agency_key(&system.agency) == agency_key(&own.agency) {
                ("agency", &own.agency)
            } else if system.credentials.system_id == own.credentials.system_id {
                ("system_id", &own.credentials.system_id)
            } else {
                continue;
            };
            self.at(
                &format!("{}.{what}", own.field),
                both(
                    "another agency and system than those the simulated agencies use: both would fetch the same documents",
                    "cơ quan và hệ thống khác với các cơ quan mô phỏng: nếu trùng, cả hai sẽ cùng lấy một văn bản",
                ),
                both(
                    format!("`{same}` also in {}", system.field),
                    format!("`{same}` cũng có ở {}", system.field),
                ),
                both(
                    format!("remove {} or correct one of the two", system.field),
                    format!("bỏ {} hoặc sửa một trong hai", system.field),
                ),
            );
        }
    }

    fn axis(&self, axis: file::Axis) -> AxisRole {
        let binding = self.binding(axis.binding.as_ref(), Binding::Embedded);
        let external = binding == Binding::External;
        let vxp_path = self.path(axis.vxp_path.as_ref(), AxisRole::VXP_PATH);
        let lgsp_path = self.path(axis.lgsp_path.as_ref(), AxisRole::LGSP_PATH);
        let url = (axis.url.as_ref()).and_then(|url| self.url(url, [&vxp_path, &lgsp_path]));
        match &axis.url {
            None if external => self.at(
                "roles.axis.url",
                both(
                    "the address of the external axis",
                    "địa chỉ của trục bên ngoài",
                ),
                nothing(),
                both(
                    "add url = \"http://127.0.0.1:8080\", the address below which the API lies",
                    "thêm url = \"http://127.0.0.1:8080\", địa chỉ mà dưới đó có API",
                ),
            ),
            Some(written) if binding == Binding::Embedded => self.wrong(
                &written.span(),
                both(
                    "no address, because the axis is embedded",
                    "không có địa chỉ, vì trục được nhúng sẵn",
                ),
                both("one", "có địa chỉ"),
                both(
                    "remove url, or set binding = \"external\"",
                    "bỏ url, hoặc đặt binding = \"external\"",
                ),
            ),
            _ => {}
        }
        if external && axis.systems.is_empty() {
            self.at(
                "roles.axis.systems",
                both(
                    "at least one system registered with the external axis",
                    "ít nhất một hệ thống đã đăng ký với trục bên ngoài",
                ),
                nothing(),
                both(
                    "add [[roles.axis.systems]] with agency, name, system_id and secret_env",
                    "thêm [[roles.axis.systems]] với agency, name, system_id và secret_env",
                ),
            );
        }
        let usual = if external {
            AxisRole::DEADLINE
        } else {
            AxisRole::EMBEDDED_DEADLINE
        };
        let assumed = [
            ("vxp_path", axis.vxp_path.is_none()),
            ("lgsp_path", axis.lgsp_path.is_none()),
        ];
        AxisRole {
            binding,
            under_test: axis.under_test,
            url,
            assumed: (assumed.into_iter())
                .filter_map(|(path, assumed)| assumed.then_some(path))
                .collect(),
            vxp_path,
            lgsp_path,
            ca: (axis.ca_file.as_ref()).and_then(|file| self.authority(file)),
            listen: (axis.listen.as_ref()).and_then(|listen| self.listen(listen)),
            deadline: self.duration(axis.deadline.as_ref(), usual),
            directory_control: axis.directory_control.unwrap_or(!external),
            systems: self.systems(axis.systems),
        }
    }

    fn systems(&self, systems: Vec<Spanned<file::System>>) -> Vec<System> {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut read = Vec::with_capacity(systems.len());
        for (index, system) in systems.into_iter().enumerate() {
            let system = system.into_inner();
            let key = |value: &Spanned<String>| agency_key(value.get_ref());
            let keys = [
                (&system.system_id, "system ", None),
                (&system.agency, "agency ", Some(key)),
            ];
            for (value, kind, key) in keys {
                let Some(value) = value else { continue };
                let same =
                    key.map_or_else(|| value.get_ref().trim().to_lowercase(), |key| key(value));
                let line = self.places.line(&value.span());
                if let Some(earlier) = first.insert(format!("{kind}{same}"), line) {
                    self.wrong(
                        &value.span(),
                        both(
                            "each system and each agency once",
                            "mỗi hệ thống và mỗi cơ quan chỉ một lần",
                        ),
                        both(
                            format!("`{}` also in line {earlier}", value.get_ref()),
                            format!("`{}` cũng có ở dòng {earlier}", value.get_ref()),
                        ),
                        both(
                            "remove one of the two, or correct it",
                            "bỏ hoặc sửa một trong hai",
                        ),
                    );
                }
            }
            read.extend(self.system(&format!("roles.axis.systems[{index}]"), system, true));
        }
        read
    }

    /// One system; `named` says whether it must have a name.
    fn system(&self, field: &str, system: file::System, named: bool) -> Option<System> {
        let agency = self.required(field, "agency", system.agency);
        let name = match system.name {
            None if !named => agency.clone(),
            name => self.required(field, "name", name),
        };
        let system_id = self.required(field, "system_id", system.system_id);
        let secret = (system.secret_env.as_ref())
            .map(|variable| self.variable(variable))
            .or_else(|| {
                self.required(field, "secret_env", None);
                None
            });
        Some(System {
            field: field.to_owned(),
            agency: agency?,
            qd20: system.qd20,
            name: name?,
            credentials: Credentials {
                system_id: system_id?,
                secret: secret??,
            },
        })
    }

    pub(super) fn required(
        &self,
        table: &str,
        key: &str,
        value: Option<Spanned<String>>,
    ) -> Option<String> {
        match value {
            Some(value) if !value.get_ref().trim().is_empty() => {
                Some(value.into_inner().trim().to_owned())
            }
            Some(value) => {
                self.wrong(
                    &value.span(),
                    both("a value", "một giá trị"),
                    both("an empty text", "chuỗi rỗng"),
                    both("write the value the axis knows", "ghi giá trị mà trục biết"),
                );
                None
            }
            None => {
                let documents = ["roles.axis", "roles.document-system"];
                let (en, vi) = if documents.iter().any(|role| table.starts_with(role)) {
                    (
                        "the axis knows a system by agency, system_id and the secret in secret_env",
                        "trục nhận biết một hệ thống qua agency, system_id và khóa bí mật trong secret_env",
                    )
                } else {
                    (
                        "an account is known by agency, id and the secret in secret_env",
                        "một tài khoản được nhận biết qua agency, id và khóa bí mật trong secret_env",
                    )
                };
                self.at(
                    &format!("{table}.{key}"),
                    verbatim(format!("`{key}`")),
                    nothing(),
                    both(format!("add {key}; {en}"), format!("thêm {key}; {vi}")),
                );
                None
            }
        }
    }

    fn document_system(&self, role: file::DocumentSystem) -> DocumentSystemRole {
        let binding = match self.binding(role.binding.as_ref(), Binding::Simulated) {
            // A document system of ours is a simulated one, whichever word was used.
            Binding::Embedded => Binding::Simulated,
            binding => binding,
        };
        let system = file::System {
            agency: role.agency,
            qd20: role.qd20,
            name: role.name,
            system_id: role.system_id,
            secret_env: role.secret_env,
        };
        DocumentSystemRole {
            binding,
            under_test: role.under_test,
            system: (binding == Binding::External)
                .then(|| self.system("roles.document-system", system, false))
                .flatten(),
            patience: self.duration(role.patience.as_ref(), DocumentSystemRole::PATIENCE),
            stimuli: self.stimuli(role.stimulus),
        }
    }

    /// Notes a mistake at a place in the file.
    pub(super) fn wrong(&self, span: &Range<usize>, expected: Text, found: Text, fix: Text) {
        let field = self.places.field(span).unwrap_or("the file").to_owned();
        self.note(field, self.places.line(span), [expected, found, fix]);
    }

    /// Notes a mistake in a field, also in one that the file does not have.
    pub(super) fn at(&self, field: &str, expected: Text, found: Text, fix: Text) {
        let line = self.places.line_of(field).unwrap_or(1);
        self.note(field.to_owned(), line, [expected, found, fix]);
    }

    /// Only the first mistake of a field counts: what was taken out as wrong is not missing.
    fn note(&self, field: String, line: usize, [expected, found, fix]: [Text; 3]) {
        let mut mistakes = self.mistakes.borrow_mut();
        if mistakes.iter().all(|known| known.field != field) {
            mistakes.push(TargetError {
                file: self.path.to_owned(),
                line,
                field,
                expected,
                found,
                fix,
            });
        }
    }
}
