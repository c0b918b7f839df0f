//! The way to an address: name lookup, then a connection. Each is waited for a few seconds only.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use record::Cause;
use tokio::net::{TcpStream, lookup_host};
use url::{Host, Url};

use super::{Check, Finding, Said};
use crate::target::{both, verbatim};

/// How long one step on the way (name, connection, TLS) may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// Somebody listens there.
pub(super) struct Reached {
    pub address: SocketAddr,
    pub stream: TcpStream,
}

/// Nobody could be reached.
pub(super) enum Trouble {
    /// The name has no address.
    Name { host: String, detail: String },
    /// No address took the connection.
    Connection { at: String, error: io::Error },
}

/// Host and port of an address.
pub(super) fn place(url: &Url) -> (String, u16) {
    let host = match url.host() {
        Some(Host::Domain(name)) => name.to_owned(),
        Some(Host::Ipv4(ip)) => ip.to_string(),
        Some(Host::Ipv6(ip)) => ip.to_string(),
        None => String::new(),
    };
    (host, url.port_or_known_default().unwrap_or(80))
}

pub(super) async fn connect(url: &Url) -> Result<Reached, Trouble> {
    let (host, port) = place(url);
    let found = tokio::time::timeout(PATIENCE, lookup_host((host.as_str(), port))).await;
    let addresses: Vec<SocketAddr> = match found {
        Ok(Ok(addresses)) => addresses.collect(),
        Ok(Err(error)) => {
            let detail = error.to_string();
            return Err(Trouble::Name {
                host: host.clone(),
                detail,
            });
        }
        Err(_) => {
            let detail = format!("no answer within {PATIENCE:?}");
            return Err(Trouble::Name {
                host: host.clone(),
                detail,
            });
        }
    };
    // One try an address, all of them at once: the first that answers will do.
    let tries = addresses
        .iter()
        .map(|address| Box::pin(TcpStream::connect(address)));
    let connected = tokio::time::timeout(PATIENCE, futures::future::select_ok(tries));
    let error = match addresses.is_empty() {
        true => ErrorKind::AddrNotAvailable.into(),
        false => match connected.await {
            Ok(Ok((stream, _))) => {
                let address = stream.peer_addr().unwrap_or(addresses[0]);
                return Ok(Reached { address, stream });
            }
            Ok(Err(error)) => error,
            Err(_) => ErrorKind::TimedOut.into(),
        },
    };
    let at = match addresses.first() {
        Some(address) if address.ip().to_string() != host => format!("{host}:{port} ({address})"),
        _ => format!("{host}:{port}"),
    };
    Err(Trouble::Connection { at, error })
}

impl Trouble {
    /// What it means for the field `url`; `who` is who should have been there, in English and Vietnamese.
    pub fn finding(self, who_en: &str, who_vi: &str) -> Finding {
        let expected = both(
            format!("to reach {who_en}"),
            format!("kết nối được {who_vi}"),
        );
        let (found, fix) = match self {
            Self::Name { host, detail } => (
                both(
                    format!("no address for the host name {host} ({detail})"),
                    format!("không tra được địa chỉ của tên máy {host} ({detail})"),
                ),
                both(
                    "correct the host name, or ask your network for it; nothing has this name here",
                    "sửa tên máy, hoặc hỏi quản trị mạng; ở đây không có máy nào mang tên này",
                ),
            ),
            Self::Connection { at, error } if error.kind() == ErrorKind::ConnectionRefused => (
                both(
                    format!("nobody listens at {at}"),
                    format!("không có ai lắng nghe tại {at}"),
                ),
                both(
                    "start the system, or correct the port",
                    "khởi động hệ thống, hoặc sửa số cổng",
                ),
            ),
            Self::Connection { at, error } if error.kind() == ErrorKind::TimedOut => (
                both(
                    format!("no connection to {at} within {PATIENCE:?}"),
                    format!("không kết nối được tới {at} trong {PATIENCE:?}"),
                ),
                both(
                    "open the way through the firewall or the VPN, or correct host and port",
                    "mở tường lửa hoặc VPN, hoặc sửa tên máy và cổng",
                ),
            ),
            Self::Connection { at, error } => (
                verbatim(format!("{at}: {error}")),
                both(
                    "check this machine's network and the address",
                    "kiểm tra mạng của máy này và địa chỉ",
                ),
            ),
        };
        let said = Said {
            expected,
            found,
            fix,
        };
        Finding::wrong(Check::Reach, "roles.axis.url", Cause::Network, said)
    }
}
