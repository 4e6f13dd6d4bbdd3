//! The page tree (ISO 32000-1, 7.7.3), walked with a visited set because files lie.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::object::{self, number};

/// A page with the attributes it inherits.
pub(super) struct PageObject<'a> {
    pub(super) id: ObjectId,
    pub(super) dict: &'a Dictionary,
    pub(super) resources: Option<&'a Dictionary>,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Lists the pages in order.
pub(super) fn pages(doc: &Document) -> Vec<PageObject<'_>> {
    let mut pages = Vec::new();
    let Some(root) = doc
        .catalog()
        .ok()
        .and_then(|catalog| catalog.get(b"Pages").ok())
    else {
        return pages;
    };
    let mut visited = HashSet::new();
    let mut stack = vec![(root, None, None)];
    while let Some((object, resources, media_box)) = stack.pop() {
        let Object::Reference(id) = object else {
            continue;
        };
        if !visited.insert(*id) {
            continue;
        }
        let Ok(dict) = object::deref(doc, object).as_dict() else {
            continue;
        };
        let own_resources = object::get(doc, dict, b"Resources").and_then(|r| r.as_dict().ok());
        let resources: Option<&Dictionary> = own_resources.or(resources);
        let media_box = object::get(doc, dict, b"MediaBox").or(media_box);
        let kids = object::get(doc, dict, b"Kids").and_then(|kids| kids.as_array().ok());
        match kids {
            Some(kids) => {
                stack.extend(kids.iter().rev().map(|kid| (kid, resources, media_box)));
            }
            None => {
                let (width, height) = media_box
                    .and_then(|b| size(doc, b))
                    .unwrap_or((595.0, 842.0));
                pages.push(PageObject {
                    id: *id,
                    dict,
                    resources,
                    width,
                    height,
                });
            }
        }
    }
    pages
}

fn size(doc: &Document, media_box: &Object) -> Option<(f32, f32)> {
    let edges: Vec<f32> = media_box
        .as_array()
        .ok()?
        .iter()
        .filter_map(|n| number(object::deref(doc, n)))
        .collect();
    match edges[..] {
        [x0, y0, x1, y1] => Some(((x1 - x0).abs(), (y1 - y0).abs())),
        _ => None,
    }
}

/// Returns a page's contents: its streams decompressed and joined by a line break.
pub(super) fn content(doc: &Document, page: &Dictionary) -> Vec<u8> {
    let mut bytes = Vec::new();
    match object::get(doc, page, b"Contents") {
        Some(Object::Stream(stream)) => return object::decode(doc, stream),
        Some(Object::Array(streams)) => {
            for stream in streams {
                if let Ok(stream) = object::deref(doc, stream).as_stream() {
                    bytes.extend(object::decode(doc, stream));
                    bytes.push(b'\n');
                }
            }
        }
        _ => {}
    }
    bytes
}
