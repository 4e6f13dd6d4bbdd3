//! The page tree (ISO 32000-1, 7.7.3), walked with a visited set because files lie.

use std::collections::HashSet;

use super::ShownPage;
use super::file::File;
use super::matrix::Matrix;
use super::object::{Dict, Id, Object};

/// A page with the attributes it inherits.
pub(super) struct PageObject<'a> {
    pub(super) id: Id,
    pub(super) contents: Option<Object<'a>>,
    pub(super) annotations: Option<Object<'a>>,
    pub(super) resources: Option<Dict<'a>>,
    pub(super) page: ShownPage,
    /// From the space of the contents to that of the page as it is shown.
    pub(super) matrix: Matrix,
}

/// What a page inherits from the nodes that it stands under.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<Dict<'a>>,
    media_box: Option<Object<'a>>,
    crop_box: Option<Object<'a>>,
    rotate: Option<Object<'a>>,
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
    let mut stack: Vec<_> = nodes
        .into_iter()
        .map(|node| (node, Inherited::default()))
        .collect();
    while let Some((object, above)) = stack.pop() {
        let Object::Reference(id) = object else {
            continue;
        };
        if !visited.insert(id) {
            continue;
        }
        let Some(dict) = file.resolve(object).as_dict() else {
            continue;
        };
        let keys: [&[u8]; 7] = [
            b"Resources",
            b"MediaBox",
            b"CropBox",
            b"Rotate",
            b"Kids",
            b"Contents",
            b"Annots",
        ];
        let [
            resources,
            media_box,
            crop_box,
            rotate,
            kids,
            contents,
            annotations,
        ] = file.get_all(dict, keys);
        let resolved = |object: Option<Object<'a>>| object.map(|object| file.resolve(object));
        let own = Inherited {
            resources: resolved(resources)
                .and_then(Object::as_dict)
                .or(above.resources),
            media_box: resolved(media_box).or(above.media_box),
            crop_box: resolved(crop_box).or(above.crop_box),
            rotate: resolved(rotate).or(above.rotate),
        };
        match resolved(kids).and_then(Object::as_array) {
            Some(kids) => {
                let first = stack.len();
                stack.extend(file.items(kids).map(|kid| (kid, own)));
                if let Some(kids) = stack.get_mut(first..) {
                    kids.reverse();
                }
            }
            None => {
                let (page, matrix) = shown(file, own);
                pages.push(PageObject {
                    id,
                    contents,
                    annotations,
                    resources: own.resources,
                    page,
                    matrix,
                });
            }
        }
    }
    pages
}

/// Returns a page as it is shown, and how what is drawn on it comes to stand there.
fn shown(file: &File<'_>, own: Inherited<'_>) -> (ShownPage, Matrix) {
    let media = own.media_box.and_then(|edges| edges_of(file, edges));
    let media = media.unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let crop = own.crop_box.and_then(|edges| edges_of(file, edges));
    let [left, bottom, right, top] = match crop {
        Some([left, bottom, right, top]) => {
            let [x0, y0, x1, y1] = media;
            let cut = [left.max(x0), bottom.max(y0), right.min(x1), top.min(y1)];
            // A box that leaves nothing is a mistake.
            match cut {
                [left, bottom, right, top] if left < right && bottom < top => cut,
                _ => media,
            }
        }
        None => media,
    };
    let (width, height) = (right - left, top - bottom);
    let turn = own.rotate.and_then(Object::as_number).unwrap_or(0.0);
    let moved = Matrix::translation(-left, -bottom);
    let (turned, width, height) = match turn.rem_euclid(360.0) as u32 {
        90 => (Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]), height, width),
        180 => (Matrix([-1.0, 0.0, 0.0, -1.0, width, height]), width, height),
        270 => (Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]), height, width),
        _ => (Matrix::IDENTITY, width, height),
    };
    let page = ShownPage {
        width,
        height,
        covered: 0.0,
    };
    (page, moved.then(turned))
}

/// Returns the left, bottom, right and top edges of a box.
fn edges_of(file: &File<'_>, edges: Object<'_>) -> Option<[f32; 4]> {
    let edges: Vec<f32> = edges
        .as_array()?
        .iter()
        .take(5)
        .filter_map(|edge| file.resolve(edge).as_number())
        .collect();
    match edges[..] {
        [x0, y0, x1, y1] => Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]),
        _ => None,
    }
}

/// Appends a page's contents: its streams decompressed and joined by a line break. Tells whether
/// all of them are there, each with its end.
pub(super) fn content(file: &File<'_>, contents: Option<Object<'_>>, into: &mut Vec<u8>) -> bool {
    let losses = file.losses();
    let mut all = true;
    match contents.map(|contents| file.resolve(contents)) {
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
