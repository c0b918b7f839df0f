//! The procedures a portal lists: a kernel of real ones (`fixtures/procedures.tsv`) and generated ones around it.

mod generated;
mod kernel;
mod procedure;

pub use procedure::{Audience, Grade, Level, Procedure};

/// Procedures of the national list (services §7 and the portal's own figure of 2020).
pub const TOTAL: usize = 6_842;
/// Those of them that are served online, at grade 3 or 4.
pub const ONLINE: usize = 1_039;

/// The list of a seed, in the order of codes.
#[derive(Clone, Debug)]
pub struct Procedures {
    sorted: Vec<Procedure>,
}

impl Procedures {
    /// Generates the list: [`TOTAL`] procedures, [`ONLINE`] of them online, the kernel among them.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut sorted = kernel::all().to_vec();
        let online = sorted.iter().filter(|p| p.is_online()).count();
        let (more, more_online) = (TOTAL - sorted.len(), ONLINE - online);
        sorted.extend(generated::all(seed, more, more_online));
        sorted.sort_by(|a, b| a.code.cmp(&b.code));
        Self { sorted }
    }

    /// All of them, by code.
    #[must_use]
    pub fn all(&self) -> &[Procedure] {
        &self.sorted
    }

    /// Those that are real, in the order of the fixture.
    #[must_use]
    pub fn kernel() -> &'static [Procedure] {
        kernel::all()
    }

    /// The procedure of a code; a province's ending (`.000.00.00.H49`, `.H49`) is taken off.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Procedure> {
        let code = procedure::national(code);
        let at = self
            .sorted
            .binary_search_by(|p| p.code.as_str().cmp(code))
            .ok()?;
        Some(&self.sorted[at])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_has_the_published_size_and_no_code_or_name_twice() {
        let list = Procedures::new(1);
        assert_eq!(list.all().len(), TOTAL);
        assert_eq!(list.all().iter().filter(|p| p.is_online()).count(), ONLINE);
        let codes: BTreeSet<&str> = list.all().iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes.len(), TOTAL);
        let names: BTreeSet<&str> = list.all().iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names.len(), TOTAL);
        for grade in [Grade::One, Grade::Two, Grade::Three, Grade::Four] {
            assert!(list.all().iter().any(|p| p.online == grade), "{grade:?}");
        }
    }

    #[test]
    fn codes_and_fields_have_the_form_of_the_field() {
        let list = Procedures::new(2);
        for p in list.all() {
            let (class, rest) = p.code.split_once('.').expect("a point");
            assert!(matches!(class, "1" | "2" | "3"), "{}", p.code);
            assert!(
                rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()),
                "{}",
                p.code
            );
            let (agency, field) = p.field_code.split_once('-').expect("a hyphen");
            assert_eq!(p.agency.rsplit('.').next(), Some(agency));
            assert_eq!(field.len(), 4, "{}", p.field_code);
            assert!(p.term_days > 0, "{}", p.code);
        }
    }

    #[test]
    fn a_seed_changes_what_is_generated_and_never_the_kernel() {
        let (one, two) = (Procedures::new(1), Procedures::new(2));
        assert_eq!(one.all(), Procedures::new(1).all());
        assert_ne!(one.all(), two.all());
        for real in Procedures::kernel() {
            assert_eq!(one.find(&real.code), Some(real));
            assert_eq!(two.find(&real.at("000.00.00.H49")), Some(real));
        }
        assert_eq!(
            one.find("1.001193.H38").map(|p| p.name.as_str()),
            Some("Đăng ký khai sinh")
        );
        assert_eq!(one.find("4.000000"), None);
    }
}
