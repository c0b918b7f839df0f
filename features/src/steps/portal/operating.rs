//! What the operator does, and what goes on around the portal.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::routing::post;
use harness::government::ONE_STOP;
use jiff::civil::Date;
use platform::portal::{Catalogue, Paper, Portal};
use protocols::portal::{KeptPaper, PaperFile};
use serde_json::Value;

use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted};
use crate::step::steps;
use crate::world::World;

impl World {
    /// The embedded portal, to act as its operator.
    async fn portal_operator(&mut self) -> Result<Portal, Ended> {
        Ok(self.government()?.service::<Portal>().await?.operator()?)
    }
}

fn refused(error: impl std::fmt::Display) -> Ended {
    Ended::error(error.to_string())
}

steps! {
    /// The agency joins with an address of its own, to which the portal pushes what people submit on it.
    Given "{agency} joins the portal with an address for submitted dossiers" | "{agency} kết nối với Cổng, có địa chỉ nhận hồ sơ"
    async fn joins_with_address(world, agency: Agency) {
        if agency.0.code != ONE_STOP.0 {
            return Err(Ended::error("only the province of the one-stop has an address"));
        }
        let memory = &world.memory()?.portal;
        let (received, away) = (Arc::clone(&memory.received), Arc::clone(&memory.away));
        let answer = move |body: String| {
            let (received, away) = (Arc::clone(&received), Arc::clone(&away));
            async move {
                if away.load(Ordering::SeqCst) {
                    return (http::StatusCode::SERVICE_UNAVAILABLE, String::new());
                }
                let value: Value = serde_json::from_str(&body).unwrap_or_default();
                received.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(value);
                (http::StatusCode::OK, r#"{"error_code":"0","message":"Thực hiện thành công"}"#.to_owned())
            }
        };
        let url = world.government()?.front("one-stop", |_| Router::new().route("/dvcqg", post(answer))).await?;
        world.joins_portal(&agency, Some(format!("{url}/dvcqg"))).await
    }

    /// The agency's system is away, or back again.
    When "the agency's own system is away" | "hệ thống của cơ quan ngừng hoạt động"
    async fn away(world) {
        world.memory()?.portal.away.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// The agency's system answers again, and the portal pushes what waits.
    When "the agency's own system is back and the portal pushes what waits" | "hệ thống của cơ quan hoạt động lại và Cổng gửi những gì đang chờ"
    async fn back(world) {
        world.memory()?.portal.away.store(false, Ordering::SeqCst);
        world.portal_operator().await?.push_waiting().await.map_err(refused)?;
        Ok(())
    }

    /// The agency received the dossier submitted last, so many times.
    Then "the agency received the submitted dossier {count} times" | "cơ quan nhận được hồ sơ đã nộp {count} lần"
    async fn received(world, count: Number) {
        let memory = &world.memory()?.portal;
        let all = memory.received.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let own = all.iter().filter(|body| body["data"]["MaHoSo"] == memory.id.as_str()).count();
        match own == count.0 {
            true => Ok(()),
            false => Err(Ended::fail(format!("{} of {} times", memory.id, count.0), format!("{own} times, {} pushes", all.len())).by("portal")),
        }
    }

    /// The agency received what the citizen gave: his TechID and the papers.
    Then "the submitted dossier carries {value} in {field}" | "hồ sơ đã nộp mang {value} trong {field}"
    async fn carries(world, value: Quoted, field: Quoted) {
        let now = world.now()?;
        let memory = &world.memory()?.portal;
        let all = memory.received.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let own = all.iter().rev().find(|body| body["data"]["MaHoSo"] == memory.id.as_str());
        let found = own.map(|body| super::values::find(&body["data"], &field.0).clone()).unwrap_or_default();
        match super::values::differs(&found, &value.0, memory, now)? {
            None => Ok(()),
            Some(found) => Err(Ended::fail(format!("{}: {}", field.0, value.0), found).by("portal")),
        }
    }

    /// The portal's power fails at once, and it starts again from its disk.
    When "the portal loses power and starts again" | "Cổng mất điện và khởi động lại"
    async fn loses_power(world) {
        let government = world.government()?;
        government.kill::<Portal>().await?;
        government.start::<Portal>().await?;
        Ok(())
    }

    /// The owner of a dossier was told by e-mail or SMS so many times with this text in the message.
    Then "the owner of {dossier} was told {text} by {channel} {count} times" | "chủ hồ sơ {dossier} được báo {text} qua {channel} {count} lần"
    async fn was_told(world, dossier: Quoted, text: Quoted, channel: Quoted, count: Number) {
        let now = world.now()?;
        let code = super::values::resolved(&dossier.0, &world.memory()?.portal, now)?;
        let all = world.portal_operator().await?.messages(&code).await.map_err(refused)?;
        let own = all.iter().filter(|message| message.channel == channel.0 && message.text.contains(&text.0)).count();
        match own == count.0 {
            true => Ok(()),
            false => Err(Ended::fail(format!("{} messages with {}", count.0, text.0), format!("{own} of {} messages", all.len())).by("portal")),
        }
    }

    /// Every message about a dossier says agency, receipt and promised day.
    Then "every message about {dossier} says {text}" | "mọi tin nhắn về {dossier} đều nêu {text}"
    async fn says(world, dossier: Quoted, text: Quoted) {
        let now = world.now()?;
        let code = super::values::resolved(&dossier.0, &world.memory()?.portal, now)?;
        let all = world.portal_operator().await?.messages(&code).await.map_err(refused)?;
        let text = text.0;
        match !all.is_empty() && all.iter().all(|message| message.text.contains(&text)) {
            true => Ok(()),
            false => Err(Ended::fail(format!("messages with {text}"), format!("{all:?}")).by("portal")),
        }
    }

    /// The access log holds a line of this operation with this outcome.
    Then "the portal's log holds {operation} with the outcome {outcome}" | "nhật ký của Cổng có {operation} với kết quả {outcome}"
    async fn logged(world, operation: Quoted, outcome: Quoted) {
        let lines = world.portal_operator().await?.log(0, 10_000).await.map_err(refused)?;
        let found = lines.iter().any(|line| line.operation == operation.0 && line.outcome == outcome.0 && !line.at.is_empty());
        match found {
            true => Ok(()),
            false => Err(Ended::fail(format!("{} with outcome {}", operation.0, outcome.0), format!("{} other lines", lines.len())).by("portal")),
        }
    }

    /// A procedure gets another name in the national database.
    When "procedure {code} is renamed {name} in the national database" | "thủ tục {code} được đổi tên thành {name} trong cơ sở dữ liệu quốc gia"
    async fn renamed(world, code: Quoted, name: Quoted) {
        let portal = world.portal_operator().await?;
        let mut all = portal.catalogue().all().to_vec();
        let found = all.iter_mut().find(|record| record.procedure.code == code.0);
        let found = found.ok_or_else(|| Ended::error(format!("no procedure {}", code.0)))?;
        found.procedure.name = name.0;
        portal.show_procedures(Arc::new(Catalogue::new(all)));
        Ok(())
    }

    /// The operator announces an interruption of one night, that many working days from now; whether the portal takes it is seen later.
    When "the operator announces an interruption in {days} working days" | "đơn vị vận hành thông báo tạm dừng sau {days} ngày làm việc"
    async fn announces(world, days: Number) {
        let portal = world.portal_operator().await?;
        let days = i32::try_from(days.0).map_err(refused)?;
        let day: Date = clock::calendar::add_working_days(world.now()?.date(), days);
        // A late announcement is refused; what people see afterwards is what the next step looks at.
        let _ = portal.announce_outage(day.at(22, 0, 0, 0), day.at(23, 0, 0, 0), "bảo trì").await;
        Ok(())
    }

    /// The electronic data store holds a paper of a citizen.
    Given "the data store holds the paper {code} of citizen {name}" | "kho dữ liệu có giấy tờ {code} của công dân {name}"
    async fn holds(world, code: Quoted, name: Quoted) {
        let owner = world.memory()?.portal.person(&name.0)?.0.id.clone();
        let path = format!("/kho/{owner}/{}.pdf", code.0);
        let paper = Paper {
            owner,
            paper: KeptPaper {
                result_code: code.0,
                name: "Giấy phép lái xe".into(),
                notation: "GPLX-01".into(),
                agency: "000.00.00.G04".into(),
                files: vec![PaperFile { name: "gplx.pdf".into(), path: path.clone() }],
            },
            path,
            bytes: b"%PDF-1.7 synthetic".to_vec(),
        };
        world.portal_operator().await?.store_paper(paper).await.map_err(refused)
    }

    /// The national reporting system says how many dossiers an agency received today.
    Given "the national reporting system says that {agency} received {count} dossiers" | "hệ thống báo cáo quốc gia cho biết {agency} nhận {count} hồ sơ"
    async fn reported(world, agency: Agency, count: Number) {
        let today = world.now()?.date();
        let portal = world.portal_operator().await?;
        portal.note_reported(agency.0.code, today, count.0 as u64).await.map_err(refused)
    }
}
