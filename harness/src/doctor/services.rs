//! The other roles at their addresses, from the name of the host to the answer to each account.
//!
//! What is wrong below HTTP is found and said as for the axis: only the role and its field are others.

use std::time::Instant;

use http::Method;
use record::{Cause, Text};
use serde_json::{Value, json};
use simulators::RawAnswer;
use url::Url;

use super::{Check, Finding, Said, Severity, clocks, listen, reach, tls};
use crate::target::{Account, Binding, ServiceRole, both, verbatim};

/// What a role is asked without changing anything there.
struct Question {
    role: &'static str,
    method: Method,
    path: &'static str,
    /// The body for an account; none where nobody has to be let in.
    body: Option<fn(&Account) -> Value>,
    /// A field that its answer has, whoever asks; none where any answer will do.
    field: Option<&'static str>,
    /// The field that only somebody who is let in gets.
    granted: &'static str,
}

fn login(account: &Account) -> Value {
    json!({"username": account.id, "password": account.secret})
}

const fn logs_in(role: &'static str) -> Question {
    Question {
        role,
        method: Method::POST,
        path: "/mapi/login",
        body: Some(login),
        field: Some("error_code"),
        granted: "session",
    }
}

static QUESTIONS: [Question; 4] = [
    logs_in("portal"),
    logs_in("licences"),
    Question {
        role: "identity",
        method: Method::GET,
        path: "/.well-known/openid-configuration",
        body: None,
        field: Some("authorization_endpoint"),
        granted: "",
    },
    Question {
        role: "",
        method: Method::GET,
        path: "/",
        body: None,
        field: None,
        granted: "",
    },
];

/// Every check of one role; nothing for one that is ours, but the port it is offered at.
pub(super) async fn check(service: &ServiceRole) -> Vec<Finding> {
    let mut findings = listen::check(service.listen).await;
    findings.extend(match (&service.url, service.binding) {
        (Some(url), Binding::External) => at_address(service, url).await,
        _ => Vec::new(),
    });
    for finding in &mut findings {
        *finding = of_role(finding, service);
    }
    findings
}

async fn at_address(service: &ServiceRole, url: &Url) -> Vec<Finding> {
    let reached = match reach::connect(url).await {
        Ok(reached) => reached,
        Err(trouble) => return vec![trouble.finding("the axis", "trục")],
    };
    let at = reached.address;
    let found = both(
        format!("{at} accepts connections"),
        format!("{at} nhận kết nối"),
    );
    let mut findings = vec![Finding::ok(Check::Reach, URL, found)];
    if url.scheme() == "https" {
        findings.extend(tls::check(url, at, reached.stream, service.ca.as_ref()).await);
    } else {
        // A server that takes one connection after another must not wait for this one to end.
        drop(reached.stream);
    }
    if findings
        .iter()
        .all(|finding| finding.severity != Severity::Wrong)
    {
        findings.extend(questions(service, url).await);
    }
    findings
}

const URL: &str = "roles.axis.url";

async fn questions(service: &ServiceRole, url: &Url) -> Vec<Finding> {
    let fits = |question: &&Question| [service.kind.role, ""].contains(&question.role);
    let Some(question) = QUESTIONS.iter().find(fits) else {
        return Vec::new();
    };
    let client = match client(service) {
        Ok(client) => client,
        Err(error) => return vec![unusable(verbatim(error.to_string()))],
    };
    let address = format!("{}{}", url.as_str().trim_end_matches('/'), question.path);
    let asked: Vec<Option<&Account>> = match question.body {
        Some(_) if !service.accounts.is_empty() => service.accounts.iter().map(Some).collect(),
        _ => vec![None],
    };
    let mut findings = Vec::new();
    for account in asked {
        let begun = Instant::now();
        let answer = match ask(&client, question, &address, account).await {
            Ok(answer) => answer,
            Err(error) => return vec![unusable(verbatim(crate::tap::causes(&error)))],
        };
        let (interface, let_in) = judge(question, &answer, account);
        if findings.is_empty() {
            findings.push(interface);
            findings.push(clocks::check(&answer));
            let took = begun.elapsed().as_millis();
            let found = both(format!("{took} ms"), format!("{took} ms"));
            findings.push(Finding::ok(Check::RoundTrip, URL, found));
        }
        findings.extend(let_in);
    }
    findings
}

