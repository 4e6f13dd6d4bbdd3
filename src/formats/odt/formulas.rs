//! The equations of an .odt file, each in a part of its own that the list of parts names.

use std::collections::HashMap;

use crate::formats::archive::Archive;
use crate::formats::error::FormatError;
use crate::formats::office::equations;
use crate::formats::xml::Element;
use crate::model::Budget;

const MANIFEST: &str = "META-INF/manifest.xml";
const KIND: &str = "application/vnd.oasis.opendocument.formula";

/// The equations of a file in one line each, by the folders of their parts; none where one cannot be read.
pub(super) type Formulas = HashMap<String, Option<String>>;

/// Reads the equations of a file.
pub(super) fn read(archive: &mut Archive<'_>, budget: &Budget) -> Result<Formulas, FormatError> {
    let mut formulas = Formulas::new();
    let manifest = archive.find_bytes(MANIFEST)?.map(String::from_utf8);
    let Some(Ok(manifest)) = manifest else {
        return Ok(formulas);
    };
    let Some(root) = Element::parse(&manifest, budget) else {
        return Ok(formulas);
    };
    for entry in root.elements() {
        let said = |name| entry.attribute(name).unwrap_or_default();
        if said("media-type") != KIND {
            continue;
        }
        let path = said("full-path");
        let folder = folder(&path);
        // Some programs name a part twice.
        if formulas.contains_key(folder) {
            continue;
        }
        let bytes = archive.find_bytes(&format!("{folder}/content.xml"))?;
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let equation = text.and_then(|text| Some(equations::line(&Element::parse(&text, budget)?)));
        let equation = equation.filter(|line| !line.is_empty());
        formulas.insert(folder.to_owned(), equation);
    }
    Ok(formulas)
}

/// Returns the folder that an address names.
pub(super) fn folder(address: &str) -> &str {
    address.trim_start_matches("./").trim_end_matches('/')
}
