//! REFI-QDA code books: the form in which programs for qualitative analysis exchange codes.
//!
//! The form is that of the REFI-QDA standard 1.0 (qdasoftware.org), `CodeBook` in the namespace
//! `urn:QDA-XML:codebook:1.0`. A code's identity comes from the names of book and theme, so that
//! a book that is exported again replaces itself where it is read.

use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use sha1::{Digest, Sha1};

use crate::output::render::Escaped;
use crate::themes::{Codebook, CodebookTheme};

/// The namespace of our names, drawn once: another one would make other codes of the same themes.
const NAMESPACE: [u8; 16] = [
    0x5e, 0x0c, 0x2c, 0x2b, 0x7a, 0x4f, 0x4d, 0x38, 0x9b, 0x1d, 0x63, 0xf5, 0x0e, 0x92, 0xa7, 0x11,
];

/// Colours that are told apart by most eyes (Okabe & Ito 2008), darkest ones first.
const COLOURS: [&str; 7] = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442",
];

/// Writes a code book for programs for qualitative analysis; the queries go into the
/// descriptions.
pub fn write_qdc(out: &mut impl Write, book: &Codebook) -> io::Result<()> {
    let origin = concat!("findings ", env!("CARGO_PKG_VERSION"));
    let codes = book.themes.iter().zip(COLOURS.iter().cycle());
    let xml = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin=(origin) {
            "\n"
            Codes { "\n" @for (theme, colour) in codes { (code(book, theme, colour)) "\n" } } "\n"
            (PreEscaped("<Sets/>\n"))
        } "\n"
    };
    out.write_all(xml.0.as_bytes())
}

fn code(book: &Codebook, theme: &CodebookTheme, colour: &str) -> Markup {
    let name = format!("{}\n{}", book.name, theme.name);
    let mut said = vec![theme.description.trim().to_owned()];
    if !theme.source.is_empty() {
        said.push(format!("Source: {}", theme.source));
    }
    said.push(format!("Query: {}", theme.query()));
    said.retain(|line| !line.is_empty());
    let guid = uuid(name.as_bytes());
    html! {
        Code guid=(guid) name=(Escaped(&theme.name)) isCodable="true" color=(colour) {
            "\n" Description { (Escaped(&said.join("\n"))) } "\n"
        }
    }
}

/// Makes a UUID of version 5 (RFC 9562, 5.5) of a name in our namespace.
fn uuid(name: &[u8]) -> String {
    in_namespace(NAMESPACE, name)
}

fn in_namespace(namespace: [u8; 16], name: &[u8]) -> String {
    let digest = Sha1::new()
        .chain_update(namespace)
        .chain_update(name)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::{in_namespace, write_qdc};
    use crate::output::testutil::written;
    use crate::query::parse;
    use crate::themes::{Codebook, CodebookTheme};

    /// The namespace of names of hosts, and the example of RFC 9562, appendix A.4.
    #[test]
    fn agrees_with_the_standard() {
        let hosts = [
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4,
            0x30, 0xc8,
        ];
        assert_eq!(
            in_namespace(hosts, b"www.example.com"),
            "2ed6657d-e927-568b-95e1-2665a8aea6a2"
        );
    }

    #[test]
    fn names_and_descriptions_are_text() {
        let book = Codebook {
            name: "b".to_owned(),
            themes: vec![CodebookTheme {
                name: "plans & <reviews>".to_owned(),
                description: "What is planned.".to_owned(),
                source: "ours".to_owned(),
                include: vec![parse("\"care plan\"").unwrap()],
                exclude: Vec::new(),
            }],
            ..Codebook::default()
        };
        let xml = written(|out| write_qdc(out, &book));
        assert!(xml.contains("name=\"plans &amp; &lt;reviews&gt;\" isCodable=\"true\" color=\"#"));
        assert!(xml.contains("<Description>What is planned.\nSource: ours\nQuery: &quot;care plan&quot;</Description>"), "{xml}");
        assert_eq!(xml, written(|out| write_qdc(out, &book)));
    }
}
