//! Office Open XML text (.docx), as all tracked changes accepted would leave it.

use std::collections::HashMap;

use crate::layout::{Block, Role};
use crate::model::Budget;

use super::FormatError;
use super::archive::Archive;
use super::builder::BlockBuilder;
use super::docx_styles::{ItemStyle, Lists, Styles, switch};
use super::xml::Element;

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";
const FOOTNOTES: &str = "word/footnotes.xml";
const ENDNOTES: &str = "word/endnotes.xml";

/// Elements whose text is not the document's: properties, what was deleted or moved away, and
/// second versions of drawings.
const SKIPPED: [&str; 7] = [
    "pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "Fallback",
];

/// Reads a document into blocks.
pub(super) fn blocks(bytes: &[u8], budget: &Budget) -> Result<Vec<Block>, FormatError> {
    let mut archive = Archive::open(bytes, budget)?;
    let document = archive.part(DOCUMENT)?;
    let styles = match archive.find(STYLES)? {
        Some(text) => Styles::read(&Element::part(&text, STYLES, budget)?),
        None => Styles::default(),
    };
    let lists = match archive.find(NUMBERING)? {
        Some(text) => Lists::read(&Element::part(&text, NUMBERING, budget)?),
        None => Lists::default(),
    };
    let mut notes = HashMap::new();
    for (part, reference) in [
        (FOOTNOTES, "footnoteReference"),
        (ENDNOTES, "endnoteReference"),
    ] {
        if let Some(text) = archive.find(part)? {
            for note in Element::part(&text, part, budget)?.elements() {
                if let Some(id) = note.attribute("id") {
                    let text = note_text(note, &styles, budget);
                    notes.insert((reference, id.into_owned()), text);
                }
            }
        }
    }
    let root = Element::part(&document, DOCUMENT, budget)?;
    let mut reading = Reading::new(&styles, lists, notes, budget);
    reading.children(&root);
    Ok(reading.builder.into_blocks())
}

fn note_text(note: &Element<'_>, styles: &Styles, budget: &Budget) -> String {
    let mut reading = Reading::new(styles, Lists::default(), HashMap::new(), budget);
    reading.children(note);
    let blocks = reading.builder.into_blocks();
    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    texts.join(" ")
}

struct Reading<'d> {
    builder: BlockBuilder<'d>,
    styles: &'d Styles,
    lists: Lists,
    /// The footnotes by the element that refers to them and their id.
    notes: HashMap<(&'static str, String), String>,
    last_note: u32,
    /// Whether the paragraph's style, and then the run, is bold.
    bold: bool,
    /// Text boxes that hang on the paragraph and are read after it.
    boxes: Vec<&'d Element<'d>>,
}

impl<'d> Reading<'d> {
    fn new(
        styles: &'d Styles,
        lists: Lists,
        notes: HashMap<(&'static str, String), String>,
        budget: &'d Budget,
    ) -> Reading<'d> {
        Reading {
            builder: BlockBuilder::new(budget),
            styles,
            lists,
            notes,
            last_note: 0,
            bold: false,
            boxes: Vec::new(),
        }
    }

    fn children(&mut self, element: &'d Element<'d>) {
        for child in element.elements() {
            self.element(child);
        }
    }

    fn element(&mut self, element: &'d Element<'d>) {
        match element.name() {
            name if SKIPPED.contains(&name) => {}
            "p" => self.paragraph(element),
            "tbl" => {
                self.builder.start_table();
                self.children(element);
                self.builder.end_table();
            }
            "tr" => {
                let is_deleted = |row: &Element<'_>| row.child("del").is_some();
                if !element.child("trPr").is_some_and(is_deleted) {
                    self.children(element);
                    self.builder.end_row();
                }
            }
            "tc" => {
                self.children(element);
                let span = element
                    .child("tcPr")
                    .and_then(|cell| cell.child("gridSpan"));
                let span = span.and_then(|span| span.number("val")).unwrap_or(1);
                self.builder.end_cell(span);
            }
            "r" => self.run(element),
            "t" => self.builder.text(&element.all_text(), self.bold),
            "tab" | "ptab" | "br" | "cr" => self.builder.space(),
            "noBreakHyphen" => self.builder.text("\u{2011}", self.bold),
            "sym" => {
                let code = element.attribute("char");
                let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.builder.text(c.encode_utf8(&mut [0; 4]), self.bold);
                }
            }
            "footnoteReference" => self.note("footnoteReference", element),
            "endnoteReference" => self.note("endnoteReference", element),
            "txbxContent" => self.boxes.push(element),
            // Fields' instructions and deleted text have elements of their own for text.
            _ => self.children(element),
        }
    }

    fn paragraph(&mut self, element: &'d Element<'d>) {
        let properties = element.child("pPr");
        let style = properties
            .and_then(|properties| properties.child("pStyle"))
            .and_then(|style| style.attribute("val"));
        let style = style.as_deref();
        let outer = std::mem::take(&mut self.boxes);
        self.bold = self.styles.bold(style).unwrap_or(false);
        self.children(element);
        self.bold = false;
        let boxes = std::mem::replace(&mut self.boxes, outer);

        // Where the end of a paragraph was deleted, the next one goes on with its text.
        let end = properties.and_then(|properties| properties.child("rPr"));
        let is_gone = |end: &Element<'_>| {
            ["del", "moveFrom"]
                .iter()
                .any(|name| end.child(name).is_some())
        };
        if !end.is_some_and(is_gone) {
            let own = properties.and_then(ItemStyle::read);
            let label = self.lists.label(own, style, self.styles);
            self.builder.set_label(label);
            self.builder.set_role(self.styles.role(style, properties));
            self.builder.finish();
            self.builder.set_label(None);
            self.builder.set_role(Role::Paragraph);
        }
        for content in boxes {
            self.builder.finish();
            self.children(content);
        }
    }

    fn run(&mut self, element: &'d Element<'d>) {
        let properties = element.child("rPr");
        if properties.and_then(|run| switch(run, "vanish")) == Some(true) {
            return;
        }
        let style = properties
            .and_then(|run| run.child("rStyle"))
            .and_then(|style| style.attribute("val"));
        let outer = self.bold;
        self.bold = properties
            .and_then(|run| switch(run, "b"))
            .or_else(|| self.styles.bold(style.as_deref()))
            .unwrap_or(outer);
        self.children(element);
        self.bold = outer;
    }

    fn note(&mut self, reference: &'static str, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default().into_owned();
        if let Some(text) = self.notes.remove(&(reference, id)) {
            self.last_note += 1;
            self.builder.note(self.last_note, text);
        }
    }
}
