//! The one place that chooses the cryptography of TLS.

/// Installs the provider once; later calls do nothing.
pub(crate) fn provide() {
    // An error means that somebody else was first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
