//! Pages under `/emc/`: what was counted, for the operator and the agencies he lets in. They are this reference's own; no public source shows
//! the national EMC's.

use std::net::SocketAddr;

use axum::Extension;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawQuery, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::json_face::{self, Pairs, value};
use crate::monitoring::knows::measures::Measure;
use crate::monitoring::{Monitoring, OperatorError, Period};

/// Who asks, by what the connection says.
type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// Answers to whoever may know; parameters that cannot be read are named.
macro_rules! page {
    ($(#[$doc:meta])* $name:ident, |$monitoring:ident, $asked:ident| $work:expr) => {
        $(#[$doc])*
        pub async fn $name(
            State($monitoring): State<Monitoring>,
            peer: Peer,
            headers: HeaderMap,
            RawQuery(query): RawQuery,
        ) -> Response {
            let token = $monitoring.settings().operator_token.as_deref();
            if !json_face::is_operator(token, peer.as_ref(), &headers) {
                return json_face::refusal(StatusCode::UNAUTHORIZED, "expected the operator's token");
            }
            let asked = match Asked::read(&json_face::pairs(query.unwrap_or_default().as_bytes())) {
                Ok(asked) => asked,
                Err(expected) => return json_face::refusal(StatusCode::BAD_REQUEST, expected),
            };
            let $asked = &asked;
            let answer: Result<Value, OperatorError> = async { $work }.await;
            shown(answer)
        }
    };
}

/// What a page is asked for.
struct Asked {
    period: Period,
    site: u32,
    procedure: String,
    minutes: u32,
}

impl Asked {
    fn read(pairs: &Pairs) -> Result<Self, &'static str> {
        let day = |name| match value(pairs, name) {
            "" => Ok(None),
            text => text
                .parse::<Date>()
                .map(Some)
                .map_err(|_| "expected days as yyyy-MM-dd"),
        };
        let number = |name, otherwise: u32| match value(pairs, name) {
            "" => Ok(otherwise),
            text => text.parse().map_err(|_| "expected a whole number"),
        };
        Ok(Self {
            period: Period {
                from: day("from")?,
                to: day("to")?,
            },
            site: number("site", 0)?,
            procedure: value(pairs, "procedure").to_owned(),
            minutes: number("minutes", 60)?,
        })
    }
}

page!(
    /// `GET /emc/sites`: every site with its state.
    sites, |monitoring, _asked| {
        let all = monitoring.sites().await?;
        let rows: Vec<Value> = all
            .into_iter()
            .map(|(site, state)| json!({"site": site.id, "host": site.host, "agency": site.agency, "state": state}))
            .collect();
        Ok(json!(rows))
    }
);
page!(
    /// `GET /emc/statistics?from&to`: numbers and recount by site (EMC-05).
    statistics, |monitoring, asked| {
        let (counters, recount) = monitoring.audit(asked.period).await?;
        Ok(json!({
            "from": asked.period.from, "to": asked.period.to, "agree": counters == recount, "counters": counters, "recount": recount,
        }))
    }
);
page!(
    /// `GET /emc/funnel?site&procedure&from&to`.
    funnel, |monitoring, asked| {
        Ok(written(monitoring.funnel(asked.site, &asked.procedure, asked.period).await?))
    }
);
page!(
    /// `GET /emc/rates?site&from&to` (EMC-12).
    rates, |monitoring, asked| Ok(written(monitoring.rates(asked.site, asked.period).await?))
);
page!(
    /// `GET /emc/deviations?site` (EMC-10).
    deviations, |monitoring, asked| Ok(written(monitoring.deviations(asked.site).await?))
);
page!(
    /// `GET /emc/gaps?site&minutes` (EMC-07).
    gaps, |monitoring, asked| {
        let gaps = monitoring.gaps(asked.site, asked.minutes).await?;
        let rows: Vec<Value> = gaps.into_iter().map(|(from, to)| json!({"from": from, "to": to})).collect();
        Ok(json!(rows))
    }
);
page!(
    /// `GET /emc/findings?site&from`: findings about a site, on one day when `from` names it.
    findings, |monitoring, asked| Ok(written(monitoring.findings(asked.site, asked.period.from).await?))
);
page!(
    /// `GET /emc/refused`: the latest hundred refusals.
    refused, |monitoring, _asked| Ok(written(monitoring.refused(100).await?))
);

/// A figure an agency reports.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    site: u32,
    from: Date,
    to: Date,
    measure: Measure,
    value: u64,
}

/// `POST /emc/reported`: an agency's own figure, to be compared (EMC-10).
pub async fn reported(
    State(monitoring): State<Monitoring>,
    peer: Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let token = monitoring.settings().operator_token.as_deref();
    if !json_face::is_operator(token, peer.as_ref(), &headers) {
        return json_face::refusal(StatusCode::UNAUTHORIZED, "expected the operator's token");
    }
    let body = match json_face::read(body, &headers, &monitoring.settings().limits()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let Ok(figure) = serde_json::from_slice::<Figure>(&body) else {
        let expected = "expected {site, from, to (yyyy-MM-dd), measure, value}";
        return json_face::refusal(StatusCode::BAD_REQUEST, expected);
    };
    let days = (figure.from, figure.to);
    let kept = monitoring
        .report(figure.site, days, figure.measure, figure.value)
        .await;
    shown(kept.map(|()| json!({"kept": true})))
}

fn written(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn shown(answer: Result<Value, OperatorError>) -> Response {
    match answer {
        Ok(value) => json_face::answer(StatusCode::OK, &value),
        Err(OperatorError::Store(error)) => json_face::unkept(&error),
        Err(error @ OperatorError::UnknownSite(_)) => {
            json_face::refusal(StatusCode::NOT_FOUND, &error.to_string())
        }
        Err(error) => json_face::refusal(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}
