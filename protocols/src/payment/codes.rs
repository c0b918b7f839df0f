//! Codes and states.

/// `MaLoi` of a reply. Only `00` is known (services §9); the rest is an assumption, kept in this one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 00: done.
    Done,
    /// 01: the message cannot be read, or a field is missing or too long.
    Malformed,
    /// 02: nobody of that name, or not a partner any more.
    UnknownPartner,
    /// 03: `MaXacThuc` is not the message's.
    Hash,
    /// 04: no amount, or not the amount of the transaction.
    Amount,
    /// 05: the reference names another transaction already.
    Reference,
    /// 06: no such transaction.
    UnknownTransaction,
    /// 07: the time is wrong.
    Time,
    /// 08: the transaction failed: the bank refused, the citizen gave up, or nobody paid in time.
    Failed,
    /// 09: there is no receipt of what is not paid.
    NotPaid,
    /// 99: the receiver's own failure.
    System,
}

impl Outcome {
    /// Every code.
    pub const ALL: [Outcome; 11] = [
        Self::Done,
        Self::Malformed,
        Self::UnknownPartner,
        Self::Hash,
        Self::Amount,
        Self::Reference,
        Self::UnknownTransaction,
        Self::Time,
        Self::Failed,
        Self::NotPaid,
        Self::System,
    ];

    /// On the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "00",
            Self::Malformed => "01",
            Self::UnknownPartner => "02",
            Self::Hash => "03",
            Self::Amount => "04",
            Self::Reference => "05",
            Self::UnknownTransaction => "06",
            Self::Time => "07",
            Self::Failed => "08",
            Self::NotPaid => "09",
            Self::System => "99",
        }
    }

    /// The code of a text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// `TrangThaiGD` of QUERY (services §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransactionState {
    /// 1: paid.
    Paid,
    /// 3: the bank's result is not known yet.
    Pending,
    /// 4: failed.
    Failed,
}

impl TransactionState {
    /// On the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Paid => "1",
            Self::Pending => "3",
            Self::Failed => "4",
        }
    }

    /// The state of a text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Paid, Self::Pending, Self::Failed]
            .into_iter()
            .find(|one| one.code() == code)
    }
}

/// A transaction as the agency's system keeps it (services §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalState {
    /// `khoi-tao`: begun, result unknown.
    Begun,
    /// `thanh-cong`: paid.
    Paid,
    /// `that-bai`: failed.
    Failed,
}

impl LocalState {
    /// On the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Begun => "khoi-tao",
            Self::Paid => "thanh-cong",
            Self::Failed => "that-bai",
        }
    }
}

/// A request for payment (yêu cầu thanh toán) as the agency's system keeps it (services §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Chưa thanh toán: nobody has begun to pay.
    Unpaid,
    /// Chờ thanh toán: a transaction is under way.
    Waiting,
    /// Đã thanh toán.
    Paid,
    /// Đã hoàn phí: given back, by hand.
    Refunded,
    /// Hủy thanh toán: called off.
    Cancelled,
}

impl RequestState {
    /// In Vietnamese.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Unpaid => "Chưa thanh toán",
            Self::Waiting => "Chờ thanh toán",
            Self::Paid => "Đã thanh toán",
            Self::Refunded => "Đã hoàn phí",
            Self::Cancelled => "Hủy thanh toán",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_one_outcome() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
        assert_eq!(Outcome::from_code("0"), None);
        assert_eq!(TransactionState::from_code("2"), None);
    }
}
