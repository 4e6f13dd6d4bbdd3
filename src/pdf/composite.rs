//! What the codes of composite fonts stand for (ISO 32000-1, 9.7), where ToUnicode does not say: by
//! Adobe's character maps, or by the font program.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

use crate::model::Limit;

use super::cmap::Text;
use super::file::File;
use super::object::{Dict, Object};
use super::program::Program;

/// Maps codes to CIDs and CIDs to text. It is asked about the codes that are shown.
pub(super) struct Composite {
    /// None where a code is a CID itself.
    cids: Option<CMap>,
    /// From CIDs to text, for the collections of characters that Adobe has numbered.
    collection: Option<CMap>,
    /// The text of the glyphs of the program.
    glyphs: HashMap<u16, String>,
    /// From CIDs to glyphs, where a CID is no glyph's number itself.
    by_cid: Option<HashMap<u16, u16>>,
}

impl std::fmt::Debug for Composite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Composite").finish_non_exhaustive()
    }
}

impl Composite {
    /// Reads what a font says of its codes beside ToUnicode; none where it says no more than that
    /// they are the numbers of glyphs.
    pub(super) fn read(
        file: &File<'_>,
        font: Dict<'_>,
        descendant: Dict<'_>,
        is_told: bool,
    ) -> Option<Composite> {
        let cids = match file.get(font, b"Encoding") {
            Some(Object::Name(name)) if !name.starts_with(b"Identity") => predefined(file, name),
            Some(Object::Stream(stream)) => {
                let mut bytes = Vec::new();
                file.decode(stream, &mut bytes);
                CMap::parse(&bytes, load_embedded)
            }
            _ => None,
        };
        if is_told {
            return cids.map(|cids| Composite {
                cids: Some(cids),
                collection: None,
                glyphs: HashMap::new(),
                by_cid: None,
            });
        }
        let collection = collection(file, descendant, cids.as_ref());
        let mut glyphs = HashMap::new();
        let mut by_cid = None;
        if collection.is_none() {
            let descriptor = file.get(descendant, b"FontDescriptor");
            let program = Program::read(file, descriptor.and_then(Object::as_dict));
            if let Some(program) = program {
                glyphs = program.texts(file);
                let own = program.glyphs_by_cid();
                by_cid = stated_glyphs(file, descendant).or((!own.is_empty()).then_some(own));
            }
        }
        Some(Composite {
            cids,
            collection,
            glyphs,
            by_cid,
        })
    }

    /// Tells whether codes are anything but numbers of glyphs of two bytes.
    pub(super) fn has_codes(&self) -> bool {
        self.cids.is_some()
    }

    /// Parts the first code from a string: how many bytes it has.
    pub(super) fn code_len(&self, bytes: &[u8]) -> usize {
        let Some(cids) = &self.cids else {
            return 2;
        };
        let mut code = 0u32;
        for (&byte, len) in bytes.iter().zip(1..=4u8) {
            code = code << 8 | u32::from(byte);
            if cids.lookup_cid_code(code, len).is_some() {
                return usize::from(len);
            }
        }
        2
    }

    /// Returns the CID of a code of some bytes.
    pub(super) fn cid(&self, code: u32, len: usize) -> u32 {
        match &self.cids {
            None => code,
            Some(cids) => cids.lookup_cid_code(code, len as u8).unwrap_or(0),
        }
    }

    /// Returns what a CID stands for.
    pub(super) fn text(&self, cid: u32) -> Text {
        if let Some(collection) = &self.collection {
            return match collection.lookup_bf_string(cid) {
                // Spaces of the width of an ideograph or a Latin letter are spaces.
                Some(BfString::Char(char)) if char.is_whitespace() => Text::Char(' '),
                Some(BfString::Char(char)) => Text::Char(char),
                Some(BfString::String(text)) => Text::from(&*text),
                None => Text::Nothing,
            };
        }
        let Ok(cid) = u16::try_from(cid) else {
            return Text::Nothing;
        };
        let glyph = match &self.by_cid {
            None => Some(&cid),
            Some(by_cid) => by_cid.get(&cid),
        };
        let text = glyph.and_then(|glyph| self.glyphs.get(glyph));
        text.map_or(Text::Nothing, |text| Text::from(&**text))
    }
}

/// Returns a character map of Adobe's.
fn predefined(file: &File<'_>, name: &[u8]) -> Option<CMap> {
    let bytes = load_embedded(CMapName::from_bytes(name))?;
    if !file.budget.take(Limit::Looked, bytes.len()) {
        return None;
    }
    CMap::parse(bytes, load_embedded)
}

/// Returns the text of the CIDs of a font's collection of characters.
fn collection(file: &File<'_>, descendant: Dict<'_>, cids: Option<&CMap>) -> Option<CMap> {
    let stated = || {
        let system = file.get(descendant, b"CIDSystemInfo")?.as_dict()?;
        let registry = file.get(system, b"Registry")?.string_bytes()?;
        let ordering = file.get(system, b"Ordering")?.string_bytes()?;
        Some(CidFamily::from_registry_ordering(&registry, &ordering))
    };
    let of_codes = || {
        Some(
            cids?
                .metadata()
                .character_collection
                .as_ref()?
                .family
                .clone(),
        )
    };
    let named = stated().filter(|family| family.ucs2_cmap().is_some());
    let name = named.or_else(of_codes)?.ucs2_cmap()?;
    predefined(file, name.to_bytes())
}

/// Returns the glyphs of CIDs that a stream of the file states; none where each is its own.
fn stated_glyphs(file: &File<'_>, descendant: Dict<'_>) -> Option<HashMap<u16, u16>> {
    let stream = file.get(descendant, b"CIDToGIDMap")?.as_stream()?;
    let mut bytes = Vec::new();
    file.decode(stream, &mut bytes);
    let (pairs, _) = bytes.as_chunks::<2>();
    let glyphs = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
    Some((0..=u16::MAX).zip(glyphs).collect())
}
