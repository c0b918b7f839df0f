//! Values nobody can guess, and the digests under which secrets are kept.

use std::num::NonZeroU32;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SecureRandom;
use ring::{hmac, pbkdf2};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// Makes codes, tokens and cookies, each once.
#[derive(Clone, Debug)]
pub struct Mint(hmac::Key);

impl Mint {
    /// A mint of a seed, or of the machine's random numbers.
    pub fn new(seed: Option<u64>) -> Self {
        let mut key = [0; 32];
        match seed {
            Some(seed) => key = Sha256::digest(format!("lienthong identity ids {seed}")).into(),
            None => ring::rand::SystemRandom::new()
                .fill(&mut key)
                .expect("the machine has random numbers"),
        }
        Self(hmac::Key::new(hmac::HMAC_SHA256, &key))
    }

    /// The next value: 43 characters of base64url, 256 bits.
    pub fn next(&self, connection: &Connection) -> rusqlite::Result<String> {
        let number: i64 = connection
            .prepare_cached("UPDATE serial SET made = made + 1 RETURNING made")?
            .query_row([], |row| row.get(0))?;
        Ok(URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, &number.to_be_bytes())))
    }
}

/// What is kept of a value that is guess-proof by itself.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// What is kept of a password; a thousand rounds are the least.
pub fn password_digest(password: &str, salt: &[u8], rounds: u32) -> Vec<u8> {
    let mut kept = vec![0; 32];
    let rounds = NonZeroU32::new(rounds.max(1)).unwrap_or(NonZeroU32::MIN);
    pbkdf2::derive(
        pbkdf2::PBKDF2_HMAC_SHA256,
        rounds,
        salt,
        password.as_bytes(),
        &mut kept,
    );
    kept
}

/// Whether two digests are one; digests of digests make the time tell nothing.
pub fn same(kept: &[u8], given: &[u8]) -> bool {
    Sha256::digest(kept) == Sha256::digest(given)
}
