//! Telling clients of a logout (OpenID Connect Back-Channel Logout 1.0). A notice that fails is kept and tried with the next ones.

use futures::future::join_all;
use protocols::oidc::LOGOUT_EVENT;
use protocols::oidc::jws::Algorithm;
use serde_json::json;

use super::talk::log;
use crate::identity::Identity;
use crate::identity::keeps::clients;
use crate::identity::keeps::logouts::{self, Notice};
use crate::identity::knows::refusal::Refusal;

/// Life of a notice's token in seconds.
const LIFE: i64 = 120;

impl Identity {
    /// Tells every client that still waits to hear of a logout; gives up on one after the settings' patience. Tells how many heard it.
    pub async fn deliver_notices(&self) -> usize {
        let open = self
            .store()
            .read(logouts::open_notices)
            .await
            .unwrap_or_else(|error| {
                tracing::error!(%error, "notices could not be read");
                Vec::new()
            });
        let told = join_all(open.iter().map(|notice| self.deliver(notice))).await;
        told.into_iter().filter(|heard| *heard).count()
    }

    async fn deliver(&self, notice: &Notice) -> bool {
        let heard = self.told(notice).await;
        let (id, delivered) = (notice.id, heard.is_ok());
        let kept = self
            .store()
            .write(move |connection| logouts::tried(connection, id, delivered))
            .await;
        if let Err(error) = kept {
            tracing::error!(%error, "the outcome of a notice was not kept");
        }
        log(
            self,
            "notice",
            &notice.client,
            &notice.subject,
            heard.as_ref().map(drop),
        )
        .await;
        heard.is_ok()
    }

    async fn told(&self, notice: &Notice) -> Result<(), Refusal> {
        let token = self.logout_token(notice).await;
        let http = self.http(&notice.url).ok_or_else(Refusal::system)?;
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("logout_token", &token)
            .finish();
        let answer = http
            .post(&notice.url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await;
        match answer {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(Refusal::new(
                "temporarily_unavailable",
                format!(
                    "expected 200 from the client, found {}",
                    answer.status().as_u16()
                ),
            )),
            Err(_) => Err(Refusal::new(
                "temporarily_unavailable",
                "expected an answer from the client, found none",
            )),
        }
    }

    async fn logout_token(&self, notice: &Notice) -> String {
        let (now, id, mint) = (self.now(), notice.client.clone(), self.mint().clone());
        let facts = self
            .store()
            .write(move |connection| {
                let algorithm = clients::find(connection, &id)?.map(|kept| kept.client.algorithm);
                Ok((algorithm.unwrap_or_default(), mint.next(connection)?))
            })
            .await;
        // A store that fails gives no number; the notice's own is as good.
        let (algorithm, number) =
            facts.unwrap_or_else(|_| (Algorithm::Rs256, format!("notice-{}", notice.id)));
        let payload = json!({
            "iss": self.issuer(),
            "aud": notice.client,
            "sub": notice.subject,
            "sid": notice.sid,
            "iat": now,
            "exp": now + LIFE,
            "jti": number,
            "events": { LOGOUT_EVENT: {} },
        });
        let keys = self.signing_keys().await;
        keys.sign(algorithm, "logout+jwt", &payload)
    }
}
