//! Whether a server's certificate proves that it is the host we mean: dates, name and chain, each on its own.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::{Offset, offset};
use record::{Cause, Text};
use rustls::client::danger::ServerCertVerifier as _;
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, Error, RootCertStore};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer as _, X509Certificate, X509Name};

use super::{Check, Finding, Said};
use crate::target::{Authority, both, verbatim};

const VIETNAM: Offset = offset(7);
/// A certificate that ends sooner is named, so that it is renewed in time.
const SOON: i64 = 14 * 24 * 3600;

/// Judges what a server presented at a moment, in seconds since 1970. Empty when everything is in order.
pub(super) fn judge(
    chain: &[CertificateDer<'static>],
    host: &ServerName<'static>,
    ca: Option<&Authority>,
    now: i64,
) -> Vec<Finding> {
    let leaf = chain
        .first()
        .and_then(|der| Some((der, X509Certificate::from_der(der).ok()?.1)));
    let Some((der, leaf)) = leaf else {
        let said = Said {
            expected: certificate(),
            found: both("none that can be read", "không có chứng thư đọc được"),
            fix: both(
                "renew the certificate of the axis",
                "cấp lại chứng thư cho trục",
            ),
        };
        return vec![wrong("roles.axis.url", said)];
    };
    let (begin, end) = (
        leaf.validity().not_before.timestamp(),
        leaf.validity().not_after.timestamp(),
    );
    let dates = dates(begin, end, now);
    // The chain is judged within the certificate's own life, so that each thing is said once.
    let then = now.clamp(begin, end.max(begin));
    [
        dates,
        name(der, &leaf, host),
        issued(chain, &leaf, host, ca, then),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn certificate() -> Text {
    both("the certificate of the axis", "chứng thư của trục")
}

fn wrong(field: &str, said: Said) -> Finding {
    Finding::wrong(Check::Tls, field, Cause::Network, said)
}

/// A moment in Vietnam time.
fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| format!("{seconds} s"),
        |at| {
            VIETNAM
                .to_datetime(at)
                .strftime("%Y-%m-%d %H:%M (UTC+7)")
                .to_string()
        },
    )
}

fn dates(begin: i64, end: i64, now: i64) -> Option<Finding> {
    let said = |found: Text, fix: Text| Said {
        expected: both(
            format!("a certificate in force on {}", moment(now)),
            format!("chứng thư còn hiệu lực vào {}", moment(now)),
        ),
        found,
        fix,
    };
    if now > end {
        let found = both(
            format!("one that expired on {}", moment(end)),
            format!("chứng thư đã hết hạn từ {}", moment(end)),
        );
        let fix = both(
            "have the operator of the axis renew it; if the date is wrong, set this machine's clock",
            "đề nghị đơn vị vận hành trục gia hạn; nếu ngày giờ sai thì chỉnh đồng hồ máy này",
        );
        return Some(wrong("roles.axis.url", said(found, fix)));
    }
    if now < begin {
        let found = both(
            format!("one that is not yet valid: it begins on {}", moment(begin)),
            format!("chứng thư chưa có hiệu lực: bắt đầu từ {}", moment(begin)),
        );
        let fix = both(
            "set this machine's clock if it is slow; otherwise the axis needs another certificate",
            "chỉnh đồng hồ máy này nếu chạy chậm; nếu không, trục cần chứng thư khác",
        );
        return Some(wrong("roles.axis.url", said(found, fix)));
    }
    (end - now < SOON).then(|| {
        let found = both(
            format!("one that expires on {}", moment(end)),
            format!("chứng thư sẽ hết hạn vào {}", moment(end)),
        );
        let fix = both("have it renewed in time", "gia hạn kịp thời");
        Finding::warning(
            Check::Tls,
            "roles.axis.url",
            Cause::Network,
            said(found, fix),
        )
    })
}

fn name(
    der: &CertificateDer<'static>,
    leaf: &X509Certificate<'_>,
    host: &ServerName<'static>,
) -> Option<Finding> {
    let parsed = ParsedCertificate::try_from(der).ok()?;
    verify_server_name(&parsed, host).err()?;
    let host = host.to_str();
    let names = names(leaf);
    let said = Said {
        expected: both(
            format!("a certificate for {host}"),
            format!("chứng thư cấp cho {host}"),
        ),
        found: match names.is_empty() {
            true => both(
                "one without any host name",
                "chứng thư không có tên máy nào",
            ),
            false => both(
                format!("one for another host: {}", names.join(", ")),
                format!("chứng thư của máy khác: {}", names.join(", ")),
            ),
        },
        fix: both(
            "write a host name of the certificate into url, or have the axis use a certificate with this name",
            "ghi vào url tên máy có trong chứng thư, hoặc để trục dùng chứng thư có tên này",
        ),
    };
    Some(wrong("roles.axis.url", said))
}

/// The host names and addresses a certificate is for, the first five of them.
fn names(leaf: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(alternatives)) = leaf.subject_alternative_name() else {
        return Vec::new();
    };
    let name = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match *bytes {
            [a, b, c, d] => Some(std::net::Ipv4Addr::new(*a, *b, *c, *d).to_string()),
            _ => <[u8; 16]>::try_from(*bytes)
                .ok()
                .map(|ip| std::net::Ipv6Addr::from(ip).to_string()),
        },
        _ => None,
    };
    alternatives
        .value
        .general_names
        .iter()
        .filter_map(name)
        .take(5)
        .collect()
}

