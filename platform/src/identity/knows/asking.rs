//! Reading a request to log somebody in (OpenID Connect Core §3.1.2).

use protocols::oidc::challenge;
use protocols::oidc::claims::Level;

use super::account::Client;
use super::refusal::Refusal;

/// Longest `state` and `nonce` that are carried, in bytes.
const LONGEST: usize = 4096;

/// The fields of a query or a form, in their order.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn read(bytes: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The value of a field, when there is one that is not empty (RFC 6749 §3.1: empty is as absent).
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        values
            .next()
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// A name that occurs twice (RFC 6749 §3.1 forbids it).
    pub fn twice(&self) -> Option<&str> {
        let names = self.0.iter().map(|(name, _)| name.as_str());
        (names.clone().enumerate())
            .find(|(index, name)| names.clone().take(*index).any(|before| before == *name))
            .map(|(_, name)| name)
    }

    /// The value of a field that must be there.
    pub fn need(&self, name: &'static str) -> Result<&str, Refusal> {
        self.get(name)
            .ok_or_else(|| Refusal::request(format!("expected the parameter {name}, found none")))
    }
}

/// Whether the person is bothered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prompt {
    /// When it is needed.
    #[default]
    WhenNeeded,
    /// Never.
    Never,
    /// Always.
    Always,
}

/// A request to log somebody in.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// Who asks.
    pub client: String,
    /// Where the code goes.
    pub redirect: String,
    /// What is asked for.
    pub scope: String,
    /// Given back as it is.
    pub state: Option<String>,
    /// Put into the ID token.
    pub nonce: Option<String>,
    /// S256 challenge.
    pub challenge: Option<String>,
    /// The lowest of the levels asked for.
    pub level: Option<Level>,
    /// Whether the person is bothered.
    pub prompt: Prompt,
    /// Oldest login that will do, in seconds.
    pub max_age: Option<i64>,
}

/// Where a refusal is told.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// To the person: nothing may be sent to an address that is not the client's.
    ToPerson(Refusal),
    /// To the client, by redirect.
    ToClient(Refusal),
}

/// The client of a request, or the refusal that its person sees.
pub fn client_id(params: &Params) -> Result<&str, Wrong> {
    params.need("client_id").map_err(Wrong::ToPerson)
}

/// Whether a code may go to the address: registered character by character, which leaves no room for a foreign host.
pub fn redirect(params: &Params, client: &Client) -> Result<String, Wrong> {
    let asked = params.need("redirect_uri").map_err(Wrong::ToPerson)?;
    if client.redirects.iter().any(|known| known == asked) {
        return Ok(asked.to_owned());
    }
    Err(Wrong::ToPerson(Refusal::request(
        "expected a redirect_uri registered for this client, character by character",
    )))
}

/// Reads the rest of a request whose client and address are known.
pub fn read(
    params: &Params,
    client: &Client,
    redirect: String,
    demands_challenge: bool,
) -> Result<Asking, Wrong> {
    rest(params, client, redirect, demands_challenge).map_err(Wrong::ToClient)
}

fn rest(
    params: &Params,
    client: &Client,
    redirect: String,
    demands_challenge: bool,
) -> Result<Asking, Refusal> {
    if let Some(name) = params.twice() {
        let name: String = name.chars().take(40).collect();
        return Err(Refusal::request(format!(
            "expected each parameter once, found {name} twice"
        )));
    }
    for (name, error) in [
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
    ] {
        if params.get(name).is_some() {
            return Err(Refusal::new(error, "request objects are not read"));
        }
    }
    if params.need("response_type")? != "code" {
        return Err(Refusal::new(
            "unsupported_response_type",
            "expected response_type code",
        ));
    }
    if params
        .get("response_mode")
        .is_some_and(|mode| mode != "query")
    {
        return Err(Refusal::request("expected response_mode query"));
    }
    let scope = params.get("scope").unwrap_or_default();
    if !scope.split(' ').any(|word| word == "openid") {
        return Err(Refusal::new("invalid_scope", "expected the scope openid"));
    }
    let carried = |name: &str| match params.get(name) {
        Some(text) if text.len() > LONGEST => Err(Refusal::request(format!(
            "expected {name} of at most {LONGEST} bytes"
        ))),
        other => Ok(other.map(str::to_owned)),
    };
    Ok(Asking {
        client: client.id.clone(),
        redirect,
        scope: scope.to_owned(),
        state: carried("state")?,
        nonce: carried("nonce")?,
        challenge: read_challenge(params, demands_challenge || client.secret.is_none())?,
        level: lowest_level(params),
        prompt: prompt(params)?,
        max_age: max_age(params)?,
    })
}

