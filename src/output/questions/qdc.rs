//! REFI-QDA code books: the form in which programs for qualitative analysis exchange codes.
//!
//! The form is that of the REFI-QDA standard 1.0 (qdasoftware.org), `CodeBook` in the namespace
//! `urn:QDA-XML:codebook:1.0`. A code's identity comes from the names of book and theme, so that
//! a book that is exported again replaces itself where it is read.

use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};
use uuid::Uuid;

use crate::output::render::Escaped;
use crate::themes::{Codebook, CodebookTheme};

/// The namespace of our names, drawn once: another one would make other codes of the same themes.
const NAMESPACE: Uuid = Uuid::from_u128(0x5e0c2c2b_7a4f_4d38_9b1d_63f50e92a711);

/// Colours that are told apart by most eyes (Okabe & Ito 2008), darkest ones first.
const COLOURS: [&str; 7] = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442",
];

/// Writes a code book for programs for qualitative analysis; the queries go into the
/// descriptions.
pub fn write_qdc(out: &mut impl Write, book: &Codebook) -> io::Result<()> {
    let origin = concat!("findings ", env!("CARGO_PKG_VERSION"));
    let xml = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin=(origin) {
            "\n"
            // The schema has no empty list, of sets neither.
            Codes { "\n" (codes(book)) } "\n"
        } "\n"
    };
    out.write_all(xml.0.as_bytes())
}

/// Returns the codes of a book, as projects have them too.
pub(super) fn codes(book: &Codebook) -> Markup {
    let codes = book.themes.iter().zip(COLOURS.iter().cycle());
    html! { @for (theme, colour) in codes { (code(book, theme, colour)) "\n" } }
}

/// Makes an identity from names, each of which may stand in others.
pub(super) fn identity(names: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, names.join("\n").as_bytes())
}

fn code(book: &Codebook, theme: &CodebookTheme, colour: &str) -> Markup {
    let mut said = vec![theme.description.trim().to_owned()];
    if !theme.source.is_empty() {
        said.push(format!("Source: {}", theme.source));
    }
    said.push(format!("Query: {}", theme.query()));
    said.retain(|line| !line.is_empty());
    let guid = identity(&[&book.name, &theme.name]);
    html! {
        Code guid=(guid) name=(Escaped(&theme.name)) isCodable="true" color=(colour) {
            "\n" Description { (Escaped(&said.join("\n"))) } "\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write_qdc;
    use crate::output::testutil::written;
    use crate::query::parse;
    use crate::themes::{Codebook, CodebookTheme};

    /// Codes that were exported once must be known again.
    #[test]
    fn a_code_keeps_its_identity() {
        let book = Codebook {
            name: "b".to_owned(),
            themes: vec![CodebookTheme {
                name: "plans".to_owned(),
                description: String::new(),
                source: String::new(),
                include: vec![parse("plan").unwrap()],
                exclude: Vec::new(),
                declined: Vec::new(),
            }],
            ..Codebook::default()
        };
        let xml = written(|out| write_qdc(out, &book));
        assert!(
            xml.contains("guid=\"0507ea7d-cb72-5af9-a642-2593057b47cd\""),
            "{xml}"
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
                declined: Vec::new(),
            }],
            ..Codebook::default()
        };
        let xml = written(|out| write_qdc(out, &book));
        assert!(xml.contains("name=\"plans &amp; &lt;reviews&gt;\" isCodable=\"true\" color=\"#"));
        assert!(xml.contains("<Description>What is planned.\nSource: ours\nQuery: &quot;care plan&quot;</Description>"), "{xml}");
        assert_eq!(xml, written(|out| write_qdc(out, &book)));
    }
}
