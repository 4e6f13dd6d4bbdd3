//! The structure tree (ISO 32000-1, 14.7): which marked content belongs to which element.

use std::collections::HashMap;

use crate::model::Limit;

use super::fallback;
use super::file::File;
use super::object::{Id, Index, Object};
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
pub(super) fn read(file: &File<'_>, page_index: &HashMap<Id, u32>) -> Option<Structure> {
    let root = file.get(file.catalog()?, b"StructTreeRoot")?.as_dict()?;
    let role_map = file.index(root.get(b"RoleMap"));
    let mut structure = Structure::default();
    let mut visited = vec![false; file.numbers()];
    let mut stack = vec![Visit {
        object: root.get(b"K")?,
        parent: None,
        page: None,
        depth: 0,
    }];
    while let Some(Visit {
        object,
        parent,
        page,
        depth,
    }) = stack.pop()
    {
        if !file.budget.allows(Limit::Depth, depth) || file.budget.over().is_some() {
            return None;
        }
        let resolved = file.resolve(object);
        if let (Object::Reference(id), Object::Dict(_) | Object::Array(_)) = (object, resolved)
            && let Some(visited) = visited.get_mut(id.number as usize)
            && std::mem::replace(visited, true)
        {
            continue;
        }
        match resolved {
            Object::Array(kids) => {
                let first = stack.len();
                stack.extend(file.items(kids).map(|object| Visit {
                    object,
                    parent,
                    page,
                    depth,
                }));
                if let Some(kids) = stack.get_mut(first..) {
                    kids.reverse();
                }
            }
            Object::Number(_) => structure.add_leaf(parent, page, resolved),
            Object::Dict(dict) => {
                file.budget.take(Limit::Looked, Object::Dict(dict).len());
                let [
                    mut own_page,
                    mut kind,
                    mut kids,
                    mut mcid,
                    mut actual_text,
                    mut title,
                ] = [None; 6];
                for (key, value) in dict.iter() {
                    match key {
                        b"Pg" => own_page = Some(value),
                        b"S" => kind = Some(value),
                        b"K" => kids = Some(value),
                        b"MCID" => mcid = Some(value),
                        b"ActualText" => actual_text = Some(value),
                        b"T" => title = Some(value),
                        _ => {}
                    }
                }
                let page = match own_page {
                    Some(Object::Reference(id)) => page_index.get(&id).copied().or(page),
                    _ => page,
                };
                if let Some(kind) = kind {
                    let name = file.resolve(kind).as_name().unwrap_or_default();
                    let element = structure.elements.len() as u32;
                    let actual_text =
                        actual_text.and_then(|text| fallback::text_string(file.resolve(text)));
                    let length = actual_text.as_ref().map_or(0, String::len);
                    file.budget.take(Limit::Text, length);
                    let tag = match tag(file, name, &role_map) {
                        Tag::Other if is_note(file, title) => Tag::Note,
                        tag => tag,
                    };
                    structure.elements.push(Element {
                        tag,
                        parent,
                        actual_text,
                    });
                    if let Some(object) = kids {
                        stack.push(Visit {
                            object,
                            parent: Some(element),
                            page,
                            depth: depth.saturating_add(1),
                        });
                    }
                } else if let Some(mcid) = mcid {
                    structure.add_leaf(parent, page, mcid);
                }
            }
            _ => {}
        }
    }
    (!structure.leaves.is_empty()).then_some(structure)
}

impl Structure {
    fn add_leaf(&mut self, parent: Option<u32>, page: Option<u32>, mcid: Object<'_>) {
        if let (Some(element), Some(page), Some(mcid)) = (parent, page, mcid.as_count())
            && let Ok(mcid) = u32::try_from(mcid)
        {
            self.leaves.push(Leaf {
                element,
                page,
                mcid,
            });
        }
    }
}

struct Visit<'a> {
    object: Object<'a>,
    parent: Option<u32>,
    page: Option<u32>,
    /// How many elements it stands in.
    depth: u64,
}

/// Tells whether a group is called a note, as ConTeXt calls those below a text.
fn is_note(file: &File<'_>, title: Option<Object<'_>>) -> bool {
    let title = title.and_then(|title| fallback::text_string(file.resolve(title)));
    title.is_some_and(|title| matches!(title.as_str(), "footnote" | "endnote"))
}

/// Maps a structure type to a tag, through the role map where it is not standard.
fn tag<'a>(file: &'a File<'_>, name: &'a [u8], role_map: &Index<'a>) -> Tag {
    let mut name = name;
    for _ in 0..8 {
        if let Some(tag) = Tag::standard(name) {
            return tag;
        }
        match role_map.get(name).map(|mapped| file.resolve(mapped)) {
            Some(Object::Name(mapped)) => name = mapped,
            _ => break,
        }
    }
    Tag::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Budget;
    use crate::pdf::file::tests::written;

    /// Reads the tree of a file of such objects, of which the fifth is a page.
    fn tree(objects: &[&str], page: u32) -> Structure {
        let source = written(objects);
        let budget = Budget::default();
        let file = File::open(source.as_bytes(), &budget).unwrap();
        let id = Id {
            number: 5,
            generation: 0,
        };
        read(&file, &HashMap::from([(id, page)])).unwrap()
    }

    #[test]
    fn trees_that_lead_in_circles_have_an_end() {
        let objects = [
            "<</StructTreeRoot 2 0 R>>",
            "<</K 3 0 R/RoleMap<</Text/P>>>>",
            "[3 0 R 4 0 R 3 0 R]",
            "<</S/Text/Pg 5 0 R/K[0 4 0 R 3 0 R<</MCID 2>>]>>",
            "<</Type/Page>>",
        ];
        let structure = tree(&objects, 7);
        assert_eq!(structure.elements.len(), 1);
        assert_eq!(structure.elements[0].tag, Tag::Paragraph);
        let leaves: Vec<_> = structure.leaves.iter().map(|l| (l.page, l.mcid)).collect();
        assert_eq!(leaves, [(7, 0), (7, 2)]);
    }

    #[test]
    fn a_group_that_is_called_a_note_is_one() {
        let objects = [
            "<</StructTreeRoot 2 0 R>>",
            "<</K[<</S/Div/T(footnote)/K 3 0 R>><</S/Div/T(table)/K 4 0 R>><</S/P/T(footnote)>>]>>",
            "<</S/Span/Pg 5 0 R/K 0>>",
            "<</S/Span/Pg 5 0 R/K 1>>",
            "<</Type/Page>>",
        ];
        let structure = tree(&objects, 0);
        let tags: Vec<_> = structure.elements.iter().map(|it| it.tag).collect();
        assert_eq!(
            tags,
            [
                Tag::Note,
                Tag::Inline,
                Tag::Other,
                Tag::Inline,
                Tag::Paragraph
            ]
        );
    }
}
