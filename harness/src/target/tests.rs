//! What a target file may say, and what is said about a wrong one.

use std::path::Path;
use std::time::Duration;

use super::*;

fn read(text: &str) -> Result<Target, Box<TargetError>> {
    let environment = |name: &str| match name {
        "LT_SECRET" => Some("s3cret-of-g15".to_owned()),
        "LT_TOKEN" => Some("Bearer t0ken".to_owned()),
        "LT_EMPTY" => Some(String::new()),
        _ => None,
    };
    Target::parse(Path::new("target.toml"), text, &environment)
}

fn mistake(text: &str) -> String {
    read(text).expect_err("the file is wrong").to_string()
}

const SYSTEM: &str = r#"
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "LT_SECRET"
"#;

const EXTERNAL: &str = r#"[roles.axis]
binding = "external"
under_test = true
url = "http://127.0.0.1:8080"
"#;

/// An external axis with one more line in its table.
fn axis(line: &str) -> String {
    format!("{EXTERNAL}{line}\n{SYSTEM}")
}

/// An external document system with one more line in its table.
fn document_system(line: &str) -> String {
    format!(
        r#"[roles.axis]
listen = "127.0.0.1:18080"
[roles.document-system]
binding = "external"
under_test = true
agency = "000.00.00.H41"
system_id = "h41"
secret_env = "LT_SECRET"
{line}
"#
    )
}

#[test]
fn a_whole_file_is_read() {
    let text = format!(
        r#"{EXTERNAL}vxp_path = "/vxp/"
lgsp_path = ""
deadline = "2m"
{SYSTEM}
[roles.document-system]
binding = "simulated"
"#
    );
    let target = read(&text).expect("the file is sound");
    assert_eq!(target.axis.vxp_path.as_deref(), Some("/vxp"));
    assert_eq!(target.axis.lgsp_path, None);
    assert_eq!(target.axis.deadline, Duration::from_secs(120));
    assert!(!target.axis.directory_control);
    assert_eq!(target.axis.systems[0].credentials.secret, "s3cret-of-g15");
    assert!(target.has_external());
    let roles = target.roles();
    assert_eq!(roles[0].address.as_deref(), Some("http://127.0.0.1:8080/"));
    assert_eq!(roles[1].binding, "simulated");
}

#[test]
fn stimuli_are_read() {
    let target = read(&document_system(
        r#"[roles.document-system.stimulus]
send = { http = "POST http://127.0.0.1:9000/send?to={to}", body = "{\"to\":\"{to}\"}", headers_env = { Authorization = "LT_TOKEN" } }
agree-to-change = { command = ["./agree.sh", "{code}"] }"#,
    ))
    .expect("the file is sound");
    let role = target.document_system.as_ref().expect("there is one");
    assert!(matches!(
        role.stimuli.get(Action::Send),
        Some(Call::Http { .. })
    ));
    assert!(matches!(
        role.stimuli.get(Action::AgreeToChange),
        Some(Call::Command(_))
    ));
    assert!(role.stimuli.get(Action::Recall).is_none());
    assert_eq!(
        target.secrets().collect::<Vec<_>>(),
        ["s3cret-of-g15", "Bearer t0ken"]
    );
}

#[test]
fn no_secret_is_ever_printed() {
    let twice = format!("{}{SYSTEM}", axis(""));
    assert!(!mistake(&twice).contains("s3cret"));
    let calls = document_system(
        r#"stimulus.send = { http = "POST http://h/", headers_env = { Authorization = "LT_TOKEN" } }"#,
    );
    let target = read(&calls).expect("the file is sound");
    assert!(!format!("{target:?}").contains("t0ken"));
    let target = read(&axis("")).expect("the file is sound");
    let shown = format!("{target:?} {:?}", target.roles());
    assert!(!shown.contains("s3cret"), "{shown}");
    let with_password = mistake(&axis("").replace("127.0.0.1", "user:pa55word@127.0.0.1"));
    insta::assert_snapshot!(with_password, @"target.toml:4: roles.axis.url: expected an address without user and password, found one with them (not shown); take them out; secrets are named by environment variable (secret_env)");
}

#[test]
fn the_default_of_each_profile() {
    let axis = Target::embedded_default("axis");
    assert!(axis.axis.under_test && axis.document_system.is_none() && !axis.has_external());
    let system = Target::embedded_default("document-system");
    assert!(!system.axis.under_test);
    assert!(system.document_system.is_some_and(|role| role.under_test));
}

#[test]
fn a_missing_file_is_named() {
    let error = Target::read(Path::new("no/such.toml")).expect_err("there is none");
    assert!(
        error
            .to_string()
            .starts_with("no/such.toml:1: the file: expected a readable text file")
    );
}

