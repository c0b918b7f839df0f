//! The national population database (CSDL quốc gia về dân cư): role `population`. Verifies a person, and says in four ways what it knows
//! (framework DRM-08, TT 13/2017 Art. 8.2): data, none, not permitted, partial.
//!
//! `POST /dan-cu/xac-minh` with `Authorization: Bearer <key>` and `{"soDinhDanh", "hoTen", "ngaySinh" (yyyy-MM-dd), "truong": [fields asked for]}`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use clock::Clock;
use http::{HeaderMap, StatusCode};
use nation::{Citizen, Nation};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{bearer, text};
use crate::component::{Component, Opening};
use crate::json_face;
use crate::keep::OpenError;
use crate::schema::Tables;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// Fields an account may be let see.
pub const FIELDS: [&str; 8] = [
    "hoTen",
    "ngaySinh",
    "gioiTinh",
    "noiOHienNay",
    "queQuan",
    "soCmndCu",
    "danToc",
    "soDienThoai",
];

/// The population database's settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Seed of the nation it knows.
    pub nation_seed: u64,
    /// SQL that spoils what is kept, see [`crate::defect`].
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            nation_seed: nation::SEED,
            defect: None,
        }
    }
}

const TABLES: Tables = Tables {
    component: "population",
    // "LTDC"
    application: 0x4C54_4443,
    version: 1,
    sql: "
CREATE TABLE account (key TEXT PRIMARY KEY, agency TEXT NOT NULL, fields TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE asked (id INTEGER PRIMARY KEY, at TEXT NOT NULL, agency TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
",
};

/// The population database; clones share it.
#[derive(Clone, Debug)]
pub struct Population {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    clock: Clock,
    store: Store,
    nation: Nation,
}

impl Component for Population {
    const ROLE: &'static str = "population";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.population
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let defect = opening.settings.defect.as_deref();
        let (store, ()) = opening.keep.open(&TABLES, defect, |_| Ok(()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                clock: opening.clock,
                store,
                nation: Nation::new(opening.settings.nation_seed),
            }),
        })
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/dan-cu/xac-minh", post(verify))
            .with_state(self.clone())
    }
}

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    so_dinh_danh: String,
    #[serde(default)]
    ho_ten: String,
    #[serde(default)]
    ngay_sinh: String,
    #[serde(default)]
    truong: Vec<String>,
}

impl Population {
    /// Gives an agency a key and the fields ([`FIELDS`]) it may see; none of them: it may ask nothing.
    ///
    /// # Errors
    /// The store failed.
    pub async fn permit(&self, key: &str, agency: &str, fields: &[&str]) -> Result<(), StoreError> {
        let (key, agency, fields) = (key.to_owned(), agency.to_owned(), fields.join(","));
        let put = move |connection: &Connection| {
            connection.execute(
                "INSERT OR REPLACE INTO account (key, agency, fields) VALUES (?, ?, ?)",
                params![key, agency, fields],
            )
        };
        self.inner.store.write(put).await.map(drop)
    }

    /// How often it was asked, by answer, in alphabetical order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn asked(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let read = |connection: &Connection| {
            connection
                .prepare_cached(
                    "SELECT answer, count(*) FROM asked GROUP BY answer ORDER BY answer",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        self.inner.store.read(read).await
    }
}

