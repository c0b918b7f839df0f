//! From a draft to a numbered document (NĐ 30/2020/NĐ-CP Art. 15).

use protocols::edxml::{
    Attachment, Business, Code, Document, DocumentKind, Kind, Other, Signer, Trace,
};

use super::DocumentSystem;
use super::draft::{Draft, File};
use super::store::Store;
use crate::{ClientError, Identity, package};

impl DocumentSystem {
    /// Gives a draft its number, id, trace and packed files.
    pub(super) fn compose(&self, draft: Draft) -> Result<Document, ClientError> {
        let now = self.now();
        let promulgated = draft.promulgated.unwrap_or(now.date());
        let mut store = self.store();
        let notation = draft
            .notation
            .clone()
            .unwrap_or_else(|| format!("CV-{}", short(&self.identity().code)));
        store.learn(&draft.to);
        let code = store.number(promulgated.year(), draft.number.clone(), notation)?;
        let form = self.habits().package.document_id;
        let uuid = store.uuid();
        let id = draft.id.clone().unwrap_or_else(|| {
            package::new_id(form, &self.identity().code, promulgated, &code, uuid)
        });
        let attachments = self.pack(&mut store, &draft.files);
        drop(store);
        let content = draft
            .content
            .clone()
            .unwrap_or_else(|| draft.subject.clone());
        let default_kind = DocumentKind {
            number: 2,
            detail: Some(0),
            name: Some("Công văn".into()),
        };
        let default_signer = Signer {
            position: Some("Chánh Văn phòng".into()),
            full_name: Some("Trần Thị Bình".into()),
            ..Signer::default()
        };
        Ok(Document {
            from: self.identity().organisation(),
            to: draft.to.iter().map(Identity::organisation).collect(),
            id: Some(id),
            code,
            promulgated,
            kind: Some(draft.kind.unwrap_or(default_kind)),
            subject: draft.subject,
            content: Some(content),
            signer: Some(draft.signer.unwrap_or(default_signer)),
            due: draft.due,
            other: Some(Other {
                priority: Some(draft.priority),
                direction: Some(false),
                ..Other::default()
            }),
            answers: draft.answers,
            steering: Some(1),
            traces: vec![self.trace()],
            business: Some(Business {
                kind: Kind::New,
                paper: Some(draft.paper),
                staff: Some(self.store().desk.staff.clone()),
                ..Business::default()
            }),
            attachments,
            ..Document::default()
        })
    }

    pub(super) fn trace(&self) -> Trace {
        Trace {
            organ_id: Some(self.identity().code.clone()),
            at: Some(self.now()),
        }
    }

    pub(super) fn pack(&self, store: &mut Store, files: &[File]) -> Vec<Attachment> {
        let packing = self.habits().package.packing;
        files
            .iter()
            .map(|file| package::pack(&file.name, &file.content, store.uuid(), packing))
            .collect()
    }
}

impl Store {
    /// The next free number, or the one asked for when it is still free. Unique with its notation in the year (NĐ
    /// 30/2020/NĐ-CP Art. 15).
    fn number(
        &mut self,
        year: i16,
        wanted: Option<String>,
        notation: String,
    ) -> Result<Code, ClientError> {
        if let Some(number) = wanted {
            let code = Code { number, notation };
            if self.codes.contains(&(year, code.to_string())) {
                return Err(ClientError::Invalid(format!(
                    "number {code} is already used in {year}"
                )));
            }
            return Ok(code);
        }
        let last = self.outgoing_numbers.entry(year).or_insert(0);
        loop {
            *last += 1;
            let code = Code {
                number: last.to_string(),
                notation: notation.clone(),
            };
            if self.codes.insert((year, code.to_string())) {
                return Ok(code);
            }
        }
    }
}

/// The telling part of a code: `G22` of `000.00.00.G22`, all of `H37.02.02`.
fn short(code: &str) -> &str {
    code.rsplit_once('.')
        .filter(|(lower, _)| lower.chars().all(|c| c == '0' || c == '.'))
        .map_or(code, |(_, top)| top)
}
