//! Certificates of two authorities, made anew for each run of the tests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;

/// What the axis presents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    Sound,
    OtherHost,
    Expired,
    NotYetValid,
    ExpiredForAnotherHost,
    OfUnknownAuthority,
    SelfSigned,
}

/// Two authorities, and a folder with their files.
pub struct Certificates {
    folder: TempDir,
    known: CertifiedIssuer<'static, KeyPair>,
    unknown: CertifiedIssuer<'static, KeyPair>,
}

impl Certificates {
    pub fn new() -> Self {
        let made = Self {
            folder: TempDir::new().expect("a folder"),
            known: authority("CA of the test"),
            unknown: authority("CA nobody knows"),
        };
        for (name, text) in [
            ("ca.pem", made.known.pem()),
            ("empty.pem", String::new()),
            ("script.sh", String::new()),
        ] {
            std::fs::write(made.path(name), text).expect("a file");
        }
        made
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub fn acceptor(&self, leaf: Leaf) -> TlsAcceptor {
        let host = match leaf {
            Leaf::OtherHost | Leaf::ExpiredForAnotherHost => "axis.example.vn",
            _ => "localhost",
        };
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
        params.distinguished_name.push(DnType::CommonName, host);
        (params.not_before, params.not_after) = match leaf {
            Leaf::Expired | Leaf::ExpiredForAnotherHost => {
                (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1))
            }
            Leaf::NotYetValid => (date_time_ymd(2090, 1, 1), date_time_ymd(2091, 1, 1)),
            _ => (date_time_ymd(2020, 1, 1), date_time_ymd(2091, 1, 1)),
        };
        let key = KeyPair::generate().expect("a key");
        let certificate = match leaf {
            Leaf::SelfSigned => params.self_signed(&key),
            Leaf::OfUnknownAuthority => params.signed_by(&key, &self.unknown),
            _ => params.signed_by(&key, &self.known),
        };
        let chain = vec![certificate.expect("a certificate").der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("a server");
        TlsAcceptor::from(Arc::new(config))
    }
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    let key = KeyPair::generate().expect("a key");
    CertifiedIssuer::self_signed(params, key).expect("an authority")
}
