//! Messages as Outlook writes them: properties as streams of a compound file ([MS-OXMSG]).

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::model::{Budget, Limit};

use super::message::{Attachment, Mail};
use super::{FormatError, encoding};

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
/// A message has not more attachments.
const MAX_ATTACHMENTS: usize = 500;

/// Takes a message apart.
pub(super) fn parse(bytes: &[u8], budget: &Budget) -> Result<Mail, FormatError> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| FormatError::NoMessage)?;
    let mut message = Message { file, budget };
    let html = match message.bytes("/", HTML, BINARY)? {
        Some(bytes) => Some(encoding::decode(&bytes, true)?.0.into_owned()),
        None => message.text("/", HTML)?,
    };
    let mut mail = Mail {
        subject: message.text("/", SUBJECT)?,
        html,
        text: message.text("/", TEXT)?,
        attachments: Vec::new(),
    };
    for place in 0..MAX_ATTACHMENTS {
        let folder = format!("/__attach_version1.0_#{place:08X}/");
        if !message.file.is_storage(&folder) {
            break;
        }
        let name = match message.text(&folder, LONG_NAME)? {
            Some(name) => Some(name),
            None => message.text(&folder, SHORT_NAME)?,
        };
        let name = name.unwrap_or_else(|| format!("attachment {}", place.saturating_add(1)));
        // What is no stream of bytes is a message in the same form, which is named and not read.
        let bytes = message.bytes(&folder, DATA, BINARY)?.unwrap_or_default();
        mail.attachments.push(Attachment { name, bytes });
    }
    Ok(mail)
}

struct Message<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    budget: &'a Budget,
}

impl Message<'_> {
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
        let attached = "/__attach_version1.0_#00000000";
        file.create_storage(attached).unwrap();
        let mut add = |path: &str, bytes: &[u8]| {
            let path = format!("{attached}/{path}");
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        };
        add("__substg1.0_3707001F", &wide("visit.md"));
        add("__substg1.0_37010102", b"# Visit");
        let bytes = file.into_inner().into_inner();
        let mail = parse(&bytes, &Budget::default()).unwrap();
        assert_eq!(mail.subject.as_deref(), Some("Café"));
        assert_eq!(mail.text.as_deref(), Some("It’s here."));
        assert_eq!(mail.attachments[0].name, "visit.md");
        assert_eq!(mail.attachments[0].bytes, b"# Visit");
        for cut in (0..bytes.len()).step_by(97) {
            let _ = parse(&bytes[..cut], &Budget::default());
        }
        assert_eq!(
            parse(b"", &Budget::default()).unwrap_err(),
            FormatError::NoMessage
        );
    }
}
