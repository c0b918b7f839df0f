//! Requests as the axis must judge them before it looks at their content.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use simulators::{Call, MessageType, Spoil};

use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Operation, Quoted, Trouble};
use crate::step::steps;

steps! {
    /// Calls a harmless operation in a request with a trouble (see the table of troubles).
    When "{agency} asks for the directory with {trouble}" | "{agency} hỏi danh bạ với {trouble}"
    async fn asks_with(world, agency: Agency, trouble: Trouble) {
        let system = world.system(&agency)?;
        let now = world.now()?;
        let call = (trouble.0.does)(Call::new("getAgenciesList"), now);
        world.call(&system, &call).await.map(drop)
    }

    /// Calls an operation without any header of authentication.
    When "somebody calls {operation} without credentials at {agency}" | "ai đó gọi {operation} không kèm thông tin xác thực tại {agency}"
    async fn anonymous(world, operation: Operation, agency: Agency) {
        let system = world.system(&agency)?;
        let names = ["systemid", "timestamp", "sign-header", "sign-header-key", "hash-header", "version"];
        let bare = names.iter().fold(Call::new(operation.0.name), |call, name| call.spoil(Spoil::Omit(format!("XroadVnpt-{name}"))));
        world.call(&system, &bare).await.map(drop)
    }

    /// Calls with header names in another case, and the service type written `edoc`.
    When "{agency} asks for its documents with names in another case" | "{agency} hỏi danh sách văn bản với tên viết hoa thường khác"
    async fn other_case(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = Call::new("getReceivedEdocList").with("ServiceType", "edoc").with("MessageType", "edoc");
        world.call(&system, &call).await.map(drop)
    }

    /// Calls with headers left over from earlier calls, as the operator's library does.
    When "{agency} asks for its documents with headers left over from earlier calls" | "{agency} hỏi danh sách văn bản với tiêu đề sót lại từ lần gọi trước"
    async fn leftovers(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = system.client().list_call(MessageType::Document, None)
            .with("docId", "5f0c0000-0000-4000-8000-000000000000").with("filePath", "C:\\\\edoc").with("hash-file", "00ff");
        world.call(&system, &call).await.map(drop)
    }

    /// The operator gives the system another secret; the agency goes on with the old one.
    When "the secret of {agency} is changed on the axis" | "khóa bí mật của {agency} được đổi trên trục"
    async fn rotated(world, agency: Agency) {
        let system_id = world.system(&agency)?.client().connection().credentials.system_id.clone();
        world.operator()?.rotate_secret(&system_id, "the new secret").await.map_err(|error| Ended::error(error.to_string()))
    }

    /// Calls with the secret that the operator gave last.
    When "{agency} asks for the directory with the new secret" | "{agency} hỏi danh bạ với khóa bí mật mới"
    async fn asks_with_new(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = Call::new("getAgenciesList").spoil(Spoil::Secret("the new secret".into()));
        world.call(&system, &call).await.map(drop)
    }

    /// Asks for the whole list of agencies, as every client does.
    When "{agency} asks for the directory" | "{agency} hỏi danh bạ"
    async fn asks(world, agency: Agency) {
        let system = world.system(&agency)?;
        world.call(&system, &Call::new("getAgenciesList")).await?;
        if system.client().face() == simulators::Face::Vxp {
            // A refused call has no directory; the next step judges the answer.
            world.memory()?.directory = system.client().agencies().await.unwrap_or_default();
        }
        Ok(())
    }

    /// Tries to fetch a document that another agency received.
    When "{agency} tries to fetch {name} of {owner}" | "{agency} thử lấy {name} của {owner}"
    async fn fetch_foreign(world, agency: Agency, name: DocumentName, owner: Agency) {
        let item = world.found_once(&owner, &name).await?;
        let system = world.system(&agency)?;
        let call = system.client().get_call(&item.doc_id);
        world.call(&system, &call).await.map(drop)
    }

    /// Tries the same with downloadEdoc.
    When "{agency} tries to download {name} of {owner}" | "{agency} thử tải {name} của {owner}"
    async fn download_foreign(world, agency: Agency, name: DocumentName, owner: Agency) {
        let item = world.found_once(&owner, &name).await?;
        let system = world.system(&agency)?;
        let call = Call::new("downloadEdoc").with("docId", item.doc_id);
        world.call(&system, &call).await.map(drop)
    }

    /// Tries to acknowledge a document that another agency received.
    When "{agency} tries to acknowledge {name} of {owner}" | "{agency} thử xác nhận {name} của {owner}"
    async fn acknowledge_foreign(world, agency: Agency, name: DocumentName, owner: Agency) {
        let item = world.found_once(&owner, &name).await?;
        let system = world.system(&agency)?;
        let call = system.client().ack_call(&item.doc_id, "done", "");
        world.call(&system, &call).await.map(drop)
    }

    /// The answer gives away nothing of the document: neither its subject nor its identifier.
    Then "the answer shows nothing of {name}" | "câu trả lời không để lộ gì về {name}"
    async fn shows_nothing(world, name: DocumentName) {
        let paper = world.memory()?.paper(&name)?;
        let subject = paper.document.subject.clone();
        let id = paper.document.id.clone().unwrap_or_default();
        let answer = world.answer()?;
        let data = answer.json().ok().and_then(|value| value.get("data")?.as_str().map(str::to_owned)).unwrap_or_default();
        // A refusal may carry the package all the same, as getEdoc carries it.
        let package = STANDARD.decode(data).unwrap_or_default();
        let shown = [&answer.body[..], &package[..]].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match shown.iter().find(|text| text.contains(&subject) || text.contains(&id)) {
            None => Ok(()),
            Some(text) => Err(Ended::fail("an answer that shows nothing of the document", text.chars().take(200).collect::<String>())),
        }
    }

    /// Calls an operation with parameters written by hand, `name=value` joined by `;`.
    When "{agency} calls {operation} with the parameters {parameters}" | "{agency} gọi {operation} với các tham số {parameters}"
    async fn calls(world, agency: Agency, operation: Operation, parameters: Quoted) {
        let system = world.system(&agency)?;
        let pairs = parameters.0.split(';').filter_map(|pair| pair.split_once('='));
        let call = pairs.fold(Call::new(operation.0.name), |call, (name, value)| call.with(name.trim(), value.trim()));
        world.call(&system, &call).await.map(drop)
    }
}
