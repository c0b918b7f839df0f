//! What EMC answers and shows.

use harness::Binding;
use serde_json::Value;

use super::words::{MeasureWord, StateWord};
use crate::ended::Ended;
use crate::params::{Number, Quoted, Span};
use crate::plain_http::Say;
use crate::step::steps;
use crate::world::World;

/// Every page of EMC's that a site is shown on.
const PAGES: [&str; 7] = [
    "sites",
    "statistics",
    "rates",
    "deviations",
    "gaps",
    "findings",
    "refused",
];

fn failed(expected: impl Into<String>, received: impl Into<String>) -> Ended {
    Ended::fail(expected, received).by("monitoring")
}

impl World {
    /// A page of EMC's for the measured site.
    async fn page(&mut self, page: &str, query: &str) -> Result<Value, Ended> {
        let (url, site) = (
            self.memory()?.monitoring.url.clone(),
            self.memory()?.monitoring.site,
        );
        let said = Say::get(format!("{url}/emc/{page}?site={site}{query}"))
            .by("operator")
            .send()
            .await?;
        let external = self.government()?.target().binding("monitoring") == Binding::External;
        match said.status {
            200 => Ok(said.json()),
            401 | 403 | 404 if external => {
                Err(Ended::not_applicable("this EMC shows no such page"))
            }
            _ => Err(failed(format!("the page {page}"), said.text())),
        }
    }

    /// The numbers of the measured site in a period, once they agree with their recount.
    async fn counts(&mut self, query: &str) -> Result<Value, Ended> {
        let site = self.memory()?.monitoring.site.to_string();
        let page = self.page("statistics", query).await?;
        if page["agree"] != Value::Bool(true) || page["counters"] != page["recount"] {
            return Err(failed(
                "numbers that agree with what was kept",
                page.to_string(),
            ));
        }
        Ok(page["counters"][&site].clone())
    }

    async fn counted(
        &mut self,
        count: Number,
        measure: MeasureWord,
        query: &str,
    ) -> Result<(), Ended> {
        let counts = self.counts(query).await?;
        let found = counts[measure.0].as_u64().unwrap_or(0);
        if found == count.0 as u64 {
            return Ok(());
        }
        Err(failed(
            format!("{} {}", count.0, measure.0),
            format!("{found} ({counts})"),
        ))
    }

    fn emc_said(&mut self) -> Result<crate::plain_http::Said, Ended> {
        let said = self.memory()?.monitoring.said.clone();
        said.ok_or_else(|| Ended::error("EMC was not asked yet"))
    }
}

