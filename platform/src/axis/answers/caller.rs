//! Who asks: both faces' ways of proving a system.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use jiff::SignedDuration;
use protocols::lgsp::{SECRET_HEADER, SYSTEM_HEADER};
use protocols::vxp::sign::{self, SignatureError, Verified};

use super::headers;
use crate::axis::Axis;
use crate::axis::keeps::times;
use crate::axis::knows::directory::System;
use crate::axis::knows::freshness;
use crate::axis::knows::parcel::Caller;
use crate::axis::knows::refusal::Refusal;

/// Why a caller is not let in.
#[derive(Debug)]
pub enum Stranger {
    /// Unknown system, wrong secret or bad signature: HTTP 401.
    Unproved(Refusal),
    /// Proved, but the request is stale.
    Stale(Caller, Refusal),
}

/// Proves the sender of a VXP request by its header block.
pub fn by_signature(axis: &Axis, request: &HeaderMap) -> Result<(Caller, Verified), Stranger> {
    let unproved = |text: String| Stranger::Unproved(Refusal::credentials(text));
    sign::no_duplicates(names(request))
        .map_err(|error| unproved(format!("Tieu de bi lap: {error}")))?;
    let claimed = sign::claimed_system(|name| headers::get(request, name))
        .ok_or_else(|| unproved("Can tieu de XroadVnpt-systemid".into()))?;
    let (caller, system) = find(axis, &claimed, "vxp")
        .ok_or_else(|| unproved("He thong chua dang ky hoac sai khoa bi mat".into()))?;
    let verified =
        sign::verify(|name| headers::get(request, name), &system.secret).map_err(|error| {
            match error {
                SignatureError::Mismatch => {
                    unproved("He thong chua dang ky hoac sai khoa bi mat".into())
                }
                other => unproved(format!("Chu ky tieu de khong hop le: {other}")),
            }
        })?;
    let timestamp = verified.get("timestamp").unwrap_or_default();
    match freshness::check(timestamp, axis.clock().now(), axis.settings()) {
        Ok(()) => Ok((caller, verified)),
        Err(refusal) => Err(Stranger::Stale(caller, refusal)),
    }
}

/// Each name as often as it occurs.
fn names(request: &HeaderMap) -> impl Iterator<Item = &str> {
    request.iter().map(|(name, _)| name.as_str())
}

/// Proves the sender of an LGSP request by its two headers or by a token.
pub fn by_key_or_token(axis: &Axis, request: &HeaderMap) -> Option<Caller> {
    match (
        headers::get(request, SYSTEM_HEADER),
        headers::get(request, SECRET_HEADER),
    ) {
        (Some(id), Some(secret)) => by_key(axis, &id, &secret),
        _ => by_token(axis, &headers::get(request, "authorization")?),
    }
}

/// Proves a system by id and secret.
pub fn by_key(axis: &Axis, id: &str, secret: &str) -> Option<Caller> {
    let (caller, system) = find(axis, id.trim(), "lgsp")?;
    same(&system.secret, secret.trim()).then_some(caller)
}

/// A token: system and end of life, sealed with the system's secret. Nothing is kept; a new secret ends every token.
pub fn token(axis: &Axis, caller: &Caller) -> Option<String> {
    let life = SignedDuration::from_mins(i64::from(axis.settings().token_minutes));
    let end = times::text(axis.clock().now().checked_add(life).ok()?);
    let (_, system) = find(axis, &caller.system, "lgsp")?;
    let text = format!("{end}\n{}", caller.system);
    let seal = sign::header_hash(&text, &system.secret);
    Some(URL_SAFE_NO_PAD.encode(format!("{seal}\n{text}")))
}

fn by_token(axis: &Axis, authorization: &str) -> Option<Caller> {
    let token = authorization.strip_prefix("Bearer ")?.trim();
    let opened = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let (seal, text) = opened.split_once('\n')?;
    let (end, id) = text.split_once('\n')?;
    let (caller, system) = find(axis, id, "lgsp")?;
    let sealed = same(&sign::header_hash(text, &system.secret), seal);
    (sealed && times::text(axis.clock().now()).as_str() < end).then_some(caller)
}

fn find(axis: &Axis, id: &str, face: &'static str) -> Option<(Caller, System)> {
    let directory = axis.directory();
    let system = directory.system(id)?.clone();
    let agency = directory.by_id(system.agency)?;
    let caller = Caller {
        system: id.to_owned(),
        agency: agency.id,
        code: agency.record.code.clone(),
        face,
    };
    Some((caller, system))
}

/// Compares secrets without telling by the time it takes how much of a guess was right.
fn same(secret: &str, given: &str) -> bool {
    const KEY: &str = "compare";
    sign::header_hash(secret, KEY) == sign::header_hash(given, KEY)
}
