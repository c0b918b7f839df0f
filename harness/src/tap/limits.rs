//! How much the tap takes.

/// What is longer is not passed on; it is recorded as a fault and the connection closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Request line and header fields together, in bytes. The field puts lists of thousands of receivers into one
    /// header line of up to 2,000,000 characters (domain §3.1).
    pub head_bytes: usize,
    /// Number of header fields.
    pub fields: usize,
    /// A request's body, in bytes.
    pub request_bytes: usize,
    /// An answer's body, in bytes.
    pub answer_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 4 * 1024 * 1024,
            fields: 1000,
            request_bytes: 160 * 1024 * 1024,
            answer_bytes: 160 * 1024 * 1024,
        }
    }
}
