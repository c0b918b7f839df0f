//! Transport ids: derived, never drawn.

use sha2::{Digest, Sha256};

/// A transport id in UUID form.
///
/// It depends on the seed and on what makes a send unique (domain §7 "Idempotency"), not on the order of sends: a run repeated
/// with the same seed gives the same ids. `receiver` is empty for the sender's own id.
pub fn transport_id(
    seed: u64,
    sender: &str,
    document_id: &str,
    sha256: &[u8],
    receiver: &str,
) -> String {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for part in [
        sender.as_bytes(),
        document_id.as_bytes(),
        sha256,
        receiver.as_bytes(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_its_own_id_and_keeps_it() {
        let id = |receiver| transport_id(1, "A", "doc", &[1; 32], receiver);
        assert_eq!(id(""), id(""));
        assert_ne!(id(""), id("B"));
        assert_ne!(id("B"), id("C"));
        assert_ne!(id("B"), transport_id(2, "A", "doc", &[1; 32], "B"));
        assert_ne!(
            transport_id(1, "AB", "C", &[], ""),
            transport_id(1, "A", "BC", &[], "")
        );
        assert!(uuid::Uuid::try_parse(&id("")).is_ok());
    }
}
