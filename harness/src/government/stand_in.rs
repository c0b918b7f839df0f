//! A simulated document system doing what a real one would be told to do.

use protocols::agencies;
use protocols::edxml::Priority;
use simulators::document_system::{Amendment, OnChange};
use simulators::{ClientError, Desk, DocumentSystem, Draft, Identity, Plan};

use super::Action;

/// A desk that does by itself what the software must (01, đã đến), and waits to be told everything a person decides.
pub(super) fn desk() -> Desk {
    Desk {
        recalls: OnChange::Manual,
        updates: OnChange::Manual,
        keeps_hours: false,
        ..Desk::with_plan(Plan::Manual)
    }
}

/// Acts as told; placeholders as in [`Action::placeholders`].
pub(super) async fn act(
    system: &DocumentSystem,
    action: Action,
    values: &[(&str, &str)],
) -> Result<(), ClientError> {
    let value = |name: &str| {
        let found = values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| *value)
    };
    let key = match value("document_id") {
        "" => value("code"),
        id => id,
    };
    if action != Action::Fetch
        && system.find_incoming(key).is_none()
        && system.find_outgoing(key).is_none()
    {
        // A person who is asked about a document looks into the inbox first.
        system.work().await?;
    }
    match action {
        Action::Fetch => drop(system.work().await?),
        Action::Send => drop(system.send(draft(&value)?).await?),
        Action::Refuse => drop(system.refuse(key, value("reason")).await?),
        Action::Accept => drop(system.accept(key).await?),
        Action::Assign => drop(system.assign(key, "Văn phòng").await?),
        Action::Process => drop(system.process(key, "").await?),
        Action::Finish => drop(system.finish(key).await?),
        Action::Recall => drop(system.recall(key, value("reason")).await?),
        Action::Update => {
            let amendment = Amendment {
                reason: "cập nhật trích yếu".to_owned(),
                subject: Some(value("subject").to_owned()),
                ..Amendment::default()
            };
            drop(system.update(key, amendment).await?);
        }
        Action::Replace => drop(system.replace(key, draft(&value)?, "thay thế").await?),
        Action::AgreeToChange => {
            system.agree_to_change(key)?;
            drop(system.work().await?);
        }
        Action::DeclineChange => {
            system.decline_change(key, value("reason"))?;
            drop(system.work().await?);
        }
    }
    Ok(())
}

fn draft<'a>(value: &impl Fn(&str) -> &'a str) -> Result<Draft, ClientError> {
    let mut draft = Draft::new(value("subject"));
    for code in value("to")
        .split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
    {
        let known = agencies::all().iter().find(|agency| agency.code == code);
        draft
            .to
            .push(known.map_or_else(|| Identity::new(code, code), Identity::from));
    }
    draft.number = given(value("number"));
    draft.notation = given(value("notation"));
    if let Some(priority) = given(value("priority")) {
        draft.priority = Priority::from_wire(&priority).ok_or_else(|| {
            ClientError::Invalid(format!("expected a priority from 0 to 4, got {priority:?}"))
        })?;
    }
    Ok(draft)
}

fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}
