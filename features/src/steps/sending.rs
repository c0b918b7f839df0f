//! Sending documents, sound and flawed.

use protocols::edxml;
use record::Cause;
use simulators::{Draft, Identity};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::support::Sending;
use crate::ended::Ended;
use crate::papers::{self, Fields};
use crate::params::{Agency, CodeForm, DocumentName, Flaw, Number, Quoted, Rows, Trouble};
use crate::step::steps;

/// How often a document is sent on a bad line.
const ATTEMPTS: usize = 6;

steps! {
    /// The agency's own document system writes, numbers and sends a letter, with its habits.
    When "{from} sends a letter of its own to {to}" | "{from} tự soạn và gửi công văn cho {to}"
    async fn send_own(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let draft = Draft::new("Về việc phối hợp công tác").to(&to).attach("bang-ke.xlsx", "số liệu");
        world.system(&from)?.send(draft).await?;
        Ok(())
    }

    /// Sends one document to two receivers.
    When "{from} sends a document to {first} and {second}" | "{from} gửi văn bản cho {first} và {second}"
    async fn send_to_two(world, from: Agency, first: Agency, second: Agency) {
        let to = [world.system(&first)?.identity().clone(), world.system(&second)?.identity().clone()];
        let document = world.compose(&from, &to)?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a document with a letter, with the fields of the table set (see the list of fields in `papers`).
    When "{from} sends {name} to {to} with" | "{from} gửi {name} cho {to} với"
    async fn send_with(world, from: Agency, name: DocumentName, to: Agency, fields: Rows<Fields>) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        papers::set(&mut document, &fields.rows, world.generator()?).map_err(Ended::error)?;
        world.send(&from, Sending { letter: letter(&name), ..Sending::sound(document) }).await
    }

    /// Sends a sound new document, under a letter when later steps speak of several.
    When "{from} sends {name} to {to}" | "{from} gửi {name} cho {to}"
    async fn send_named(world, from: Agency, name: DocumentName, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let document = world.compose(&from, &[to])?;
        world.send(&from, Sending { letter: letter(&name), ..Sending::sound(document) }).await
    }

    /// Sends so many sound documents, one after the other.
    When "{from} sends {count} documents to {to}" | "{from} gửi {count} văn bản cho {to}"
    async fn send_many(world, from: Agency, count: Number, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        for _ in 0..count.0 {
            let document = world.compose(&from, std::slice::from_ref(&to))?;
            world.send(&from, Sending::sound(document)).await?;
        }
        Ok(())
    }

    /// Sends so many sound documents, one after the other, each as often as it takes until the axis has answered: what a
    /// sender does on a bad line. Every repetition is the very same package.
    When "{from} sends {count} documents to {to}, each until the axis has answered" | "{from} gửi {count} văn bản cho {to}, mỗi văn bản gửi đến khi trục trả lời"
    async fn send_many_until_answered(world, from: Agency, count: Number, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        for _ in 0..count.0 {
            let document = world.compose(&from, std::slice::from_ref(&to))?;
            world.send(&from, Sending::sound(document)).await?;
            let mut attempts = 1;
            while world.memory()?.answer.is_none() {
                if attempts == ATTEMPTS {
                    return Err(Ended::inconclusive(Cause::Undecided, "an answer to one of several attempts", format!("none to {ATTEMPTS}")));
                }
                world.send_latest(&from, None).await?;
                attempts += 1;
            }
            let said = world.said()?;
            if !said.accepted {
                return Err(Ended::fail("the axis accepts the document", said.received()));
            }
        }
        Ok(())
    }

    /// Sends the very same package once more.
    When "{from} sends the same package again" | "{from} gửi lại đúng gói tin đó"
    async fn send_again(world, from: Agency) {
        world.send_latest(&from, None).await
    }

    /// Sends the very same package twice at the same time.
    When "{from} sends a document to {to} twice at once" | "{from} gửi văn bản cho {to} hai lần cùng lúc"
    async fn send_twice_at_once(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let document = world.compose(&from, &[to])?;
        let system = world.system(&from)?;
        let sending = Sending::sound(document);
        let package = edxml::write_document(&sending.document).map_err(|error| Ended::error(error.to_string()))?;
        let send = || system.client().send_edoc(&system.identity().code, &sending.to, simulators::MessageType::Document, package.clone());
        let (first, second) = tokio::join!(send(), send());
        world.memory()?.papers.push(crate::memory::Paper {
            letter: None, from: from.0.en, to: sending.to.clone(), document: sending.document, package: package.clone(), doc_ids: vec![first?, second?],
        });
        Ok(())
    }

    /// Sends a package with the same DocumentId and another subject.
    When "{from} sends the document again with another subject" | "{from} gửi lại văn bản với trích yếu khác"
    async fn send_changed(world, from: Agency) {
        let paper = world.memory()?.paper(&DocumentName::Latest)?;
        let mut document = paper.document.clone();
        document.subject.push_str(" (bản sửa)");
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a sound document whose written package is then given a flaw (see the table of flaws).
    When "{from} sends {to} a package with {flaw}" | "{from} gửi cho {to} gói tin có {flaw}"
    async fn send_flawed(world, from: Agency, to: Agency, flaw: Flaw) {
        let to = world.system(&to)?.identity().clone();
        let document = world.compose(&from, &[to])?;
        world.send(&from, Sending { damage: Some(flaw.0.does), ..Sending::sound(document) }).await
    }

    /// Sends a sound document in a request with a trouble (see the table of troubles).
    When "{from} sends {to} a document with {trouble}" | "{from} gửi cho {to} văn bản với {trouble}"
    async fn send_troubled(world, from: Agency, to: Agency, trouble: Trouble) {
        let to = world.system(&to)?.identity().clone();
        let document = world.compose(&from, &[to])?;
        world.send(&from, Sending { spoil: Some(trouble.0.does), ..Sending::sound(document) }).await
    }

    /// Sends a document to any code, registered or not.
    When "{from} sends a document to the code {code}" | "{from} gửi văn bản cho mã {code}"
    async fn send_to_code(world, from: Agency, code: Quoted) {
        let document = world.compose(&from, &[Identity::new(&code.0, "Đơn vị nhận")])?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a document to an agency under one of its two codes: that of QCVN 102:2016 or that of QĐ 20/2020.
    When "{from} sends a document to the {form} code of {to}" | "{from} gửi văn bản cho mã {form} của {to}"
    async fn send_to_form(world, from: Agency, form: CodeForm, to: Agency) {
        let to = form.of(world.system(&to)?.identity())?;
        let document = world.compose(&from, &[to])?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a document in which the sender, in package and request, stands under one of its two codes.
    When "{from} sends a document under its {form} code to {to}" | "{from} gửi văn bản dưới mã {form} của mình cho {to}"
    async fn send_under_form(world, from: Agency, form: CodeForm, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        let system = world.system(&from)?;
        let own = form.of(system.identity())?;
        document.from = own.organisation();
        let Sending { document, to, .. } = Sending::sound(document);
        let package = edxml::write_document(&document).map_err(|error| Ended::error(error.to_string()))?;
        let call = system.client().send_call(&own.code, &to, simulators::MessageType::Document, package.clone());
        let said = world.call(&system, &call).await?;
        let doc_ids = said.and_then(|said| said.doc_id).into_iter().collect();
        world.memory()?.papers.push(crate::memory::Paper { letter: None, from: from.0.en, to, document, package, doc_ids });
        Ok(())
    }

    /// Sends one document to both codes of an agency.
    When "{from} sends a document to both codes of {to}" | "{from} gửi văn bản cho cả hai mã của {to}"
    async fn send_to_both(world, from: Agency, to: Agency) {
        let known = world.system(&to)?.identity().clone();
        let both = [CodeForm::Old.of(&known)?, CodeForm::New.of(&known)?];
        let document = world.compose(&from, &both)?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a document to a member of the cast and to any code.
    When "{from} sends a document to {to} and to the code {code}" | "{from} gửi văn bản cho {to} và cho mã {code}"
    async fn send_to_agency_and_code(world, from: Agency, to: Agency, code: Quoted) {
        let to = [world.system(&to)?.identity().clone(), Identity::new(&code.0, "Đơn vị nhận")];
        let document = world.compose(&from, &to)?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends one document to everybody connected or registered beside the cast.
    When "{from} sends a document to all of them" | "{from} gửi văn bản cho tất cả các cơ quan đó"
    async fn send_to_all(world, from: Agency) {
        let memory = world.memory()?;
        let mut to: Vec<Identity> = memory.others.iter().map(|system| system.identity().clone()).collect();
        to.extend(memory.registered.iter().map(|code| Identity::new(code, code)));
        let document = world.compose(&from, &to)?;
        world.send(&from, Sending::sound(document)).await
    }

    /// Claims in package and request to be another agency than the one registered for the system.
    When "{from} sends a document to {to} in the name of {other}" | "{from} gửi văn bản cho {to} dưới tên {other}"
    async fn send_as_other(world, from: Agency, to: Agency, other: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, std::slice::from_ref(&to))?;
        let claimed = world.system(&other)?.identity().clone();
        document.from = claimed.organisation();
        let package = edxml::write_document(&document).map_err(|error| Ended::error(error.to_string()))?;
        let system = world.system(&from)?;
        let call = system.client().send_call(&claimed.code, &[to.code], simulators::MessageType::Document, package);
        world.call(&system, &call).await?;
        Ok(())
    }

    /// Sends a document without any attachment.
    When "{from} sends {to} a document without attachments" | "{from} gửi cho {to} văn bản không có tệp đính kèm"
    async fn send_bare(world, from: Agency, to: Agency) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.attachments.clear();
        world.send(&from, Sending::sound(document)).await
    }

    /// Sends a document with the named files attached, separated by commas.
    When "{from} sends {to} a document with the attachments {names}" | "{from} gửi cho {to} văn bản có các tệp {names}"
    async fn send_attachments(world, from: Agency, to: Agency, names: Quoted) {
        let to = world.system(&to)?.identity().clone();
        let mut document = world.compose(&from, &[to])?;
        document.attachments.clear();
        for (index, name) in names.0.split(", ").enumerate() {
            let attachment = papers::attachment(name, &format!("tệp thứ {index}"), world.generator()?);
            document.attachments.push(attachment);
        }
        world.send(&from, Sending::sound(document)).await
    }

    /// A client that sends its package so slowly that it never ends, while the scenario goes on.
    When "a client of {agency} sends a package byte by byte" | "một máy khách của {agency} gửi gói tin từng byte một"
    async fn slow_client(world, agency: Agency) {
        let _ = world.system(&agency)?;
        let address = world.government()?.axis_url().trim_start_matches("http://").to_owned();
        let broken = |error: std::io::Error| Ended::error(error.to_string());
        let mut stream = TcpStream::connect(&address).await.map_err(broken)?;
        let begun = format!("POST /XrdAdapter/adapter/sendEdoc HTTP/1.1\r\nHost: {address}\r\nContent-Length: 8000\r\n\r\n<");
        stream.write_all(begun.as_bytes()).await.map_err(broken)?;
        world.memory()?.held.push(stream);
        Ok(())
    }
}

/// The letter of `document A`; none for `the document`.
fn letter(name: &DocumentName) -> Option<String> {
    match name {
        DocumentName::Latest => None,
        DocumentName::Letter(letter) => Some(letter.clone()),
    }
}
