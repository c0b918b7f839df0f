//! The package in an answer: `getEdoc` carries it in base64, `downloadEdoc` plain (domain §3.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::Value;

use super::fault::Part;
use super::pattern::Pattern;

/// The package in a body that carries one in base64.
pub(super) fn carried(body: &[u8]) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(body).ok()?;
    STANDARD.decode(value.get("data")?.as_str()?).ok()
}

/// The body with a pattern replaced in the part that is meant; none when it does not occur there.
pub(super) fn edited(body: &[u8], part: Part, find: &Pattern, replace: &str) -> Option<Bytes> {
    let package = (part == Part::Package).then(|| carried(body)).flatten();
    let Some(package) = package else {
        return find.replaced(body, replace).map(Bytes::from);
    };
    let mut value: Value = serde_json::from_slice(body).ok()?;
    value["data"] = STANDARD.encode(find.replaced(&package, replace)?).into();
    Some(value.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_edited_where_it_lies() {
        let find = Pattern::try_from("<Priority>(.)<".to_owned()).expect("a pattern");
        let body = format!(
            r#"{{"status":"OK","data":"{}"}}"#,
            STANDARD.encode("<Priority>3</Priority>")
        );
        let changed =
            edited(body.as_bytes(), Part::Package, &find, "<Priority>0$1<").expect("changed");
        assert_eq!(
            carried(&changed).as_deref(),
            Some(&b"<Priority>03</Priority>"[..])
        );
        let raw = edited(
            b"<Priority>3</Priority>",
            Part::Package,
            &find,
            "<Priority>0<",
        )
        .expect("changed");
        assert_eq!(raw, "<Priority>0</Priority>");
        assert_eq!(edited(body.as_bytes(), Part::Body, &find, ""), None);
    }
}
