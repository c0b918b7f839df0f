//! A portal on a port with two agencies and two people, and a client that writes its bodies by hand.

use clock::Clock;
use jiff::civil::{DateTime, date};
use platform::portal::{AccountRecord, Person, Portal, Settings};
use platform::{Component, Keep, Opening, Running};
use serde_json::{Value, json};

use crate::client::http_client;

pub const H49: &str = "000.00.00.H49";
pub const H41: &str = "000.00.00.H41";

/// Monday 2 March 2026, 08:00.
pub fn morning() -> DateTime {
    date(2026, 3, 2).at(8, 0, 0, 0)
}

pub struct World {
    pub portal: Portal,
    pub clock: Clock,
    pub running: Running,
    pub http: reqwest::Client,
}

pub async fn world() -> World {
    world_with(Settings::default(), Keep::Memory).await
}

pub async fn world_with(settings: Settings, keep: Keep) -> World {
    let clock = Clock::controlled(morning());
    let portal = Portal::open(Opening {
        settings,
        keep,
        clock: clock.clone(),
        public_url: String::new(),
    })
    .expect("opened");
    for agency in [H49, H41] {
        let record = AccountRecord {
            username: format!("tk.{agency}"),
            password: "bí mật".into(),
            agency: agency.into(),
            name: agency.into(),
            address: None,
        };
        portal.register_account(record).await.expect("registered");
    }
    for (name, number) in [("an", "000190000001"), ("binh", "000290000002")] {
        let person = Person {
            tech_id: format!("tech-{name}"),
            number: number.into(),
            name: name.into(),
            email: format!("{name}@example.vn"),
            phone: "0900000000".into(),
            address: "Hạ Long".into(),
        };
        portal
            .register_person(person, Some(&format!("token-{name}")))
            .await
            .expect("registered");
    }
    let running = portal
        .serve(([127, 0, 0, 1], 0).into())
        .await
        .expect("bound");
    World {
        portal,
        clock,
        running,
        http: http_client(),
    }
}

impl World {
    pub async fn post(&self, path: &str, body: String) -> (u16, Value) {
        let request = self
            .http
            .post(format!("{}{path}", self.running.url))
            .header("dstcode", "VN")
            .body(body);
        let answer = request.send().await.expect("answered");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    pub async fn session(&self, agency: &str) -> String {
        let body = json!({"username": format!("tk.{agency}"), "password": "bí mật"});
        let (_, reply) = self.post("/mapi/login", body.to_string()).await;
        reply["session"].as_str().expect("a session").to_owned()
    }

    /// Calls a service with these further fields.
    pub async fn call(&self, agency: &str, service: &str, fields: Value) -> Value {
        let session = self.session(agency).await;
        let mut body = json!({"session": session, "madonvi": agency, "service": service});
        for (key, value) in fields.as_object().expect("fields") {
            body[key] = value.clone();
        }
        self.post("/mapi/g", body.to_string()).await.1
    }

    pub async fn sync(&self, agency: &str, updating: &str, data: Vec<Value>) -> Value {
        self.call(
            agency,
            "DongBoHoSoMC",
            json!({"isUpdating": updating, "data": data}),
        )
        .await
    }

    pub async fn page(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        let mut request = self.http.get(format!("{}{path}", self.running.url));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.expect("answered");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    pub async fn send(&self, path: &str, token: &str, body: Value) -> (u16, Value) {
        let request = self.http.post(format!("{}{path}", self.running.url));
        let answer = request
            .bearer_auth(token)
            .body(body.to_string())
            .send()
            .await;
        let answer = answer.expect("answered");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }
}

/// A sound dossier of An's with this daily number.
pub fn dossier(agency: &str, number: u32, status: u8) -> Value {
    json!({
        "MaHoSo": format!("{agency}-260302-{number:04}"), "MaTTHC": "1.002820", "TenTTHC": "Cấp lại giấy phép lái xe",
        "MaLinhVuc": "G09-GT01", "TenLinhVuc": "Đường bộ", "MaDoiTuong": "tech-an", "LoaiDoiTuong": "1",
        "NgayTiepNhan": "20260302073000", "NgayHenTra": "20260309170000", "TrangThaiHoSo": status.to_string(),
        "Email": "an@example.vn", "SoDienThoai": "0900000000", "DonViXuLy": "Sở GTVT"
    })
}

pub fn step(agency: &str, number: u32, status: u8) -> Value {
    json!({
        "MaHoSo": format!("{agency}-260302-{number:04}"), "NguoiXuLy": "Cán bộ A", "ThoiDiemXuLy": "20260302074500",
        "NoiDungXuLy": "Thẩm định", "TrangThai": status.to_string(), "PhongBanXuLy": "Phòng Quản lý vận tải"
    })
}

pub fn code(reply: &Value) -> &str {
    reply["error_code"].as_str().unwrap_or("none")
}

pub fn message(reply: &Value) -> &str {
    reply["message"].as_str().unwrap_or("none")
}
