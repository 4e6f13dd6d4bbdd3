//! The structure tree (ISO 32000-1, 14.7): which marked content belongs to which element.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::object;
use super::{Element, Tag};

/// A piece of marked content in the order of the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    pub(super) element: u32,
    /// Index of the page.
    pub(super) page: u32,
    pub(super) mcid: u32,
}

/// The tree, flat: elements in reading order, each after its parent.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) elements: Vec<Element>,
    pub(super) leaves: Vec<Leaf>,
}

/// Reads the tree; none if the file has no tags.
pub(super) fn read(doc: &Document, page_index: &HashMap<ObjectId, u32>) -> Option<Structure> {
    let catalog = doc.catalog().ok()?;
    let root = object::get(doc, catalog, b"StructTreeRoot")?
        .as_dict()
        .ok()?;
    let role_map = object::get(doc, root, b"RoleMap").and_then(|map| map.as_dict().ok());
    let mut structure = Structure::default();
    let mut visited = HashSet::new();
    let mut stack = vec![Visit {
        object: root.get(b"K").ok()?,
        parent: None,
        page: None,
    }];
    while let Some(Visit {
        object,
        parent,
        page,
    }) = stack.pop()
    {
        if let Object::Reference(id) = object
            && object::deref(doc, object).as_dict().is_ok()
            && !visited.insert(*id)
        {
            continue;
        }
        match object::deref(doc, object) {
            Object::Array(kids) => {
                stack.extend(kids.iter().rev().map(|object| Visit {
                    object,
                    parent,
                    page,
                }));
            }
            Object::Integer(mcid) => {
                if let (Some(element), Some(page), Ok(mcid)) = (parent, page, u32::try_from(*mcid))
                {
                    structure.leaves.push(Leaf {
                        element,
                        page,
                        mcid,
                    });
                }
            }
            Object::Dictionary(dict) => {
                let page = dict
                    .get(b"Pg")
                    .and_then(Object::as_reference)
                    .ok()
                    .and_then(|id| page_index.get(&id).copied())
                    .or(page);
                if let Some(kind) = dict.get(b"S").ok().map(|kind| object::deref(doc, kind)) {
                    let name = kind.as_name().unwrap_or_default();
                    let element = structure.elements.len() as u32;
                    structure.elements.push(Element {
                        tag: tag(doc, name, role_map),
                        parent,
                        actual_text: actual_text(doc, dict),
                    });
                    if let Ok(object) = dict.get(b"K") {
                        stack.push(Visit {
                            object,
                            parent: Some(element),
                            page,
                        });
                    }
                } else if let Ok(mcid) = dict.get(b"MCID").and_then(Object::as_i64)
                    && let (Some(element), Some(page), Ok(mcid)) =
                        (parent, page, u32::try_from(mcid))
                {
                    structure.leaves.push(Leaf {
                        element,
                        page,
                        mcid,
                    });
                }
            }
            _ => {}
        }
    }
    (!structure.leaves.is_empty()).then_some(structure)
}

struct Visit<'a> {
    object: &'a Object,
    parent: Option<u32>,
    page: Option<u32>,
}

/// Maps a structure type to a tag, through the role map where it is not standard.
fn tag(doc: &Document, name: &[u8], role_map: Option<&Dictionary>) -> Tag {
    let mut name = name;
    for _ in 0..8 {
        if let Some(tag) = Tag::standard(name) {
            return tag;
        }
        match role_map
            .and_then(|map| object::get(doc, map, name))
            .map(Object::as_name)
        {
            Some(Ok(mapped)) => name = mapped,
            _ => break,
        }
    }
    Tag::Other
}

fn actual_text(doc: &Document, dict: &Dictionary) -> Option<String> {
    let text = object::get(doc, dict, b"ActualText")?;
    lopdf::decode_text_string(text).ok()
}
