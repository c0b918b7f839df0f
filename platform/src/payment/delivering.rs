//! Telling partners: CONFIRM, sent until it is taken or given up.

use jiff::SignedDuration;
use protocols::payment::{Confirm, ConfirmReply, Outcome, time};

use super::keeps::{banks, notices, transactions};
use super::{Delivery, OperatorError, Partner, Payment, State, Transaction};

impl Payment {
    /// Sends every CONFIRM that is due at the clock's now; what was taken, and what is left.
    ///
    /// # Errors
    /// The store failed.
    pub async fn deliver_due(&self) -> Result<Delivery, OperatorError> {
        let (now, clock) = (self.now(), self.clock().now());
        let repeats = self.settings().repeat_minutes.clone();
        let later = move |attempts: u32| {
            let minutes = repeats.get(usize::try_from(attempts).unwrap_or(usize::MAX))?;
            Some(time::write(clock.saturating_add(
                SignedDuration::from_mins(i64::from(*minutes)),
            )))
        };
        let due = (self.store())
            .write(move |connection| notices::take(connection, &now, later))
            .await?;
        let mut delivery = Delivery::default();
        for (id, attempts) in due {
            let last = usize::try_from(attempts).unwrap_or(usize::MAX)
                >= self.settings().repeat_minutes.len();
            let (state, why) = match self.tell(id).await? {
                Ok(()) => ("taken", String::new()),
                Err(why) if last => ("given-up", why),
                Err(why) => ("due", why),
            };
            delivery.taken += usize::from(state == "taken");
            self.store()
                .write(move |connection| notices::told(connection, id, state, &why))
                .await?;
        }
        let (waiting, given_up) = self
            .store()
            .read(|connection| {
                Ok((
                    notices::count(connection, "due")?,
                    notices::count(connection, "given-up")?,
                ))
            })
            .await?;
        Ok(Delivery {
            waiting,
            given_up,
            ..delivery
        })
    }

    /// Sends one CONFIRM; why it was not taken.
    async fn tell(&self, id: i64) -> Result<Result<(), String>, OperatorError> {
        let found = self
            .store()
            .read(move |connection| {
                let Some(known) = transactions::of_id(connection, id)? else {
                    return Ok(None);
                };
                Ok(banks::partner(connection, &known.partner)?.map(|partner| (known, partner)))
            })
            .await?;
        let Some((known, partner)) = found else {
            return Ok(Ok(()));
        };
        let told = self.tell_partner(&known, &partner).await;
        let (outcome, detail) = match &told {
            Ok(()) => ("00", ""),
            Err(why) => ("99", why.as_str()),
        };
        self.note("CONFIRM", &known.partner, &known.reference, outcome, detail)
            .await;
        Ok(told)
    }

    async fn tell_partner(&self, known: &Transaction, partner: &Partner) -> Result<(), String> {
        let message = confirm(known).sealed(&partner.secret);
        let answer = self.post(&partner.confirm_url, &message).await?;
        let reply: ConfirmReply =
            protocols::payment::read(&answer).map_err(|error| error.to_string())?;
        // The reply's hash is not looked at: its order is unknown, and integrators echo the caller's (services §3.1, pitfall 28).
        if reply.outcome == Outcome::Done.code() && reply.reference == known.reference {
            Ok(())
        } else {
            Err(format!(
                "expected MaLoi 00 for {}, found {}: {}",
                known.reference, reply.outcome, reply.told
            ))
        }
    }
}

/// The CONFIRM of a decided transaction, without its hash.
fn confirm(known: &Transaction) -> Confirm {
    let outcome = if known.state == State::Paid {
        Outcome::Done
    } else {
        Outcome::Failed
    };
    Confirm {
        kind: "CONFIRM".to_owned(),
        outcome: outcome.code().to_owned(),
        partner: known.partner.clone(),
        reference: known.reference.clone(),
        amount: known.amount.to_string(),
        currency: "VND".to_owned(),
        number: known.number.clone(),
        bank: known.bank.clone(),
        at: known.decided.clone(),
        description: known.description.clone(),
        hash: String::new(),
    }
}
