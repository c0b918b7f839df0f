//! The side of the tap that callers see.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::Inner;
use super::body::{self, Body, Closed};
use super::pass::{self, Arrived, Outcome};

/// How long the tap lets others finish when it cannot take a connection.
const BREATH: Duration = Duration::from_millis(10);

/// Takes connections until it is aborted, which ends all of them.
pub(super) async fn accept(listener: TcpListener, inner: Arc<Inner>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&inner)));
                }
                Err(error) => {
                    // Out of file handles or a caller that left at once: let others finish, then go on.
                    tracing::warn!(%error, "the tap cannot take a connection");
                    body::wait(BREATH).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, inner: Arc<Inner>) {
    // Without it small answers wait for the caller's acknowledgement; the exchange works either way.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let limits = inner.limits;
    let service = service_fn(|request| exchange(request, Arc::clone(&inner), Arc::clone(&reset)));
    let mut server = http1::Builder::new()
        .max_buf_size(limits.head_bytes)
        .max_headers(limits.fields)
        .preserve_header_case(true)
        .half_close(false)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = (&mut server).await {
        tracing::debug!(%error, "a caller's connection ended");
    }
    if reset.load(Ordering::Acquire) {
        // Closing without lingering is what makes the caller see a reset instead of an orderly end.
        let _ = server.into_parts().io.inner().set_zero_linger();
    }
}

/// One request and what the caller gets for it. The exchange itself runs in a task of its own, so that it is recorded
/// even when the caller does not wait for its end.
async fn exchange(
    request: Request<Incoming>,
    inner: Arc<Inner>,
    reset: Arc<AtomicBool>,
) -> Result<Response<Body>, Closed> {
    let arrived = Arrived::now(&inner);
    let (head, body) = request.into_parts();
    let body = whole(body, inner.limits.request_bytes).await;
    let (outcome, told) = oneshot::channel();
    {
        let passing = pass::pass(Arc::clone(&inner), arrived, head, body, outcome);
        let mut tasks = inner
            .passing
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(passing);
    }
    match told.await {
        Ok(Outcome::Answer(answer)) => Ok(*answer),
        Ok(Outcome::Hang) => std::future::pending().await,
        Ok(Outcome::Reset) => {
            reset.store(true, Ordering::Release);
            Err(Closed)
        }
        Ok(Outcome::Close) | Err(_) => Err(Closed),
    }
}

/// The whole body, or a sentence why there is none.
async fn whole(body: Incoming, limit: usize) -> Result<Bytes, String> {
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(format!(
            "the request is longer than the {limit} bytes the tap takes, so it was not passed on"
        )),
        Err(error) => Err(format!("the request broke off: {error}")),
    }
}
