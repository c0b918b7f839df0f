//! A component on a port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

/// Smallest head limit the HTTP library takes.
const LEAST_HEAD: usize = 8192;
/// Header fields of one request; the components need a dozen.
const HEADERS: usize = 256;

/// What a component takes from the network.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// Largest request head in bytes.
    pub head_bytes: usize,
    /// Patience for the whole head and between two pieces of a body.
    pub idle: Duration,
    /// Patience for a whole body.
    pub body_time: Duration,
    /// Most connections open at once; more wait in the listener's queue.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 16 << 20,
            head_bytes: 64 << 10,
            idle: Duration::from_secs(20),
            body_time: Duration::from_secs(60),
            connections: 4096,
        }
    }
}

/// A component that answers on a port; dropping it closes the port and every connection.
#[derive(Debug)]
pub struct Running {
    /// Base address, `http://127.0.0.1:<port>`.
    pub url: String,
    task: JoinHandle<()>,
    stop: watch::Sender<Stop>,
}

/// How it is asked to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// It is not.
    No,
    /// Requests under way are finished.
    Gently,
    /// They are not.
    AtOnce,
}

impl Running {
    /// Takes no new connection, lets requests under way finish, then returns.
    pub async fn stop(mut self) {
        let _ = self.stop.send(Stop::Gently);
        let _ = (&mut self.task).await;
    }

    /// Breaks every connection where it is and returns when none is left.
    pub async fn kill(mut self) {
        let _ = self.stop.send(Stop::AtOnce);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Binds and begins to answer.
///
/// # Errors
/// The address cannot be bound.
pub async fn serve(
    router: axum::Router,
    limits: Limits,
    address: SocketAddr,
) -> std::io::Result<Running> {
    serve_on(router, limits, TcpListener::bind(address).await?)
}

/// Begins to answer on a port that is bound already: whoever must know its own address before it answers binds first.
///
/// # Errors
/// The listener has no address.
pub fn serve_on(
    router: axum::Router,
    limits: Limits,
    listener: TcpListener,
) -> std::io::Result<Running> {
    let mut local = listener.local_addr()?;
    if local.ip().is_unspecified() {
        local.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    let url = format!("http://{local}");
    let (stop, stopped) = watch::channel(Stop::No);
    let task = tokio::spawn(accept(router, limits, listener, stopped));
    Ok(Running { url, task, stop })
}

/// Takes connections until told to stop. The connections live in a set that this task owns, so they end with it.
async fn accept(
    router: axum::Router,
    limits: Limits,
    listener: TcpListener,
    mut stopped: watch::Receiver<Stop>,
) {
    let places = Arc::new(Semaphore::new(limits.connections.max(1)));
    let mut connections = JoinSet::new();
    while *stopped.borrow() == Stop::No {
        let Some(place) = until(&mut stopped, places.clone().acquire_owned()).await else {
            break;
        };
        let Some(accepted) = until(&mut stopped, listener.accept()).await else {
            break;
        };
        while connections.try_join_next().is_some() {}
        match (accepted, place) {
            (Ok((stream, peer)), Ok(place)) => {
                let router = router.clone().layer(axum::Extension(ConnectInfo(peer)));
                connections.spawn(connection(stream, router, limits, stopped.clone(), place));
            }
            // Out of file handles, or the peer hung up first: a moment later it may do.
            (Err(_), _) => breathe(&mut stopped).await,
            (_, Err(_)) => break,
        }
    }
    drop(listener);
    if *stopped.borrow() == Stop::AtOnce {
        connections.shutdown().await;
    }
    while connections.join_next().await.is_some() {}
}

async fn until<T>(stopped: &mut watch::Receiver<Stop>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = told(stopped) => None,
        done = work => Some(done),
    }
}

/// Returns when told to stop, or when nobody is left to tell.
async fn told(stopped: &mut watch::Receiver<Stop>) {
    let _ = stopped.wait_for(|stop| *stop != Stop::No).await;
}

async fn breathe(stopped: &mut watch::Receiver<Stop>) {
    let _ = tokio::time::timeout(Duration::from_millis(50), told(stopped)).await;
}

async fn connection(
    stream: TcpStream,
    router: axum::Router,
    limits: Limits,
    mut stopped: watch::Receiver<Stop>,
    _place: OwnedSemaphorePermit,
) {
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_buf_size(limits.head_bytes.max(LEAST_HEAD))
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
