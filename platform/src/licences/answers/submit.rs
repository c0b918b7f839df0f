//! `NopHoSo`: the portal hands in a citizen's application, which is checked and kept with its papers.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use nation::Citizen;
use protocols::licences::feed::Submission;
use protocols::licences::{Answer, Application, Attached, ErrorCode, Form, dates, fees};
use serde_json::json;

use crate::licences::Licences;
use crate::licences::keeps::{accounts, applications, cards};
use crate::licences::knows::licence::Licence;
use crate::store::StoreError;

/// The agency whose codes applications carry: the Ministry of Transport.
const AGENCY: &str = "000.00.00.G04";
/// Most papers of an application.
const PAPERS: usize = 20;

/// Keeps an application and tells its code and fee (`LePhi`, ours); one that is handed in again under the portal's code keeps its first code.
pub async fn submit(licences: &Licences, submission: Submission) -> Result<Answer, StoreError> {
    let refused = |text: &str| Ok(Answer::refused(ErrorCode::Refused, text));
    if submission.papers.len() > PAPERS {
        return refused("Quá nhiều giấy tờ, tối đa 20");
    }
    let decoded: Result<Vec<Vec<u8>>, _> = submission
        .papers
        .iter()
        .map(|paper| BASE64_STANDARD.decode(&paper.content))
        .collect();
    let Ok(contents) = decoded else {
        return refused("Nội dung giấy tờ cần là base64");
    };
    let Some(citizen) = licences.nation().citizen_of(&submission.id) else {
        return refused("Không tìm thấy người có số định danh này");
    };
    let (now, nation) = (licences.clock().now(), licences.nation());
    // What is handed in here came in online.
    let dong = fees::fee(now.date(), true).map(|fee| fee.dong.to_string());
    let write = move |connection: &rusqlite::Connection| {
        if let Some(code) = applications::of_portal(connection, &submission.portal_code)? {
            return Ok(Answer::ok(json!({"MaHoSo": code, "LePhi": dong})));
        }
        let licence = cards::present(connection, &nation, &submission.licence)?;
        let Some(licence) = licence.filter(|licence| licence.holder == citizen.id) else {
            return Ok(Answer::refused(
                ErrorCode::NotFound,
                "Không tìm thấy giấy phép lái xe của người này",
            ));
        };
        let Some(unit) = accounts::of_unit(connection, &submission.unit)? else {
            return Ok(Answer::refused(
                ErrorCode::Refused,
                "Đơn vị xử lý chưa kết nối",
            ));
        };
        let Some(code) = applications::next_code(connection, AGENCY, now.date())? else {
            return Ok(Answer::refused(
                ErrorCode::Refused,
                "Đã hết số hồ sơ trong ngày",
            ));
        };
        let mut attached = Vec::new();
        let mut papers = Vec::new();
        for (n, (paper, content)) in submission.papers.iter().zip(&contents).enumerate() {
            let path = format!("/hoso/{code}/{}", n + 1);
            attached.push(Attached {
                kind: paper.kind.clone(),
                name: paper.name.clone(),
                path: path.clone(),
            });
            papers.push((path, paper.name.clone(), content.clone()));
        }
        let application = Application {
            procedure: submission.procedure.clone(),
            service: format!("{}.01", submission.procedure),
            service_name: "Đổi giấy phép lái xe".into(),
            code: code.clone(),
            applicant: citizen.name.clone(),
            unit_name: unit.unit_name,
            unit: unit.unit,
            submitted: dates::moment(now),
            delivery: submission.delivery.clone(),
            form: form(&citizen, &licence, &submission, &code, attached, now.date()),
            ..Application::default()
        };
        applications::put(connection, &application, &licence.number, &papers, now)?;
        Ok(Answer::ok(json!({"MaHoSo": code, "LePhi": dong})))
    };
    licences.store().write(write).await
}

fn form(
    citizen: &Citizen,
    licence: &Licence,
    submission: &Submission,
    code: &str,
    attached: Vec<Attached>,
    today: jiff::civil::Date,
) -> Form {
    let (surname, given) = citizen.name.rsplit_once(' ').unwrap_or(("", &citizen.name));
    let portrait = attached.iter().find(|paper| paper.kind == "ANH");
    let residence = citizen.address.line(today);
    Form {
        portal_registration: submission.portal_code.clone(),
        code: code.to_owned(),
        name: citizen.name.clone(),
        printed_name: citizen.name.to_uppercase(),
        surname: surname.to_owned(),
        given_name: given.to_owned(),
        sex: citizen.sex.vietnamese().to_owned(),
        born: dates::day(citizen.born),
        nationality: "VNM".into(),
        old_id: citizen.old_id.clone().unwrap_or_default(),
        id: citizen.id.clone(),
        residence: residence.clone(),
        residence_area: citizen.address.area(),
        permanent_residence: residence,
        permanent_area: citizen.address.area(),
        portrait: portrait.map_or_else(String::new, |paper| paper.path.clone()),
        unit: submission.unit.clone(),
        kind: "DOI".into(),
        class: licence.class.clone(),
        years_driven: (today.year() - licence.passed.year()).max(0).to_string(),
        reason: submission.reason.clone(),
        held: vec![licence.held()],
        attached,
        ..Form::default()
    }
}
