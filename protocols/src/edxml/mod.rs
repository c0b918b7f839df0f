//! The edXML package of QCVN 102:2016/BTTTT: documents and statuses as the axis carries them (domain §1).
//!
//! [`read`] is as tolerant as the field needs and says what it tolerated; [`write_document`] and [`write_status`] are
//! strict and write one shape only; [`append_trace`] changes a package in transit without touching another byte;
//! [`check`] and [`check_status`] name what is wrong inside a package that could be read.
//!
//! ```
//! use protocols::edxml::{self, Limits, Package};
//!
//! let package = br#"<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope><edXMLHeader><MessageHeader>
//!   <From><OrganId>H41</OrganId></From>
//!   <ResponseFor><OrganId>G22</OrganId><Code>7816/VPCP</Code><DocumentId>x</DocumentId></ResponseFor>
//!   <StatusCode>1</StatusCode><Timestamp>2026/01/05 08:00:00</Timestamp>
//! </MessageHeader></edXMLHeader></edXMLEnvelope></edXML>"#;
//! let read = edxml::read(package, &Limits::default()).expect("tolerable");
//! assert!(matches!(read.package, Package::Status(_)));
//! assert!(read.tolerated.iter().any(|t| t.kind.code() == "status-code-one-digit"));
//! ```

mod check;
mod error;
mod limits;
mod model;
mod read;
mod tolerance;
mod trace;
mod write;
mod xml;

pub use check::{Finding, Severity, check, check_status};
pub use error::{ReadError, WriteError};
pub use limits::Limits;
pub use model::*;
pub use read::{Read, read};
pub use tolerance::{Tolerance, ToleranceKind};
pub use trace::append_trace;
pub use write::{write_document, write_document_unchecked, write_status};

/// The namespace of every element of a package. It did not change with the amendment of 2022.
pub const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// The prefix the format writes inside the envelope.
pub const PREFIX: &str = "edXML";
