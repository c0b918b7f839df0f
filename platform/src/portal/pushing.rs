//! Dossiers that people submit on the portal, and their way to the agency (NĐ 61/2018 Art. 18.1).

use protocols::portal::{Dossier, Form, Reply, moment};
use serde_json::json;

use super::handle::{OperatorError, Portal};
use super::keeps::{dossiers, pushes};
use crate::store::StoreError;

/// Largest answer of an agency.
const ANSWER: usize = 256 << 10;

impl Portal {
    /// Numbers and keeps a dossier that was submitted here and queues its push, in one transaction; tells its code.
    pub(crate) async fn submit(
        &self,
        mut dossier: Dossier,
        agency: &str,
    ) -> Result<String, StoreError> {
        let now = self.clock().now();
        let prefix = format!("{}-{}-", self.settings().own_code, now.strftime("%y%m%d"));
        let (agency, stamp) = (agency.to_owned(), moment(now));
        self.store()
            .write(move |connection| {
                let number = dossiers::last_number(connection, &prefix)? + 1;
                dossier.code = format!("{prefix}{number:04}");
                dossiers::insert(connection, &dossier, &agency, &stamp, "portal")?;
                let body = json!({
                    "service": "NhanHoSoDVCQG", "isUpdating": "False", "madonvi": agency,
                    "data": dossier.write(Form::Extended),
                });
                pushes::put(
                    connection,
                    &agency,
                    &dossier.code,
                    &body.to_string(),
                    &stamp,
                )?;
                Ok(dossier.code)
            })
            .await
    }

    /// Queues any push to an agency: promotion notices (services §1.2) and what else the portal has for it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn queue_push(
        &self,
        agency: &str,
        code: &str,
        body: &serde_json::Value,
    ) -> Result<(), OperatorError> {
        let (agency, code, body, now) = (
            agency.to_owned(),
            code.to_owned(),
            body.to_string(),
            self.stamp(),
        );
        Ok(self
            .store()
            .write(move |connection| pushes::put(connection, &agency, &code, &body, &now))
            .await?)
    }

    /// Pushes what waits, once each; what fails stays. Tells how many were taken and how many still wait.
    ///
    /// # Errors
    /// The store failed.
    pub async fn push_waiting(&self) -> Result<(usize, usize), OperatorError> {
        let waiting = self.store().read(pushes::waiting).await?;
        let (mut taken, mut left) = (0, 0);
        for push in waiting {
            let address = self
                .accounts()
                .into_iter()
                .find(|account| account.agency == push.agency)
                .and_then(|account| account.address);
            let Some(address) = address else {
                left += 1;
                continue;
            };
            let answered = self
                .calls()
                .post(&address, "application/json", push.body.clone(), ANSWER)
                .await;
            let (done, text) = match &answered {
                Ok(answer) => {
                    let done = Reply::read(&answer.body).is_ok_and(|(reply, _)| reply.is_done());
                    (done, String::from_utf8_lossy(&answer.body).into_owned())
                }
                Err(error) => (false, error.to_string()),
            };
            let (stamp, id) = (self.stamp(), push.id);
            self.store()
                .write(move |connection| {
                    pushes::tried(connection, id, done.then_some(stamp.as_str()), &text)
                })
                .await?;
            if done {
                taken += 1;
            } else {
                left += 1;
            }
        }
        Ok((taken, left))
    }
}
