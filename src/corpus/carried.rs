//! What a message carries: documents, each of which can be read, and what is none.

use std::collections::HashSet;

use super::signature::is_pdf;
use crate::formats::{self, Attachment, FileFormat, FormatError};
use crate::model::Budget;

/// In how many messages a document may be: one that was handed on.
const MAX_INSIDE: u32 = 2;

/// What is attached to a message, and to messages that are attached to it.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Documents, in their order, no two of one name.
    pub(super) documents: Vec<Attachment>,
    /// The names of what else there is.
    pub(super) others: Vec<String>,
    /// Messages that carry no document.
    letters: Vec<Attachment>,
}

/// What an attachment is.
enum Sort {
    Document,
    Message(FileFormat),
    Other,
}

impl Carried {
    /// Takes apart what a message carries.
    ///
    /// # Errors
    /// If the bytes are no message, or hold more than the budget.
    pub(super) fn by(
        bytes: &[u8],
        format: FileFormat,
        budget: &Budget,
    ) -> Result<Self, FormatError> {
        let mut carried = Carried::default();
        carried.take("", bytes, format, budget, 0)?;
        let letters = std::mem::take(&mut carried.letters);
        if carried.documents.is_empty() {
            carried.documents = letters;
        } else {
            let names = letters.into_iter().map(|letter| letter.name);
            carried.others.extend(names);
        }
        tell_apart(&mut carried.documents);
        Ok(carried)
    }

    /// Takes what is attached to one message, whose name stands before all names.
    fn take(
        &mut self,
        inside: &str,
        bytes: &[u8],
        format: FileFormat,
        budget: &Budget,
        depth: u32,
    ) -> Result<(), FormatError> {
        for attachment in formats::attachments(bytes, format, budget)? {
            let name = format!("{inside}{}", attachment.name);
            let attachment = Attachment { name, ..attachment };
            match sort(&attachment) {
                Sort::Document => self.documents.push(attachment),
                Sort::Message(format) if depth < MAX_INSIDE => {
                    let so_far = self.documents.len();
                    let below = format!("{}/", attachment.name);
                    let taken = self.take(&below, &attachment.bytes, format, budget, depth + 1);
                    match taken {
                        Err(_) => self.others.push(attachment.name),
                        Ok(()) if self.documents.len() == so_far => self.letters.push(attachment),
                        Ok(()) => {}
                    }
                }
                Sort::Message(_) | Sort::Other => self.others.push(attachment.name),
            }
        }
        Ok(())
    }
}

fn sort(attachment: &Attachment) -> Sort {
    let Attachment { name, bytes } = attachment;
    let ending = formats::ending(name);
    if bytes.is_empty() || is_of_the_body(name) {
        return Sort::Other;
    }
    if ending == "pdf" || is_pdf(bytes) {
        return Sort::Document;
    }
    match formats::detect(bytes, &ending) {
        Ok(Some(format)) if format.has_attachments() => Sort::Message(format),
        Ok(Some(_)) | Err(FormatError::Encrypted) => Sort::Document,
        Err(error) if error.is_old_word() => Sort::Document,
        Ok(None) | Err(_) => Sort::Other,
    }
}

/// Tells whether an attachment is a part of what the message itself says, which Exchange makes a file
/// of: `ATT00001.txt`.
fn is_of_the_body(name: &str) -> bool {
    let name = name.to_lowercase();
    let number = name
        .strip_prefix("att")
        .and_then(|rest| rest.split_once('.'))
        .map_or("", |(number, _)| number);
    number.len() >= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Gives documents of one name a number each from the second on.
fn tell_apart(documents: &mut [Attachment]) {
    let mut taken: HashSet<String> = HashSet::new();
    for document in documents {
        let (stem, ending) = match document.name.rsplit_once('.') {
            Some((stem, ending)) => (stem.to_owned(), format!(".{ending}")),
            None => (document.name.clone(), String::new()),
        };
        let mut number = 1;
        while !taken.insert(document.name.clone()) {
            number += 1;
            document.name = format!("{stem} ({number}){ending}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a message with attachments, each a name and what it says.
    fn message(attached: &[(&str, &str)]) -> String {
        let mut text = "From: a@example.org\r\nSubject: Visits\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nDear all\r\n"
            .to_owned();
        for (name, says) in attached {
            text += &format!(
                "--B\r\nContent-Type: application/octet-stream\r\n\
                 Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n{says}\r\n"
            );
        }
        text + "--B--\r\n"
    }

    fn check(attached: &[(&str, &str)], documents: &[&str], others: &[&str]) {
        let bytes = message(attached);
        let budget = Budget::default();
        let carried = Carried::by(bytes.as_bytes(), FileFormat::Eml, &budget).unwrap();
        let names: Vec<&str> = carried
            .documents
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(
            (names, carried.others),
            (documents.to_vec(), strings(others))
        );
    }

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn documents_are_told_from_what_is_none() {
        check(
            &[("a.md", "# A"), ("map.png", "PNG"), ("b.PDF", "%PDF-1.7")],
            &["a.md", "b.PDF"],
            &["map.png"],
        );
        check(
            &[("a.md", "# A"), ("ATT00001.txt", "Regards")],
            &["a.md"],
            &["ATT00001.txt"],
        );
        check(&[("../x.md", "# A"), ("/", "# B")], &[".._x.md"], &["_"]);
        check(&[], &[], &[]);
    }

    #[test]
    fn documents_of_one_name_are_told_apart() {
        check(
            &[
                ("a.md", "1"),
                ("a.md", "2"),
                ("a (2).md", "3"),
                ("a.md", "4"),
            ],
            &["a.md", "a (2).md", "a (2) (2).md", "a (3).md"],
            &[],
        );
    }

    #[test]
    fn what_was_handed_on_is_found() {
        let inner = message(&[("b.md", "# B")]);
        let inner = inner.replace("=B", "=C").replace("--B", "--C");
        let letter = "From: b@example.org\r\nSubject: Hello\r\n\r\nIt is there.";
        check(
            &[("a.md", "# A"), ("f.eml", &inner), ("note.eml", letter)],
            &["a.md", "f.eml/b.md"],
            &["note.eml"],
        );
        check(&[("note.eml", letter)], &["note.eml"], &[]);
    }
}