/// The common name, or the whole name when there is none.
fn called(name: &X509Name<'_>) -> String {
    let common = name
        .iter_common_name()
        .next()
        .and_then(|name| name.as_str().ok());
    common.map_or_else(|| name.to_string(), str::to_owned)
}

/// Whether a chain leads from the certificate to an authority that is believed.
fn issued(
    chain: &[CertificateDer<'static>],
    leaf: &X509Certificate<'_>,
    host: &ServerName<'static>,
    ca: Option<&Authority>,
    then: i64,
) -> Option<Finding> {
    let mut roots = RootCertStore::empty();
    match ca {
        Some(ca) => roots.add_parsable_certificates(ca.certificates.iter().cloned()),
        None => roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs),
    };
    let broken = verify(chain, host, roots, then)?;
    let issuer = called(leaf.issuer());
    let (found, fix) = match leaf.subject() == leaf.issuer() {
        true => (
            both(
                format!("a self-signed certificate ({issuer})"),
                format!("chứng thư tự ký ({issuer})"),
            ),
            both(
                "have an authority issue the certificate of the axis, and name that authority in ca_file",
                "để một tổ chức chứng thực cấp chứng thư cho trục và nêu tổ chức đó trong ca_file",
            ),
        ),
        false => why(broken, &issuer, chain.len()),
    };
    let expected = match ca {
        Some(ca) => both(
            format!(
                "a certificate issued by an authority of {}",
                ca.file.display()
            ),
            format!("chứng thư do tổ chức trong {} cấp", ca.file.display()),
        ),
        None => both(
            "a certificate issued by an authority this machine knows",
            "chứng thư do tổ chức mà máy này tin cậy cấp",
        ),
    };
    let said = Said {
        expected,
        found,
        fix,
    };
    Some(wrong("roles.axis.ca_file", said))
}

/// Why a chain of this many certificates is not believed, and what to do.
fn why(broken: Broken, issuer: &str, length: usize) -> (Text, Text) {
    let name_authority = both(
        "name the authority's certificate (PEM) in ca_file, or install it on this machine",
        "nêu chứng thư của tổ chức đó (PEM) trong ca_file, hoặc cài vào máy này",
    );
    let another = both(
        "have the axis use another certificate",
        "để trục dùng chứng thư khác",
    );
    match broken {
        Broken::NoRoots => (
            both(
                format!(
                    "this machine knows no authority at all; the certificate is issued by {issuer}"
                ),
                format!("máy này không biết tổ chức chứng thực nào; chứng thư do {issuer} cấp"),
            ),
            name_authority,
        ),
        Broken::Certificate(CertificateError::UnknownIssuer) => (
            both(
                format!("one issued by {issuer}, which is unknown here"),
                format!("chứng thư do {issuer} cấp, ở đây không biết tổ chức này"),
            ),
            match length {
                1 => both(
                    format!(
                        "{}; the axis sent no intermediate certificate, so it may also lack one",
                        name_authority.en
                    ),
                    format!(
                        "{}; trục không gửi chứng thư trung gian nên cũng có thể thiếu",
                        name_authority.vi
                    ),
                ),
                _ => name_authority,
            },
        ),
        Broken::Certificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => (
            both(
                format!("an authority above it, up from {issuer}, is out of date"),
                format!("chứng thư của tổ chức cấp trên, từ {issuer} trở lên, không còn hiệu lực"),
            ),
            both(
                "have the authority's certificate renewed, then ca_file replaced",
                "gia hạn chứng thư của tổ chức đó rồi thay ca_file",
            ),
        ),
        Broken::Certificate(error) => (verbatim(format!("{issuer}: {error}")), another),
        Broken::Other(error) => (verbatim(format!("{issuer}: {error}")), another),
    }
}

enum Broken {
    NoRoots,
    Certificate(CertificateError),
    Other(Error),
}

fn verify(
    chain: &[CertificateDer<'static>],
    host: &ServerName<'static>,
    roots: RootCertStore,
    then: i64,
) -> Option<Broken> {
    if roots.is_empty() {
        return Some(Broken::NoRoots);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    // Fails without roots only, and there are some.
    let verifier = WebPkiServerVerifier::builder_with_provider(roots.into(), provider)
        .build()
        .ok()?;
    let then = UnixTime::since_unix_epoch(Duration::from_secs(then.try_into().unwrap_or(0)));
    match verifier.verify_server_cert(&chain[0], &chain[1..], host, &[], then) {
        // The name is judged on its own.
        Ok(_)
        | Err(Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        )) => None,
        Err(Error::InvalidCertificate(error)) => Some(Broken::Certificate(error)),
        Err(error) => Some(Broken::Other(error)),
    }
}
