//! Bounded XML: events and trees with namespaces, without document types, entities or unlimited growth.
//!
//! The namespace handling is our own because field packages use prefixes they never declare, which a
//! namespace-aware parser would refuse as a whole.

pub(crate) mod chars;
mod events;
mod path;
mod prolog;
mod scope;
mod tree;

pub(crate) use events::{Events, Item, Tag};
pub(crate) use path::Path;
pub(crate) use prolog::{Source, after_root, open};
pub(crate) use scope::{Namespace, Scope};
pub(crate) use tree::{Element, read_element};
