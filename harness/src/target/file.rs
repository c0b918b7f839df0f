//! The target file as it is written: every value with its place, nothing judged yet. Nothing is required here, so that
//! one missing key does not hide the mistakes beside it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub roles: Option<Spanned<Roles>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Roles {
    pub axis: Option<Spanned<Axis>>,
    pub document_system: Option<Spanned<DocumentSystem>>,
    pub portal: Option<Spanned<Service>>,
    pub one_stop: Option<Spanned<Service>>,
    pub identity: Option<Spanned<Service>>,
    pub payment: Option<Spanned<Service>>,
    pub monitoring: Option<Spanned<Service>>,
    pub licences: Option<Spanned<Service>>,
    pub population: Option<Spanned<Service>>,
    pub health: Option<Spanned<Service>>,
    pub post: Option<Spanned<Service>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub binding: Option<Spanned<String>>,
    #[serde(default)]
    pub under_test: bool,
    pub url: Option<Spanned<String>>,
    pub ca_file: Option<Spanned<String>>,
    pub listen: Option<Spanned<String>>,
    pub deadline: Option<Spanned<String>>,
    pub patience: Option<Spanned<String>>,
    #[serde(default)]
    pub accounts: Vec<Spanned<Account>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub at: Option<Spanned<String>>,
    pub agency: Option<Spanned<String>>,
    pub name: Option<String>,
    pub id: Option<Spanned<String>>,
    pub secret_env: Option<Spanned<String>>,
    pub address: Option<String>,
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
    pub ca_file: Option<Spanned<String>>,
    pub listen: Option<Spanned<String>>,
    pub deadline: Option<Spanned<String>>,
    pub directory_control: Option<bool>,
    #[serde(default)]
    pub systems: Vec<Spanned<System>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct System {
    pub agency: Option<Spanned<String>>,
    pub qd20: Option<String>,
    pub name: Option<Spanned<String>>,
    pub system_id: Option<Spanned<String>>,
    pub secret_env: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentSystem {
    pub binding: Option<Spanned<String>>,
    #[serde(default)]
    pub under_test: bool,
    pub agency: Option<Spanned<String>>,
    pub qd20: Option<String>,
    pub name: Option<Spanned<String>>,
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
    pub body: Option<Spanned<String>>,
    #[serde(default)]
    pub headers: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub headers_env: BTreeMap<Spanned<String>, Spanned<String>>,
    pub command: Option<Spanned<Vec<Spanned<String>>>>,
}
