//! The people of the synthetic nation as accounts.

use nation::{Business, Citizen, Sex};
use protocols::oidc::claims::{Claims, Level};

use super::knows::account::{Account, Realm};

/// A citizen's account, named by the personal identification number. About one in four has proved nothing but a password.
#[must_use]
pub fn citizen(citizen: &Citizen, password: &str) -> Account {
    let level = match citizen.index % 4 {
        0 => Level::One,
        1 => Level::Three,
        _ => Level::Two,
    };
    let sex = match citizen.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let address = citizen.address.line(citizen.born);
    Account {
        realm: Realm::Citizens,
        username: citizen.id.clone(),
        password: password.to_owned(),
        level,
        claims: Claims {
            sub: citizen.tech_id.clone(),
            kind: Some("1".to_owned()),
            tech_id: Some(citizen.tech_id.clone()),
            old_id: citizen.old_id.clone(),
            personal_id: Some(citizen.id.clone()),
            social_insurance: Some(citizen.social_insurance.clone()),
            name: Some(citizen.name.clone()),
            email: citizen.email.clone(),
            phone: Some(citizen.phone.clone()),
            sex: Some(sex.to_owned()),
            ethnicity: Some(citizen.ethnicity.to_owned()),
            born: Some(citizen.born.strftime("%Y%m%d").to_string()),
            home_town: Some(citizen.origin.clone()),
            residence: Some(address.clone()),
            abode: Some(address),
            nationality: Some("Việt Nam".to_owned()),
            ..Claims::default()
        },
    }
}

/// A business's account, named by the tax code.
#[must_use]
pub fn business(business: &Business, password: &str) -> Account {
    Account {
        realm: Realm::Citizens,
        username: business.tax_code.clone(),
        password: password.to_owned(),
        level: Level::Two,
        claims: Claims {
            sub: business.tech_id.clone(),
            kind: Some("2".to_owned()),
            tech_id: Some(business.tech_id.clone()),
            tax_code: Some(business.tax_code.clone()),
            business_code: Some(business.tax_code.clone()),
            business_name: Some(business.name.clone()),
            name: Some(business.name.clone()),
            ..Claims::default()
        },
    }
}
