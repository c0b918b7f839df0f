//! People of the synthetic nation as the sign-on keeps them.

use jiff::civil::Date;
use nation::{Business, Citizen, Nation};
use platform::identity::{Account, Realm};
use protocols::oidc::claims::{AccountKind, Claims, Level};

use super::words::{Kind, Person};

/// Whoever the cast names, with an account of that level and password.
pub fn drawn_person(person: &Person, level: Level, password: String, today: Date) -> Account {
    let nation = Nation::new(nation::SEED);
    let adult = |citizen: &Citizen| citizen.age(today) >= 18 && citizen.email.is_some();
    // Far enough from each other that nobody is drawn twice.
    let found = nation.first(person.number * 1_000, adult);
    let citizen = found.unwrap_or_else(|| nation.citizen(person.number * 1_000));
    let (realm, username, claims) = match person.kind {
        Kind::Citizen => (
            Realm::Citizens,
            citizen.id.clone(),
            citizen_claims(&citizen, today),
        ),
        Kind::Business => {
            let business = nation.business(person.number);
            let head = nation.citizen(business.representative).name;
            let claims = business_claims(&business, head, today);
            (Realm::Citizens, business.tax_code, claims)
        }
        Kind::Officer => (
            Realm::Officers,
            format!("can.bo.{}", person.number),
            Claims {
                sub: format!("officer-{}", person.number),
                name: Some(citizen.name),
                email: citizen.email,
                agency: Some("000.00.00.H49".into()),
                ..Claims::default()
            },
        ),
    };
    Account {
        realm,
        username,
        password,
        level,
        claims,
    }
}

/// What the sign-on keeps of a citizen.
fn citizen_claims(citizen: &Citizen, today: Date) -> Claims {
    Claims {
        sub: format!("citizen-{}", citizen.index),
        kind: Some(AccountKind::Citizen.code().into()),
        tech_id: Some(citizen.tech_id.clone()),
        personal_id: Some(citizen.id.clone()),
        old_id: citizen.old_id.clone(),
        social_insurance: Some(citizen.social_insurance.clone()),
        name: Some(citizen.name.clone()),
        email: citizen.email.clone(),
        phone: Some(citizen.phone.clone()),
        sex: Some(citizen.sex.vietnamese().into()),
        ethnicity: Some(citizen.ethnicity.into()),
        born: Some(citizen.born.strftime("%Y%m%d").to_string()),
        home_town: Some(citizen.origin.clone()),
        residence: Some(citizen.address.line(today)),
        nationality: Some("Việt Nam".into()),
        state: Some("1".into()),
        ..Claims::default()
    }
}

/// What the sign-on keeps of a business.
fn business_claims(business: &Business, head: String, today: Date) -> Claims {
    Claims {
        sub: format!("business-{}", business.index),
        kind: Some(AccountKind::Business.code().into()),
        tech_id: Some(business.tech_id.clone()),
        tax_code: Some(business.tax_code.clone()),
        business_code: Some(business.tax_code.clone()),
        business_name: Some(business.name.clone()),
        representative: Some(head),
        email: business.email.clone(),
        phone: Some(business.phone.clone()),
        address: Some(business.address.line(today)),
        state: Some("1".into()),
        ..Claims::default()
    }
}
