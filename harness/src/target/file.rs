//! The target file as it is written: every value with its place, nothing judged yet.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub roles: Spanned<Roles>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Roles {
    pub axis: Option<Spanned<Axis>>,
    pub document_system: Option<Spanned<DocumentSystem>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Axis {
    pub binding: Option<Spanned<String>>,
    #[serde(default)]
    pub under_test: bool,
    pub url: Option<Spanned<String>>,
    pub vxp_path: Option<Spanned<String>>,
    pub lgsp_path: Option<Spanned<String>>,
    pub listen: Option<Spanned<String>>,
    pub deadline: Option<Spanned<String>>,
    pub directory_control: Option<bool>,
    #[serde(default)]
    pub systems: Vec<Spanned<System>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct System {
    pub agency: Spanned<String>,
    pub qd20: Option<String>,
    pub name: String,
    pub system_id: Spanned<String>,
    pub secret_env: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentSystem {
    pub binding: Option<Spanned<String>>,
    #[serde(default)]
    pub under_test: bool,
    pub agency: Option<Spanned<String>>,
    pub qd20: Option<String>,
    pub name: Option<String>,
    pub system_id: Option<Spanned<String>>,
    pub secret_env: Option<Spanned<String>>,
    pub patience: Option<Spanned<String>>,
    #[serde(default)]
    pub stimulus: BTreeMap<Spanned<String>, Spanned<Stimulus>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stimulus {
    pub http: Option<Spanned<String>>,
    pub body: Option<String>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub headers_env: BTreeMap<String, Spanned<String>>,
    pub command: Option<Spanned<Vec<String>>>,
}