#[test]
fn wrong_toml_and_wrong_keys() {
    insta::assert_snapshot!(mistake("[roles.axis\n"), @"target.toml:1: roles.axis: expected TOML, found a mistake of syntax (unclosed table, expected `]`); correct the line; the example target file shows every field");
    insta::assert_snapshot!(mistake(""), @"target.toml:1: roles: expected at least one role, found nothing; add for example [roles.axis], [roles.document-system], [roles.portal] or [roles.one-stop]");
    insta::assert_snapshot!(mistake("[roles]\n"), @"target.toml:1: roles: expected at least one role, found nothing; add for example [roles.axis], [roles.document-system], [roles.portal] or [roles.one-stop]");
    insta::assert_snapshot!(mistake("[roles.axes]\n"), @"target.toml:1: roles.axes: expected a known key, found `axes`; did you mean `axis`?");
    insta::assert_snapshot!(mistake(&axis("lgsp_pat = \"/v1\"")), @"target.toml:5: roles.axis.lgsp_pat: expected a known key, found `lgsp_pat`; did you mean `lgsp_path`?");
    insta::assert_snapshot!(mistake(&axis("colour = 1")), @"target.toml:5: roles.axis.colour: expected a known key, found `colour`; write one of: binding, under_test, url, vxp_path, lgsp_path, ca_file, listen, deadline, directory_control, systems");
    insta::assert_snapshot!(mistake(&axis("directory_control = \"yes\"")), @"target.toml:5: roles.axis.directory_control: expected a boolean, found string; correct the line; the example target file shows every field");
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"embedded\"\n"), @"target.toml:1: roles.axis.under_test: expected at least one role under test, found nothing; add under_test = true to the role that is to be checked");
}

