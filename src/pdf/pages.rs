//! The page tree (ISO 32000-1, 7.7.3), walked with a visited set because files lie.

use std::collections::HashSet;

use super::file::File;
use super::object::{Array, Dict, Id, Object};

/// A page with the attributes it inherits.
pub(super) struct PageObject<'a> {
    pub(super) id: Id,
    pub(super) dict: Dict<'a>,
    pub(super) resources: Option<Dict<'a>>,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Lists the pages in order.
pub(super) fn pages<'a>(file: &'a File<'_>) -> Vec<PageObject<'a>> {
    let mut pages = Vec::new();
    let Some(root) = file.catalog().and_then(|catalog| catalog.get(b"Pages")) else {
        return pages;
    };
    let mut visited = HashSet::new();
    let mut stack = vec![(root, None, None)];
    while let Some((object, resources, media_box)) = stack.pop() {
        let Object::Reference(id) = object else {
            continue;
        };
        if !visited.insert(id) {
            continue;
        }
        let Some(dict) = file.resolve(object).as_dict() else {
            continue;
        };
        let resources = file
            .get(dict, b"Resources")
            .and_then(Object::as_dict)
            .or(resources);
        let media_box = file.get(dict, b"MediaBox").or(media_box);
        match file.get(dict, b"Kids").and_then(Object::as_array) {
            Some(kids) => {
                let first = stack.len();
                stack.extend(kids.iter().map(|kid| (kid, resources, media_box)));
                stack[first..].reverse();
            }
            None => {
                let (width, height) = media_box
                    .and_then(Object::as_array)
                    .and_then(|edges| size(file, edges))
                    .unwrap_or((595.0, 842.0));
                pages.push(PageObject {
                    id,
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

fn size(file: &File<'_>, media_box: Array<'_>) -> Option<(f32, f32)> {
    let edges: Vec<f32> = media_box
        .iter()
        .filter_map(|edge| file.resolve(edge).as_number())
        .collect();
    match edges[..] {
        [x0, y0, x1, y1] => Some(((x1 - x0).abs(), (y1 - y0).abs())),
        _ => None,
    }
}

/// Appends a page's contents: its streams decompressed and joined by a line break.
pub(super) fn content(file: &File<'_>, page: Dict<'_>, into: &mut Vec<u8>) {
    match file.get(page, b"Contents") {
        Some(Object::Stream(stream)) => file.decode(stream, into),
        Some(Object::Array(streams)) => {
            for stream in streams.iter() {
                if let Object::Stream(stream) = file.resolve(stream) {
                    file.decode(stream, into);
                    into.push(b'\n');
                }
            }
        }
        _ => {}
    }
}
