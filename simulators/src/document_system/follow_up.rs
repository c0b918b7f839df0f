//! The sender follows up delivery (QĐ 28/2018/QĐ-TTg Art. 8.2).

use super::DocumentSystem;
use super::journal::AlertKind;

impl DocumentSystem {
    /// Alerts once for every receiver that gave no sign within the desk's time.
    pub(super) fn follow_up(&self) {
        let now = self.now();
        let mut guard = self.store();
        let store = &mut *guard;
        let patience = store.desk.follow_up;
        let mut silent = Vec::new();
        for entry in &mut store.outgoing {
            let overdue = |at: jiff::civil::DateTime| now.duration_since(at) >= patience;
            if !entry.is_numbered() || !entry.sent.as_ref().is_some_and(|sent| overdue(sent.at)) {
                continue;
            }
            let code = entry.code();
            for delivery in entry
                .deliveries
                .iter_mut()
                .filter(|one| one.statuses.is_empty() && !one.reminded)
            {
                delivery.reminded = true;
                silent.push((code.clone(), delivery.to.clone()));
            }
        }
        for (code, to) in silent {
            store.alert(
                AlertKind::NotDelivered,
                code,
                format!("no notice of arrival from {to}"),
                now,
            );
        }
    }
}