async fn verify(State(population): State<Population>, headers: HeaderMap, body: Body) -> Response {
    let body = match json_face::read(body, &headers, &Limits::default()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let Ok(asked) = serde_json::from_slice::<Asked>(&body) else {
        return json_face::refusal(
            StatusCode::BAD_REQUEST,
            "expected {soDinhDanh, hoTen, ngaySinh, truong}",
        );
    };
    let (key, nation, now) = (
        bearer(&headers).to_owned(),
        population.inner.nation,
        population.inner.clock.now(),
    );
    let work = move |connection: &Connection| {
        let account: Option<(String, String)> = connection
            .prepare_cached("SELECT agency, fields FROM account WHERE key = ?")?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((agency, fields)) = account else {
            return Ok(None);
        };
        let allowed: Vec<&str> = fields
            .split(',')
            .filter(|field| !field.is_empty())
            .collect();
        let answer = decide(&nation, &asked, &allowed);
        connection
            .prepare_cached("INSERT INTO asked (at, agency, answer) VALUES (?, ?, ?)")?
            .execute(params![text(now), agency, answer["maTraLoi"].as_str()])?;
        Ok(Some(answer))
    };
    match population.inner.store.write(work).await {
        Ok(Some(answer)) => json_face::answer(StatusCode::OK, &answer),
        Ok(None) => json_face::refusal(StatusCode::UNAUTHORIZED, "expected the key of an agency"),
        Err(error) => json_face::unkept(&error),
    }
}

/// The four answers. Name and day of birth, when given, must be the person's: otherwise there is no such person.
fn decide(nation: &Nation, asked: &Asked, allowed: &[&str]) -> Value {
    if allowed.is_empty() {
        return json!({"maTraLoi": "not-permitted", "moTa": "Đơn vị không được phép khai thác"});
    }
    let none = json!({"maTraLoi": "none", "moTa": "Không có dữ liệu"});
    let Some(citizen) = nation.citizen_of(&asked.so_dinh_danh) else {
        return none;
    };
    let name_fits = asked.ho_ten.is_empty()
        || asked.ho_ten.trim().to_lowercase() == citizen.name.to_lowercase();
    let birth_fits = asked.ngay_sinh.is_empty() || asked.ngay_sinh == citizen.born.to_string();
    if !name_fits || !birth_fits {
        return none;
    }
    let (granted, withheld): (Vec<&String>, Vec<&String>) = asked
        .truong
        .iter()
        .partition(|field| allowed.contains(&field.as_str()));
    let mut data = Map::new();
    let mut unknown = Vec::new();
    for field in granted {
        match value(&citizen, field) {
            Some(text) => {
                data.insert(field.clone(), json!(text));
            }
            None => unknown.push(field),
        }
    }
    let whole = withheld.is_empty() && unknown.is_empty();
    let code = if whole { "data" } else { "partial" };
    json!({"maTraLoi": code, "duLieu": data, "khongDuocPhep": withheld, "khongCo": unknown})
}

fn value(citizen: &Citizen, field: &str) -> Option<String> {
    Some(match field {
        "hoTen" => citizen.name.clone(),
        "ngaySinh" => citizen.born.to_string(),
        "gioiTinh" => citizen.sex.vietnamese().to_owned(),
        "noiOHienNay" => citizen.address.line(jiff::civil::Date::MAX),
        "queQuan" => citizen.origin.clone(),
        "soCmndCu" => citizen.old_id.clone()?,
        "danToc" => citizen.ethnicity.to_owned(),
        "soDienThoai" => citizen.phone.clone(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(id: &str, fields: &[&str]) -> Asked {
        Asked {
            so_dinh_danh: id.to_owned(),
            ho_ten: String::new(),
            ngay_sinh: String::new(),
            truong: fields.iter().map(|field| (*field).to_owned()).collect(),
        }
    }

    #[test]
    fn four_cases_have_four_answers() {
        let nation = Nation::new(1);
        let citizen = nation.citizen(10);
        let code =
            |asked: &Asked, allowed: &[&str]| decide(&nation, asked, allowed)["maTraLoi"].clone();
        let both = ["hoTen", "ngaySinh"];
        assert_eq!(code(&ask(&citizen.id, &both), &both), "data");
        assert_eq!(code(&ask("000000000000", &both), &both), "none");
        assert_eq!(code(&ask(&citizen.id, &both), &[]), "not-permitted");
        assert_eq!(code(&ask(&citizen.id, &both), &["hoTen"]), "partial");
        let filtered = decide(&nation, &ask(&citizen.id, &both), &["hoTen"]);
        assert_eq!(filtered["duLieu"], json!({"hoTen": citizen.name}));
        let wrong = Asked {
            ho_ten: "Ai Đó".into(),
            ..ask(&citizen.id, &both)
        };
        assert_eq!(code(&wrong, &both), "none");
    }
}
