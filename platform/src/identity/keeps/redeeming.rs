//! Codes and refresh tokens become tokens, each once; a second use ends what the first one got.

use protocols::oidc::challenge;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{grants, statistics};
use crate::identity::knows::refusal::Refusal;
use crate::identity::knows::secrets::{self, Mint};
use crate::identity::knows::settings::Settings;

/// What a client shows for its tokens.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A code, the address it was sent to, and the verifier when there is one.
    Code {
        /// The code.
        code: String,
        /// The address.
        redirect: String,
        /// The verifier.
        verifier: Option<String>,
    },
    /// A refresh token.
    Refresh(String),
}

/// What an ID token is going to say, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `iss`.
    pub issuer: String,
    /// `aud`.
    pub audience: String,
    /// `sub`.
    pub subject: String,
    /// `nonce`.
    pub nonce: Option<String>,
    /// `acr`.
    pub level: String,
    /// `sid`.
    pub sid: String,
    /// `auth_time`.
    pub proved: i64,
    /// `iat`.
    pub issued: i64,
    /// `exp`.
    pub expires: i64,
}

/// Tokens for a client.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Access token.
    pub access: String,
    /// Refresh token.
    pub refresh: Option<String>,
    /// What was granted.
    pub scope: String,
    /// What the ID token says.
    pub statement: Statement,
}

/// A grant with everything that decides about it.
struct Grant {
    id: i64,
    client: String,
    redirect: String,
    scope: String,
    nonce: Option<String>,
    challenge: Option<String>,
    revoked: bool,
    ended: bool,
    locked: bool,
    expires: i64,
    used: bool,
    sid: String,
    level: u8,
    began: i64,
    subject: String,
}

const FACTS: &str = "granted.id, granted.client, redirect, scope, nonce, challenge, granted.revoked, session.ended, locked,
    shown.expires, shown.used, sid, session.level, began, subject";
const TABLES: &str =
    "JOIN granted ON granted.id = shown.granted JOIN session ON session.id = granted.session
    JOIN account ON account.id = session.account";

impl Grant {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let yes = |index: usize| row.get::<_, i64>(index).map(|value| value != 0);
        Ok(Self {
            id: row.get(0)?,
            client: row.get(1)?,
            redirect: row.get(2)?,
            scope: row.get(3)?,
            nonce: row.get(4)?,
            challenge: row.get(5)?,
            revoked: yes(6)?,
            ended: yes(7)?,
            locked: !row.get::<_, String>(8)?.is_empty(),
            expires: row.get(9)?,
            used: yes(10)?,
            sid: row.get(11)?,
            level: row.get(12)?,
            began: row.get(13)?,
            subject: row.get(14)?,
        })
    }
}

/// Gives tokens for what a proved client shows, or says why not. A refusal may have ended a grant: it is kept all the same.
pub fn redeem(
    connection: &Connection,
    mint: &Mint,
    settings: &Settings,
    (client, issuer): (&str, &str),
    shown: &Shown,
    now: i64,
) -> rusqlite::Result<Result<Issued, Refusal>> {
    let (value, from, kind) = match shown {
        Shown::Code { code, .. } => (code, "code AS shown", "code"),
        Shown::Refresh(token) => (token, "token AS shown", "refresh token"),
    };
    let only = if kind == "code" {
        ""
    } else {
        "AND shown.kind = 'refresh' AND shown.revoked = 0"
    };
    let grant = connection
        .prepare_cached(&format!(
            "SELECT {FACTS} FROM {from} {TABLES} WHERE shown.digest = ? {only}"
        ))?
        .query_row([secrets::digest(value)], Grant::read)
        .optional()?;
    let unknown = || {
        Refusal::grant(format!(
            "expected a {kind} that this provider gave this client"
        ))
    };
    let Some(grant) = grant.filter(|grant| grant.client == client) else {
        return Ok(Err(unknown()));
    };
    if grant.used {
        grants::revoke(connection, grant.id)?;
        return Ok(Err(Refusal::grant(format!(
            "expected a {kind} that is used once; what its first use got is revoked"
        ))));
    }
    if let Err(refusal) = allowed(&grant, shown, now) {
        return Ok(Err(refusal));
    }
    let table = if kind == "code" { "code" } else { "token" };
    connection
        .prepare_cached(&format!("UPDATE {table} SET used = ? WHERE digest = ?"))?
        .execute(params![now.max(1), secrets::digest(value)])?;
    issue(connection, mint, settings, issuer, &grant, now).map(Ok)
}

fn allowed(grant: &Grant, shown: &Shown, now: i64) -> Result<(), Refusal> {
    if grant.expires <= now {
        return Err(Refusal::grant(
            "expected a code or token in force, found one whose time is over",
        ));
    }
    if grant.revoked || grant.ended || grant.locked {
        return Err(Refusal::grant(
            "expected a login that still stands, found one that was ended",
        ));
    }
    let Shown::Code {
        redirect, verifier, ..
    } = shown
    else {
        return Ok(());
    };
    if *redirect != grant.redirect {
        return Err(Refusal::grant(
            "expected the redirect_uri of the login request",
        ));
    }
    match (&grant.challenge, verifier) {
        (None, None) => Ok(()),
        (Some(asked), Some(verifier))
            if challenge::is_verifier(verifier) && challenge::of(verifier) == *asked =>
        {
            Ok(())
        }
        (Some(_), _) => Err(Refusal::grant(
            "expected the code_verifier of the challenge",
        )),
        (None, Some(_)) => Err(Refusal::grant(
            "expected no code_verifier: the login request had no challenge",
        )),
    }
}

fn issue(
    connection: &Connection,
    mint: &Mint,
    settings: &Settings,
    issuer: &str,
    grant: &Grant,
    now: i64,
) -> rusqlite::Result<Issued> {
    let access = mint.next(connection)?;
    let refresh = match settings.gives_refresh_tokens {
        true => Some(mint.next(connection)?),
        false => None,
    };
    let keep = |kind: &str, value: &str, life: i64| {
        connection
            .prepare_cached("INSERT INTO token (digest, kind, granted, client, issued, expires) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![secrets::digest(value), kind, grant.id, grant.client, now, now + life])
    };
    keep("access", &access, settings.access_seconds)?;
    if let Some(refresh) = &refresh {
        keep("refresh", refresh, settings.refresh_seconds)?;
    }
    let level = protocols::oidc::claims::Level::from_number(i64::from(grant.level));
    connection
        .prepare_cached(
            "INSERT INTO statement (granted, issuer, audience, subject, nonce, level, sid, proved, issued, expires)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            grant.id,
            issuer,
            grant.client,
            grant.subject,
            grant.nonce,
            level.word(),
            grant.sid,
            grant.began,
            now,
            now + settings.access_seconds
        ])?;
    let statement = stated(connection, connection.last_insert_rowid())?;
    statistics::count(connection, "tokens")?;
    Ok(Issued {
        access,
        refresh,
        scope: grant.scope.clone(),
        statement,
    })
}

fn stated(connection: &Connection, id: i64) -> rusqlite::Result<Statement> {
    connection
        .prepare_cached(
            "SELECT issuer, audience, subject, nonce, level, sid, proved, issued, expires FROM statement WHERE id = ?",
        )?
        .query_row([id], |row| {
            Ok(Statement {
                issuer: row.get(0)?,
                audience: row.get(1)?,
                subject: row.get(2)?,
                nonce: row.get(3)?,
                level: row.get(4)?,
                sid: row.get(5)?,
                proved: row.get(6)?,
                issued: row.get(7)?,
                expires: row.get(8)?,
            })
        })
}
