//! What a register may rely on: one number one person, numbers that lead back, and people whose papers agree.

use jiff::ToSpan;
use jiff::civil::date;
use nation::{BUSINESSES, CITIZENS, Nation, Sex, tax_code};
use proptest::prelude::*;

#[test]
fn a_million_people_have_a_million_numbers() {
    let nation = Nation::new(42);
    let mut taken = vec![false; CITIZENS as usize];
    for index in 0..CITIZENS {
        // The serial alone tells people apart, whatever stands before it.
        let id = nation.number(index);
        let serial: usize = id[6..].parse().expect("digits");
        assert!(!std::mem::replace(&mut taken[serial], true), "{id}");
    }
}

#[test]
fn nobody_can_be_real() {
    let nation = Nation::new(3);
    for index in 0..2_000 {
        let citizen = nation.citizen(index);
        assert!(citizen.id.starts_with("000") && citizen.id.len() == 12);
        assert!(citizen.phone.starts_with("0000") && citizen.phone.len() == 10);
        assert!(
            citizen
                .email
                .is_none_or(|mail| mail.ends_with("@thu.example") && mail.is_ascii())
        );
        assert!(
            citizen
                .old_id
                .is_none_or(|old| old.starts_with("000") && old != "000000001")
        );
        assert!(
            citizen
                .licence
                .is_none_or(|licence| licence.number.starts_with("00"))
        );
        assert!(citizen.health_card[3..].starts_with("00") && citizen.health_card.len() == 15);
        let business = nation.business(index);
        assert!(business.tax_code.starts_with("00"));
        assert!(
            tax_code::is_well_formed(&business.tax_code),
            "{}",
            business.tax_code
        );
    }
}

#[test]
fn people_differ_as_people_do() {
    let nation = Nation::new(4);
    let people: Vec<_> = (0..30_000).map(|index| nation.citizen(index)).collect();
    let share = |fits: &dyn Fn(&nation::Citizen) -> bool| {
        people.iter().filter(|citizen| fits(citizen)).count() * 1000 / people.len()
    };
    assert!((330..440).contains(&share(&|c| c.name.starts_with("Nguyễn "))));
    assert!((200..320).contains(&share(&|c| c.email.is_none())));
    assert!((100..600).contains(&share(&|c| c.old_id.is_none())));
    assert!((200..700).contains(&share(&|c| c.licence.is_some())));
    assert!((450..550).contains(&share(&|c| c.sex == Sex::Female)));
    assert!(
        people.iter().any(|c| c.name.contains('\'')),
        "nobody's name has an apostrophe"
    );
    assert!(people.iter().any(|c| c.name.split(' ').count() == 2));
    assert!(people.iter().any(|c| c.name.split(' ').count() >= 5));
    let names: Vec<_> = (0..2_000)
        .map(|index| nation.business(index).name)
        .collect();
    assert!(names.iter().any(|name| name.chars().count() < 10));
    assert!(names.iter().any(|name| name.chars().count() > 250));
}

#[test]
fn foreign_numbers_lead_to_nobody() {
    let nation = Nation::new(5);
    for number in [
        "",
        "001190012345",
        "00019001234",
        "abc",
        "000000000000",
        "0001900123456",
        "０００１９００１２３４５",
    ] {
        if let Some(found) = nation.citizen_of(number) {
            assert_eq!(found.id, number);
        }
        assert_eq!(nation.business_of(number), None, "{number}");
    }
    assert_eq!(nation.citizen_of("001190012345"), None);
    assert_eq!(nation.citizen_of_old("000000001"), None);
}

proptest! {
    #[test]
    fn numbers_lead_back(seed: u64, index in 0..CITIZENS) {
        let nation = Nation::new(seed);
        let citizen = nation.citizen(index);
        prop_assert_eq!(&nation.number(index), &citizen.id);
        let found = nation.citizen_of(&citizen.id);
        prop_assert_eq!(found.as_ref(), Some(&citizen));
        if let Some(old) = &citizen.old_id {
            let found = nation.citizen_of_old(old);
            prop_assert_eq!(found.as_ref(), Some(&citizen));
        }
        if let Some(licence) = &citizen.licence {
            let found = nation.citizen_of_licence(&licence.number);
            prop_assert_eq!(found.as_ref(), Some(&citizen));
        }
    }

    #[test]
    fn a_number_says_sex_century_and_year(seed: u64, index in 0..CITIZENS) {
        let citizen = Nation::new(seed).citizen(index);
        let digit = if citizen.born.year() < 2000 { 0 } else { 2 } + u32::from(citizen.sex == Sex::Female);
        prop_assert_eq!(citizen.id[3..4].parse::<u32>().expect("a digit"), digit);
        prop_assert_eq!(citizen.id[4..6].parse::<i16>().expect("digits"), citizen.born.year() % 100);
        prop_assert!(citizen.born <= date(2019, 12, 8));
        prop_assert!(citizen.born >= date(1910, 1, 1));
    }

    #[test]
    fn parents_are_of_age_and_live_in_the_same_house(seed: u64, index in 0..CITIZENS) {
        let nation = Nation::new(seed);
        let citizen = nation.citizen(index);
        for parent in [citizen.father, citizen.mother].into_iter().flatten() {
            let parent = nation.citizen(parent);
            prop_assert!(parent.born + 18.years() <= citizen.born, "{} {}", parent.born, citizen.born);
            prop_assert_eq!(&parent.address, &citizen.address);
        }
        if let Some(father) = citizen.father {
            let father = nation.citizen(father);
            prop_assert_eq!(father.sex, Sex::Male);
            let surname = |name: &str| name.split(' ').next().map(str::to_owned);
            if !father.name.starts_with("Y ") && !citizen.name.starts_with("Công Tằng") {
                prop_assert_eq!(surname(&father.name), surname(&citizen.name));
            }
        }
        if let Some(spouse) = citizen.spouse {
            prop_assert_eq!(nation.citizen(spouse).spouse, Some(index));
        }
    }

    #[test]
    fn licences_belong_to_adults(seed: u64, index in 0..CITIZENS) {
        let citizen = Nation::new(seed).citizen(index);
        if let Some(licence) = &citizen.licence {
            prop_assert!(citizen.age(licence.passed) >= 18);
            prop_assert!(licence.passed < licence.issued);
            prop_assert!(licence.expires.is_none_or(|day| day > date(2019, 1, 1)));
            prop_assert_eq!(licence.number.len(), 12);
        }
    }

    #[test]
    fn businesses_lead_back(seed: u64, index in 0..BUSINESSES) {
        let nation = Nation::new(seed);
        let business = nation.business(index);
        let found = nation.business_of(&business.tax_code);
        prop_assert_eq!(found.as_ref(), Some(&business));
        let representative = nation.citizen(business.representative);
        prop_assert!(representative.age(business.founded) >= 18);
    }
}
