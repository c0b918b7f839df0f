//! A citizen's browser: cookies by origin, redirects followed by hand and not for ever, forms filled in, every page remembered.

mod html;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use reqwest::Method;
use thiserror::Error;
use url::Url;

pub use html::{Form, forms, links};

/// Most redirects that are followed in a row.
const HOPS: usize = 20;
/// Largest page, in bytes.
const LARGEST: usize = 2 << 20;

/// No connection is kept between requests, so that one client serves every runtime of a process; without roots none are loaded.
static PLAIN: LazyLock<Option<reqwest::Client>> = LazyLock::new(|| client(false));
static SECRET: LazyLock<Option<reqwest::Client>> = LazyLock::new(|| client(true));

fn client(roots: bool) -> Option<reqwest::Client> {
    // A second installation is refused and harmless: the first provider stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(0)
        .no_proxy()
        .http1_only();
    let builder = if roots {
        builder
    } else {
        builder.tls_certs_only([])
    };
    builder.build().ok()
}

/// The client for an address, shared by everybody who browses.
pub(crate) fn http(address: &str) -> Option<&'static reqwest::Client> {
    if address.starts_with("https:") {
        SECRET.as_ref()
    } else {
        PLAIN.as_ref()
    }
}

/// Browsing went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BrowserError {
    /// Nobody answers there, or not in time.
    #[error("expected an answer from {0}, found none")]
    Silent(String),
    /// Not an address.
    #[error("expected an address, found {0}")]
    Address(String),
    /// Redirects without end.
    #[error("expected a page after at most {HOPS} redirects, found one more to {0}")]
    Circle(String),
    /// A page too large to be one.
    #[error("expected a page of at most {LARGEST} bytes at {0}")]
    TooLarge(String),
    /// The page has no such form or link.
    #[error("expected {wanted} on the page {page}, found none")]
    Missing {
        /// What was looked for.
        wanted: String,
        /// The page.
        page: String,
    },
}

/// One page, or one redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// HTTP status.
    pub status: u16,
    /// Where it sends the browser.
    pub location: Option<String>,
    /// Header fields, lower-case names, in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// Its text.
    pub body: String,
}

impl Page {
    /// A field of the address's query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        query(&self.url, name)
    }

    /// The first header field of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }
}

/// A field of an address's query.
#[must_use]
pub fn query(address: &str, name: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// The browser.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    cookies: BTreeMap<String, BTreeMap<String, String>>,
    history: Vec<Page>,
    aliases: Vec<(String, String)>,
}

impl Browser {
    /// A browser without a past.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes to `here` whenever it is sent to `real`: both are origins (`https://host:port`). So a real system's own addresses lead
    /// through the tap.
    pub fn known_as(&mut self, real: &str, here: &str) {
        let pair = (origin_text(real), origin_text(here));
        if pair.0 != pair.1 {
            self.aliases.push(pair);
        }
    }

    /// Every page so far, redirects included, oldest first.
    #[must_use]
    pub fn history(&self) -> &[Page] {
        &self.history
    }

