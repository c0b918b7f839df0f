//! What several steps do: find a system, compose and send, list and fetch.

use harness::{Binding, Rule};
use jiff::civil::DateTime;
use protocols::edxml::{self, Document, Limits, Package};
use rand_chacha::ChaCha8Rng;
use simulators::client::Listed;
use simulators::{Call, DocumentSystem, Face, Identity, MessageType, RawAnswer, Temperament};

use crate::answer::{self, Said};
use crate::ended::Ended;
use crate::memory::Paper;
use crate::papers;
use crate::params::{Agency, DocumentName};
use crate::world::World;

impl World {
    /// Connects a member of the cast.
    pub(super) async fn connect(
        &mut self,
        agency: &Agency,
        face: Face,
        habit: Temperament,
    ) -> Result<(), Ended> {
        if self.meet_under_test(agency)? {
            return Ok(());
        }
        let identity = identity(agency.0.code);
        let (government, memory) = self.parts()?;
        let system = government
            .participant(agency.0.vi, identity, face, habit)
            .await?;
        if government.axis_binding() == Binding::External {
            clear_desk(&system).await?;
        }
        memory.systems.insert(agency.0.en, system);
        Ok(())
    }

    /// The system of a member of the cast.
    pub(super) fn system(&mut self, agency: &Agency) -> Result<DocumentSystem, Ended> {
        let found = self.memory()?.systems.get(agency.0.en).cloned();
        found.ok_or_else(|| {
            Ended::error(format!(
                "{} is not connected: connect it first",
                agency.0.en
            ))
        })
    }

    /// The clock's now.
    pub(super) fn now(&mut self) -> Result<DateTime, Ended> {
        let now = self.government()?.clock().now();
        // The wire knows whole seconds only; a real clock is finer.
        Ok(now.with().subsec_nanosecond(0).build().unwrap_or(now))
    }

    /// A sound document of an agency to these receivers, with a number that no other of the scenario has.
    pub(super) fn compose(&mut self, from: &Agency, to: &[Identity]) -> Result<Document, Ended> {
        let sender = self.system(from)?.identity().clone();
        let now = self.now()?;
        loop {
            let document = papers::document(&sender, to, now, self.rng()?);
            // Two documents of one issuer with one number in one year would be the same document.
            let taken = |paper: &Paper| {
                paper.document.from.id == sender.code && paper.document.code == document.code
            };
            if !self.memory()?.papers.iter().any(taken) {
                return Ok(document);
            }
        }
    }

    /// Writes a document, lets `damage` change its bytes and `spoil` its request, sends it, and remembers both.
    pub(super) async fn send(&mut self, from: &Agency, sending: Sending) -> Result<(), Ended> {
        let package = edxml::write_document_unchecked(&sending.document)
            .map_err(|error| Ended::error(format!("the document cannot be written: {error}")))?;
        let package = match sending.damage {
            Some(damage) => damage(&String::from_utf8_lossy(&package)),
            None => package,
        };
        self.memory()?.papers.push(Paper {
            letter: sending.letter,
            from: from.0.en,
            to: sending.to,
            document: sending.document,
            package,
            doc_ids: Vec::new(),
        });
        self.send_latest(from, sending.spoil).await
    }

    /// Sends the latest document as it is remembered.
    pub(super) async fn send_latest(
        &mut self,
        from: &Agency,
        spoil: Option<fn(Call, DateTime) -> Call>,
    ) -> Result<(), Ended> {
        let system = self.system(from)?;
        let now = self.now()?;
        let paper = self.memory()?.paper(&DocumentName::Latest)?;
        let client = system.client();
        let call = client.send_call(
            &system.identity().code,
            &paper.to,
            MessageType::Document,
            paper.package.clone(),
        );
        let call = spoil.map_or_else(|| call.clone(), |spoil| spoil(call.clone(), now));
        let said = self.call(&system, &call).await?;
        let paper = self.memory()?.paper_mut(&DocumentName::Latest)?;
        paper.doc_ids.extend(said.and_then(|said| said.doc_id));
        Ok(())
    }

    /// Makes a call and remembers the answer; what it says, when it is an envelope at all. A call that a planned fault
    /// leaves without the axis's own answer has none: that is what the scenario asked for.
    pub(super) async fn call(
        &mut self,
        system: &DocumentSystem,
        call: &Call,
    ) -> Result<Option<Said>, Ended> {
        let answered = system.client().call(call).await;
        let suffered = self.spoiled()?;
        let raw = match &suffered {
            Some(_) => None,
            None => Some(answered?),
        };
        let said = raw.as_ref().and_then(|raw| answer::said(raw).ok());
        let memory = self.memory()?;
        memory.answer = raw;
        memory.suffered = suffered;
        Ok(said)
    }

