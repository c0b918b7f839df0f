//! The axis on a port.

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

use crate::axis::{Axis, Settings};

/// Smallest head limit the HTTP library takes.
const LEAST_HEAD: usize = 8192;
/// Header fields of one request; the axis's own need a dozen.
const HEADERS: usize = 256;

/// An axis that answers on a port; dropping it closes the port and every connection.
#[derive(Debug)]
pub struct Running {
    /// Base address, `http://127.0.0.1:<port>`.
    pub url: String,
    task: JoinHandle<()>,
    stop: watch::Sender<Stop>,
}

/// How the axis is asked to end.
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
pub(crate) async fn serve(axis: Axis, address: SocketAddr) -> std::io::Result<Running> {
    let listener = TcpListener::bind(address).await?;
    let mut local = listener.local_addr()?;
    if local.ip().is_unspecified() {
        local.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    let url = format!("http://{local}");
    let (stop, stopped) = watch::channel(Stop::No);
    let task = tokio::spawn(accept(axis, listener, stopped));
    Ok(Running { url, task, stop })
}

/// Takes connections until told to stop. The connections live in a set that this task owns, so they end with it.
async fn accept(axis: Axis, listener: TcpListener, mut stopped: watch::Receiver<Stop>) {
    let settings = axis.settings().clone();
    let router = axis.router();
    drop(axis);
    let places = Arc::new(Semaphore::new(settings.connections.max(1)));
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
                connections.spawn(connection(
                    stream,
                    router,
                    settings.clone(),
                    stopped.clone(),
                    place,
                ));
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
    settings: Arc<Settings>,
    mut stopped: watch::Receiver<Stop>,
    _place: OwnedSemaphorePermit,
) {
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.idle())
        .max_buf_size(settings.head_bytes.max(LEAST_HEAD))
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
