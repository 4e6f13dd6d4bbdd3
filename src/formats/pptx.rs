//! Slides (.pptx): the text of each in the order in which they are shown.

use std::collections::HashMap;

use crate::layout::Block;
use crate::model::{Budget, Warned};

use super::FormatError;
use super::archive::Archive;
use super::builder::{BlockBuilder, Item};
use super::epub::join;
use super::nest::ListPlace;
use super::numbering::bullet;
use super::xml::Element;

const PRESENTATION: &str = "ppt/presentation.xml";
const RELATIONS: &str = "ppt/_rels/presentation.xml.rels";
const SLIDE: &str = "a slide";

/// Reads slides into blocks; a slide's title is a heading.
pub(super) fn blocks(bytes: &[u8], budget: &Budget) -> Result<Warned<Vec<Block>>, FormatError> {
    let mut archive = Archive::open(bytes, budget)?;
    let presentation = archive.part(PRESENTATION)?;
    let presentation = Element::part(&presentation, PRESENTATION, budget)?;
    let relations = archive.part(RELATIONS)?;
    let relations = Element::part(&relations, RELATIONS, budget)?;
    let targets: HashMap<String, String> = relations
        .elements()
        .filter_map(|relation| {
            let target = relation.attribute("Target")?.into_owned();
            Some((relation.attribute("Id")?.into_owned(), target))
        })
        .collect();
    let mut builder = BlockBuilder::new(budget);
    let slides = presentation.child("sldIdLst");
    for slide in slides.into_iter().flat_map(Element::elements) {
        let Some(target) = slide
            .qualified("r:id")
            .and_then(|id| targets.get(id.as_ref()))
        else {
            continue;
        };
        let Some(bytes) = archive.find_bytes(&join("ppt", target))? else {
            return Err(FormatError::MissingPart(SLIDE));
        };
        let text = String::from_utf8(bytes).map_err(|_| FormatError::DamagedPart(SLIDE))?;
        let root = Element::part(&text, SLIDE, budget)?;
        read(&root, false, &mut builder);
    }
    Ok(builder.into_blocks())
}

/// Reads what is on a slide, or in a shape that is its title.
fn read(element: &Element<'_>, is_title: bool, builder: &mut BlockBuilder<'_>) {
    for child in element.elements() {
        match child.name() {
            // Second versions of shapes, and how they are set.
            "Fallback" | "pPr" | "rPr" | "endParaRPr" | "timing" => {}
            "sp" => read(child, is_title_shape(child), builder),
            "tbl" => {
                builder.start_table();
                read(child, false, builder);
                builder.end_table();
            }
            "tr" => {
                read(child, false, builder);
                builder.end_row();
            }
            "tc" => {
                read(child, false, builder);
                let columns = child.number("gridSpan").unwrap_or(1);
                // What another cell covers has a cell of its own, which is empty.
                builder.end_cell(if columns > 1 { 1 } else { columns });
            }
            "p" => {
                if is_title {
                    builder.start_heading(1);
                } else {
                    builder.set_item(item(child));
                }
                read(child, is_title, builder);
                builder.end_heading();
                builder.end_item();
            }
            "t" => builder.text(&child.all_text(), false),
            "br" => builder.break_line(),
            _ => read(child, is_title, builder),
        }
    }
}

fn is_title_shape(shape: &Element<'_>) -> bool {
    let place = shape
        .child("nvSpPr")
        .and_then(|properties| properties.child("nvPr"))
        .and_then(|properties| properties.child("ph"));
    let kind = place.and_then(|place| place.attribute("type"));
    matches!(kind.as_deref(), Some("title" | "ctrTitle"))
}

/// Tells where a paragraph with a bullet of its own stands.
fn item(paragraph: &Element<'_>) -> Option<Item> {
    let properties = paragraph.child("pPr")?;
    let marks = ["buChar", "buAutoNum", "buBlip"];
    marks.iter().find_map(|mark| properties.child(mark))?;
    let depth = properties.number("lvl").unwrap_or(0usize).min(9);
    Some(Item {
        label: bullet(depth).to_owned(),
        place: ListPlace {
            list: 0,
            depth,
            left: None,
        },
    })
}
