//! Recalls, updates and replacements as documents (business types 1 to 3).

use super::support::Sending;
use crate::papers;
use crate::params::{Agency, DocumentName};
use crate::step::steps;

steps! {
    /// Sends a recall document (type 1) that names the document exactly.
    When "{from} recalls {name} from {to} by a recall document" | "{from} thu hồi {name} từ {to} bằng văn bản thu hồi"
    async fn recalls(world, from: Agency, name: DocumentName, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        papers::recall(&mut document, &world.memory()?.paper(&name)?.document);
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a recall document that names no document.
    When "{from} sends {to} a recall document that names no document" | "{from} gửi cho {to} văn bản thu hồi không nêu văn bản nào"
    async fn recalls_nothing(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.business.get_or_insert_default().kind = protocols::edxml::Kind::Recall;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends an update (type 2) that names the document, what changed, and one receiver more.
    When "{from} updates {name} for {to}, adding {added}" | "{from} cập nhật {name} cho {to}, thêm {added}"
    async fn updates(world, from: Agency, name: DocumentName, to: Agency, added: Agency) {
        let to = [world.system(&to)?.identity().clone(), world.system(&added)?.identity().clone()];
        let mut document = world.compose(&from, &to)?;
        papers::update(&mut document, &world.memory()?.paper(&name)?.document, &to[1].code);
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a replacement (type 3) that names the document it replaces for this receiver.
    When "{from} replaces {name} for {to}" | "{from} thay thế {name} cho {to}"
    async fn replaces(world, from: Agency, name: DocumentName, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, std::slice::from_ref(&to))?;
        papers::replacement(&mut document, &world.memory()?.paper(&name)?.document, &[to.code]);
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a replacement without the list of what it replaces.
    When "{from} sends {to} a replacement without its list" | "{from} gửi cho {to} văn bản thay thế không có danh sách"
    async fn replaces_nothing(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.business.get_or_insert_default().kind = protocols::edxml::Kind::Replacement;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a new document with a stray Bussiness/DocumentId, as the operator's own sample does.
    When "{from} sends {to} a new document with a stray Bussiness/DocumentId" | "{from} gửi cho {to} văn bản mới có Bussiness/DocumentId thừa"
    async fn stray(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.business.get_or_insert_default().document_id = Some("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT".into());
        world.send(&from, Sending::sound(document)).await
    }
}
