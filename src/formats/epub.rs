//! Books of web pages (.epub), chapter by chapter in the order of the spine.

use std::collections::HashMap;

use crate::layout::Block;
use crate::model::{Budget, Warned, Warning, WarningKind};

use crate::formats::archive::{Archive, join};
use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::encoding;
use crate::formats::error::FormatError;
use crate::formats::html;
use crate::formats::xml::Element;

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
