//! Slides (.pptx): the text of each in the order in which they are shown.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::layout::{Block, Role};
use crate::model::{Budget, Warned};

use crate::formats::archive::{Archive, join};
use crate::formats::blocks::builder::{BlockBuilder, Item};
use crate::formats::blocks::nest::ListPlace;
use crate::formats::blocks::numbering::{Numeral, bullet, numeral};
use crate::formats::error::FormatError;
use crate::formats::xml::Element;

const PRESENTATION: &str = "ppt/presentation.xml";
const RELATIONS: &str = "ppt/_rels/presentation.xml.rels";
const SLIDE: &str = "a slide";
const SPEAKER_NOTES: &str = "the notes to a slide";

/// Levels of a list (ECMA-376, 20.1.10.72).
const DEPTH: usize = 10;

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
            let target = relation.attribute("Target")?;
            Some((relation.attribute("Id")?.into_owned(), join("ppt", &target)))
        })
        .collect();
    let mut builder = BlockBuilder::new(budget);
    let slides = presentation.child("sldIdLst");
    for (page, slide) in (1..).zip(slides.into_iter().flat_map(Element::elements)) {
        builder.start_page(page);
        let Some(target) = slide
            .qualified("r:id")
            .and_then(|id| targets.get(id.as_ref()))
        else {
            continue;
        };
        let Some(text) = part(&mut archive, target, SLIDE)? else {
            return Err(FormatError::MissingPart(SLIDE));
        };
        let root = Element::part(&text, SLIDE, budget)?;
        let mut reading = Reading {
            builder: &mut builder,
            is_title: false,
            counts: [None; DEPTH],
        };
        reading.read(&root);
        if let Some(text) = speaker_notes(&mut archive, target, budget)? {
            let root = Element::part(&text, SPEAKER_NOTES, budget)?;
            read_notes(&root, &mut builder);
        }
    }
    Ok(builder.into_blocks())
}

/// Returns the text of a part, if there is one; `what` it is stands in errors.
fn part(
    archive: &mut Archive<'_>,
    name: &str,
    what: &'static str,
) -> Result<Option<String>, FormatError> {
    let Some(bytes) = archive.find_bytes(name)? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|_| FormatError::DamagedPart(what))?;
    Ok(Some(text))
}

/// Returns the part with what is to be said to a slide, if there is one.
fn speaker_notes(
    archive: &mut Archive<'_>,
    slide: &str,
    budget: &Budget,
) -> Result<Option<String>, FormatError> {
    let (folder, name) = slide.rsplit_once('/').unwrap_or(("", slide));
    let Some(relations) = part(archive, &format!("{folder}/_rels/{name}.rels"), SLIDE)? else {
        return Ok(None);
    };
    let relations = Element::part(&relations, SLIDE, budget)?;
    let notes = relations.elements().find(|relation| {
        let kind = relation.attribute("Type");
        kind.is_some_and(|kind| kind.ends_with("/notesSlide"))
    });
    match notes.and_then(|notes| notes.attribute("Target")) {
        Some(target) => part(archive, &join(folder, &target), SPEAKER_NOTES),
        None => Ok(None),
    }
}

/// Reads the notes to a slide, and not the picture and the number of it that stand above them.
fn read_notes(element: &Element<'_>, builder: &mut BlockBuilder<'_>) {
    for child in element.elements() {
        match child.name() {
            "sp" if place_of(child).as_deref() != Some("body") => {}
            "p" => {
                builder.set_role(Role::Note);
                builder.text(&child.all_text(), false);
                builder.finish();
                builder.set_role(Role::Paragraph);
            }
            _ => read_notes(child, builder),
        }
    }
}

/// Reads what is on a slide.
struct Reading<'a, 'b> {
    builder: &'a mut BlockBuilder<'b>,
    /// Whether the shape is the slide's title.
    is_title: bool,
    /// The last number on each level of the text of a shape, with the way in which it is written.
    counts: [Option<(Autonumber, i64)>; DEPTH],
}

