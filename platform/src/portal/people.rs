//! Who a person on the portal's pages is: a bearer token, known here or told good by an identity provider.

use http::HeaderMap;
use serde_json::Value;

use super::handle::Portal;
use super::keeps::people;
use super::knows::person::Person;
use crate::store::StoreError;

/// Largest answer of an introspection.
const ANSWER: usize = 64 << 10;

/// What came of looking at a request's token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// No token: anybody.
    Anybody,
    /// A token that is not good.
    Refused,
    /// A person.
    Known(Person),
}

impl Portal {
    /// Who asks.
    pub(crate) async fn visitor(&self, headers: &HeaderMap) -> Result<Visitor, StoreError> {
        let Some(shown) = headers.get(http::header::AUTHORIZATION) else {
            return Ok(Visitor::Anybody);
        };
        let token = shown
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "))
            .map(|token| token.trim().to_owned())
            .filter(|token| !token.is_empty());
        let Some(token) = token else {
            return Ok(Visitor::Refused);
        };
        let known = token.clone();
        let person = self
            .store()
            .read(move |connection| people::by_token(connection, &known))
            .await?;
        let person = match person {
            Some(person) => Some(person),
            None => self.introspected(&token).await,
        };
        Ok(person.map_or(Visitor::Refused, Visitor::Known))
    }

    /// Asks the identity provider; whatever goes wrong there, the token is not good.
    async fn introspected(&self, token: &str) -> Option<Person> {
        let provider = self.introspection()?;
        // Tokens are drawn from the characters that a form needs not escape; others cannot be good.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if !token.bytes().all(plain) {
            return None;
        }
        let (id, secret) = &provider.client;
        let form = format!("token={token}&client_id={id}&client_secret={secret}");
        let kind = "application/x-www-form-urlencoded";
        let answer = self
            .calls()
            .post(&provider.url, kind, form, ANSWER)
            .await
            .ok()?;
        let claims: Value = serde_json::from_slice(&answer.body).ok()?;
        if answer.status != 200 || claims["active"] != Value::Bool(true) {
            return None;
        }
        let first = |names: &[&str]| {
            let found = names.iter().find_map(|name| claims[*name].as_str());
            found.unwrap_or_default().to_owned()
        };
        let person = Person {
            tech_id: first(&["TechID", "techid", "sub"]),
            number: first(&["SoDinhDanh", "SoCMND", "MaSoThue", "username"]),
            name: first(&["HoVaTen", "TenDoanhNghiep", "name"]),
            email: first(&["ThuDienTu", "email"]),
            phone: first(&["SoDienThoai", "phone_number"]),
            address: String::new(),
        };
        (!person.tech_id.is_empty()).then_some(person)
    }
}
