//! Books of web pages (.epub), chapter by chapter in the order of the spine.

use std::collections::HashMap;

use crate::layout::Block;
use crate::model::{Budget, Warned, Warning, WarningKind};

use super::archive::Archive;
use super::builder::BlockBuilder;
use super::xml::Element;
use super::{FormatError, encoding, html};

const CONTAINER: &str = "META-INF/container.xml";
const PACKAGE: &str = "the package";

/// Reads a book into blocks.
pub(super) fn blocks(bytes: &[u8], budget: &Budget) -> Result<Warned<Vec<Block>>, FormatError> {
    let mut archive = Archive::open(bytes, budget)?;
    let container = archive.part(CONTAINER)?;
    let container = Element::part(&container, CONTAINER, budget)?;
    let package = container
        .child("rootfiles")
        .and_then(|files| files.child("rootfile"))
        .and_then(|file| file.attribute("full-path"))
        .ok_or(FormatError::MissingPart(PACKAGE))?
        .into_owned();
    let text = archive.find_bytes(&package)?;
    let text = text.ok_or(FormatError::MissingPart(PACKAGE))?;
    let (text, _) = encoding::decode(&text, false)?;
    let root = Element::part(&text, PACKAGE, budget)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut builder = BlockBuilder::new(budget);
    let mut warnings = Vec::new();
    for name in chapters(&root) {
        let path = join(folder, &name);
        let Some(bytes) = archive.find_bytes(&path)? else {
            warnings.push(Warning {
                kind: WarningKind::Incomplete,
                message: format!("the chapter {path} is not in the file"),
                page: None,
            });
            continue;
        };
        let (text, warning) = encoding::decode(&bytes, false)?;
        warnings.extend(warning);
        html::read_into(&text, &mut builder)?;
    }
    let mut read = builder.into_blocks();
    read.warnings.extend(warnings);
    Ok(read)
}

/// Lists the files of the chapters in their order; the table of contents is none.
fn chapters(package: &Element<'_>) -> Vec<String> {
    let attribute = |element: &Element<'_>, name: &str| {
        element.attribute(name).unwrap_or_default().into_owned()
    };
    let items = package
        .child("manifest")
        .into_iter()
        .flat_map(Element::elements);
    let items: HashMap<String, String> = items
        .filter(|item| {
            let properties = attribute(item, "properties");
            !properties.split_whitespace().any(|word| word == "nav")
        })
        .map(|item| (attribute(item, "id"), attribute(item, "href")))
        .collect();
    let spine = package
        .child("spine")
        .into_iter()
        .flat_map(Element::elements);
    let references = spine.map(|reference| attribute(reference, "idref"));
    references
        .filter_map(|id| items.get(&id).cloned())
        .collect()
}

/// Returns the path of a part that is named from a folder; names are written as in links.
pub(super) fn join(folder: &str, name: &str) -> String {
    let name = name.split('#').next().unwrap_or_default();
    let name = unescape(name);
    if let Some(absolute) = name.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes the escapes out of a link: "%20" is a space.
fn unescape(name: &str) -> String {
    let mut parts = name.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match (code, part.get(2..)) {
            (Some(code), Some(rest)) => {
                bytes.push(code);
                bytes.extend(rest.bytes());
            }
            _ => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_told_from_the_folder() {
        let check = |folder, name, expected: &str| assert_eq!(join(folder, name), expected);
        check("OEBPS", "text/a%20b.xhtml#x", "OEBPS/text/a b.xhtml");
        check("ppt/slides", "../media/a.xml", "ppt/media/a.xml");
        check("", "/ppt/a.xml", "ppt/a.xml");
        check("a", "100%.xml", "a/100%.xml");
    }
}
