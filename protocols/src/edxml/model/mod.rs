//! What a package says, free of how the wire spells it.

mod attachment;
mod business;
mod codes;
mod document;
mod status;

pub use attachment::Attachment;
pub use business::{Business, Changes, ReceiverChange, Replaced, Staff};
pub use codes::{Kind, Priority, StatusCode};
pub use document::{Answering, Code, Document, DocumentKind, Organisation, Other, Signer, Trace};
pub use status::{Package, Status};
