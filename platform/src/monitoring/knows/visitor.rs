//! Who looked at a page: a person or a machine (EMC-08), and at which procedure.

use sha2::{Digest, Sha256};

use super::settings::Settings;

/// Names of the parameter that holds a procedure code in addresses of portals.
const PROCEDURE: [&str; 6] = [
    "ma_thu_tuc",
    "mathutuc",
    "matthc",
    "matthcdp",
    "ma_tt",
    "service",
];

/// Whether a `User-Agent` names a machine; whoever gives none is one.
#[must_use]
pub fn is_machine(settings: &Settings, user_agent: &str) -> bool {
    let agent = user_agent.trim().to_lowercase();
    agent.is_empty() || settings.bots.iter().any(|bot| agent.contains(bot.as_str()))
}

/// The procedure whose page an address shows; empty when it shows none.
#[must_use]
pub fn procedure(address: &str) -> String {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or("");
    let found = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| PROCEDURE.contains(&name.to_lowercase().as_str()));
    found.map_or_else(String::new, |(_, value)| value.chars().take(100).collect())
}

/// A text as the store keeps it: enough to know it again, too little to read it (EMC-03).
#[must_use]
pub fn unreadable(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_told_by_what_they_call_themselves() {
        let settings = Settings::default();
        for machine in [
            "",
            "Mozilla/5.0 (compatible; Googlebot/2.1)",
            "curl/8.1",
            "HeadlessChrome/120",
        ] {
            assert!(is_machine(&settings, machine), "{machine}");
        }
        assert!(!is_machine(
            &settings,
            "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"
        ));
    }

    #[test]
    fn addresses_of_portals_name_their_procedure() {
        assert_eq!(
            procedure("https://a.example/p?ma_thu_tuc=1.001193"),
            "1.001193"
        );
        assert_eq!(
            procedure("https://a.example/p?x=1&MaTTHCDP=2.000815.000.00.00.H55#y"),
            "2.000815.000.00.00.H55"
        );
        assert_eq!(procedure("https://a.example/p"), "");
    }
}