fn read_challenge(params: &Params, demanded: bool) -> Result<Option<String>, Refusal> {
    let method = params.get("code_challenge_method");
    match params.get("code_challenge") {
        None if demanded || method.is_some() => Err(Refusal::request(
            "expected the parameter code_challenge, found none",
        )),
        None => Ok(None),
        Some(_) if method != Some(challenge::METHOD) => {
            Err(Refusal::request("expected code_challenge_method S256"))
        }
        Some(text) if !challenge::is_challenge(text) => Err(Refusal::request(
            "expected code_challenge of 43 base64url characters",
        )),
        Some(text) => Ok(Some(text.to_owned())),
    }
}

/// Levels are wishes in the order of liking (OpenID Connect Core §3.1.2.1); unknown words are passed over.
fn lowest_level(params: &Params) -> Option<Level> {
    let words = params.get("acr_values").unwrap_or_default();
    words.split(' ').filter_map(Level::from_word).min()
}

fn prompt(params: &Params) -> Result<Prompt, Refusal> {
    let words: Vec<&str> = params
        .get("prompt")
        .map_or_else(Vec::new, |text| text.split(' ').collect());
    match words.as_slice() {
        [] => Ok(Prompt::WhenNeeded),
        ["none"] => Ok(Prompt::Never),
        many if many.contains(&"none") => Err(Refusal::request("expected prompt none alone")),
        many if many
            .iter()
            .any(|word| !["login", "consent", "select_account"].contains(word)) =>
        {
            Err(Refusal::request(
                "expected prompt none, login, consent or select_account",
            ))
        }
        many if many.contains(&"login") || many.contains(&"select_account") => Ok(Prompt::Always),
        _ => Ok(Prompt::WhenNeeded),
    }
}

fn max_age(params: &Params) -> Result<Option<i64>, Refusal> {
    params
        .get("max_age")
        .map(|text| match text.parse::<i64>() {
            Ok(seconds) if seconds >= 0 => Ok(seconds),
            _ => Err(Refusal::request("expected max_age in whole seconds")),
        })
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "response_type=code&client_id=p&redirect_uri=https%3A%2F%2Fp%2Fcb&scope=openid&state=s&nonce=n&acr_values=LoA1";

    fn read_text(text: &str) -> Result<Asking, Wrong> {
        let client = Client {
            id: "p".into(),
            secret: Some("x".into()),
            redirects: vec!["https://p/cb".into()],
            ..Client::default()
        };
        let params = Params::read(text.as_bytes());
        client_id(&params)?;
        let redirect = redirect(&params, &client)?;
        read(&params, &client, redirect, false)
    }

    #[test]
    fn a_sound_request_is_read() {
        let asking = read_text(SOUND).expect("sound");
        assert_eq!(
            (asking.state.as_deref(), asking.level),
            (Some("s"), Some(Level::One))
        );
    }

    #[test]
    fn what_may_not_reach_the_address_is_told_to_the_person() {
        for text in [
            SOUND.replace("client_id=p", "client_id="),
            SOUND.replace("%2Fp%2Fcb", "%2Fevil%2Fcb"),
            SOUND.replace("%2Fp%2Fcb", "%2Fp%2Fcb%2F"),
            SOUND.replace("%2Fp%2Fcb", "%2Fp%40evil%2Fcb"),
            SOUND.replace("&redirect_uri=https%3A%2F%2Fp%2Fcb", ""),
        ] {
            assert!(
                matches!(read_text(&text), Err(Wrong::ToPerson(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn each_flaw_has_its_word() {
        for (more, error) in [
            ("&response_type=token", "invalid_request"),
            ("&request=x", "request_not_supported"),
            ("&request_uri=x", "request_uri_not_supported"),
            ("&code_challenge=x", "invalid_request"),
            ("&code_challenge_method=S256", "invalid_request"),
            ("&prompt=none+login", "invalid_request"),
            ("&prompt=dance", "invalid_request"),
            ("&max_age=-1", "invalid_request"),
            ("&response_mode=fragment", "invalid_request"),
        ] {
            match read_text(&format!("{SOUND}{more}")) {
                Err(Wrong::ToClient(refusal)) => assert_eq!(refusal.error, error, "{more}"),
                other => panic!("{more}: {other:?}"),
            }
        }
        for (from, to, error) in [
            (
                "response_type=code",
                "response_type=token",
                "unsupported_response_type",
            ),
            ("scope=openid", "scope=profile", "invalid_scope"),
            ("scope=openid", "scope=", "invalid_scope"),
        ] {
            match read_text(&SOUND.replace(from, to)) {
                Err(Wrong::ToClient(refusal)) => assert_eq!(refusal.error, error, "{to}"),
                other => panic!("{to}: {other:?}"),
            }
        }
    }
}
