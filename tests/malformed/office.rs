//! Documents of word processors: small sound ones, and mutations of their parts.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::random::Random;
use super::{Malformed, archive};

const WORD: &str = "<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>Invented News</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Social \
workers know the children well.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Judgement</w:t></w:r>\
</w:p></w:tc><w:tc><w:p><w:r><w:t>Good</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Plans are \
</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>late</w:t></w:r><w:r><w:footnoteReference w:id=\"4\"/></w:r></w:p>";
const TEXT: &str = "<text:h text:outline-level=\"1\">Invented News</text:h><text:list \
text:style-name=\"Numbers\"><text:list-item><text:p>Social workers know the children well.</text:p>\
</text:list-item></text:list><table:table><table:table-row><table:table-cell \
table:number-columns-repeated=\"2\"><text:p>Good</text:p></table:table-cell></table:table-row>\
</table:table><text:p>Plans<text:s text:c=\"3\"/>are <text:span>late</text:span>.</text:p>";

pub(super) fn docx() -> Malformed {
    file("invented.docx", archive::docx(WORD))
}

pub(super) fn odt() -> Malformed {
    file("invented.odt", archive::odt(TEXT))
}

fn file(name: &str, bytes: Vec<u8>) -> Malformed {
    Malformed {
        name: name.to_owned(),
        bytes,
    }
}

/// Mutates the parts of an archive, which is packed again in order.
pub(super) fn mutate(whole: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    let at = random.below(parts.len());
    let text = &mut parts[at].1;
    *text = match random.below(3) {
        // Elements are repeated, which may leave some open.
        0 => {
            let begins: Vec<_> = text.match_indices('<').map(|(at, _)| at).collect();
            let (from, to) = (*random.pick(&begins), *random.pick(&begins));
            let part = text[from.min(to)..from.max(to)].repeat(1 + random.below(300));
            format!("{}{part}{}", &text[..from], &text[from..])
        }
        1 => {
            let number = *random.pick(&["\"0\"", "\"-1\"", "\"4000000000\"", "\"x\""]);
            text.replace("\"1\"", number).replace("\"2\"", number)
        }
        _ => {
            let bytes = super::bytes::mutate(text.as_bytes(), b"</w:p><w:p>", random);
            String::from_utf8_lossy(&bytes).into_owned()
        }
    };
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    archive::pack(&parts)
}
