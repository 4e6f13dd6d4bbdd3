//! Messages, with what is attached to them, and web pages of one file, which are messages too.

mod message;
mod msg;
mod tnef;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::layout::Block;
use crate::model::{Budget, Limit, Warned, Warning, WarningKind};

use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::error::FormatError;
use crate::formats::file_format::FileFormat;
use crate::formats::html;
pub use message::Attachment;
use message::{Body, Mail, name_of};

use crate::formats::text::plain;

/// Returns what is attached to a message, in its order.
///
/// # Errors
/// If the bytes are no message, or hold more than the budget.
pub fn attachments(
    bytes: &[u8],
    format: FileFormat,
    budget: &Budget,
) -> Result<Vec<Attachment>, FormatError> {
    Ok(take_apart(bytes, format, budget)?.attachments)
}

/// Reads a message itself into blocks: its subject is the heading.
pub(in crate::formats) fn blocks(
    bytes: &[u8],
    format: FileFormat,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let mail = take_apart(bytes, format, budget)?;
    let mut builder = BlockBuilder::new(budget);
    if let Some(subject) = &mail.subject {
        builder.start_heading(1);
        builder.text(subject, false);
        builder.end_heading();
    }
    if mail.bodies.is_empty() {
        return Err(FormatError::NoText);
    }
    for body in &mail.bodies {
        match body {
            Body::Html(page) => html::read_into(page, &mut builder)?,
            Body::Text(text) => plain::read_into(text, &mut builder),
        }
    }
    Ok(builder.into_blocks())
}

/// Reads a web page of one file into blocks.
pub(in crate::formats) fn page(
    bytes: &[u8],
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let mail = parse(bytes, budget)?;
    let is_page = |body: &&Body| matches!(body, Body::Html(_));
    let page = mail.bodies.iter().find(is_page);
    match page.or(mail.bodies.first()) {
        Some(Body::Html(page)) => html::blocks(page, budget),
        Some(Body::Text(text)) => {
            let mut read = plain::blocks(text, budget);
            read.warnings.push(Warning {
                kind: WarningKind::Damaged,
                message: "there is no web page in the file; its plain text is read".to_owned(),
                page: None,
            });
            Ok(read)
        }
        None => Err(FormatError::NoText),
    }
}

/// Returns the web page of a web page of one file, if there is one.
pub(in crate::formats) fn html(
    bytes: &[u8],
    budget: &Budget,
) -> Result<Option<String>, FormatError> {
    let bodies = parse(bytes, budget)?.bodies.into_iter();
    let mut pages = bodies.filter_map(|body| match body {
        Body::Html(page) => Some(page),
        Body::Text(_) => None,
    });
    Ok(pages.next())
}

fn take_apart(bytes: &[u8], format: FileFormat, budget: &Budget) -> Result<Mail, FormatError> {
    match format {
        FileFormat::Msg => msg::parse(bytes, budget),
        _ => parse(bytes, budget),
    }
}

fn parse(bytes: &[u8], budget: &Budget) -> Result<Mail, FormatError> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or(FormatError::NoMessage)?;
    let is_headed = message.headers().len() > 1;
    if !is_headed {
        return Err(FormatError::NoMessage);
    }
    let sheets = sheets(&message);
    let bodies = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(text) => Some(Body::Html(format!("{sheets}{text}"))),
        PartType::Text(text) => Some(Body::Text(text.to_string())),
        _ => None,
    });
    let bodies = bodies.collect();
    let mut attachments = Vec::new();
    for (place, part) in message.attachments().enumerate() {
        let bytes = match part.message() {
            Some(inner) => inner.raw_message().to_vec(),
            None => part.contents().to_vec(),
        };
        budget.take(Limit::Unpacked, bytes.len());
        budget.check().map_err(FormatError::Over)?;
        if tnef::is_wrapping(&bytes) {
            attachments.extend(tnef::attachments(&bytes));
            continue;
        }
        let ending = if part.is_message() { ".eml" } else { "" };
        let mut name = name_of(part.attachment_name(), place);
        if !name.to_lowercase().ends_with(ending) {
            name.push_str(ending);
        }
        attachments.push(Attachment { name, bytes });
    }
    Ok(Mail {
        subject: message.subject().map(str::to_owned),
        bodies,
        attachments,
    })
}

/// Returns the style sheets that stand beside a page, as elements of it.
fn sheets(message: &Message<'_>) -> String {
    let parts = message.parts.iter().filter(|part| {
        let kind = part.content_type();
        kind.is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("css"))
    });
    let texts = parts.filter_map(|part| part.text_contents());
    let whole = texts.filter(|text| !text.contains("</"));
    whole.map(|text| format!("<style>{text}</style>")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: a@example.org\r\nSubject: =?UTF-8?Q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nDear all,\r\n\r\nthe report=92s here.\r\n--B\r\n\
        Content-Type: text/markdown\r\nContent-Disposition: attachment; filename=visit.md\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nIyBWaXNpdA==\r\n--B--\r\n";

    #[test]
    fn a_message_and_what_is_attached() {
        let budget = Budget::default();
        let read = blocks(MAIL.as_bytes(), FileFormat::Eml, &budget)
            .unwrap()
            .value;
        let texts: Vec<&str> = read.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Café", "Dear all,", "the report’s here."]);
        let attached = attachments(MAIL.as_bytes(), FileFormat::Eml, &budget).unwrap();
        assert_eq!(attached.len(), 1);
        assert_eq!(
            (attached[0].name.as_str(), &attached[0].bytes[..]),
            ("visit.md", &b"# Visit"[..])
        );
    }

    #[test]
    fn a_page_of_one_file() {
        let page_of = |kind: &str, text: &str| {
            let text = format!(
                "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n\
                 --B\r\nContent-Type: {kind}\r\n\r\n{text}\r\n--B--\r\n"
            );
            page(text.as_bytes(), &Budget::default())
        };
        let read = page_of("text/html", "<h1>Visit</h1><p>It was.</p>").unwrap();
        assert_eq!(read.value.len(), 2);
        assert!(read.warnings.is_empty());
        assert_eq!(page_of("text/plain", "It was.").unwrap().warnings.len(), 1);
        assert_eq!(page_of("image/png", "x").unwrap_err(), FormatError::NoText);
        let two = "<p>It was.</p><p class=z>Hidden.</p>\r\n--B\r\nContent-Type: text/css\r\n\r\n\
                   .z{display:none}";
        assert_eq!(page_of("text/html", two).unwrap().value.len(), 1);
        let none = blocks(b"no message", FileFormat::Eml, &Budget::default());
        assert_eq!(none.unwrap_err(), FormatError::NoMessage);
    }
}
