//! Whose account it is: how portals find the local account of a login (services §4.1).

use protocols::oidc::claims::{AccountKind, Claims};
use protocols::oidc::stand_in_email;

use super::Habits;

/// An account of the portal's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalAccount {
    /// Technical id of the sign-on, once linked.
    pub tech_id: Option<String>,
    /// 12-digit number.
    pub personal_id: Option<String>,
    /// 9-digit number.
    pub old_id: Option<String>,
    /// Tax code or business code.
    pub tax_code: Option<String>,
    /// E-mail address, a stand-in when there was none.
    pub email: String,
    /// Name.
    pub name: String,
    /// Locked.
    pub locked: bool,
}

/// How the local account was found (the words are the field's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It was linked before (`auth`).
    Known,
    /// It was there and is linked now (`mapping`).
    Mapped,
    /// It was made (`create`).
    Created,
}

/// Finds or makes the account of a login.
///
/// # Errors
/// A sentence that begins with the field's code: 404 unknown, 401 locked, 409 double.
pub fn link(
    accounts: &mut Vec<LocalAccount>,
    claims: &Claims,
    habits: &Habits,
) -> Result<Linked, String> {
    let business =
        claims.kind.as_deref().and_then(AccountKind::from_code) == Some(AccountKind::Business);
    let tech_id = claims.tech_id.clone().filter(|id| !id.is_empty());
    let named = |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
    let tax_code = claims
        .tax_code
        .clone()
        .or_else(|| claims.business_code.clone());
    let found = accounts
        .iter()
        .position(|account| !habits.old_number_only && named(&account.tech_id, &tech_id));
    let (found, how) = match found {
        Some(index) => (Some(index), Linked::Known),
        None => {
            let index =
                accounts
                    .iter()
                    .position(|account| match (business, habits.old_number_only) {
                        (true, _) => named(&account.tax_code, &tax_code),
                        (false, true) => named(&account.old_id, &claims.old_id),
                        (false, false) => {
                            named(&account.personal_id, &claims.personal_id)
                                || named(&account.old_id, &claims.old_id)
                        }
                    });
            (index, Linked::Mapped)
        }
    };
    if let Some(account) = found.and_then(|index| accounts.get_mut(index)) {
        if account.locked {
            return Err("401 locked".into());
        }
        account.tech_id = tech_id.or(account.tech_id.take());
        if let Some(id) = &claims.personal_id {
            account.personal_id = Some(id.clone());
        }
        return Ok(how);
    }
    let none = claims.personal_id.is_none() && claims.old_id.is_none();
    match (business, &tax_code) {
        (true, None) => return Err("404 Unknown MaSoThue, MaSoDoanhNghiep".into()),
        (false, _) if none && claims.tech_id.is_none() && claims.agency.is_none() => {
            return Err("404 Unknown SoCMND, SoDinhDanh".into());
        }
        _ => {}
    }
    if habits.needs_email && claims.email.is_none() {
        return Err("400 no e-mail address".into());
    }
    let name = claims
        .business_name
        .clone()
        .filter(|_| business)
        .or_else(|| claims.name.clone());
    let name = name.unwrap_or_default();
    if habits.clips_name && business && name.chars().count() < 150 {
        return Err("500 start index larger than length".into());
    }
    let email = claims
        .email
        .clone()
        .unwrap_or_else(|| stand_in_email(tech_id.as_deref().unwrap_or(&claims.sub)));
    if accounts.iter().any(|account| account.email == email) {
        return Err("409 duplicate e-mail".into());
    }
    accounts.push(LocalAccount {
        tech_id,
        personal_id: claims.personal_id.clone(),
        old_id: claims.old_id.clone(),
        tax_code,
        email,
        name,
        locked: false,
    });
    Ok(Linked::Created)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citizen() -> Claims {
        Claims {
            sub: "s".into(),
            kind: Some("1".into()),
            tech_id: Some("t-1".into()),
            old_id: Some("000000001".into()),
            personal_id: Some("000095000001".into()),
            ..Claims::default()
        }
    }

    #[test]
    fn a_person_is_one_account_whatever_number_changes() {
        let (mut accounts, sound) = (Vec::new(), Habits::default());
        assert_eq!(link(&mut accounts, &citizen(), &sound), Ok(Linked::Created));
        assert_eq!(accounts[0].email, "t-1@dvcqg.gov.vn");
        assert_eq!(link(&mut accounts, &citizen(), &sound), Ok(Linked::Known));
        let renumbered = Claims {
            old_id: None,
            personal_id: Some("000095000002".into()),
            ..citizen()
        };
        assert_eq!(link(&mut accounts, &renumbered, &sound), Ok(Linked::Known));
        assert_eq!(accounts.len(), 1);
    }

    #[test]
    fn each_bad_habit_does_its_harm() {
        let old = Habits {
            old_number_only: true,
            ..Habits::default()
        };
        let mut accounts = Vec::new();
        let person = Claims {
            email: Some("a@example.vn".into()),
            ..citizen()
        };
        assert_eq!(link(&mut accounts, &person, &old), Ok(Linked::Created));
        let renumbered = Claims {
            old_id: None,
            email: Some("b@example.vn".into()),
            ..person
        };
        assert_eq!(
            link(&mut accounts, &renumbered, &old),
            Ok(Linked::Created),
            "one person, two accounts"
        );
        let clips = Habits {
            clips_name: true,
            ..Habits::default()
        };
        let business = Claims {
            sub: "b".into(),
            kind: Some("2".into()),
            tax_code: Some("0000000001".into()),
            business_name: Some("Công ty Ngắn".into()),
            ..Claims::default()
        };
        assert!(link(&mut Vec::new(), &business, &clips).is_err());
        assert_eq!(
            link(&mut Vec::new(), &business, &Habits::default()),
            Ok(Linked::Created)
        );
        let picky = Habits {
            needs_email: true,
            ..Habits::default()
        };
        assert!(link(&mut Vec::new(), &citizen(), &picky).is_err());
    }

    #[test]
    fn an_account_that_was_there_before_is_mapped_once() {
        let mut accounts = vec![LocalAccount {
            old_id: Some("000000001".into()),
            email: "a@example.vn".into(),
            ..LocalAccount::default()
        }];
        assert_eq!(
            link(&mut accounts, &citizen(), &Habits::default()),
            Ok(Linked::Mapped)
        );
        assert_eq!(
            link(&mut accounts, &citizen(), &Habits::default()),
            Ok(Linked::Known)
        );
        accounts[0].locked = true;
        assert_eq!(
            link(&mut accounts, &citizen(), &Habits::default()),
            Err("401 locked".into())
        );
        let nobody = Claims {
            sub: "s".into(),
            ..Claims::default()
        };
        assert!(link(&mut accounts, &nobody, &Habits::default()).is_err());
    }
}
