//! The operations on the directory of agencies, and the REST face's login.

use serde_json::json;

use super::rows::directory;
use super::{Call, Client, ClientError, DirectoryEntry, NewAgency};
use crate::Face;

impl Client {
    /// The whole directory.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn agencies(&self) -> Result<Vec<DirectoryEntry>, ClientError> {
        directory(&self.call(&Call::new("getAgenciesList")).await?.accepted()?)
    }

    /// The directory in the codes of QĐ 20/2020/QĐ-TTg, one level (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn agencies_qd20(&self, level: u8) -> Result<Vec<DirectoryEntry>, ClientError> {
        let call = self.vxp_only(
            Call::new("getAgenciesListQD20")
                .with("level", level.to_string())
                .body("{}"),
        )?;
        directory(&self.call(&call).await?.accepted()?)
    }

    /// Units changed since a version of the directory (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn synchronize_units(
        &self,
        version: u64,
    ) -> Result<Vec<DirectoryEntry>, ClientError> {
        let call = self.vxp_only(
            Call::new("getSynchronizeUnit")
                .with("version", version.to_string())
                .body("{}"),
        )?;
        directory(&self.call(&call).await?.accepted()?)
    }

    /// All units in full, as the .NET client asks for them (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn list_units(&self) -> Result<Vec<DirectoryEntry>, ClientError> {
        let call = self.vxp_only(Call::new("getListUnit").body("{}"))?;
        directory(&self.call(&call).await?.accepted()?)
    }

    /// Registers an agency (VXP face). Code, name and a mail address are required, as in the operator's SDK.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn register_agency(&self, agency: &NewAgency) -> Result<(), ClientError> {
        let mail = agency
            .mail
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if agency.code.trim().is_empty() || agency.name.trim().is_empty() || !mail {
            return Err(ClientError::Invalid(
                "expected an agency with code, name and mail address".into(),
            ));
        }
        let body = json!({"id": agency.code, "pcode": agency.parent, "code": agency.code, "name": agency.name,
            "mail": agency.mail, "mobile": agency.mobile, "fax": agency.fax});
        let call = self.vxp_only(Call::new("registerAgency").body(body.to_string()))?;
        self.call(&call).await?.accepted().map(drop)
    }

    /// Takes an agency out of the directory (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn delete_agency(&self, code: &str) -> Result<(), ClientError> {
        let call = self.vxp_only(
            Call::new("deleteAgency")
                .with("AgencyCode", code)
                .body("{}"),
        )?;
        self.call(&call).await?.accepted().map(drop)
    }

    /// A token of the REST facade's administrators (`auth/login`).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn login(&self, username: &str, password: &str) -> Result<String, ClientError> {
        if self.face() != Face::Lgsp {
            return Err(ClientError::Invalid(
                "auth/login exists on the REST face only".into(),
            ));
        }
        let call = Call::new("auth/login")
            .with("username", username)
            .with("password", password);
        self.call(&call).await?.accepted()?.text(&["token"])
    }
}
