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

/// The pages of a file.
pub(super) struct Pages<'a> {
    /// Those that are there, in order.
    pub(super) found: Vec<PageObject<'a>>,
    /// How many there should be, where the file says so.
    pub(super) count: Option<usize>,
}

/// Lists the pages in order.
pub(super) fn pages<'a>(file: &'a File<'_>) -> Pages<'a> {
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages"));
    let tree = root
        .map(|root| file.resolve(root))
        .and_then(Object::as_dict);
    let count = tree.and_then(|tree| file.get(tree, b"Count")?.as_count());
    let found = walk(file, root.into_iter().collect());
    if !found.is_empty() || file.stray_pages.is_empty() {
        return Pages {
            found,
            count: count.max(file.stated_count),
        };
    }
    // The tree is lost; the pages are told by what they say of themselves.
    let strays = file.stray_pages.iter().map(|&id| Object::Reference(id));
    Pages {
        found: walk(file, strays.rev().collect()),
        count: file.stated_count,
    }
}

/// Lists the pages under nodes of the tree, of which the last comes first.
fn walk<'a>(file: &'a File<'_>, nodes: Vec<Object<'a>>) -> Vec<PageObject<'a>> {
    let mut pages = Vec::new();
    let mut visited = HashSet::new();
    let mut stack: Vec<_> = nodes.into_iter().map(|node| (node, None, None)).collect();
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
                stack.extend(file.items(kids).map(|kid| (kid, resources, media_box)));
                if let Some(kids) = stack.get_mut(first..) {
                    kids.reverse();
                }
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
        .take(5)
        .filter_map(|edge| file.resolve(edge).as_number())
        .collect();
    match edges[..] {
        [x0, y0, x1, y1] => Some(((x1 - x0).abs(), (y1 - y0).abs())),
        _ => None,
    }
}

/// Appends a page's contents: its streams decompressed and joined by a line break. Tells whether
/// all of them are there, each with its end.
pub(super) fn content(file: &File<'_>, page: Dict<'_>, into: &mut Vec<u8>) -> bool {
    let losses = file.losses();
    let mut all = true;
    match file.get(page, b"Contents") {
        Some(Object::Stream(stream)) => file.decode(stream, into),
        Some(Object::Array(streams)) => {
            for stream in file.items(streams) {
                match file.resolve(stream) {
                    Object::Stream(stream) => file.decode(stream, into),
                    _ => all = false,
                }
                into.push(b'\n');
                if file.budget.over().is_some() {
                    return false;
                }
            }
        }
        Some(_) => all = false,
        None => {}
    }
    all && file.losses() == losses
}
