//! The registers a citizen's journey passes: population database, health certificates, post.

use nation::Citizen;
use platform::registers::post::Step;
use platform::registers::{HealthFacility, Population, Post};
use serde_json::{Value, json};

use crate::ended::Ended;
use crate::plain_http::Say;
use crate::step::steps;
use crate::world::World;

/// Keys that the registers' operators give out in a scenario.
const KEY: &str = "journey";

/// What a scenario remembers of them.
#[derive(Default)]
pub struct RegistersMemory {
    /// Code of the health certificate.
    pub certificate: String,
    /// Code of the parcel.
    pub parcel: String,
}

impl World {
    async fn applicant(&mut self) -> Result<Citizen, Ended> {
        Ok(self.handed()?.citizen)
    }

    async fn tell_register(
        &mut self,
        role: &'static str,
        url: String,
        body: &Value,
    ) -> Result<Value, Ended> {
        let said = Say::json(url, body)
            .with("authorization", format!("Bearer {KEY}"))
            .by("one-stop")
            .send()
            .await?;
        if said.status == 200 {
            return Ok(said.json());
        }
        Err(Ended::fail("an answer", said.text()).by(role))
    }
}

fn broken(error: impl std::fmt::Display) -> Ended {
    Ended::error(error.to_string())
}

steps! {
    /// The one-stop system asks the population database for the applicant: the four answers of DRM-08.
    When "the population database confirms the applicant" | "cơ sở dữ liệu dân cư xác nhận người nộp"
    async fn verifies(world) {
        let citizen = world.applicant().await?;
        let raised = world.government()?.service::<Population>().await?;
        let url = raised.url.clone();
        raised.operator()?.permit(KEY, "000.00.00.H49", &["hoTen", "ngaySinh"]).await.map_err(broken)?;
        let asked = json!({"soDinhDanh": citizen.id, "hoTen": citizen.name, "ngaySinh": citizen.born, "truong": ["hoTen", "ngaySinh"]});
        let answer = world.tell_register("population", format!("{url}/dan-cu/xac-minh"), &asked).await?;
        if answer["maTraLoi"] == "data" { Ok(()) } else { Err(Ended::fail("data", answer.to_string()).by("population")) }
    }

    /// A connected facility examines the applicant and hands in the certificate.
    When "a connected hospital examines the applicant" | "bệnh viện đã kết nối khám cho người nộp"
    async fn examines(world) {
        let citizen = world.applicant().await?;
        let today = world.government()?.clock().today();
        let raised = world.government()?.service::<HealthFacility>().await?;
        let url = raised.url.clone();
        raised.operator()?.connect(KEY, "Bệnh viện Thử Nghiệm").await.map_err(broken)?;
        let class = citizen.licence.map_or("", |licence| licence.class);
        let examined = json!({"soDinhDanh": citizen.id, "hang": class, "ketLuan": "du-dieu-kien", "ngayKham": today});
        let answer = world.tell_register("health", format!("{url}/giay-kham"), &examined).await?;
        let code = answer["maGiay"].as_str().unwrap_or_default().to_owned();
        world.memory()?.registers.certificate = code;
        Ok(())
    }

    /// The certificate is looked up and holds for the applicant and the class.
    Then "the applicant's health certificate holds" | "giấy khám sức khỏe của người nộp còn hiệu lực"
    async fn certificate(world) {
        let citizen = world.applicant().await?;
        let code = world.memory()?.registers.certificate.clone();
        let url = world.government()?.service::<HealthFacility>().await?.url;
        let class = citizen.licence.map_or("", |licence| licence.class);
        let said = Say::get(format!("{url}/giay-kham/{code}?soDinhDanh={}&hang={class}", citizen.id)).by("one-stop").send().await?;
        if said.json()["trangThai"] == "hop-le" { Ok(()) } else { Err(Ended::fail("hop-le", said.text()).by("health")) }
    }

    /// The new card is handed to the post for the applicant.
    When "the new card is handed to the post" | "thẻ mới được giao cho bưu điện"
    async fn posts(world) {
        let handed = world.handed()?;
        let today = world.government()?.clock().today();
        let raised = world.government()?.service::<Post>().await?;
        let url = raised.url.clone();
        raised.operator()?.register(KEY, handed.unit).await.map_err(broken)?;
        let order = json!({
            "maHoSo": handed.code, "nguoiNhan": handed.citizen.name, "diaChi": handed.citizen.address.line(today),
            "soDienThoai": handed.citizen.phone,
        });
        let answer = world.tell_register("post", format!("{url}/don-hang"), &order).await?;
        let code = answer["maVanDon"].as_str().unwrap_or_default().to_owned();
        world.memory()?.registers.parcel = code;
        Ok(())
    }

    /// The postman brings it.
    When "the postman delivers it" | "bưu tá phát thẻ"
    async fn delivers(world) {
        let code = world.memory()?.registers.parcel.clone();
        let post = world.government()?.service::<Post>().await?.operator()?;
        for step in [Step::Accepted, Step::InTransit, Step::Delivered] {
            if !post.step(&code, step).await.map_err(broken)? {
                return Err(Ended::fail(step.name(), "the parcel did not get there").by("post"));
            }
        }
        Ok(())
    }
}
