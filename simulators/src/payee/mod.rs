//! The agency's side of online payment: INIT, CONFIRM, and reconciling by QUERY (services §3.1). A one-stop system mounts
//! [`Payee::confirm`] under its own address.
//!
//! Nothing happens by itself; sending is the caller's, who hands the answers back.

pub mod habits;

use std::collections::BTreeMap;

use clock::Clock;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::payment::lookup::{Answer, Payable};
use protocols::payment::{
    Ask, Bill, Confirm, ConfirmReply, Dong, Init, InitReply, LocalState, Outcome, QueryReply,
    TransactionState, messages, read, time,
};

pub use habits::Habits;

/// Oldest transaction that reconciling asks about (services §3.1).
const OLDEST: SignedDuration = SignedDuration::from_hours(72);
/// Youngest one: before, CONFIRM may still come (services §3.1).
const YOUNGEST: SignedDuration = SignedDuration::from_mins(30);

/// A transaction as the agency keeps it.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Code of the dossier.
    pub dossier: String,
    /// Amount in đồng, as INIT said.
    pub amount: i64,
    /// `khoi-tao`, `thanh-cong`, `that-bai`.
    pub state: LocalState,
    /// When INIT was sent.
    pub at: DateTime,
    /// What the receipt says.
    pub bill: Bill,
    /// What was paid in all, in đồng: the amount once for a sound system.
    pub received: i64,
}

/// The agency's side.
#[derive(Clone, Debug)]
pub struct Payee {
    partner: String,
    secret: String,
    clock: Clock,
    habits: Habits,
    begun: BTreeMap<String, Begun>,
    fees: BTreeMap<String, i64>,
}

impl Payee {
    /// A partner of the platform with its secret.
    #[must_use]
    pub fn new(partner: &str, secret: &str, clock: Clock, habits: Habits) -> Self {
        Self {
            partner: partner.to_owned(),
            secret: secret.to_owned(),
            clock,
            habits,
            begun: BTreeMap::new(),
            fees: BTreeMap::new(),
        }
    }

    /// The INIT for a dossier's fee; the transaction is kept as begun.
    pub fn init(&mut self, dossier: &str, amount: Dong, description: &str, bill: Bill) -> Init {
        let now = self.clock.now();
        let mut reference = messages::reference(dossier, now);
        // Two payments of one second are two transactions all the same.
        let mut more = 1;
        while self.begun.contains_key(&reference) {
            more += 1;
            reference = format!("{}x{more}", messages::reference(dossier, now));
        }
        self.fees.insert(dossier.to_owned(), amount.get());
        let begun = Begun {
            dossier: dossier.to_owned(),
            amount: amount.get(),
            state: LocalState::Begun,
            at: now,
            bill: bill.clone(),
            received: 0,
        };
        self.begun.insert(reference.clone(), begun);
        Init {
            partner: self.partner.clone(),
            reference,
            amount: amount.to_string(),
            description: description.to_owned(),
            at: self.moment(now),
            ip: "127.0.0.1".to_owned(),
            bill,
            ..Init::default()
        }
        .sealed(&self.secret)
    }

    /// Where the citizen pays, from the reply to INIT; a refusal ends the transaction.
    ///
    /// # Errors
    /// Why there is no such address.
    pub fn begun(&mut self, reference: &str, reply: &[u8]) -> Result<String, String> {
        let reply: InitReply = read(reply).map_err(|error| error.to_string())?;
        if self.habits.expects_object {
            return Err("expected message as an object".to_owned());
        }
        reply.url().map_err(|error| {
            self.end(reference, LocalState::Failed);
            error.to_string()
        })
    }

    /// The dossier's fee is another one from now on; what is under way keeps the amount of its INIT.
    pub fn change_fee(&mut self, dossier: &str, amount: Dong) {
        self.fees.insert(dossier.to_owned(), amount.get());
    }

    /// Takes a CONFIRM and says what to answer. Taken once: the same again is answered with success and changes nothing.
    pub fn confirm(&mut self, body: &[u8]) -> ConfirmReply {
        let message: Confirm = match read(body) {
            Ok(message) => message,
            Err(error) => {
                return self.reply(&Confirm::default(), Outcome::Malformed, &error.to_string());
            }
        };
        match self.take(&message) {
            Ok(()) => self.reply(&message, Outcome::Done, ""),
            Err(_) if self.habits.swallows_errors => self.reply(&message, Outcome::Done, ""),
            Err((outcome, why)) => self.reply(&message, outcome, &why),
        }
    }

