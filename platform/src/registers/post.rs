//! The public post (dịch vụ bưu chính công ích): role `post`. Orders to carry papers, and what happened to them.
//!
//! `POST /don-hang` (an agency's key) `{"maHoSo", "nguoiNhan", "diaChi", "soDienThoai", "soTienThuHo"}` gives `{"maVanDon"}`, the same again for the same
//! dossier; `GET /don-hang/{maVanDon}` gives its state and events; `POST /don-hang/{maVanDon}/su-kien` `{"suKien"}` is the postman's.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use clock::Clock;
use http::{HeaderMap, StatusCode};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{bearer, text};
use crate::component::{Component, Opening};
use crate::json_face;
use crate::keep::OpenError;
use crate::schema::Tables;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// The settings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// SQL that spoils what is kept, see [`crate::defect`].
    pub defect: Option<String>,
}

/// Where a parcel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Ordered.
    Ordered,
    /// In the post's hands.
    Accepted,
    /// On its way.
    InTransit,
    /// In the receiver's hands.
    Delivered,
    /// Nobody was there.
    Failed,
    /// Back at the sender.
    Returned,
}

impl Step {
    /// Its name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Accepted => "accepted",
            Self::InTransit => "in-transit",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Returned => "returned",
        }
    }

    fn named(name: &str) -> Option<Self> {
        serde_json::from_value(json!(name)).ok()
    }

    /// Whether one step may follow another.
    #[must_use]
    pub fn may_follow(self, before: Self) -> bool {
        match self {
            Self::Ordered => false,
            Self::Accepted => before == Self::Ordered,
            Self::InTransit => matches!(before, Self::Accepted | Self::Failed),
            Self::Delivered | Self::Failed => before == Self::InTransit,
            Self::Returned => matches!(before, Self::InTransit | Self::Failed),
        }
    }
}

const TABLES: Tables = Tables {
    component: "post",
    // "LTBC"
    application: 0x4C54_4243,
    version: 1,
    sql: "
CREATE TABLE account (key TEXT PRIMARY KEY, agency TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE parcel (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, agency TEXT NOT NULL, dossier TEXT NOT NULL, receiver TEXT NOT NULL,
    address TEXT NOT NULL, phone TEXT NOT NULL, cash INTEGER NOT NULL, step TEXT NOT NULL, UNIQUE (agency, dossier)
) STRICT;
CREATE TABLE step (id INTEGER PRIMARY KEY, parcel INTEGER NOT NULL REFERENCES parcel, at TEXT NOT NULL, step TEXT NOT NULL) STRICT;
",
};

/// The post; clones share it.
#[derive(Clone, Debug)]
pub struct Post {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    clock: Clock,
    store: Store,
}

impl Component for Post {
    const ROLE: &'static str = "post";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.post
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let defect = opening.settings.defect.as_deref();
        let (store, ()) = opening.keep.open(&TABLES, defect, |_| Ok(()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                clock: opening.clock,
                store,
            }),
        })
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/don-hang", post(order))
            .route("/don-hang/{code}", get(show))
            .route("/don-hang/{code}/su-kien", post(happened))
            .with_state(self.clone())
    }
}

impl Post {
    /// Gives an agency a key.
    ///
    /// # Errors
    /// The store failed.
    pub async fn register(&self, key: &str, agency: &str) -> Result<(), StoreError> {
        let (key, agency) = (key.to_owned(), agency.to_owned());
        let put = move |connection: &Connection| {
            connection.execute(
                "INSERT OR REPLACE INTO account (key, agency) VALUES (?, ?)",
                params![key, agency],
            )
        };
        self.inner.store.write(put).await.map(drop)
    }

    /// Moves a parcel; tells whether it may go there from where it is. The same step again changes nothing.
    ///
    /// # Errors
    /// The store failed.
    pub async fn step(&self, code: &str, to: Step) -> Result<bool, StoreError> {
        let (code, now) = (code.to_owned(), self.inner.clock.now());
        self.inner
            .store
            .write(move |connection| moved(connection, &code, to, &text(now)))
            .await
    }

    /// Parcels by dossier: code and step, in the order they were ordered.
    ///
    /// # Errors
    /// The store failed.
    pub async fn of_dossier(&self, dossier: &str) -> Result<Vec<(String, Step)>, StoreError> {
        let dossier = dossier.to_owned();
        let read = move |connection: &Connection| {
            connection
                .prepare_cached("SELECT code, step FROM parcel WHERE dossier = ? ORDER BY id")?
                .query_map([dossier], |row| {
                    let step: String = row.get(1)?;
                    Ok((row.get(0)?, Step::named(&step).unwrap_or(Step::Ordered)))
                })?
                .collect()
        };
        self.inner.store.read(read).await
    }
}

