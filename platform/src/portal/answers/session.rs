//! Sessions: name, end of life and a seal made with the account's password. Nothing is kept; a new password ends every session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use protocols::portal::{moment, read_moment};
use sha2::{Digest, Sha256};

use crate::portal::Portal;
use crate::portal::keeps::accounts::Account;

/// A session for an account.
pub fn begin(portal: &Portal, account: &Account) -> Option<String> {
    let life = SignedDuration::from_mins(i64::from(portal.settings().session_minutes));
    let end = moment(portal.clock().now().checked_add(life).ok()?);
    let text = format!("{end}\n{}", account.username);
    let seal = seal(&text, &account.password);
    Some(URL_SAFE_NO_PAD.encode(format!("{seal}\n{text}")))
}

/// The account of a session that is not over.
pub fn proved(portal: &Portal, session: &str) -> Option<Account> {
    let opened = String::from_utf8(URL_SAFE_NO_PAD.decode(session.trim()).ok()?).ok()?;
    let (shown, text) = opened.split_once('\n')?;
    let (end, username) = text.split_once('\n')?;
    let account = portal.account(username)?;
    let alive = portal.clock().now() < read_moment(end).ok()??;
    (seal(text, &account.password) == shown && alive).then_some(account)
}

/// Whether a password is the account's; compared by digest, so that time tells nothing of a guess.
pub fn knows(account: &Account, password: &str) -> bool {
    seal("password", &account.password) == seal("password", password)
}

fn seal(text: &str, password: &str) -> String {
    let mut digest = Sha256::new();
    for part in [password, "\n", text, "\n", password] {
        digest.update(part.as_bytes());
    }
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
