//! The provider's keys: one RSA and one P-256 key a seed and generation, made once a process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto_bigint::{BoxedUint, ConcatenatingMul, NonZero};
use crypto_primes::{Flavor, random_prime};
use p256::ecdsa::signature::Signer;
use protocols::oidc::jws::{self, Algorithm, Header, Key};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use ring::rsa::{KeyPairComponents, PublicKeyComponents};
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Length of an RSA key in bits.
const RSA_BITS: u32 = 2048;
/// The public exponent of every RSA key: 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// The two keys of one generation.
pub struct SigningKeys {
    rsa: RsaKeyPair,
    curve: p256::ecdsa::SigningKey,
    published: [Key; 2],
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKeys")
            .field("published", &self.published)
            .finish_non_exhaustive()
    }
}

/// The keys of a seed and a generation. The same pair gives the same keys on every machine; the first to ask in a process waits
/// until they are made.
pub fn of(seed: u64, generation: u32) -> Arc<SigningKeys> {
    static MADE: Mutex<BTreeMap<(u64, u32), Arc<SigningKeys>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let keys = made
        .entry((seed, generation))
        .or_insert_with(|| Arc::new(SigningKeys::new(seed, generation)));
    Arc::clone(keys)
}

impl SigningKeys {
    fn new(seed: u64, generation: u32) -> Self {
        let text = format!("lienthong identity keys {seed} {generation}");
        let mut generator = ChaCha20Rng::from_seed(Sha256::digest(text).into());
        let curve = curve_key(&mut generator);
        let (rsa, modulus) = rsa_key(&mut generator);
        let published = [rsa_published(&modulus), curve_published(&curve)];
        Self {
            rsa,
            curve,
            published,
        }
    }

    /// What everybody may know of them.
    pub fn published(&self) -> &[Key] {
        &self.published
    }

    /// The public key that proves an algorithm's signatures.
    pub fn public(&self, algorithm: Algorithm) -> &Key {
        match algorithm {
            Algorithm::Rs256 => &self.published[0],
            Algorithm::Es256 => &self.published[1],
        }
    }

    /// A signed token of this type (`JWT`, `logout+jwt`) that says `payload`.
    pub fn sign(&self, algorithm: Algorithm, kind: &str, payload: &Value) -> String {
        let header = Header {
            alg: algorithm.word().into(),
            kid: self.public(algorithm).kid.clone(),
            typ: Some(kind.into()),
        };
        let signed = jws::signing_input(&header, payload);
        let signature = match algorithm {
            Algorithm::Rs256 => self.rsa_signature(signed.as_bytes()),
            Algorithm::Es256 => {
                let signature: p256::ecdsa::Signature = self.curve.sign(signed.as_bytes());
                signature.to_bytes().to_vec()
            }
        };
        jws::compact(&signed, &signature)
    }

    fn rsa_signature(&self, signed: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.rsa.public().modulus_len()];
        let random = ring::rand::SystemRandom::new();
        self.rsa
            .sign(&RSA_PKCS1_SHA256, &random, signed, &mut signature)
            .expect("PKCS #1 v1.5 fails only with a buffer of another length; the random numbers blind and do not show");
        signature
    }
}

fn curve_key(generator: &mut ChaCha20Rng) -> p256::ecdsa::SigningKey {
    loop {
        let mut scalar = [0; 32];
        generator.fill_bytes(&mut scalar);
        // One scalar in 2^32 is none of the curve.
        if let Ok(key) = p256::ecdsa::SigningKey::from_slice(&scalar) {
            return key;
        }
    }
}

/// Draws primes until they make a key.
fn rsa_key(generator: &mut ChaCha20Rng) -> (RsaKeyPair, Box<[u8]>) {
    loop {
        if let Some(made) = rsa_attempt(generator) {
            return made;
        }
    }
}

