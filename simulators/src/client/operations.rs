//! The operations on packages: what to ask, and what the answer must hold.

use base64::Engine as _;
use bytes::Bytes;

use super::rows::{listed, listed_sent};
use super::window::{self, Window};
use super::{Ack, Call, Client, ClientError, Listed, ListedSent, MessageType};
use crate::Face;

impl Client {
    /// The call [`Client::send_edoc`] makes, for a caller who wants to spoil it.
    pub fn send_call(
        &self,
        from: &str,
        to: &[String],
        kind: MessageType,
        package: impl Into<Bytes>,
    ) -> Call {
        let call = Call::new("sendEdoc").body(package);
        if self.face() == Face::Lgsp {
            return call.with("messageType", kind.wire());
        }
        let receivers = serde_json::Value::from(to).to_string();
        call.with("servicetype", "eDoc")
            .with("messagetype", kind.wire())
            .with("from", from)
            .with("to", receivers)
    }

    /// The call [`Client::list_received`] makes.
    pub fn list_call(&self, kind: MessageType, window: Option<Window>) -> Call {
        if self.face() == Face::Lgsp {
            let mut call = Call::new("syncReceivedEdocList").with("messageType", kind.wire());
            call.parameters.extend(window.iter().flat_map(window::lgsp));
            return call;
        }
        self.vxp_list("getReceivedEdocList", kind, window)
    }

    fn vxp_list(&self, operation: &str, kind: MessageType, window: Option<Window>) -> Call {
        let mut call = Call::new(operation)
            .with("servicetype", "eDoc")
            .with("messagetype", kind.wire());
        call.parameters.extend(window.iter().flat_map(window::vxp));
        call
    }

    /// The call [`Client::get_edoc`] makes.
    pub fn get_call(&self, doc_id: &str) -> Call {
        let call = Call::new("getEdoc").with(self.doc_id_name(), doc_id);
        if self.face() == Face::Vxp {
            call.body("{}")
        } else {
            call
        }
    }

    /// The call [`Client::update_status`] makes, with any word as status.
    pub fn ack_call(&self, doc_id: &str, word: &str, description: &str) -> Call {
        let call = Call::new("updateStatus")
            .with(self.doc_id_name(), doc_id)
            .with("status", word);
        let call = if description.is_empty() {
            call
        } else {
            call.with("description", description)
        };
        if self.face() == Face::Vxp {
            call.body("{}")
        } else {
            call
        }
    }

    fn doc_id_name(&self) -> &'static str {
        if self.habits.doc_id_lower_case {
            "docid"
        } else {
            "docId"
        }
    }

    /// Sends a package; the answer is the sender's transport id. The same package again gets the same id from a sound axis.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn send_edoc(
        &self,
        from: &str,
        to: &[String],
        kind: MessageType,
        package: impl Into<Bytes>,
    ) -> Result<String, ClientError> {
        let call = self.send_call(from, to, kind, package);
        self.call(&call)
            .await?
            .accepted()?
            .text(&["DocId", "docId"])
    }

    /// Packages waiting for this system, with a window those the axis took inside it.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn list_received(
        &self,
        kind: MessageType,
        window: Option<Window>,
    ) -> Result<Vec<Listed>, ClientError> {
        let answer = match self.call(&self.list_call(kind, window)).await {
            Ok(raw) => raw.accepted(),
            Err(error) => Err(error),
        };
        match answer {
            // The SDK takes a garbled list for an empty one and loses what was in it (field observation: domain §6.7).
            Err(ClientError::NotJson { .. } | ClientError::Reset { .. })
                if self.habits.garbage_list_is_empty =>
            {
                Ok(Vec::new())
            }
            answer => listed(&answer?),
        }
    }

    /// What this system sent, one row per receiver (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn list_sent(
        &self,
        kind: MessageType,
        window: Option<Window>,
    ) -> Result<Vec<ListedSent>, ClientError> {
        let call = self.vxp_only(self.vxp_list("getSentEdocList", kind, window))?;
        listed_sent(&self.call(&call).await?.accepted()?)
    }

    /// The package behind a transport id.
    ///
    /// # Errors
    /// Any [`ClientError`]; a payload that is neither base64 nor XML is [`ClientError::Malformed`].
    pub async fn get_edoc(&self, doc_id: &str) -> Result<Vec<u8>, ClientError> {
        let answer = self.call(&self.get_call(doc_id)).await?.accepted()?;
        let payload = match self.face() {
            Face::Vxp => answer.text(&["data"])?,
            Face::Lgsp => answer.text(&["edxml"])?,
        };
        if payload
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('<')
        {
            return Ok(payload.into_bytes());
        }
        let compact: String = payload.split_ascii_whitespace().collect();
        base64::engine::general_purpose::STANDARD
            .decode(compact)
            .map_err(|error| {
                answer.malformed(
                    "data",
                    &format!("base64 of a package ({error})"),
                    Some(&payload.into()),
                )
            })
    }

    /// The package as a raw stream (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn download_edoc(&self, doc_id: &str) -> Result<Bytes, ClientError> {
        let call = self.vxp_only(Call::new("downloadEdoc").with(self.doc_id_name(), doc_id))?;
        let raw = self.call(&call).await?;
        if raw.status / 100 == 2 && raw.json().is_err() {
            return Ok(raw.body);
        }
        let found = raw
            .accepted()?
            .malformed("body", "the bytes of a package", None);
        Err(found)
    }

    /// Acknowledges a list item.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn update_status(
        &self,
        doc_id: &str,
        ack: Ack,
        description: &str,
    ) -> Result<(), ClientError> {
        let word = if self.habits.numeric_ack_words {
            numeric(ack)
        } else {
            ack.wire()
        };
        self.call(&self.ack_call(doc_id, word, description))
            .await?
            .accepted()
            .map(drop)
    }

    /// How many packages wait (VXP face).
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn count_received(&self, kind: MessageType) -> Result<u64, ClientError> {
        let operation = match kind {
            MessageType::Document => "countReceiveEdoc",
            MessageType::Status => "countReceiveStatus",
        };
        let call = self.vxp_only(Call::new(operation))?;
        self.call(&call).await?.accepted()?.count("count")
    }

    pub(super) fn vxp_only(&self, call: Call) -> Result<Call, ClientError> {
        if self.face() == Face::Vxp {
            return Ok(call);
        }
        Err(ClientError::Invalid(format!(
            "{} exists on the VXP face only",
            call.operation
        )))
    }
}

/// Business codes put where the transport's words belong (field observation: domain §6.12).
fn numeric(ack: Ack) -> &'static str {
    match ack {
        Ack::Done => "03",
        Ack::Fail => "02",
        Ack::Processing => "05",
    }
}
