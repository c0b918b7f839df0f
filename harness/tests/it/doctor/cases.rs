//! Every mis-configuration that is planted, and what must be said about it.

use harness::doctor::Severity::{self, Warning, Wrong};
use record::Cause::{self, Configuration, Network, SystemUnderTest, Undecided};

use super::certificates::Leaf;
use super::servers::Server::{self, *};

/// One mistake.
pub struct Case {
    /// What is planted.
    pub name: &'static str,
    /// What answers.
    pub server: Server,
    /// What is replaced in the sound file.
    pub edits: &'static [(&'static str, &'static str)],
    /// The field that must be named.
    pub field: &'static str,
    pub severity: Severity,
    pub cause: Cause,
    /// What the English text must say.
    pub words: &'static [&'static str],
}

/// The sound file; `#AXIS` and `#END` are where lines may be put in.
pub const SOUND: &str = r##"[roles.axis]
binding = "external"
under_test = true
url = "http://127.0.0.1:PORT"
deadline = "5s"
#AXIS
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "LT_G15"
[[roles.axis.systems]]
agency = "000.00.00.H37"
name = "UBND tỉnh Lạng Sơn"
system_id = "h37"
secret_env = "LT_H37"
#END
"##;

/// A document system beside the axis, with a place for more.
const BESIDE: &str = r##"[roles.document-system]
binding = "external"
under_test = true
agency = "000.00.00.H41"
system_id = "h41"
secret_env = "LT_H41"
"##;

const LISTEN: (&str, &str) = ("#AXIS", "listen = \"127.0.0.1:FREE\"");
const HTTPS: (&str, &str) = ("http://127.0.0.1", "https://localhost");
const CA: (&str, &str) = ("#AXIS", "ca_file = \"DIR/ca.pem\"");

const URL: &str = "roles.axis.url";
const ONE: &str = "roles.axis.systems[0]";

