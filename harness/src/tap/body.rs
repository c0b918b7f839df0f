//! Bodies the tap sends back: whole, broken off, in drops, or without end.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::Frame;

/// The connection ends here, on purpose.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the tap closes the connection")]
pub(super) struct Closed;

pub(super) type Body = UnsyncBoxBody<Bytes, Closed>;

/// The whole body at once.
pub(super) fn whole(bytes: Bytes) -> Body {
    (Full::new(bytes).map_err(|never: Infallible| match never {})).boxed_unsync()
}

/// The first bytes, then the connection closes.
pub(super) fn broken_off(bytes: Bytes, after: usize) -> Body {
    let kept = bytes.slice(..after.min(bytes.len()));
    streamed(stream::unfold(Some(Ok(kept)), |next| async move {
        let piece = next?;
        if piece.is_err() {
            // The server sends what it has when the next piece is not there yet; a failure at once would discard it.
            tokio::task::yield_now().await;
        }
        let then = piece.is_ok().then_some(Err(Closed));
        Some((piece, then))
    }))
}

/// So many bytes each time, with a pause before each drop.
pub(super) fn in_drops(bytes: Bytes, size: usize, pause: Duration) -> Body {
    let size = size.max(1);
    streamed(stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        wait(pause).await;
        let drop = rest.split_to(size.min(rest.len()));
        Some((Ok(drop), rest))
    }))
}

/// Blanks, so many that no caller wants them all; never more than a piece of them in memory.
pub(super) fn blanks(bytes: u64) -> Body {
    const PIECE: u64 = 64 * 1024;
    let piece = Bytes::from(vec![b' '; PIECE as usize]);
    streamed(stream::unfold(bytes, move |left| {
        let size = left.min(PIECE);
        // At most 64 KiB, so it always fits.
        let next = piece.slice(..usize::try_from(size).unwrap_or(0));
        std::future::ready((left > 0).then(|| (Ok(next), left - size)))
    }))
}

fn streamed(pieces: impl Stream<Item = Result<Bytes, Closed>> + Send + 'static) -> Body {
    StreamBody::new(pieces.map(|piece| piece.map(Frame::data))).boxed_unsync()
}

/// Real time passes: a fault on the wire is about real time, whatever the run's clock says.
pub(super) async fn wait(time: Duration) {
    if time.is_zero() {
        // The timer's smallest step is a millisecond.
        return;
    }
    let never = std::future::pending::<()>();
    // The time-out is the point.
    let _ = tokio::time::timeout(time, never).await;
}
