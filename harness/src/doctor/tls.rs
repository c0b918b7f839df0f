//! The TLS handshake with an axis: what it presents, and why there is none. Nothing is sent inside it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use clock::Clock;
use jiff::tz::{Offset, offset};
use record::{Cause, Text};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, ClientConfig, DigitallySignedStruct, Error, PeerIncompatible, SignatureScheme,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use super::reach::{PATIENCE, place};
use super::{Check, Finding, Said, certificate};
use crate::target::{Authority, both, verbatim};

const FIELD: &str = "roles.axis.url";
const VIETNAM: Offset = offset(7);

/// Takes every certificate and keeps it to be judged afterwards.
#[derive(Debug)]
struct Witness {
    provider: Arc<CryptoProvider>,
    seen: Mutex<Vec<CertificateDer<'static>>>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates);
        let chain = chain.map(|certificate| certificate.clone().into_owned());
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = chain.collect();
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// Why there was no handshake.
enum Failed {
    Tls(Error),
    Closed(std::io::Error),
    Late,
}

struct Shaken {
    chain: Vec<CertificateDer<'static>>,
    version: String,
}

async fn shake(stream: TcpStream, name: ServerName<'static>) -> Result<Shaken, Failed> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let witness = Arc::new(Witness {
        provider: Arc::clone(&provider),
        seen: Mutex::default(),
    });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Failed::Tls)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let connecting = TlsConnector::from(Arc::new(config)).connect(name, stream);
    match tokio::time::timeout(PATIENCE, connecting).await {
        Ok(Ok(stream)) => {
            let version = stream.get_ref().1.protocol_version();
            let chain =
                std::mem::take(&mut *witness.seen.lock().unwrap_or_else(PoisonError::into_inner));
            Ok(Shaken {
                chain,
                version: version
                    .and_then(|version| version.as_str().map(str::to_owned))
                    .unwrap_or_default(),
            })
        }
        Ok(Err(error)) => {
            let tls = error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<Error>());
            Err(match tls {
                Some(tls) => Failed::Tls(tls.clone()),
                None => Failed::Closed(error),
            })
        }
        Err(_) => Err(Failed::Late),
    }
}

/// Shakes hands with the axis and judges what it presents; the last finding says how it went.
pub(super) async fn check(
    url: &Url,
    address: SocketAddr,
    stream: TcpStream,
    ca: Option<&Authority>,
) -> Vec<Finding> {
    let (host, _) = place(url);
    let Ok(name) = ServerName::try_from(host) else {
        let said = Said {
            expected: both("a host name TLS can ask for", "tên máy dùng được với TLS"),
            found: verbatim(url.host_str().unwrap_or_default()),
            fix: both("correct the host name", "sửa tên máy"),
        };
        return vec![Finding::wrong(
            Check::Tls,
            FIELD,
            Cause::Configuration,
            said,
        )];
    };
    match shake(stream, name.clone()).await {
        Ok(shaken) => {
            let now = VIETNAM
                .to_timestamp(Clock::system().now())
                .map_or(0, |now| now.as_second());
            let mut findings = certificate::judge(&shaken.chain, &name, ca, now);
            if findings.is_empty() {
                let found = both(
                    format!("{}, the certificate is in order", shaken.version),
                    format!("{}, chứng thư hợp lệ", shaken.version),
                );
                findings.push(Finding::ok(Check::Tls, FIELD, found));
            }
            findings
        }
        Err(Failed::Tls(Error::InvalidMessage(_))) if speaks_http(url, address).await => {
            let said = Said {
                expected: both(
                    "TLS, because url begins with https",
                    "TLS, vì url bắt đầu bằng https",
                ),
                found: both("plain HTTP at this port", "HTTP không mã hóa ở cổng này"),
                fix: both(
                    format!("write {}, or the port of https", with_scheme(url, "http")),
                    format!("ghi {}, hoặc ghi cổng của https", with_scheme(url, "http")),
                ),
            };
            vec![Finding::wrong(
                Check::Tls,
                FIELD,
                Cause::Configuration,
                said,
            )]
        }
        Err(failed) => {
            let (found, fix) = why(&failed);
            let said = Said {
                expected: both("a TLS handshake", "bắt tay TLS thành công"),
                found,
                fix,
            };
            vec![Finding::wrong(Check::Tls, FIELD, Cause::Network, said)]
        }
    }
}