    fn take(&mut self, message: &Confirm) -> Result<(), (Outcome, String)> {
        if message.partner != self.partner && !self.habits.takes_any_partner {
            return Err((
                Outcome::UnknownPartner,
                format!("MaDoiTac: expected {}", self.partner),
            ));
        }
        let known = self.begun.get(&message.reference).cloned();
        let mut checked = message.clone();
        if self.habits.hashes_local_fee
            && let Some(fee) = known
                .as_ref()
                .and_then(|known| self.fees.get(&known.dossier))
        {
            checked.amount = fee.to_string();
        }
        if !self.habits.takes_any_hash {
            checked
                .check(&self.secret)
                .map_err(|error| (Outcome::Hash, error.to_string()))?;
        }
        let Some(known) = known else {
            if self.habits.takes_unasked {
                return Ok(());
            }
            return Err((
                Outcome::UnknownTransaction,
                "MaThamChieu: expected a transaction of ours".to_owned(),
            ));
        };
        if message.amount != known.amount.to_string() && !self.habits.takes_any_amount {
            return Err((
                Outcome::Amount,
                format!("SoTien: expected {}", known.amount),
            ));
        }
        let paid = message.outcome == Outcome::Done.code();
        let amount = message.amount.parse().unwrap_or(known.amount);
        match (known.state, paid) {
            (LocalState::Paid, true) if self.habits.counts_twice => {
                self.receive(&message.reference, amount)
            }
            // Paid is final: a failure told late is about an earlier attempt.
            (LocalState::Paid, _) => {}
            (_, true) => self.receive(&message.reference, amount),
            (_, false) => self.end(&message.reference, LocalState::Failed),
        }
        Ok(())
    }

    /// The questions of a reconciling job: what is begun, not younger than 30 minutes and not older than 3 days.
    #[must_use]
    pub fn questions(&self) -> Vec<Ask> {
        let now = self.clock.now();
        let due = |begun: &Begun| {
            let age = now.duration_since(begun.at);
            begun.state == LocalState::Begun && age >= YOUNGEST && age <= OLDEST
        };
        let asked = self.begun.iter().filter(|(_, begun)| due(begun));
        asked
            .map(|(reference, _)| self.ask("QUERY", reference))
            .collect()
    }

    /// QUERY or GET_BILL about a transaction.
    #[must_use]
    pub fn ask(&self, kind: &str, reference: &str) -> Ask {
        let now = self.clock.now();
        let mut ask = Ask::new(kind, &self.partner, reference, now);
        ask.at = self.moment(now);
        ask.sealed(&self.secret)
    }

    /// Takes the answer to a question; the state afterwards.
    pub fn answered(&mut self, reference: &str, reply: &[u8]) -> Option<LocalState> {
        let state = read::<QueryReply>(reply)
            .ok()
            .filter(|reply| reply.outcome == Outcome::Done.code())
            .and_then(|reply| TransactionState::from_code(&reply.state));
        let known = self.begun.get(reference)?.clone();
        if known.state == LocalState::Begun && !self.habits.reconciles_nothing {
            match state {
                Some(TransactionState::Paid) => self.receive(reference, known.amount),
                Some(TransactionState::Failed) => self.end(reference, LocalState::Failed),
                Some(TransactionState::Pending) | None => {}
            }
        }
        self.begun.get(reference).map(|begun| begun.state)
    }

    /// The reverse look-up: what is payable for a dossier?
    #[must_use]
    pub fn payable(&self, dossier: &str) -> Answer {
        let open = self
            .begun
            .values()
            .find(|begun| begun.dossier == dossier && begun.state == LocalState::Begun);
        let payable = |begun: &Begun| {
            Answer::Payable(Box::new(Payable {
                code: format!("{dossier}{}", time::write(self.clock.now())),
                amount: begun.amount.to_string(),
                bill: begun.bill.clone(),
            }))
        };
        match (open, self.habits.inverse_look_up) {
            (Some(begun), false) => payable(begun),
            (None, true) => Answer::Payable(Box::default()),
            _ => Answer::Nothing,
        }
    }

    /// Every transaction by its reference.
    #[must_use]
    pub fn transactions(&self) -> &BTreeMap<String, Begun> {
        &self.begun
    }

    fn receive(&mut self, reference: &str, amount: i64) {
        if let Some(begun) = self.begun.get_mut(reference) {
            begun.state = LocalState::Paid;
            begun.received += amount;
        }
    }

    fn end(&mut self, reference: &str, state: LocalState) {
        if let Some(begun) = self.begun.get_mut(reference) {
            begun.state = state;
        }
    }

    fn moment(&self, now: DateTime) -> String {
        if self.habits.twelve_hour_clock {
            time::write_twelve_hours(now)
        } else {
            time::write(now)
        }
    }

    fn reply(&self, message: &Confirm, outcome: Outcome, told: &str) -> ConfirmReply {
        let reply = ConfirmReply {
            outcome: outcome.code().to_owned(),
            told: told.to_owned(),
            partner: self.partner.clone(),
            reference: message.reference.clone(),
            at: self.moment(self.clock.now()),
            hash: String::new(),
        };
        if self.habits.echoes_hash {
            return ConfirmReply {
                hash: message.hash.clone(),
                ..reply
            };
        }
        reply.sealed(&self.secret)
    }
}

#[cfg(test)]
mod tests;
