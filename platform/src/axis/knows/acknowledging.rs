//! Transport acknowledgements: does an item stay in the list or go (domain §3.1 `updateStatus`).

use super::refusal::Refusal;

/// What a receiver says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Taken over: it leaves the list.
    Done,
    /// Not taken over: it stays.
    Fail,
    /// At work: it stays.
    Processing,
}

impl Acknowledgement {
    /// The wire's word.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Fail => "fail",
            Self::Processing => "processing",
        }
    }

    /// Reads the wire's word in any case. Codes of business statuses belong into status packages and are refused with the
    /// three words (domain §6.12).
    pub fn from_wire(text: &str) -> Result<Self, Refusal> {
        [Self::Done, Self::Fail, Self::Processing]
            .into_iter()
            .find(|word| text.trim().eq_ignore_ascii_case(word.wire()))
            .ok_or_else(|| {
                let shown: String = text.chars().take(20).collect();
                Refusal::invalid(format!(
                    "Trang thai {shown} khong hop le, can mot trong: done, fail, processing"
                ))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_words_and_no_numbers() {
        assert_eq!(
            Acknowledgement::from_wire("Done "),
            Ok(Acknowledgement::Done)
        );
        assert_eq!(
            Acknowledgement::from_wire("processing"),
            Ok(Acknowledgement::Processing)
        );
        for wrong in ["03", "1", "", "acceptance"] {
            let refusal = Acknowledgement::from_wire(wrong).expect_err(wrong);
            assert!(refusal.text.contains("done, fail, processing"), "{refusal}");
        }
    }
}
