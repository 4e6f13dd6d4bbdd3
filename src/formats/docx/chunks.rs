//! Documents in other formats that stand in a Word document (`altChunk`), which Word reads when it opens
//! it: programs that make documents of web pages write nothing else.

use std::collections::HashMap;

use crate::formats::archive::Archive;
use crate::formats::detect::ending;
use crate::formats::encoding;
use crate::formats::error::FormatError;
use crate::formats::mail;
use crate::formats::xml::Element;
use crate::model::Budget;

const RELATIONS: &str = "word/_rels/document.xml.rels";
/// The folder that names of parts are counted from.
const FOLDER: &str = "word/";

/// A document inside another.
pub(super) enum Chunk {
    Html(String),
    Text(String),
    /// One that is not read here.
    Other,
}

/// Reads the chunks of a document, by the ids of their relations.
pub(super) fn read(
    archive: &mut Archive<'_>,
    budget: &Budget,
) -> Result<HashMap<String, Chunk>, FormatError> {
    let mut chunks = HashMap::new();
    let Some(relations) = archive.find(RELATIONS)? else {
        return Ok(chunks);
    };
    for relation in Element::part(&relations, RELATIONS, budget)?.elements() {
        let said = |name| relation.attribute(name).unwrap_or_default();
        if !said("Type").ends_with("/aFChunk") {
            continue;
        }
        let target = said("Target");
        // From the root, or from the folder above the document's, which is the root too.
        let from_root = target.strip_prefix('/').or(target.strip_prefix("../"));
        let part = match from_root {
            Some(part) => part.to_owned(),
            None => format!("{FOLDER}{target}"),
        };
        if let Some(bytes) = archive.find_bytes(&part)? {
            chunks.insert(said("Id").into_owned(), chunk(&part, &bytes, budget)?);
        }
    }
    Ok(chunks)
}

fn chunk(part: &str, bytes: &[u8], budget: &Budget) -> Result<Chunk, FormatError> {
    let text = |bytes| encoding::decode(bytes, true).map(|(text, _)| text.into_owned());
    Ok(match ending(part).as_str() {
        "mht" | "mhtml" => match mail::html(bytes, budget)? {
            Some(page) => Chunk::Html(page),
            None => Chunk::Other,
        },
        "html" | "htm" | "xhtml" => Chunk::Html(text(bytes)?),
        "txt" => Chunk::Text(text(bytes)?),
        _ => Chunk::Other,
    })
}
