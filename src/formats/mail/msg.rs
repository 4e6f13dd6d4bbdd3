//! Messages as Outlook writes them: properties as streams of a compound file ([MS-OXMSG]).

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::model::{Budget, Limit};

use super::message::{Attachment, Body, Mail, name_of};
use crate::formats::encoding;
use crate::formats::error::FormatError;

/// The properties that are read, with their types: text of two bytes a letter, of one, and bytes.
const SUBJECT: &str = "0037";
const TEXT: &str = "1000";
const HTML: &str = "1013";
const DATA: &str = "3701";
const LONG_NAME: &str = "3707";
const SHORT_NAME: &str = "3704";
const WIDE: &str = "001F";
const NARROW: &str = "001E";
const BINARY: &str = "0102";
/// A property that is a message in the same form.
const MESSAGE: &str = "3701000D";
/// A message has not more attachments.
const MAX_ATTACHMENTS: usize = 500;
/// How many messages may stand inside each other.
const MAX_DEPTH: u32 = 2;

/// Takes a message apart.
pub(super) fn parse(bytes: &[u8], budget: &Budget) -> Result<Mail, FormatError> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| FormatError::NoMessage)?;
    let mut message = Message { file, budget };
    let html = match message.bytes("/", HTML, BINARY)? {
        Some(bytes) => Some(encoding::decode(&bytes, true)?.0.into_owned()),
        None => message.text("/", HTML)?,
    };
    let body = match html {
        Some(page) => Some(Body::Html(page)),
        None => message.text("/", TEXT)?.map(Body::Text),
    };
    Ok(Mail {
        subject: message.text("/", SUBJECT)?,
        bodies: body.into_iter().collect(),
        attachments: message.attachments("/", 0)?,
    })
}

struct Message<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    budget: &'a Budget,
}

impl Message<'_> {
    /// Returns what is attached to the message in a folder, which stands inside so many others.
    fn attachments(&mut self, folder: &str, depth: u32) -> Result<Vec<Attachment>, FormatError> {
        // Their numbers may have gaps, where one was taken out.
        let entries = self.file.read_storage(folder);
        let entries = entries.map_err(|_| FormatError::DamagedArchive)?;
        let names = entries.map(|entry| entry.name().to_owned());
        let is_attached = |name: &String| name.starts_with("__attach_version1.0_");
        let mut names: Vec<String> = names.filter(is_attached).collect();
        names.sort();
        names.truncate(MAX_ATTACHMENTS);
        let mut attachments = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let folder = format!("{folder}{name}/");
            let name = match self.text(&folder, LONG_NAME)? {
                Some(name) => Some(name),
                None => self.text(&folder, SHORT_NAME)?,
            };
            let mut name = name_of(name.as_deref(), place);
            let inside = format!("{folder}__substg1.0_{MESSAGE}/");
            let is_message = self.file.is_storage(&inside);
            if is_message && depth < MAX_DEPTH {
                name.push_str(".msg");
                for attached in self.attachments(&inside, depth.saturating_add(1))? {
                    attachments.push(Attachment {
                        name: format!("{name}/{}", attached.name),
                        ..attached
                    });
                }
            }
            // A message inside has no bytes of its own: it is named, and what is attached to it is read.
            let bytes = match is_message {
                true => Vec::new(),
                false => self.bytes(&folder, DATA, BINARY)?.unwrap_or_default(),
            };
            attachments.push(Attachment { name, bytes });
        }
        Ok(attachments)
    }

    fn text(&mut self, folder: &str, property: &str) -> Result<Option<String>, FormatError> {
        if let Some(bytes) = self.bytes(folder, property, WIDE)? {
            let letters = bytes.as_chunks::<2>().0.iter();
            let letters: Vec<u16> = letters.map(|pair| u16::from_le_bytes(*pair)).collect();
            return Ok(Some(String::from_utf16_lossy(&letters)));
        }
        match self.bytes(folder, property, NARROW)? {
            Some(bytes) => Ok(Some(encoding::decode(&bytes, true)?.0.into_owned())),
            None => Ok(None),
        }
    }

    fn bytes(
        &mut self,
        folder: &str,
        property: &str,
        kind: &str,
    ) -> Result<Option<Vec<u8>>, FormatError> {
        let path = format!("{folder}__substg1.0_{property}{kind}");
        if !self.file.is_stream(&path) {
            return Ok(None);
        }
        let stream = self
            .file
            .open_stream(&path)
            .map_err(|_| FormatError::DamagedArchive)?;
        let most = self.budget.left(Limit::Unpacked).saturating_add(1);
        let mut bytes = Vec::new();
        let read = stream.take(most).read_to_end(&mut bytes);
        read.map_err(|_| FormatError::DamagedArchive)?;
        self.budget.take(Limit::Unpacked, bytes.len());
        self.budget.check().map_err(FormatError::Over)?;
        Ok(Some(bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_message_of_outlook() {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut add = |path: &str, bytes: &[u8]| {
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        };
        let wide =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        add("/__substg1.0_0037001F", &wide("Café"));
        add("/__substg1.0_1000001E", b"It\x92s here.");
        // The second, whose number leaves one out, is a message with the third.
        let first = "/__attach_version1.0_#00000000";
        let second = "/__attach_version1.0_#00000002";
        let inside = format!("{second}/__substg1.0_3701000D");
        let third = format!("{inside}/__attach_version1.0_#00000000");
        for folder in [first, second, &inside, &third] {
            file.create_storage(folder).unwrap();
        }
        let mut add = |folder: &str, property: &str, bytes: &[u8]| {
            let path = format!("{folder}/__substg1.0_{property}");
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        };
        for (folder, text) in [(first, b"# Visit".as_slice()), (&third, b"# Visit 2")] {
            add(folder, "3707001F", &wide("visit.md"));
            add(folder, "37010102", text);
        }
        add(second, "3707001F", &wide("Second"));
        let bytes = file.into_inner().into_inner();
        let mail = parse(&bytes, &Budget::default()).unwrap();
        assert_eq!(mail.subject.as_deref(), Some("Café"));
        assert_eq!(mail.bodies, [Body::Text("It’s here.".to_owned())]);
        let attached = mail.attachments.iter();
        let attached: Vec<(&str, &[u8])> = attached
            .map(|attached| (attached.name.as_str(), &attached.bytes[..]))
            .collect();
        let expected: [(&str, &[u8]); 3] = [
            ("visit.md", b"# Visit"),
            ("Second.msg/visit.md", b"# Visit 2"),
            ("Second.msg", b""),
        ];
        assert_eq!(attached, expected);
        for cut in (0..bytes.len()).step_by(97) {
            let _ = parse(&bytes[..cut], &Budget::default());
        }
        assert_eq!(
            parse(b"", &Budget::default()).unwrap_err(),
            FormatError::NoMessage
        );
    }
}