    /// The page it shows.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        self.history.last()
    }

    /// The cookies of an address's origin.
    #[must_use]
    pub fn cookies(&self, address: &str) -> BTreeMap<String, String> {
        let known = self.cookies.get(&origin_text(address));
        known.cloned().unwrap_or_default()
    }

    /// Forgets every cookie.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    /// Opens an address and follows where it leads.
    ///
    /// # Errors
    /// See [`BrowserError`].
    pub async fn open(&mut self, address: &str) -> Result<Page, BrowserError> {
        self.follow(Method::GET, address.to_owned(), None).await
    }

    /// Opens an address and looks at what comes, without following.
    ///
    /// # Errors
    /// See [`BrowserError`].
    pub async fn look(&mut self, address: &str) -> Result<Page, BrowserError> {
        let address = self.here(address)?;
        self.ask(&Method::GET, &address, None).await
    }

    /// Fills a form in and sends it: the fields given replace or join those of the page.
    ///
    /// # Errors
    /// See [`BrowserError`].
    pub async fn submit(
        &mut self,
        form: &Form,
        fields: &[(&str, &str)],
    ) -> Result<Page, BrowserError> {
        let mut filled = form.fields.clone();
        for (name, value) in fields {
            filled.retain(|(known, _)| known != name);
            filled.push(((*name).to_owned(), (*value).to_owned()));
        }
        let text = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&filled)
            .finish();
        let base = self.page().map(|page| page.url.clone()).unwrap_or_default();
        let target = absolute(&base, &form.action)?;
        if form.post {
            self.follow(Method::POST, target, Some(text)).await
        } else {
            let mut url = Url::parse(&target).map_err(|_| BrowserError::Address(target))?;
            url.set_query(Some(&text));
            self.follow(Method::GET, url.into(), None).await
        }
    }

    /// Logs in on the page shown: fills in the form that asks for a password.
    ///
    /// # Errors
    /// See [`BrowserError`].
    pub async fn log_in(&mut self, username: &str, password: &str) -> Result<Page, BrowserError> {
        let form = self.form(|form| form.password.is_some(), "a form with a password")?;
        let name = form.username.clone().unwrap_or_else(|| "username".into());
        let secret = form.password.clone().unwrap_or_else(|| "password".into());
        self.submit(&form, &[(&name, username), (&secret, password)])
            .await
    }

    /// Follows the link whose text holds these words.
    ///
    /// # Errors
    /// See [`BrowserError`].
    pub async fn click(&mut self, words: &str) -> Result<Page, BrowserError> {
        let page = self.page().cloned();
        let (url, body) = page.map_or_else(Default::default, |page| (page.url, page.body));
        let found = links(&body)
            .into_iter()
            .find(|(text, _)| text.contains(words));
        let Some((_, target)) = found else {
            return Err(BrowserError::Missing {
                wanted: format!("a link “{words}”"),
                page: url,
            });
        };
        let target = absolute(&url, &target)?;
        self.open(&target).await
    }

    /// The first form of the page shown that is as wanted.
    ///
    /// # Errors
    /// [`BrowserError::Missing`].
    pub fn form(&self, is: impl Fn(&Form) -> bool, wanted: &str) -> Result<Form, BrowserError> {
        let body = self
            .page()
            .map(|page| page.body.as_str())
            .unwrap_or_default();
        let found = forms(body).into_iter().find(is);
        found.ok_or_else(|| BrowserError::Missing {
            wanted: wanted.to_owned(),
            page: self.page().map(|page| page.url.clone()).unwrap_or_default(),
        })
    }

    async fn follow(
        &mut self,
        mut method: Method,
        mut address: String,
        mut form: Option<String>,
    ) -> Result<Page, BrowserError> {
        for _ in 0..=HOPS {
            address = self.here(&address)?;
            let page = self.ask(&method, &address, form.as_deref()).await?;
            let Some(location) = page
                .location
                .clone()
                .filter(|_| (300..400).contains(&page.status))
            else {
                return Ok(page);
            };
            address = absolute(&page.url, &location)?;
            if !matches!(page.status, 307 | 308) {
                (method, form) = (Method::GET, None);
            }
        }
        Err(BrowserError::Circle(address))
    }

    async fn ask(
        &mut self,
        method: &Method,
        address: &str,
        form: Option<&str>,
    ) -> Result<Page, BrowserError> {
        let silent = |_| BrowserError::Silent(address.to_owned());
        let client = http(address).ok_or_else(|| BrowserError::Silent(address.to_owned()))?;
        let mut request = client
            .request(method.clone(), address)
            .header("User-Agent", "lienthong/citizen")
            .header("Accept", "text/html, application/json;q=0.9");
        let cookies = self.cookies(address);
        if !cookies.is_empty() {
            let pairs: Vec<String> = cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("Cookie", pairs.join("; "));
        }
        if let Some(form) = form {
            request = request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.to_owned());
        }
        let mut answer = request.send().await.map_err(silent)?;
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(silent)? {
            if bytes.len() + piece.len() > LARGEST {
                return Err(BrowserError::TooLarge(address.to_owned()));
            }
            bytes.extend_from_slice(&piece);
        }
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let page = Page {
            url: address.to_owned(),
            status: answer.status().as_u16(),
            location: headers
                .iter()
                .find(|(name, _)| name == "location")
                .map(|(_, to)| to.clone()),
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        self.take_cookies(&page);
        self.history.push(page.clone());
        Ok(page)
    }

    /// Keeps name and value by origin; `Max-Age=0` and an empty value end a cookie. Path and domain do not matter to our origins.
    fn take_cookies(&mut self, page: &Page) {
        let jar = self.cookies.entry(origin_text(&page.url)).or_default();
        let set = page.headers.iter().filter(|(name, _)| name == "set-cookie");
        for (_, field) in set {
            let mut parts = field.split(';');
            let Some((name, value)) = parts.next().and_then(|pair| pair.trim().split_once('='))
            else {
                continue;
            };
            let over = parts.any(|part| part.trim().eq_ignore_ascii_case("max-age=0"));
            if over || value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn here(&self, address: &str) -> Result<String, BrowserError> {
        let url = Url::parse(address).map_err(|_| BrowserError::Address(address.to_owned()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BrowserError::Address(address.to_owned()));
        }
        Ok(through(&self.aliases, address))
    }
}

/// The address with a known origin replaced.
pub(crate) fn through(aliases: &[(String, String)], address: &str) -> String {
    for (real, here) in aliases {
        if origin_text(address) == *real
            && let Some(rest) = address.get(real.len()..)
        {
            return format!("{here}{rest}");
        }
    }
    address.to_owned()
}

/// The origin of an address as it is written: scheme, host and port.
pub(crate) fn origin_text(address: &str) -> String {
    let after = address.find("://").map_or(0, |at| at + 3);
    let end = address[after..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| after + at);
    address[..end].to_owned()
}

fn absolute(base: &str, target: &str) -> Result<String, BrowserError> {
    let wrong = |_| BrowserError::Address(target.chars().take(200).collect());
    let url = match Url::parse(base) {
        Ok(base) => base.join(target).map_err(wrong)?,
        Err(_) => Url::parse(target).map_err(wrong)?,
    };
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_real_system_lead_through_the_tap() {
        let aliases = [(
            "https://idp.gov.vn".to_owned(),
            "http://127.0.0.1:9".to_owned(),
        )];
        assert_eq!(
            through(&aliases, "https://idp.gov.vn/a?b"),
            "http://127.0.0.1:9/a?b"
        );
        assert_eq!(
            through(&aliases, "https://idp.gov.vn.evil/a"),
            "https://idp.gov.vn.evil/a"
        );
        assert_eq!(origin_text("http://a:1?x=/"), "http://a:1");
        assert_eq!(query("http://a/?x=1&y=a%20b", "y").as_deref(), Some("a b"));
    }
}