impl Reading<'_, '_> {
    fn read(&mut self, element: &Element<'_>) {
        for child in element.elements() {
            self.element(child);
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name() {
            // Second versions of shapes, and how they are set.
            "Fallback" | "pPr" | "rPr" | "endParaRPr" | "timing" => {}
            "sp" => {
                let outer = std::mem::replace(&mut self.is_title, is_title_shape(element));
                self.read(element);
                self.is_title = outer;
            }
            "txBody" => {
                self.counts = [None; DEPTH];
                self.read(element);
            }
            "tbl" => {
                let outer = std::mem::take(&mut self.is_title);
                self.builder.start_table();
                self.read(element);
                self.builder.end_table();
                self.is_title = outer;
            }
            "tr" => {
                self.read(element);
                self.builder.end_row();
            }
            "tc" => {
                self.read(element);
                let columns = element.number("gridSpan").unwrap_or(1);
                // What another cell covers has a cell of its own, which is empty.
                self.builder.end_cell(if columns > 1 { 1 } else { columns });
            }
            "p" => {
                if self.is_title {
                    self.builder.start_heading(1);
                } else {
                    let item = self.item(element);
                    self.builder.set_item(item);
                }
                self.read(element);
                self.builder.end_heading();
                self.builder.end_item();
            }
            "t" => self.builder.text(&element.all_text(), false),
            "br" => self.builder.break_line(),
            _ => self.read(element),
        }
    }

    /// Tells where a paragraph with a bullet or a number of its own stands.
    fn item(&mut self, paragraph: &Element<'_>) -> Option<Item> {
        let properties = paragraph.child("pPr");
        let level = properties.and_then(|properties| properties.number("lvl"));
        let depth = level.unwrap_or(0usize).min(DEPTH - 1);
        let mark = properties.and_then(|properties| {
            let marks = ["buChar", "buAutoNum", "buBlip"];
            marks.iter().find_map(|mark| properties.child(mark))
        });
        let (place, below) = self.counts.get_mut(depth..)?.split_first_mut()?;
        // What stands on a level ends the lists below it.
        below.fill(None);
        let Some(mark) = mark else {
            *place = None;
            return None;
        };
        let label = match Autonumber::read(mark) {
            Some(how) => {
                let number = match *place {
                    Some((before, number)) if before == how => number.saturating_add(1),
                    _ => how.start,
                };
                *place = Some((how, number));
                how.label(number)
            }
            None => {
                *place = None;
                bullet(depth).to_owned()
            }
        };
        Some(Item {
            label,
            place: ListPlace {
                list: 0,
                depth,
                left: None,
            },
        })
    }
}

/// How the numbers of a list are written, and where they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Autonumber {
    numeral: Numeral,
    /// What stands before and behind the number.
    around: (&'static str, &'static str),
    start: i64,
}

impl Autonumber {
    /// Reads the mark of a paragraph, if it is a number (ECMA-376, 20.1.10.61).
    fn read(mark: &Element<'_>) -> Option<Autonumber> {
        if mark.name() != "buAutoNum" {
            return None;
        }
        let kind = mark.attribute("type").unwrap_or_default();
        let numeral = match kind.as_ref() {
            kind if kind.starts_with("alphaLc") => Numeral::LowerLetter,
            kind if kind.starts_with("alphaUc") => Numeral::UpperLetter,
            kind if kind.starts_with("romanLc") => Numeral::LowerRoman,
            kind if kind.starts_with("romanUc") => Numeral::UpperRoman,
            _ => Numeral::Decimal,
        };
        let around = match kind.as_ref() {
            kind if kind.ends_with("ParenBoth") => ("(", ") "),
            kind if kind.ends_with("ParenR") => ("", ") "),
            kind if kind.ends_with("Plain") => ("", " "),
            _ => ("", ". "),
        };
        Some(Autonumber {
            numeral,
            around,
            start: mark.number("startAt").unwrap_or(1),
        })
    }

    fn label(self, number: i64) -> String {
        let (before, behind) = self.around;
        format!("{before}{}{behind}", numeral(self.numeral, number))
    }
}

fn is_title_shape(shape: &Element<'_>) -> bool {
    matches!(place_of(shape).as_deref(), Some("title" | "ctrTitle"))
}

/// Returns what the place is for that a shape takes on its slide.
fn place_of<'e>(shape: &'e Element<'_>) -> Option<Cow<'e, str>> {
    let place = shape.child("nvSpPr")?.child("nvPr")?.child("ph")?;
    place.attribute("type")
}