fn client(service: &ServiceRole) -> Result<reqwest::Client, reqwest::Error> {
    crate::tls::provide();
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .timeout(service.deadline);
    if let Some(authority) = &service.ca {
        let roots =
            (authority.certificates.iter()).map(|root| reqwest::Certificate::from_der(root));
        builder = builder.tls_certs_only(roots.collect::<Result<Vec<_>, _>>()?);
    }
    builder.build()
}

async fn ask(
    client: &reqwest::Client,
    question: &Question,
    address: &str,
    account: Option<&Account>,
) -> Result<RawAnswer, reqwest::Error> {
    let mut request = client.request(question.method.clone(), address);
    if let Some(body) = question.body {
        let nobody = Account::nobody();
        request = request.json(&body(account.unwrap_or(&nobody)));
    }
    let response = request.send().await?;
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    };
    Ok(RawAnswer {
        operation: question.path.to_owned(),
        status: response.status().as_u16(),
        headers: response.headers().iter().map(header).collect(),
        body: response.bytes().await?,
    })
}

/// Whether it is the service, and whether the account is let in.
fn judge(
    question: &Question,
    answer: &RawAnswer,
    account: Option<&Account>,
) -> (Finding, Option<Finding>) {
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let strange = match question.field {
        Some(field) => said.get(field).is_none(),
        None => matches!(answer.status, 300..=399 | 502..=504),
    };
    if strange {
        let found = both(
            format!(
                "status {} without the fields of this service",
                answer.status
            ),
            format!(
                "mã trạng thái {}, không có các trường của dịch vụ này",
                answer.status
            ),
        );
        return (unusable(found), None);
    }
    let found = both(
        format!("{} answers as it should", question.path),
        format!("{} trả lời đúng", question.path),
    );
    let interface = Finding::ok(Check::Interface, URL, found);
    let granted = said.get(question.granted).and_then(Value::as_str);
    let let_in = account.map(|account| match granted.filter(|text| !text.is_empty()) {
        Some(_) => Finding::ok(
            Check::Credentials,
            &account.field,
            both(
                format!("{} is let in", account.id),
                format!("{} được chấp nhận", account.id),
            ),
        ),
        None => refused(account, &said),
    });
    (interface, let_in)
}

fn refused(account: &Account, said: &Value) -> Finding {
    let why = said["message"].as_str().unwrap_or_default();
    // It may repeat the secret.
    let why = why.replace(&account.secret, "•••");
    let id = &account.id;
    let said = Said {
        expected: both(format!("{id} to be let in"), format!("{id} được chấp nhận")),
        found: both(format!("a refusal: {why}"), format!("bị từ chối: {why}")),
        fix: both(
            "correct id, or the secret in the variable that secret_env names",
            "sửa id, hoặc khóa bí mật trong biến nêu ở secret_env",
        ),
    };
    Finding::wrong(
        Check::Credentials,
        &account.field,
        Cause::Configuration,
        said,
    )
}

fn unusable(found: Text) -> Finding {
    let said = Said {
        expected: both("the axis at this address", "trục ở địa chỉ này"),
        found,
        fix: both(
            "correct url: the address below which the paths of the service lie",
            "sửa url: địa chỉ mà dưới đó có các đường dẫn của dịch vụ",
        ),
    };
    Finding::wrong(Check::Interface, URL, Cause::Configuration, said)
}

/// A finding said of this role instead of the axis.
fn of_role(finding: &Finding, service: &ServiceRole) -> Finding {
    let kind = service.kind;
    let say = |text: &Text| Text {
        en: text.en.replace("the axis", kind.en),
        vi: text.vi.replace("trục", kind.vi),
    };
    let field = finding
        .field
        .replacen("roles.axis", &format!("roles.{}", kind.role), 1);
    Finding {
        field,
        found: say(&finding.found),
        expected: finding.expected.as_ref().map(say),
        fix: finding.fix.as_ref().map(say),
        ..finding.clone()
    }
}