fn why(failed: &Failed) -> (Text, Text) {
    match failed {
        Failed::Tls(Error::InvalidMessage(_)) => (
            both("something that is no TLS", "dữ liệu không phải TLS"),
            both(
                "correct the port: another kind of service answers there",
                "sửa số cổng: một dịch vụ loại khác đang trả lời ở đó",
            ),
        ),
        Failed::Tls(
            Error::AlertReceived(AlertDescription::ProtocolVersion)
            | Error::PeerIncompatible(
                PeerIncompatible::ServerDoesNotSupportTls12Or13
                | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
            ),
        ) => (
            both("an older version than TLS 1.2", "phiên bản cũ hơn TLS 1.2"),
            both(
                "have TLS 1.2 or 1.3 switched on at the axis",
                "bật TLS 1.2 hoặc 1.3 trên trục",
            ),
        ),
        Failed::Tls(Error::AlertReceived(
            AlertDescription::CertificateRequired | AlertDescription::AccessDenied,
        )) => (
            both(
                "the axis asks for a certificate of ours",
                "trục yêu cầu chứng thư phía máy khách",
            ),
            both(
                "let this machine in without one, or use an address that needs none",
                "cho phép máy này không cần chứng thư, hoặc dùng địa chỉ không yêu cầu",
            ),
        ),
        Failed::Tls(Error::AlertReceived(AlertDescription::UnrecognisedName)) => (
            both(
                "the server does not know this host name",
                "máy chủ không nhận tên máy này",
            ),
            both("correct the host name in url", "sửa tên máy trong url"),
        ),
        Failed::Tls(Error::AlertReceived(AlertDescription::HandshakeFailure)) => (
            both(
                "the axis knows no cipher in common with us, or asks for a certificate of ours",
                "trục không có bộ mã chung, hoặc yêu cầu chứng thư phía máy khách",
            ),
            both(
                "have the cipher suites of TLS 1.2 with ECDHE and AES-GCM, or TLS 1.3, switched on at the axis",
                "bật trên trục các bộ mã TLS 1.2 dùng ECDHE và AES-GCM, hoặc TLS 1.3",
            ),
        ),
        Failed::Tls(error) => (
            verbatim(error.to_string()),
            both(
                "check the TLS set-up of the axis",
                "kiểm tra cấu hình TLS của trục",
            ),
        ),
        Failed::Closed(error) => (
            both(
                format!("the connection ended in the handshake ({error})"),
                format!("kết nối bị ngắt khi đang bắt tay ({error})"),
            ),
            both(
                "check the port, and whether a firewall on the way breaks TLS",
                "kiểm tra cổng, và tường lửa trên đường truyền có chặn TLS không",
            ),
        ),
        Failed::Late => (
            both(
                format!("none within {PATIENCE:?}"),
                format!("không xong trong {PATIENCE:?}"),
            ),
            both(
                "check the port, and whether it speaks TLS at all",
                "kiểm tra cổng và liệu cổng đó có dùng TLS không",
            ),
        ),
    }
}

/// The address with the other scheme, as one may write it.
pub(super) fn with_scheme(url: &Url, scheme: &str) -> String {
    let mut other = url.clone();
    let _ = other.set_scheme(scheme);
    other.as_str().trim_end_matches('/').to_owned()
}

/// Whether the port of an http address speaks TLS.
pub(super) async fn speaks_tls(url: &Url, address: SocketAddr) -> bool {
    let Ok(name) = ServerName::try_from(place(url).0) else {
        return false;
    };
    let Ok(Ok(stream)) = tokio::time::timeout(PATIENCE, TcpStream::connect(address)).await else {
        return false;
    };
    matches!(
        shake(stream, name).await,
        Ok(_)
            | Err(Failed::Tls(
                Error::AlertReceived(_) | Error::PeerIncompatible(_)
            ))
    )
}

/// Whether the port of an https address speaks plain HTTP.
async fn speaks_http(url: &Url, address: SocketAddr) -> bool {
    let asked = async {
        let mut stream = TcpStream::connect(address).await?;
        let (host, port) = place(url);
        let request = format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut beginning = [0; 5];
        stream.read_exact(&mut beginning).await?;
        std::io::Result::Ok(beginning)
    };
    matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Ok(beginning)) if &beginning == b"HTTP/")
}
