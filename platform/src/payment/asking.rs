//! Asking banks, and taking what they say.

use serde::Serialize;

use super::keeps::log::{self, Line};
use super::keeps::{banks, transactions};
use super::knows::bank_wire::{Notice, Order};
use super::{Bank, Decided, OperatorError, Payment, Transaction};

/// Largest answer of a bank or a partner, in bytes.
const ANSWER: usize = 64 << 10;

impl Payment {
    /// Asks every bank again about the transactions it has not decided; how many are still undecided afterwards.
    ///
    /// # Errors
    /// The store failed.
    pub async fn chase(&self) -> Result<usize, OperatorError> {
        let waiting = self.store().read(transactions::undecided).await?;
        for known in waiting {
            self.ask(&known, "status").await?;
        }
        Ok(self.store().read(transactions::undecided).await?.len())
    }

    /// Asks a transaction's bank: `collect` or `status`. A bank that does not answer, or nonsense, leaves it undecided.
    pub(crate) async fn ask(
        &self,
        known: &Transaction,
        what: &str,
    ) -> Result<Decided, OperatorError> {
        let code = known.bank.clone();
        let bank = self
            .store()
            .read(move |connection| banks::bank(connection, &code))
            .await?;
        let Some(bank) = bank else {
            return Ok(Decided::Unknown);
        };
        let order = Order {
            order: known.number.clone(),
            amount: known.amount,
            account: known.bill.account.clone(),
            description: known.description.clone(),
            notify: format!("{}/banks/{}", self.public_url(), bank.code),
            check: String::new(),
        }
        .sealed(&bank.secret);
        let url = format!("{}/{what}", bank.url.trim_end_matches('/'));
        let answer = match self.post(&url, &order).await {
            Ok(answer) => answer,
            Err(why) => {
                self.note(what, &bank.code, &known.reference, "99", &why)
                    .await;
                return Ok(Decided::Nothing);
            }
        };
        match serde_json::from_slice::<Notice>(&answer) {
            Ok(notice) if notice.order == known.number => self.hear(&bank, notice).await,
            _ => {
                self.note(
                    what,
                    &bank.code,
                    &known.reference,
                    "01",
                    "expected the bank's result for that order",
                )
                .await;
                Ok(Decided::Nothing)
            }
        }
    }

    /// Takes a bank's result, and tells the partner when it decides.
    pub(crate) async fn hear(&self, bank: &Bank, notice: Notice) -> Result<Decided, OperatorError> {
        if !notice.is_sound(&bank.secret) {
            self.note(
                "bank",
                &bank.code,
                &notice.order,
                "03",
                "the check is not the notice's",
            )
            .await;
            return Ok(Decided::Unknown);
        }
        let (code, now) = (bank.code.clone(), self.now());
        let order = notice.order.clone();
        let decide = move |connection: &rusqlite::Connection| {
            transactions::decide(connection, &code, &notice, &now)
        };
        let decided = self.store().write(decide).await?;
        self.note("bank", &bank.code, &order, "00", &format!("{decided:?}"))
            .await;
        if decided == Decided::Now {
            self.deliver_due().await?;
        }
        Ok(decided)
    }

    /// Posts JSON; the answer of a success within bounds, else why not.
    pub(crate) async fn post(
        &self,
        url: &str,
        message: &impl Serialize,
    ) -> Result<Vec<u8>, String> {
        let http = self.http().ok_or("no HTTP client can be set up")?;
        let mut response = (http.post(url).json(message).send().await)
            .map_err(|error| error.without_url().to_string())?;
        if !response.status().is_success() {
            return Err(format!(
                "expected HTTP status 200, found {}",
                response.status().as_u16()
            ));
        }
        let mut answer = Vec::new();
        while let Some(piece) = response
            .chunk()
            .await
            .map_err(|error| error.without_url().to_string())?
        {
            answer.extend_from_slice(&piece);
            if answer.len() > ANSWER {
                return Err(format!("expected an answer of at most {ANSWER} bytes"));
            }
        }
        Ok(answer)
    }

    /// Writes a line of the log.
    pub(crate) async fn note(
        &self,
        operation: &str,
        caller: &str,
        reference: &str,
        outcome: &str,
        detail: &str,
    ) {
        let line = Line {
            at: self.now(),
            operation: operation.to_owned(),
            caller: caller.to_owned(),
            reference: reference.to_owned(),
            outcome: outcome.to_owned(),
            detail: detail.to_owned(),
        };
        self.store()
            .note(move |connection| log::append(connection, &line))
            .await;
    }
}
