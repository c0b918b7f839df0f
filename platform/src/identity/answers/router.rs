//! The paths.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};
use protocols::oidc::discovery::WELL_KNOWN;

use super::{authorize, discovery, login, logout, token, tokens, upstream, userinfo};
use crate::identity::Identity;

/// The login page (services §4.1 names the folder; the file is the product's).
pub const LOGIN: &str = "/authenticationendpoint/login.do";
/// Where the login form goes.
pub const ANSWERED: &str = "/commonauth";
/// On to the other provider.
pub const ELSEWHERE: &str = "/authenticationendpoint/federated";
/// Back from the other provider.
pub const BACK: &str = "/commonauth/back";
/// Back from the other provider's logout.
pub const FAREWELL: &str = "/commonauth/farewell";

/// Everything it answers. Bodies are bounded where they are read.
pub fn router(identity: Identity) -> Router {
    let paths = identity.settings().dialect.paths();
    Router::new()
        .route(WELL_KNOWN, get(discovery::metadata))
        .route(paths.keys, get(discovery::keys))
        .route(paths.authorize, any(authorize::answer))
        .route(LOGIN, get(login::page))
        .route(ANSWERED, post(login::answer))
        .route(ELSEWHERE, get(upstream::leave))
        .route(BACK, get(upstream::back))
        .route(FAREWELL, get(logout::farewell))
        .route(paths.token, post(token::answer))
        .route(paths.userinfo, any(userinfo::answer))
        .route(paths.introspect, post(tokens::introspect))
        .route(paths.revoke, post(tokens::revoke))
        .route(paths.logout, any(logout::answer))
        .route(paths.profile, get(userinfo::profile))
        .layer(DefaultBodyLimit::disable())
        .with_state(identity)
}
