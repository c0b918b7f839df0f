//! Reading request bodies within bounds of size and time.

use axum::body::Body;
use http::HeaderMap;
use http_body_util::BodyExt;
use thiserror::Error;
use tokio::time::{Instant, timeout_at};

use crate::serve::Limits;

/// What is read and thrown away of a body that nobody wants, so that its sender sees the answer instead of a reset.
const DRAINED: usize = 512 << 20;

/// A body could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BodyError {
    /// Larger than allowed.
    #[error("too large")]
    TooLarge,
    /// Too slow.
    #[error("too slow")]
    TooSlow,
    /// The connection broke, or the framing is wrong.
    #[error("broken off")]
    Broken,
}

/// Reads a whole body. What is too large is still read to its end, and thrown away.
pub async fn read(body: Body, headers: &HeaderMap, limits: &Limits) -> Result<Vec<u8>, BodyError> {
    let declared = headers
        .get(http::header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limits.body_bytes) {
        if !headers.contains_key(http::header::EXPECT) {
            drain(body, limits).await;
        }
        return Err(BodyError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(declared.unwrap_or(0).min(1 << 20));
    let mut too_large = false;
    pieces(body, limits, |piece| {
        too_large |= bytes.len() + piece.len() > limits.body_bytes;
        if too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(piece);
        }
    })
    .await?;
    if too_large {
        Err(BodyError::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Reads a body to its end and throws it away.
pub async fn drain(body: Body, limits: &Limits) {
    // Whatever goes wrong here is about a body that was not wanted.
    let _ = pieces(body, limits, |_| {}).await;
}

async fn pieces(
    mut body: Body,
    limits: &Limits,
    mut take: impl FnMut(&[u8]),
) -> Result<(), BodyError> {
    let end = Instant::now() + limits.body_time;
    let mut seen = 0;
    loop {
        let patience = end.min(Instant::now() + limits.idle);
        let frame = timeout_at(patience, body.frame())
            .await
            .map_err(|_| BodyError::TooSlow)?;
        let Some(frame) = frame else { return Ok(()) };
        let frame = frame.map_err(|_| BodyError::Broken)?;
        if let Some(piece) = frame.data_ref() {
            seen += piece.len();
            take(piece);
        }
        if seen > limits.body_bytes.max(DRAINED) {
            return Err(BodyError::TooLarge);
        }
    }
}