fn rsa_attempt(generator: &mut ChaCha20Rng) -> Option<(RsaKeyPair, Box<[u8]>)> {
    let mut prime = || random_prime::<BoxedUint, _>(generator, Flavor::Any, RSA_BITS / 2);
    let (left, right) = (prime(), prime());
    let (p, q) = if left > right {
        (left, right)
    } else {
        (right, left)
    };
    let one = BoxedUint::one_with_precision(RSA_BITS / 2);
    let (p_less, q_less) = (p.wrapping_sub(&one), q.wrapping_sub(&one));
    let n = p.concatenating_mul(&q);
    if n.bits() != RSA_BITS {
        return None;
    }
    let half =
        |number: &BoxedUint| Option::<NonZero<BoxedUint>>::from(NonZero::new(number.clone()));
    let exponent = BoxedUint::from_be_slice(&EXPONENT, RSA_BITS).ok()?;
    let short = BoxedUint::from_be_slice(&EXPONENT, RSA_BITS / 2).ok()?;
    let inverse = |number: &BoxedUint, modulus: &BoxedUint| -> Option<BoxedUint> {
        Option::from(number.invert_mod(&half(modulus)?))
    };
    let d = inverse(&exponent, &p_less.concatenating_mul(&q_less))?;
    let (dp, dq) = (inverse(&short, &p_less)?, inverse(&short, &q_less)?);
    let q_inverse = inverse(&q, &p)?;
    let (modulus, public_exponent) = (n.to_be_bytes(), Box::from(EXPONENT));
    let pair = RsaKeyPair::from_components(&KeyPairComponents {
        public_key: PublicKeyComponents {
            n: &modulus,
            e: &public_exponent,
        },
        d: &d.to_be_bytes_trimmed_vartime(),
        p: &p.to_be_bytes(),
        q: &q.to_be_bytes(),
        dP: &dp.to_be_bytes_trimmed_vartime(),
        dQ: &dq.to_be_bytes_trimmed_vartime(),
        qInv: &q_inverse.to_be_bytes_trimmed_vartime(),
    });
    pair.ok().map(|pair| (pair, modulus))
}

fn rsa_published(modulus: &[u8]) -> Key {
    let (e, n) = (
        URL_SAFE_NO_PAD.encode(EXPONENT),
        URL_SAFE_NO_PAD.encode(modulus),
    );
    Key {
        kty: "RSA".into(),
        kid: Some(thumbprint(&format!(
            r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#
        ))),
        usage: Some("sig".into()),
        alg: Some(Algorithm::Rs256.word().into()),
        n: Some(n),
        e: Some(e),
        ..Key::default()
    }
}

fn curve_published(key: &p256::ecdsa::SigningKey) -> Key {
    let point = key.verifying_key().to_sec1_point(false);
    let half = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let bytes = point.as_bytes();
    let (x, y) = (half(&bytes[1..33]), half(&bytes[33..65]));
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    Key {
        kty: "EC".into(),
        kid: Some(thumbprint(&canonical)),
        usage: Some("sig".into()),
        alg: Some(Algorithm::Es256.word().into()),
        crv: Some("P-256".into()),
        x: Some(x),
        y: Some(y),
        ..Key::default()
    }
}

/// A key's name (RFC 7638).
fn thumbprint(canonical: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(canonical))
}

#[cfg(test)]
mod tests {
    use protocols::oidc::jws::{JwsError, Keys, verify};
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_signed_is_proved_by_the_published_keys_and_by_no_others() {
        let (ours, next) = (of(1, 0), of(1, 1));
        let published = |keys: &SigningKeys| Keys {
            keys: keys.published().to_vec(),
        };
        for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
            let token = ours.sign(algorithm, "JWT", &json!({"sub": "x"}));
            let read = verify(&token, &published(&ours)).expect("ours");
            assert_eq!(read.payload, json!({"sub": "x"}));
            assert!(matches!(
                verify(&token, &published(&next)),
                Err(JwsError::UnknownKey(_))
            ));
            let mut renamed = published(&next);
            for (key, our) in renamed.keys.iter_mut().zip(ours.published()) {
                key.kid.clone_from(&our.kid);
            }
            assert!(matches!(
                verify(&token, &renamed),
                Err(JwsError::Signature(_))
            ));
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_keys() {
        let again = SigningKeys::new(1, 0);
        assert_eq!(again.published(), of(1, 0).published());
        let payload = json!({"sub": "x"});
        for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
            assert_eq!(
                again.sign(algorithm, "JWT", &payload),
                of(1, 0).sign(algorithm, "JWT", &payload)
            );
        }
    }
}
