//! What several of these files share.

pub mod raise;
pub mod stage;
