//! Electronic health certificates for drivers, from facilities connected for that (services §5.2): role `health`.
//!
//! `POST /giay-kham` (a facility's key) `{"soDinhDanh", "hang", "ketLuan": "du-dieu-kien" | "khong-du", "ngayKham"}` gives `{"maGiay", "hieuLucDen"}`;
//! `GET /giay-kham/{maGiay}?soDinhDanh=…&hang=…` gives `{"trangThai": "hop-le" | "het-han" | "khong-du" | "khong-khop" | "khong-co"}`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use clock::Clock;
use http::{HeaderMap, StatusCode};
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;
use serde_json::json;

use super::bearer;
use crate::component::{Component, Opening};
use crate::json_face::{self, value};
use crate::keep::OpenError;
use crate::schema::Tables;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// The settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Months a certificate is good for (not in our sources; assumption).
    pub valid_months: i64,
    /// SQL that spoils what is kept, see [`crate::defect`].
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            valid_months: 6,
            defect: None,
        }
    }
}

const TABLES: Tables = Tables {
    component: "health",
    // "LTYT"
    application: 0x4C54_5954,
    version: 1,
    sql: "
CREATE TABLE facility (key TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE certificate (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, facility TEXT NOT NULL, person TEXT NOT NULL, class TEXT NOT NULL, fit INTEGER NOT NULL,
    examined TEXT NOT NULL, last TEXT NOT NULL
) STRICT;
",
};

/// The register; clones share it.
#[derive(Clone, Debug)]
pub struct HealthFacility {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    store: Store,
}

impl Component for HealthFacility {
    const ROLE: &'static str = "health";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.health
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let defect = opening.settings.defect.clone();
        let (store, ()) = opening.keep.open(&TABLES, defect.as_deref(), |_| Ok(()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                settings: opening.settings,
                clock: opening.clock,
                store,
            }),
        })
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/giay-kham", post(issue))
            .route("/giay-kham/{code}", get(check))
            .with_state(self.clone())
    }
}

impl HealthFacility {
    /// Connects a facility: its key and name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn connect(&self, key: &str, name: &str) -> Result<(), StoreError> {
        let (key, name) = (key.to_owned(), name.to_owned());
        let put = move |connection: &Connection| {
            connection.execute(
                "INSERT OR REPLACE INTO facility (key, name) VALUES (?, ?)",
                params![key, name],
            )
        };
        self.inner.store.write(put).await.map(drop)
    }
}

/// What a facility hands in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Examined {
    so_dinh_danh: String,
    hang: String,
    ket_luan: String,
    ngay_kham: Date,
}

async fn issue(State(health): State<HealthFacility>, headers: HeaderMap, body: Body) -> Response {
    let body = match json_face::read(body, &headers, &Limits::default()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let today = health.inner.clock.today();
    let examined = serde_json::from_slice::<Examined>(&body)
        .ok()
        .filter(|examined| {
            !examined.so_dinh_danh.is_empty()
                && examined.ngay_kham <= today
                && matches!(examined.ket_luan.as_str(), "du-dieu-kien" | "khong-du")
        });
    let Some(examined) = examined else {
        let expected = "expected {soDinhDanh, hang, ketLuan (du-dieu-kien, khong-du), ngayKham (yyyy-MM-dd, not in the future)}";
        return json_face::refusal(StatusCode::BAD_REQUEST, expected);
    };
    let key = bearer(&headers).to_owned();
    let last = examined
        .ngay_kham
        .saturating_add(health.inner.settings.valid_months.months());
    let write = move |connection: &Connection| {
        let facility: Option<String> = connection
            .prepare_cached("SELECT name FROM facility WHERE key = ?")?
            .query_row([&key], |row| row.get(0))
            .optional()?;
        let Some(facility) = facility else {
            return Ok(None);
        };
        let number: i64 = connection
            .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM certificate")?
            .query_row([], |row| row.get(0))?;
        let code = format!("KSK-{}-{number:06}", examined.ngay_kham.strftime("%y%m%d"));
        connection
            .prepare_cached(
                "INSERT INTO certificate (id, code, facility, person, class, fit, examined, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                number,
                code,
                facility,
                examined.so_dinh_danh,
                examined.hang,
                examined.ket_luan == "du-dieu-kien",
                examined.ngay_kham.to_string(),
                last.to_string()
            ])?;
        Ok(Some(code))
    };
    match health.inner.store.write(write).await {
        Ok(Some(code)) => {
            json_face::answer(StatusCode::OK, &json!({"maGiay": code, "hieuLucDen": last}))
        }
        Ok(None) => json_face::refusal(
            StatusCode::UNAUTHORIZED,
            "expected the key of a connected facility",
        ),
        Err(error) => json_face::unkept(&error),
    }
}

async fn check(
    State(health): State<HealthFacility>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = json_face::pairs(query.unwrap_or_default().as_bytes());
    let (person, class) = (
        value(&pairs, "soDinhDanh").to_owned(),
        value(&pairs, "hang").to_owned(),
    );
    let today = health.inner.clock.today().to_string();
    let read = move |connection: &Connection| {
        connection
            .prepare_cached("SELECT person, class, fit, last FROM certificate WHERE code = ?")?
            .query_row([code], |row| {
                let (holder, examined_for, fit, last): (String, String, bool, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(match () {
                    () if holder != person || !class.is_empty() && examined_for != class => {
                        "khong-khop"
                    }
                    () if !fit => "khong-du",
                    () if last < today => "het-han",
                    () => "hop-le",
                })
            })
            .optional()
    };
    match health.inner.store.read(read).await {
        Ok(state) => json_face::answer(
            StatusCode::OK,
            &json!({"trangThai": state.unwrap_or("khong-co")}),
        ),
        Err(error) => json_face::unkept(&error),
    }
}