fn moved(connection: &Connection, code: &str, to: Step, at: &str) -> rusqlite::Result<bool> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT id, step FROM parcel WHERE code = ?")?
        .query_row([code], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, before)) = found.and_then(|(id, step)| Some((id, Step::named(&step)?))) else {
        return Ok(false);
    };
    if before == to {
        return Ok(true);
    }
    if !to.may_follow(before) {
        return Ok(false);
    }
    connection
        .prepare_cached("UPDATE parcel SET step = ? WHERE id = ?")?
        .execute(params![to.name(), id])?;
    connection
        .prepare_cached("INSERT INTO step (parcel, at, step) VALUES (?, ?, ?)")?
        .execute(params![id, at, to.name()])?;
    Ok(true)
}

/// An order.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    ma_ho_so: String,
    nguoi_nhan: String,
    dia_chi: String,
    #[serde(default)]
    so_dien_thoai: String,
    #[serde(default)]
    so_tien_thu_ho: u32,
}

async fn order(State(post): State<Post>, headers: HeaderMap, body: Body) -> Response {
    let body = match json_face::read(body, &headers, &Limits::default()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let order = serde_json::from_slice::<Order>(&body).ok();
    let Some(order) = order.filter(|order| {
        ![&order.ma_ho_so, &order.nguoi_nhan, &order.dia_chi]
            .iter()
            .any(|text| text.is_empty())
    }) else {
        return json_face::refusal(
            StatusCode::BAD_REQUEST,
            "expected {maHoSo, nguoiNhan, diaChi, soDienThoai, soTienThuHo}",
        );
    };
    let (key, now) = (bearer(&headers).to_owned(), post.inner.clock.now());
    let write = move |connection: &Connection| {
        let agency: Option<String> = connection
            .prepare_cached("SELECT agency FROM account WHERE key = ?")?
            .query_row([&key], |row| row.get(0))
            .optional()?;
        let Some(agency) = agency else {
            return Ok(None);
        };
        let known: Option<String> = connection
            .prepare_cached("SELECT code FROM parcel WHERE agency = ? AND dossier = ?")?
            .query_row([&agency, &order.ma_ho_so], |row| row.get(0))
            .optional()?;
        if known.is_some() {
            return Ok(known);
        }
        let number: i64 = connection
            .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM parcel")?
            .query_row([], |row| row.get(0))?;
        let code = format!("LT{number:09}VN");
        connection
            .prepare_cached(
                "INSERT INTO parcel (id, code, agency, dossier, receiver, address, phone, cash, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ordered')",
            )?
            .execute(params![
                number,
                code,
                agency,
                order.ma_ho_so,
                order.nguoi_nhan,
                order.dia_chi,
                order.so_dien_thoai,
                order.so_tien_thu_ho
            ])?;
        connection
            .prepare_cached("INSERT INTO step (parcel, at, step) VALUES (?, ?, 'ordered')")?
            .execute(params![number, text(now)])?;
        Ok(Some(code))
    };
    match post.inner.store.write(write).await {
        Ok(Some(code)) => json_face::answer(StatusCode::OK, &json!({"maVanDon": code})),
        Ok(None) => json_face::refusal(StatusCode::UNAUTHORIZED, "expected the key of an agency"),
        Err(error) => json_face::unkept(&error),
    }
}

async fn show(State(post): State<Post>, Path(code): Path<String>) -> Response {
    let read = move |connection: &Connection| {
        connection
            .prepare_cached("SELECT step.step, step.at FROM step JOIN parcel ON parcel.id = step.parcel WHERE parcel.code = ? ORDER BY step.id")?
            .query_map([code], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()
    };
    match post.inner.store.read(read).await {
        Ok(steps) if steps.is_empty() => {
            json_face::refusal(StatusCode::NOT_FOUND, "no parcel of that code")
        }
        Ok(steps) => {
            let now = steps.last().map(|(step, _)| step.clone());
            let events: Vec<_> = steps
                .iter()
                .map(|(step, at)| json!({"suKien": step, "thoiDiem": at}))
                .collect();
            json_face::answer(
                StatusCode::OK,
                &json!({"trangThai": now, "hanhTrinh": events}),
            )
        }
        Err(error) => json_face::unkept(&error),
    }
}

/// What the postman says.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Happened {
    su_kien: Step,
}

async fn happened(
    State(post): State<Post>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let body = match json_face::read(body, &headers, &Limits::default()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let Ok(happened) = serde_json::from_slice::<Happened>(&body) else {
        return json_face::refusal(StatusCode::BAD_REQUEST, "expected {suKien}");
    };
    match post.step(&code, happened.su_kien).await {
        Ok(true) => json_face::answer(StatusCode::OK, &json!({"suKien": happened.su_kien.name()})),
        Ok(false) => json_face::refusal(
            StatusCode::CONFLICT,
            "the parcel cannot go there from where it is",
        ),
        Err(error) => json_face::unkept(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_move_forward_only() {
        let all = [
            Step::Ordered,
            Step::Accepted,
            Step::InTransit,
            Step::Delivered,
            Step::Failed,
            Step::Returned,
        ];
        for end in [Step::Delivered, Step::Returned] {
            assert!(all.iter().all(|next| !next.may_follow(end)));
        }
        for step in all {
            assert_eq!(Step::named(step.name()), Some(step));
        }
        assert!(Step::InTransit.may_follow(Step::Failed));
        assert!(!Step::Delivered.may_follow(Step::Ordered));
    }
}
