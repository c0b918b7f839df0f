//! What the licence system answers over HTTP: the feed's two calls, and the older feed.

pub mod changes;
pub mod feed;
pub mod older;
pub mod router;
pub mod submit;