#[test]
fn wrong_bindings_and_addresses() {
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"extern\"\n"), @"target.toml:2: roles.axis.binding: expected a binding, found `extern`; did you mean `external`?");
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"container\"\n"), @"target.toml:2: roles.axis.binding: expected a binding, found `container`; containers come later; start the image yourself and bind it as external");
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"external\"\n"), @r#"target.toml:1: roles.axis.url: expected the address of the external axis, found nothing; add url = "http://127.0.0.1:8080", the address below which the API lies"#);
    insta::assert_snapshot!(mistake(EXTERNAL), @"target.toml:1: roles.axis.systems: expected at least one system registered with the external axis, found nothing; add [[roles.axis.systems]] with agency, name, system_id and secret_env");
    insta::assert_snapshot!(mistake("[roles.axis]\nunder_test = true\nurl = \"http://h\"\n"), @r#"target.toml:3: roles.axis.url: expected no address, because the axis is embedded, found one; remove url, or set binding = "external""#);
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"external\"\nurl = \"axis.vn:80\"\n"), @r#"target.toml:3: roles.axis.url: expected an http or https address, found `axis.vn:80` (scheme axis.vn); write for example url = "https://axis.example.vn""#);
    insta::assert_snapshot!(mistake("[roles.axis]\nbinding = \"external\"\nurl = \"http://\"\n"), @r#"target.toml:3: roles.axis.url: expected an http or https address, found `http://` (empty host); write for example url = "https://axis.example.vn""#);
    insta::assert_snapshot!(mistake(&axis("vxp_path = \"vxp\"")), @r#"target.toml:5: roles.axis.vxp_path: expected a path that begins with `/`, or nothing, found `vxp`; write for example "/v1", or "" when the axis has no such face"#);
    insta::assert_snapshot!(mistake(&axis("listen = \"localhost\"")), @r#"target.toml:5: roles.axis.listen: expected an IP address and a port, found `localhost`; write for example listen = "127.0.0.1:18080""#);
    insta::assert_snapshot!(mistake(&axis("deadline = \"soon\"")), @r#"target.toml:5: roles.axis.deadline: expected a duration longer than nothing, found `soon`; write for example "10s", "2m" or "1h30m""#);
    insta::assert_snapshot!(mistake(&axis("deadline = \"0s\"")), @r#"target.toml:5: roles.axis.deadline: expected a duration longer than nothing, found `0s`; write for example "10s", "2m" or "1h30m""#);
}

#[test]
fn wrong_systems() {
    insta::assert_snapshot!(mistake(&axis("").replace("LT_SECRET", "LT_OTHER")), @"target.toml:11: roles.axis.systems[0].secret_env: expected a secret in an environment variable, found the variable LT_OTHER, which is not set; set it before the run: export LT_OTHER=…");
    insta::assert_snapshot!(mistake(&axis("").replace("LT_SECRET", "LT_EMPTY")), @"target.toml:11: roles.axis.systems[0].secret_env: expected a secret in an environment variable, found the variable LT_EMPTY, which is empty; set it before the run: export LT_EMPTY=…");
    insta::assert_snapshot!(mistake(&axis("").replace("system_id = \"g15\"\n", "")), @"target.toml:7: roles.axis.systems[0].system_id: expected `system_id`, found nothing; add system_id; the axis knows a system by agency, system_id and the secret in secret_env");
    insta::assert_snapshot!(mistake(&format!("{}{SYSTEM}", axis(""))), @"target.toml:14: roles.axis.systems[1].agency: expected each system and each agency once, found `000.00.00.G15` also in line 8; remove one of the two, or correct it");
    insta::assert_snapshot!(mistake(&axis("").replace("\"g15\"", "\" \"")), @"target.toml:10: roles.axis.systems[0].system_id: expected a value, found an empty text; write the value the axis knows");
}

/// A target with a real one-stop system under test and our portal where it can be found.
const ONE_STOP: &str = r#"
[roles.portal]
listen = "127.0.0.1:18081"

[roles.one-stop]
binding = "external"
under_test = true
url = "http://127.0.0.1:9000"

[[roles.one-stop.accounts]]
at = "portal"
agency = "000.00.00.H49"
id = "h49"
secret_env = "LT_SECRET"
"#;

#[test]
fn the_other_roles() {
    let target = read(ONE_STOP).expect("the file is sound");
    assert!(target.has_external() && target.puts_under_test("one-stop"));
    assert_eq!(target.binding("portal"), Binding::Embedded);
    assert_eq!(target.binding("payment"), Binding::Embedded);
    let account = &target.service("one-stop").accounts[0];
    assert_eq!(
        (account.at.as_deref(), account.id.as_str()),
        (Some("portal"), "h49")
    );
    assert_eq!(account.name, "000.00.00.H49");
    let roles: Vec<String> = (target.roles().into_iter()).map(|role| role.role).collect();
    assert_eq!(roles, ["portal", "one-stop"]);
}

#[test]
fn wrong_other_roles() {
    insta::assert_snapshot!(mistake(&ONE_STOP.replace("listen", "# listen")), @r#"target.toml:2: roles.portal.listen: expected a fixed address of the portal, because a real one-stop system must find it, found nothing; add [roles.portal] with listen = "127.0.0.1:18081" (any free address) and point the one-stop system there"#);
    insta::assert_snapshot!(mistake(&ONE_STOP.replace("url", "# url")), @r#"target.toml:5: roles.one-stop.url: expected the address of a one-stop system, found nothing; add url = "https://host.example", the address below which its paths lie"#);
    insta::assert_snapshot!(mistake(&ONE_STOP.replace("at = \"portal\"", "at = \"portals\"")), @"target.toml:11: roles.one-stop.accounts[0].at: expected a role, found `portals`; did you mean `portal`?");
    insta::assert_snapshot!(mistake(&ONE_STOP.replace("id = \"h49\"", "")), @"target.toml:10: roles.one-stop.accounts[0].id: expected `id`, found nothing; add id; an account is known by agency, id and the secret in secret_env");
    insta::assert_snapshot!(mistake("[roles.payment]\nunder_test = true\nurl = \"http://h\"\n"), @r#"target.toml:3: roles.payment.url: expected no address, because the payment platform is ours, found one; remove url, or set binding = "external""#);
    insta::assert_snapshot!(mistake("[roles.identity]\nbinding = \"embedded\"\n"), @"target.toml:1: roles.identity.under_test: expected at least one role under test, found nothing; add under_test = true to the role that is to be checked");
}

#[test]
fn wrong_document_systems() {
    insta::assert_snapshot!(mistake(&document_system("").replace("listen", "# listen")), @r#"target.toml:1: roles.axis.listen: expected a fixed address of the axis, because a real document system must find it, found nothing; add listen = "127.0.0.1:18080" (any free address) to [roles.axis] and point the document system there"#);
    insta::assert_snapshot!(mistake(&document_system("").replace("agency", "# agency")), @"target.toml:3: roles.document-system.agency: expected `agency`, found nothing; add agency; the axis knows a system by agency, system_id and the secret in secret_env");
    insta::assert_snapshot!(mistake(&document_system("stimulus.sent = { command = [\"a\"] }")), @"target.toml:9: roles.document-system.stimulus.sent: expected an action, found `sent`; did you mean `send`?");
    insta::assert_snapshot!(mistake(&document_system("stimulus.send = { }")), @r#"target.toml:9: roles.document-system.stimulus.send: expected either `http` or `command`, found nothing; write { http = "POST http://…", body = "…" } or { command = ["./send.sh", "{to}"] }"#);
    insta::assert_snapshot!(mistake(&document_system("stimulus.send = { http = \"http://h/\" }")), @r#"target.toml:9: roles.document-system.stimulus.send.http: expected a method and an address, found `http://h/`; write for example http = "POST http://127.0.0.1:9000/send"; secrets belong into headers_env"#);
    insta::assert_snapshot!(mistake(&document_system("stimulus.send = { command = [\"a\", \"{too}\"] }")), @"target.toml:9: roles.document-system.stimulus.send.command[1]: expected a placeholder of `send`, found {too}; did you mean `to`?");
    insta::assert_snapshot!(mistake(&document_system("stimulus.send = { command = [] }")), @r#"target.toml:9: roles.document-system.stimulus.send.command: expected a program and its arguments, found nothing; write for example command = ["./send.sh", "{to}"]"#);
}
