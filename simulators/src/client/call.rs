//! One operation as the caller states it, and the ways to spoil it for negative scenarios.

use bytes::Bytes;

/// What a package is to the axis: the header `messagetype`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageType {
    /// A document, `edoc`.
    Document,
    /// A status, `status`.
    Status,
}

impl MessageType {
    /// The wire's word.
    pub fn wire(self) -> &'static str {
        match self {
            MessageType::Document => "edoc",
            MessageType::Status => "status",
        }
    }
}

/// Transport acknowledgement of a list item (`updateStatus`): whether it stays in the list, not what becomes of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ack {
    /// Stored: need not be listed again.
    Done,
    /// Could not be stored: please deliver again.
    Fail,
    /// Being fetched.
    Processing,
}

impl Ack {
    /// The wire's word.
    pub fn wire(self) -> &'static str {
        match self {
            Ack::Done => "done",
            Ack::Fail => "fail",
            Ack::Processing => "processing",
        }
    }
}

/// One damage to a request. Those on credentials, timestamp and file hash are signed over; the others come after signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// Sign with this secret instead of the system's own.
    Secret(String),
    /// Claim to be this system.
    SystemId(String),
    /// Send this timestamp, whatever its form (VXP only).
    Timestamp(String),
    /// Declare this hash of the package (VXP sendEdoc only).
    FileHash(String),
    /// Leave out every header of that wire name.
    Omit(String),
    /// Give the header of that wire name this value; add it when absent.
    Replace(String, String),
    /// Add one more header of that wire name.
    Duplicate(String, String),
    /// Send this body; hash and signature stay those of the original.
    Body(Bytes),
}

/// One operation of the axis with its logical (unprefixed, unsigned) parameters.
///
/// On the REST face the same parameters become query, JSON field or form part, as the operation asks.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Operation name, `sendEdoc`.
    pub operation: String,
    /// Logical parameters in order, `("messagetype", "edoc")`.
    pub parameters: Vec<(String, String)>,
    /// Body bytes; for sendEdoc the package.
    pub body: Bytes,
    /// Damage to do, in order.
    pub spoils: Vec<Spoil>,
}

impl Call {
    /// An operation without parameters and with an empty body.
    pub fn new(operation: impl Into<String>) -> Call {
        Call {
            operation: operation.into(),
            ..Call::default()
        }
    }

    /// Adds one logical parameter.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Call {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Call {
        self.body = body.into();
        self
    }

    /// Adds one damage.
    #[must_use]
    pub fn spoil(mut self, spoil: Spoil) -> Call {
        self.spoils.push(spoil);
        self
    }

    /// The value of a logical parameter, whatever the case of its name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