    /// The latest answer.
    pub(super) fn answer(&mut self) -> Result<&RawAnswer, Ended> {
        let memory = self.memory()?;
        let why = match &memory.suffered {
            Some(suffered) => {
                format!("the latest call has no answer of the axis's own to judge: {suffered}")
            }
            None => "no call was answered before this step".into(),
        };
        memory.answer.as_ref().ok_or_else(|| Ended::error(why))
    }

    /// What the latest answer says.
    pub(super) fn said(&mut self) -> Result<Said, Ended> {
        answer::said(self.answer()?)
    }

    /// The packages waiting for an agency, fetched.
    pub(super) async fn waiting(
        &mut self,
        system: &DocumentSystem,
        kind: MessageType,
    ) -> Result<Vec<(Listed, Package)>, Ended> {
        let listed = system.client().list_received(kind, None).await?;
        let mut waiting = Vec::with_capacity(listed.len());
        for item in listed {
            let package = self.fetched(system, &item.doc_id).await?;
            waiting.push((item, package));
        }
        Ok(waiting)
    }

    /// A package, from memory or from the axis.
    pub(super) async fn fetched(
        &mut self,
        system: &DocumentSystem,
        doc_id: &str,
    ) -> Result<Package, Ended> {
        if !self.memory()?.fetched.contains_key(doc_id) {
            let bytes = system.client().get_edoc(doc_id).await?;
            self.memory()?.fetched.insert(doc_id.to_owned(), bytes);
        }
        let bytes = self
            .memory()?
            .fetched
            .get(doc_id)
            .map_or(&[][..], Vec::as_slice);
        parse(bytes)
    }

    /// The items of an agency's list that carry a document.
    pub(super) async fn found(
        &mut self,
        agency: &Agency,
        name: &DocumentName,
    ) -> Result<Vec<(Listed, Package)>, Ended> {
        let system = self.system(agency)?;
        let mut waiting = self.waiting(&system, MessageType::Document).await?;
        let paper = self.memory()?.paper(name)?;
        waiting.retain(|(_, package)| paper.is_in(package));
        Ok(waiting)
    }

    /// The one item of an agency's list that carries a document.
    pub(super) async fn found_once(
        &mut self,
        agency: &Agency,
        name: &DocumentName,
    ) -> Result<Listed, Ended> {
        let mut found = self.found(agency, name).await?;
        if found.len() == 1 {
            return Ok(found.remove(0).0);
        }
        Err(Ended::fail(
            format!("the document stands in the list of {} once", agency.0.en),
            format!("it stands there {} times", found.len()),
        ))
    }

    /// Plants a fault in the tap.
    pub(super) fn plant(&mut self, rule: Rule) -> Result<(), Ended> {
        let (government, memory) = self.parts()?;
        let tap = government.tap_of(rule.place()).ok_or_else(|| {
            Ended::error(format!(
                "nobody has called {} yet: let somebody join it first",
                rule.place()
            ))
        })?;
        tap.add_rule(rule.clone());
        memory.planned.push(rule);
        Ok(())
    }

    /// The generator of the scenario's seed.
    pub(super) fn rng(&mut self) -> Result<&mut ChaCha8Rng, Ended> {
        self.generator()
    }
}

/// A document on its way.
pub(super) struct Sending {
    /// Its letter in the scenario.
    pub letter: Option<String>,
    /// What it says.
    pub document: Document,
    /// The codes of the request's `to`.
    pub to: Vec<String>,
    /// Changes the written package.
    pub damage: Option<fn(&str) -> Vec<u8>>,
    /// Changes the request.
    pub spoil: Option<fn(Call, DateTime) -> Call>,
}

impl Sending {
    /// A sound document to the receivers it names.
    pub fn sound(document: Document) -> Self {
        let to = document
            .to
            .iter()
            .map(|organisation| organisation.id.clone())
            .collect();
        Self {
            letter: None,
            document,
            to,
            damage: None,
            spoil: None,
        }
    }
}

/// Acknowledges what earlier scenarios left for a borrowed system, so that this one begins with empty lists.
pub(super) async fn clear_desk(system: &DocumentSystem) -> Result<(), Ended> {
    for kind in [MessageType::Document, MessageType::Status] {
        for item in system.client().list_received(kind, None).await? {
            system
                .client()
                .update_status(&item.doc_id, simulators::Ack::Done, "")
                .await?;
        }
    }
    Ok(())
}

/// Reads a package the axis delivered; one that cannot be read is the axis's doing.
pub(super) fn parse(bytes: &[u8]) -> Result<Package, Ended> {
    let read = edxml::read(bytes, &Limits::default());
    read.map(|read| read.package).map_err(|error| {
        Ended::fail("the axis delivers a readable package", error.to_string()).by("axis")
    })
}

/// The identity of a code of the national list.
pub(super) fn identity(code: &str) -> Identity {
    let listed = protocols::agencies::all()
        .iter()
        .find(|agency| agency.code == code);
    listed.map_or_else(|| Identity::new(code, code), Identity::from)
}