type Row = (
    &'static str,
    Server,
    &'static [(&'static str, &'static str)],
    &'static str,
    Severity,
    Cause,
    &'static [&'static str],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // what the file says
    ("no TOML", Axis, &[("[roles.axis]", "[roles.axis")], "roles.axis", Wrong, Configuration, &["mistake of syntax", "correct the line"]),
    ("a word without quotes", Axis, &[("\"external\"", "external")], "roles.axis.binding", Wrong, Configuration, &["syntax"]),
    ("an unknown key", Axis, &[("#AXIS", "dedline = \"1s\"")], "roles.axis.dedline", Wrong, Configuration, &["a known key", "`deadline`"]),
    ("an unknown role", Axis, &[("#END", "[roles.axes]")], "roles.axes", Wrong, Configuration, &["did you mean `axis`"]),
    ("an unknown key of a system", Axis, &[("secret_env = \"LT_H37\"", "secret_env = \"LT_H37\"\nsecret = \"s3cret-of-h37\"")], "roles.axis.systems[1].secret", Wrong, Configuration, &["a known key"]),
    ("text for a number of truth", Axis, &[("under_test = true", "under_test = \"yes\"")], "roles.axis.under_test", Wrong, Configuration, &["expected a boolean, found string"]),
    ("no role", Axis, &[("[roles.axis]", "[role.axis]"), ("[[roles", "[[role"), ("[[roles", "[[role")], "role", Wrong, Configuration, &["did you mean `roles`"]),
    ("an unknown binding", Axis, &[("\"external\"", "\"extrenal\"")], "roles.axis.binding", Wrong, Configuration, &["`extrenal`", "`external`"]),
    ("a container", Axis, &[("\"external\"", "\"container\"")], "roles.axis.binding", Wrong, Configuration, &["later"]),
    ("nothing under test", Axis, &[("under_test = true", "under_test = false")], "roles.axis.under_test", Wrong, Configuration, &["under_test = true"]),
    ("no address", Axis, &[("url =", "#url =")], URL, Wrong, Configuration, &["the address of the external axis", "nothing"]),
    ("an address without scheme", Axis, &[("http://127", "127")], URL, Wrong, Configuration, &["an http or https address"]),
    ("an address of ftp", Axis, &[("http://127", "ftp://127")], URL, Wrong, Configuration, &["scheme ftp"]),
    ("an address with a password", Axis, &[("http://", "http://g15:s3cret-of-g15@")], URL, Wrong, Configuration, &["without user and password"]),
    ("an address with a key in its query", Axis, &[("PORT\"", "PORT/?key=s3cret-of-g15\"")], URL, Wrong, Configuration, &["a query or a fragment"]),
    ("an address with a fragment", Axis, &[("PORT\"", "PORT/#top\"")], URL, Wrong, Configuration, &["a query or a fragment"]),
    ("an address with the path of a face", Axis, &[("PORT\"", "PORT/XrdAdapter/adapter\"")], URL, Wrong, Configuration, &["already ends in the path /XrdAdapter/adapter"]),
    ("a path that does not begin at the root", Axis, &[("#AXIS", "vxp_path = \"vxp\"")], "roles.axis.vxp_path", Wrong, Configuration, &["begins with `/`"]),
    ("no face", Axis, &[("#AXIS", "vxp_path = \"\"\nlgsp_path = \"\"")], "roles.axis.vxp_path", Wrong, Configuration, &["at least one face"]),
    ("a deadline without unit", Axis, &[("\"5s\"", "\"5\"")], "roles.axis.deadline", Wrong, Configuration, &["a duration", "10s"]),
    ("a deadline of a blink", Axis, &[("\"5s\"", "\"900ms\"")], "roles.axis.deadline", Warning, Configuration, &["between 1 s and 120 s"]),
    ("a deadline of a day", Axis, &[("\"5s\"", "\"24h\"")], "roles.axis.deadline", Warning, Configuration, &["less time"]),
    ("no systems", Axis, &[("[[roles.axis.systems]]\nagency = \"000.00.00.G15\"\nname = \"Bộ Tư pháp\"\nsystem_id = \"g15\"\nsecret_env = \"LT_G15\"\n", ""), ("[[roles.axis.systems]]\nagency = \"000.00.00.H37\"\nname = \"UBND tỉnh Lạng Sơn\"\nsystem_id = \"h37\"\nsecret_env = \"LT_H37\"\n", "")], "roles.axis.systems", Wrong, Configuration, &["[[roles.axis.systems]]"]),
    ("one system only", Axis, &[("[[roles.axis.systems]]\nagency = \"000.00.00.H37\"\nname = \"UBND tỉnh Lạng Sơn\"\nsystem_id = \"h37\"\nsecret_env = \"LT_H37\"\n", "")], "roles.axis.systems", Warning, Configuration, &["two systems"]),
    ("a system without its id", Axis, &[("system_id = \"h37\"\n", "")], "roles.axis.systems[1].system_id", Wrong, Configuration, &["add system_id"]),
    ("an empty system id", Axis, &[("\"h37\"", "\" \"")], "roles.axis.systems[1].system_id", Wrong, Configuration, &["an empty text"]),
    ("the same system id twice", Axis, &[("\"h37\"", "\"g15\"")], "roles.axis.systems[1].system_id", Wrong, Configuration, &["also in line 10"]),
    ("the same agency in its other form", Axis, &[("\"000.00.00.H37\"", "\"G15\"")], "roles.axis.systems[1].agency", Wrong, Configuration, &["each agency once", "line 8"]),
    ("an agency that is no code", Axis, &[("\"000.00.00.H37\"", "\"Lạng Sơn\"")], "roles.axis.systems[1].agency", Warning, Configuration, &["000.00.00.G15"]),
    ("an agency nobody has listed", Axis, &[("\"000.00.00.H37\"", "\"000.00.00.H99\"")], "roles.axis.systems[1].agency", Warning, Configuration, &["national directory"]),
    ("two codes of two agencies", Axis, &[("agency = \"000.00.00.H37\"", "agency = \"000.00.00.H37\"\nqd20 = \"H36\"")], "roles.axis.systems[1].qd20", Warning, Configuration, &["H37", "two agencies"]),
    ("a variable that is not set", Axis, &[("LT_H37", "LT_NONE")], "roles.axis.systems[1].secret_env", Wrong, Configuration, &["LT_NONE, which is not set", "export LT_NONE"]),
    ("an empty variable", Axis, &[("LT_H37", "LT_EMPTY")], "roles.axis.systems[1].secret_env", Wrong, Configuration, &["which is empty"]),
    ("a secret with a line break", Axis, &[("LT_H37", "LT_BREAK")], "roles.axis.systems[1].secret_env", Wrong, Configuration, &["line break"]),
    ("the secret itself in place of its variable", Axis, &[("LT_H37", "s3cret-of-h37")], "roles.axis.systems[1].secret_env", Wrong, Configuration, &["not shown", "should be changed"]),
    ("the same secret twice", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 41\n\n{\"status\":\"OK\",\"ErrorCode\":\"0\",\"data\":[]}"), &[("LT_H37", "LT_G15")], "roles.axis.systems[1].secret_env", Warning, Configuration, &["roles.axis.systems[0].secret_env"]),
    ("a file of authorities that is not there", Tls(Leaf::Sound), &[HTTPS, ("#AXIS", "ca_file = \"DIR/none.pem\"")], "roles.axis.ca_file", Wrong, Configuration, &["none.pem", "correct the path"]),
    ("a file of authorities without one", Tls(Leaf::Sound), &[HTTPS, ("#AXIS", "ca_file = \"DIR/empty.pem\"")], "roles.axis.ca_file", Wrong, Configuration, &["no certificate in the file", "openssl"]),
    ("an authority for an address without TLS", Axis, &[CA], "roles.axis.ca_file", Warning, Configuration, &["never used"]),
    // this machine
    ("an address to listen at that is none", Axis, &[("#AXIS", "listen = \"localhost\"")], "roles.axis.listen", Wrong, Configuration, &["an IP address and a port"]),
    ("a port that is taken", Axis, &[("#AXIS", "listen = \"127.0.0.1:TAKEN\"")], "roles.axis.listen", Wrong, Configuration, &["another program uses"]),
    ("an address of another machine", Axis, &[("#AXIS", "listen = \"203.0.113.7:18080\"")], "roles.axis.listen", Wrong, Configuration, &["no address of this machine"]),
    ("an address everybody can reach", Axis, &[("#AXIS", "listen = \"0.0.0.0:FREE\"")], "roles.axis.listen", Warning, Configuration, &["other machines"]),
    ("a port that changes", Axis, &[("#AXIS", "listen = \"127.0.0.1:0\"")], "roles.axis.listen", Warning, Configuration, &["a fixed port"]),
    // the document system
    ("a document system that cannot find the axis", Axis, &[("#END", "BESIDE")], "roles.axis.listen", Wrong, Configuration, &["a fixed address"]),
    ("a document system without agency", Axis, &[LISTEN, ("#END", "BESIDE"), ("agency = \"000.00.00.H41\"\n", "")], "roles.document-system.agency", Wrong, Configuration, &["add agency"]),
    ("a document system that a simulated one doubles", Axis, &[LISTEN, ("#END", "BESIDE"), ("000.00.00.H41", "H37")], "roles.document-system.agency", Wrong, Configuration, &["roles.axis.systems[1]"]),
    ("a patience of a second", Axis, &[LISTEN, ("#END", "BESIDE\npatience = \"1s\"")], "roles.document-system.patience", Warning, Configuration, &["between 5 s and 3600 s"]),
    ("an unknown action", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.sent = { command = [\"true\"] }")], "roles.document-system.stimulus.sent", Wrong, Configuration, &["`send`"]),
    ("an unknown placeholder", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { command = [\"true\", \"{too}\"] }")], "roles.document-system.stimulus.send.command[1]", Wrong, Configuration, &["{too}", "`to`"]),
    ("neither address nor command", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { body = \"x\" }")], "roles.document-system.stimulus.send", Wrong, Configuration, &["either `http` or `command`"]),
    ("an address without method", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { http = \"http://127.0.0.1/\" }")], "roles.document-system.stimulus.send.http", Wrong, Configuration, &["a method and an address"]),
    ("a program that is not there", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { command = [\"DIR/none.sh\"] }")], "roles.document-system.stimulus.send.command", Wrong, Configuration, &["none.sh", "correct the path"]),
    ("a program that may not run", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { command = [\"DIR/script.sh\"] }")], "roles.document-system.stimulus.send.command", Wrong, Configuration, &["chmod +x"]),
    ("a test interface that is down", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { http = \"POST http://127.0.0.1:CLOSED/\" }")], "roles.document-system.stimulus.send.http", Wrong, Network, &["nobody listens"]),
    ("a secret among the header fields", Axis, &[LISTEN, ("#END", "BESIDE\nstimulus.send = { http = \"POST http://127.0.0.1:PORT/\", headers = { Authorization = \"Bearer s3cret-of-h41\" } }")], "roles.document-system.stimulus.send.headers.Authorization", Warning, Configuration, &["headers_env"]),
    // the way
    ("a name nobody has", Axis, &[("127.0.0.1", "axis.invalid")], URL, Wrong, Network, &["host name axis.invalid", "correct the host name"]),
    ("a port nobody listens at", Nobody, &[], URL, Wrong, Network, &["nobody listens at 127.0.0.1", "port"]),
    // TLS
    ("https on a port of http", Axis, &[HTTPS, CA], URL, Wrong, Configuration, &["plain HTTP at this port", "write http://localhost"]),
    ("http on a port of https", Tls(Leaf::Sound), &[("127.0.0.1", "localhost")], URL, Wrong, Configuration, &["TLS at this port", "https://localhost"]),
    ("the certificate of another host", Tls(Leaf::OtherHost), &[HTTPS, CA], URL, Wrong, Network, &["a certificate for localhost", "axis.example.vn"]),
    ("an expired certificate", Tls(Leaf::Expired), &[HTTPS, CA], URL, Wrong, Network, &["expired on 2021-01-01", "renew"]),
    ("a certificate of the future", Tls(Leaf::NotYetValid), &[HTTPS, CA], URL, Wrong, Network, &["not yet valid: it begins on 2090-01-01"]),
    ("an authority this machine does not know", Tls(Leaf::Sound), &[HTTPS], "roles.axis.ca_file", Wrong, Network, &["CA of the test", "ca_file"]),
    ("an authority the file does not name", Tls(Leaf::OfUnknownAuthority), &[HTTPS, CA], "roles.axis.ca_file", Wrong, Network, &["issued by CA nobody knows"]),
    ("a self-signed certificate", Tls(Leaf::SelfSigned), &[HTTPS, CA], "roles.axis.ca_file", Wrong, Network, &["self-signed"]),
    ("TLS 1.0 only", Greets(b"\x15\x03\x01\x00\x02\x02\x46"), &[HTTPS, CA], URL, Wrong, Network, &["older version than TLS 1.2"]),
    ("no cipher in common", Greets(b"\x15\x03\x03\x00\x02\x02\x28"), &[HTTPS, CA], URL, Wrong, Network, &["no cipher in common"]),
    ("a mail server behind https", Greets(b"220 mail.example.vn ESMTP\r\n"), &[HTTPS, CA], URL, Wrong, Network, &["something that is no TLS"]),
    ("a handshake that is broken off", Closes, &[HTTPS, CA], URL, Wrong, Network, &["ended in the handshake"]),
    // what answers
    ("a web page", Answers("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 22\n\n<html>Xin chao!</html>"), &[], URL, Wrong, Configuration, &["text/html", "Xin chao!", "another service"]),
    ("JSON of another service", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 27\n\n{\"service\":\"weather\",\"t\":9}"), &[], URL, Wrong, Configuration, &["JSON of something else", "weather"]),
    ("a list of another service", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 22\n\n{\"data\":[{\"id\": \"1\"}]}"), &[], URL, Wrong, Configuration, &["another service"]),
    ("a redirection", Answers("HTTP/1.1 302 Found\nLocation: https://sso.example.vn/login?ticket=s3cret-of-g15\nContent-Length: 0\n\n"), &[], URL, Wrong, Configuration, &["status 302 to “https://sso.example.vn/login”"]),
    ("a mail server", Greets(b"220 mail.example.vn ESMTP\r\n"), &[], URL, Wrong, Network, &["the connection ended before", "https"]),
    ("a connection that is closed", Closes, &[], URL, Wrong, Network, &["the connection ended before"]),
    ("half an answer", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 500\n\n{\"status\":\"OK\","), &[], URL, Wrong, Network, &["the connection ended before"]),
    ("an axis that never answers", Silent, &[("\"5s\"", "\"1s\"")], "roles.axis.deadline", Wrong, Network, &["within 1s", "overloaded"]),
    ("a gateway without an axis", Answers("HTTP/1.1 502 Bad Gateway\nContent-Length: 0\n\n"), &[], URL, Wrong, Network, &["status 502", "gateway"]),
    ("an axis that is down for maintenance", Answers("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n"), &[], URL, Wrong, SystemUnderTest, &["status 503", "log of the axis"]),
    ("an answer without end", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 10000000000\n\n{"), &[], URL, Wrong, Undecided, &["10000000000"]),
    ("a wrong path of the VXP face", Axis, &[("#AXIS", "vxp_path = \"/no/such\"")], "roles.axis.vxp_path", Wrong, Configuration, &["below /no/such", "404"]),
    ("a wrong path of the LGSP face", Axis, &[("#AXIS", "lgsp_path = \"/no/such\"")], "roles.axis.lgsp_path", Wrong, Configuration, &["below /no/such", "404"]),
    ("the two paths exchanged", Axis, &[("#AXIS", "vxp_path = \"/v1\"\nlgsp_path = \"/XrdAdapter/adapter\"")], "roles.axis.vxp_path", Wrong, Configuration, &["the answer of the LGSP face"]),
    // the clock
    ("a clock of another year", Answers("HTTP/1.1 401 Unauthorized\nDate: Tue, 01 Jan 2019 00:00:00 GMT\nContent-Length: 2\n\n{}"), &[], URL, Wrong, Configuration, &["ahead of the axis's", "Art. 14.4"]),
    ("an axis an hour slow", Off(-3600), &[], URL, Wrong, Configuration, &["refuses the time of our request", "time server"]),
    ("an axis a day fast", Off(86_400), &[], URL, Wrong, Configuration, &["refuses the time of our request"]),
    // credentials
    ("a wrong secret", Axis, &[("LT_H37", "LT_WRONG")], "roles.axis.systems[1]", Wrong, Configuration, &["system h37", "401", "secret_env"]),
    ("a wrong secret of the first system", Axis, &[("LT_G15", "LT_WRONG")], ONE, Wrong, Configuration, &["system g15", "401"]),
    ("a wrong system id", Axis, &[("\"h37\"", "\"h73\"")], "roles.axis.systems[1]", Wrong, Configuration, &["system h73", "system_id"]),
    ("two secrets exchanged", Axis, &[("LT_G15", "LT_SPARE"), ("LT_H37", "LT_G15"), ("LT_SPARE", "LT_H37")], "roles.axis.systems[0].secret_env", Wrong, Configuration, &["the two secrets are exchanged", "roles.axis.systems[1]"]),
    ("the system of another agency", OtherAgency, &[], "roles.axis.systems[0].agency", Wrong, Configuration, &["the axis knows it as 000.00.00.H41"]),
    ("an agency the axis does not list", Axis, &[("\"000.00.00.H37\"", "\"000.00.00.H36\"")], "roles.axis.systems[1].agency", Warning, Configuration, &["in the directory of the axis"]),
    ("refused with status 200", Answers("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 62\n\n{\"status\":\"FAIL\",\"ErrorCode\":\"15\",\"ErrorDesc\":\"s3cret-of-g15\"}"), &[], ONE, Wrong, Configuration, &["•••"]),
];

/// Every mistake.
pub fn all() -> impl Iterator<Item = Case> {
    let case = |row: &Row| {
        let (name, server, edits, field, severity, cause, words) = *row;
        Case {
            name,
            server,
            edits,
            field,
            severity,
            cause,
            words,
        }
    };
    ROWS.iter().map(case)
}

impl Case {
    /// The target file with its mistake.
    pub fn text(&self) -> String {
        let edit = |text: String, (from, to): &(&str, &str)| {
            assert!(
                text.contains(from),
                "{}: nothing to replace: {from}",
                self.name
            );
            text.replacen(from, to, 1).replace("BESIDE", BESIDE)
        };
        self.edits.iter().fold(SOUND.to_owned(), edit)
    }
}
