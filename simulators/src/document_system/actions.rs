//! Statuses a scenario tells the system to send, one method a step of the life cycle.

use protocols::edxml::{Status, StatusCode};
use protocols::life::Sender;

use super::store::step;
use super::{DocumentSystem, unknown};
use crate::client::MessageType;
use crate::{ClientError, package};

impl DocumentSystem {
    /// Reports arrival (01). The answer of this and of all below is the transport id of the status, as of
    /// [`DocumentSystem::transmit_status`].
    ///
    /// # Errors
    /// Any [`ClientError`]; [`ClientError::Invalid`] when the life cycle does not allow the step. So for all below.
    pub async fn acknowledge(&self, key: &str) -> Result<Option<String>, ClientError> {
        self.lawful(key, StatusCode::Arrived, None).await
    }

    /// Refuses (02); the reason is mandatory (QĐ 28/2018/QĐ-TTg Art. 5.4, 9.1).
    ///
    /// # Errors
    /// As [`DocumentSystem::acknowledge`].
    pub async fn refuse(&self, key: &str, reason: &str) -> Result<Option<String>, ClientError> {
        if reason.trim().is_empty() {
            return Err(ClientError::Invalid(
                "expected a reason for the refusal".into(),
            ));
        }
        self.lawful(key, StatusCode::Refused, Some(reason)).await
    }

    /// Accepts (03). A document whose check failed is not accepted (QĐ 28/2018/QĐ-TTg Art. 9.1).
    ///
    /// # Errors
    /// As [`DocumentSystem::acknowledge`].
    pub async fn accept(&self, key: &str) -> Result<Option<String>, ClientError> {
        let position = self.position(key)?;
        let problems = self.store().incoming[position].problems.join("; ");
        if !problems.is_empty() && !self.habits().conduct.accepts_unchecked {
            return Err(ClientError::Invalid(format!(
                "{key} must not be accepted: {problems}"
            )));
        }
        self.lawful(key, StatusCode::Accepted, None).await
    }

    /// Assigns (04) to a unit or person.
    ///
    /// # Errors
    /// As [`DocumentSystem::acknowledge`].
    pub async fn assign(&self, key: &str, to: &str) -> Result<Option<String>, ClientError> {
        self.lawful(key, StatusCode::Assigned, Some(to)).await
    }

    /// Reports progress (05); may be repeated.
    ///
    /// # Errors
    /// As [`DocumentSystem::acknowledge`].
    pub async fn process(&self, key: &str, note: &str) -> Result<Option<String>, ClientError> {
        self.lawful(key, StatusCode::InProgress, Some(note)).await
    }

    /// Finishes (06).
    ///
    /// # Errors
    /// As [`DocumentSystem::acknowledge`].
    pub async fn finish(&self, key: &str) -> Result<Option<String>, ClientError> {
        self.lawful(key, StatusCode::Finished, None).await
    }

    /// Sends any status for an incoming document, legal or not, and keeps what was answered. The answer is as of
    /// [`DocumentSystem::transmit_status`].
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn send_status(
        &self,
        key: &str,
        code: StatusCode,
        description: Option<&str>,
    ) -> Result<Option<String>, ClientError> {
        let position = self.position(key)?;
        self.answer(position, code, description.map(str::to_string))
            .await
    }

    /// Writes and sends any status package. The answer is its transport id; none for a refusal (02) of a system whose
    /// habit it is to keep refusals to itself: every status leaves by this way, so that none of them escapes.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn transmit_status(
        &self,
        to: &str,
        status: &Status,
    ) -> Result<Option<String>, ClientError> {
        if status.code == StatusCode::Refused && self.habits().conduct.keeps_refusals {
            return Ok(None);
        }
        let written = package::status(status, self.habits()).map_err(|error| {
            ClientError::Invalid(format!("the status cannot be written: {error}"))
        })?;
        let receivers = [to.to_string()];
        let doc_id = self
            .client()
            .send_edoc(&status.from.id, &receivers, MessageType::Status, written)
            .await?;
        self.store().statuses_sent += 1;
        Ok(Some(doc_id))
    }

    /// The status an incoming document would be answered with, and the code of its addressee.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when the document is not known.
    pub fn status_of(
        &self,
        key: &str,
        code: StatusCode,
        description: Option<&str>,
    ) -> Result<(String, Status), ClientError> {
        Ok(self.status_for(self.position(key)?, code, description.map(str::to_string)))
    }

    pub(super) fn position(&self, key: &str) -> Result<usize, ClientError> {
        self.store().find_incoming(key).ok_or_else(|| unknown(key))
    }

    async fn lawful(
        &self,
        key: &str,
        code: StatusCode,
        description: Option<&str>,
    ) -> Result<Option<String>, ClientError> {
        let position = self.position(key)?;
        let (state, recalled) = {
            let entry = &self.store().incoming[position];
            (entry.state, entry.recall.is_some())
        };
        let goes_on = recalled && self.habits().conduct.goes_on_after_recall;
        if !goes_on && !step(state, code, Sender::Receiver).1 {
            return Err(ClientError::Invalid(format!(
                "status {code} is not allowed for {key} in state {state:?}"
            )));
        }
        self.send_status(key, code, description).await
    }
}