steps! {
    /// The latest message was taken: HTTP 2xx, and `code` 0 where there is one.
    Then "EMC takes it" | "EMC tiếp nhận"
    async fn takes(world) {
        let said = world.emc_said()?;
        let body = said.json();
        if (200..300).contains(&said.status) && (body["code"].is_null() || body["code"] == 0) {
            return Ok(());
        }
        Err(failed("HTTP 2xx", said.text()))
    }

    /// The latest message was refused as the sender's mistake: HTTP 4xx.
    Then "EMC refuses it" | "EMC từ chối"
    async fn refuses(world) {
        let said = world.emc_said()?;
        if (400..500).contains(&said.status) {
            return Ok(());
        }
        Err(failed("HTTP 4xx", said.text()))
    }

    /// The refusal names what was wrong.
    Then "EMC refuses it and names {what}" | "EMC từ chối và nêu {what}"
    async fn refuses_naming(world, what: Quoted) {
        let said = world.emc_said()?;
        if (400..500).contains(&said.status) && said.text().contains(&what.0) {
            return Ok(());
        }
        Err(failed(format!("HTTP 4xx that names {}", what.0), said.text()))
    }

    /// The number of the site over all days; it must agree with its recount.
    Then "EMC counts {count} {measure}" | "EMC đếm được {count} {measure}"
    async fn counts(world, count: Number, measure: MeasureWord) {
        world.counted(count, measure, "").await
    }

    /// The number of the day that the clock is in.
    Then "EMC counts {count} {measure} today" | "EMC đếm được {count} {measure} hôm nay"
    async fn counts_today(world, count: Number, measure: MeasureWord) {
        let today = world.government()?.clock().today();
        world.counted(count, measure, &format!("&from={today}&to={today}")).await
    }

    /// The number of the day before.
    Then "EMC counts {count} {measure} yesterday" | "EMC đếm được {count} {measure} hôm qua"
    async fn counts_yesterday(world, count: Number, measure: MeasureWord) {
        let today = world.government()?.clock().today();
        let day = today.yesterday().map_err(|error| Ended::error(error.to_string()))?;
        world.counted(count, measure, &format!("&from={day}&to={day}")).await
    }

    /// The steps of the funnel of one procedure: views, submissions, received, in processing, returned.
    Then "EMC's funnel of {procedure} is {views} > {submits} > {received} > {processing} > {returned}" | "phễu của {procedure} trên EMC là {views} > {submits} > {received} > {processing} > {returned}"
    async fn funnel(world, procedure: Quoted, views: Number, submits: Number, received: Number, processing: Number, returned: Number) {
        let page = world.page("funnel", &format!("&procedure={}", procedure.0)).await?;
        let expected = [("views", views), ("submits", submits), ("received", received), ("processing", processing), ("returned", returned)];
        let wrong = expected.iter().find(|(name, n)| page[*name].as_u64() != Some(n.0 as u64));
        match wrong {
            None => Ok(()),
            Some((name, n)) => Err(failed(format!("{} {name}", n.0), page.to_string())),
        }
    }

    /// The share of dossiers that came in online, in percent with two decimals.
    Then "EMC's rate of online dossiers is {rate}" | "tỷ lệ hồ sơ trực tuyến trên EMC là {rate}"
    async fn online_rate(world, rate: Quoted) {
        let page = world.page("rates", "").await?;
        is_rate(&page, "online_rate", &rate.0)
    }

    /// The share of paid dossiers that were paid online.
    Then "EMC's rate of online payment is {rate}" | "tỷ lệ thanh toán trực tuyến trên EMC là {rate}"
    async fn paid_rate(world, rate: Quoted) {
        let page = world.page("rates", "").await?;
        is_rate(&page, "paid_online_rate", &rate.0)
    }

    /// The reported figure of today lies too far from the measured one.
    Then "EMC flags the figure of {measure}" | "EMC cảnh báo số liệu {measure}"
    async fn flags(world, measure: MeasureWord) {
        flagged(&world.page("deviations", "").await?, measure, true)
    }

    /// The reported figure of today agrees.
    Then "EMC finds the figure of {measure} right" | "EMC thấy số liệu {measure} khớp"
    async fn agrees(world, measure: MeasureWord) {
        flagged(&world.page("deviations", "").await?, measure, false)
    }

    /// How many silences longer than so long EMC shows.
    Then "EMC shows {count} gaps longer than {span}" | "EMC cho thấy {count} khoảng trống dài hơn {span}"
    async fn gaps(world, count: Number, span: Span) {
        let minutes = span.0.as_mins();
        let page = world.page("gaps", &format!("&minutes={minutes}")).await?;
        let found = page.as_array().map_or(0, Vec::len);
        if found == count.0 {
            return Ok(());
        }
        Err(failed(format!("{} gaps", count.0), page.to_string()))
    }

    /// EMC's page of sites shows the province's portal in this state.
    Then "EMC shows the province's portal as {state}" | "EMC cho thấy cổng của tỉnh {state}"
    async fn state(world, state: StateWord) {
        let site = world.memory()?.monitoring.site;
        let page = world.page("sites", "").await?;
        let row = page.as_array().into_iter().flatten().find(|row| row["site"] == site);
        let found = row.map_or(&Value::Null, |row| &row["state"]);
        if found == state.0 {
            return Ok(());
        }
        Err(failed(state.0, found.to_string()))
    }

    /// EMC noted a finding of that rule about the site.
    Then "EMC notes the finding {rule}" | "EMC ghi nhận phát hiện {rule}"
    async fn notes(world, rule: Quoted) {
        let page = world.page("findings", "").await?;
        let known = page.as_array().into_iter().flatten().any(|row| row["rule"] == rule.0.as_str());
        if known {
            return Ok(());
        }
        Err(failed(format!("the finding {}", rule.0), page.to_string()))
    }

    /// EMC noted nothing odd about the site.
    Then "EMC notes no finding" | "EMC không ghi nhận phát hiện nào"
    async fn notes_nothing(world) {
        let page = world.page("findings", "").await?;
        if page.as_array().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        Err(failed("no finding", page.to_string()))
    }

    /// The refusal stands in EMC's log.
    Then "EMC's log holds {count} refusals" | "nhật ký của EMC có {count} lần từ chối"
    async fn log(world, count: Number) {
        let page = world.page("refused", "").await?;
        let found = page.as_array().map_or(0, Vec::len);
        if found == count.0 {
            return Ok(());
        }
        Err(failed(format!("{} refusals", count.0), page.to_string()))
    }

    /// None of the personal data that the scenario sent stands on any page or in any answer.
    Then "EMC shows the personal data nowhere" | "EMC không để lộ dữ liệu cá nhân ở đâu"
    async fn nowhere(world) {
        let personal = world.memory()?.monitoring.personal.clone();
        let mut texts = vec![world.emc_said()?.text()];
        for page in PAGES {
            texts.push(world.page(page, "").await?.to_string());
        }
        for text in &texts {
            if personal.iter().any(|data| text.contains(data.as_str())) {
                return Err(failed("no personal data on EMC's pages", "a page shows it"));
            }
        }
        Ok(())
    }
}

fn is_rate(page: &Value, name: &str, expected: &str) -> Result<(), Ended> {
    let hundredths = page[name].as_u64().unwrap_or(u64::MAX);
    let shown = format!("{}.{:02} %", hundredths / 100, hundredths % 100);
    if shown == expected {
        return Ok(());
    }
    Err(failed(expected, format!("{shown} ({page})")))
}

fn flagged(page: &Value, measure: MeasureWord, expected: bool) -> Result<(), Ended> {
    let row = page
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["measure"] == measure.0);
    let found = row.and_then(|row| row["flagged"].as_bool());
    if found == Some(expected) {
        return Ok(());
    }
    Err(failed(format!("flagged: {expected}"), page.to_string()))
}
