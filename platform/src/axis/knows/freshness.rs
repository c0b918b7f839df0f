//! Whether a signed request is fresh enough (domain §3.1, §6.4).

use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::dates;

use super::refusal::Refusal;
use super::settings::Settings;

/// Checks the `timestamp` header against the axis's clock.
pub fn check(timestamp: &str, now: DateTime, settings: &Settings) -> Result<(), Refusal> {
    let Ok(moment) = dates::parse_vxp_timestamp(timestamp.trim()) else {
        return Err(Refusal::credentials(
            "Dau thoi gian (timestamp) khong dung dang ddMMyyyyTHHmmss+SSSS, vi du 05012026T080000+0000",
        ));
    };
    let age = now.duration_since(moment);
    let seconds = |value: u64| SignedDuration::from_secs(i64::try_from(value).unwrap_or(i64::MAX));
    if age > seconds(settings.timestamp_max_age_seconds) {
        return Err(Refusal::credentials(format!(
            "Dau thoi gian (timestamp) qua cu, can trong vong {} giay truoc gio cua truc",
            settings.timestamp_max_age_seconds
        )));
    }
    if -age > seconds(settings.timestamp_max_future_seconds) {
        return Err(Refusal::credentials(format!(
            "Dau thoi gian (timestamp) o tuong lai, can khong qua {} giay sau gio cua truc",
            settings.timestamp_max_future_seconds
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_edges_of_freshness() {
        let now = date(2026, 3, 2).at(20, 0, 0, 0);
        let ask = |text: &str| check(text, now, &Settings::default());
        assert_eq!(ask("02032026T200000+0000"), Ok(()));
        assert_eq!(ask("02032026T080000+0000"), Ok(()));
        assert_eq!(
            ask("02032026T075959+0999").map_err(|refusal| refusal.code),
            Err(15)
        );
        assert_eq!(ask("02032026T201500+0000"), Ok(()));
        assert_eq!(
            ask("02032026T201500+0001").map_err(|refusal| refusal.code),
            Err(15)
        );
        assert_eq!(
            ask("2026-03-02T20:00:00").map_err(|refusal| refusal.code),
            Err(15)
        );
    }
}
