//! What the provider answers over HTTP.

pub mod authorize;
pub mod discovery;
pub mod login;
pub mod logout;
pub mod notices;
pub mod pages;
pub mod router;
pub mod talk;
pub mod token;
pub mod tokens;
pub mod upstream;
pub mod userinfo;
