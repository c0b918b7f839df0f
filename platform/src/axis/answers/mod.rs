//! What the axis answers over HTTP: two faces over one set of rules, and a page for its operator.

pub mod caller;
pub mod directory_lists;
pub mod headers;
pub mod lgsp;
pub mod operator;
pub mod router;
pub mod vxp;
pub mod work;
