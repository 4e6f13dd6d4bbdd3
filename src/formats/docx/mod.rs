//! Office Open XML text (.docx), as all tracked changes accepted would leave it.

mod chunks;
mod fields;
mod styles;

use std::collections::HashMap;

use crate::layout::{Block, Role};
use crate::model::{Budget, Warned};

use crate::formats::archive::Archive;
use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::blocks::left_out::{EQUATION, EQUATIONS, Unshown};
use crate::formats::error::FormatError;
use crate::formats::html;
use crate::formats::office::equations;
use crate::formats::office::letters::Letters;
use crate::formats::office::symbols::Font;
use crate::formats::text::plain;
use crate::formats::xml::Element;
use chunks::Chunk;
use fields::Fields;
use styles::{ItemStyle, Lists, Styles};

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";
const FOOTNOTES: &str = "word/footnotes.xml";
const ENDNOTES: &str = "word/endnotes.xml";

/// A document in another format that stands in this one.
const CHUNK: &str = "altChunk";
/// What is told of one that is not read.
const UNREAD_CHUNK: &str = "a document in another format";

/// Elements whose text is not the document's: properties, what was deleted or moved away, second
/// versions of drawings, and how words are pronounced.
const SKIPPED: [&str; 8] = [
    "pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "Fallback", "rt",
];

/// Elements that have no text where a field's instruction stands.
const INSTRUCTED: [&str; 13] = [
    "t",
    "tab",
    "ptab",
    "br",
    "cr",
    "noBreakHyphen",
    "sym",
    "footnoteReference",
    "endnoteReference",
    "oMath",
    "OLEObject",
    "txbxContent",
    "tbl",
];

/// Reads a document into blocks.
pub(in crate::formats) fn blocks(
    bytes: &[u8],
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
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
    if document.contains(CHUNK) {
        reading.chunks = chunks::read(&mut archive, budget)?;
    }
    reading.story(&root);
    Ok(reading.builder.into_blocks())
}

fn note_text(note: &Element<'_>, styles: &Styles, budget: &Budget) -> String {
    let mut reading = Reading::new(styles, Lists::default(), HashMap::new(), budget);
    reading.story(note);
    let blocks = reading.builder.into_blocks().value;
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
    /// How the letters of the paragraph's style, and then of the run, are set.
    letters: Letters,
    /// Documents in other formats that stand in this one, by their ids.
    chunks: HashMap<String, Chunk>,
    /// The fields that are open.
    fields: Fields<'d>,
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
            letters: Letters::default(),
            chunks: HashMap::new(),
            fields: Fields::default(),
            boxes: Vec::new(),
        }
    }

    /// Reads the text of a document or of a note.
    fn story(&mut self, root: &'d Element<'d>) {
        self.fields = Fields::of(root, |it| {
            !SKIPPED.contains(&it.name()) && !is_placeholder(it)
        });
        self.children(root);
    }

    fn children(&mut self, element: &'d Element<'d>) {
        for child in element.elements() {
            self.element(child);
        }
    }

    fn element(&mut self, element: &'d Element<'d>) {
        match element.name() {
            name if SKIPPED.contains(&name) => {}
            fields::MARK => {
                if let Some(chosen) = self.fields.pass(element) {
                    self.text(&chosen);
                }
            }
            name if INSTRUCTED.contains(&name) && self.fields.hide_text() => {}
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
                let outer = self.fields.enter();
                self.children(element);
                self.fields.leave(outer);
                let span = element
                    .child("tcPr")
                    .and_then(|cell| cell.child("gridSpan"));
                let span = span.and_then(|span| span.number("val")).unwrap_or(1);
                self.builder.end_cell(span);
            }
            "sdt" if is_placeholder(element) => {
                self.builder.leave_out(&element.all_text(), Unshown::Hidden);
            }
            "r" => self.run(element),
            "t" => self.text(&element.all_text()),
            "tab" | "ptab" => self.builder.space(),
            "br" | "cr" => match element.attribute("type").as_deref() {
                None | Some("textWrapping") => self.builder.break_line(),
                Some(_) => self.builder.space(),
            },
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => {
                let code = element.attribute("char");
                let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                let font = element.attribute("font").unwrap_or_default();
                if let Some(c) = code.and_then(|code| Font::named(&font).char(code)) {
                    self.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            "oMath" => self.text(&equations::line(element)),
            "OLEObject" if is_equation(element) => {
                self.builder.leave_out(EQUATION, Unshown::Unread);
            }
            CHUNK => self.chunk(element),
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
        self.letters = self.styles.letters(style);
        self.children(element);
        self.letters = Letters::default();
        let boxes = std::mem::replace(&mut self.boxes, outer);

        // Where the end of a paragraph was deleted or stands in an instruction, the next one goes on with its text.
        let end = properties.and_then(|properties| properties.child("rPr"));
        let is_gone = |end: &Element<'_>| {
            ["del", "moveFrom"]
                .iter()
                .any(|name| end.child(name).is_some())
        };
        if !end.is_some_and(is_gone) && !self.fields.hide_text() {
            let own = properties.and_then(ItemStyle::read);
            let item = self.lists.item(own, style, self.styles);
            self.builder.set_item(item);
            self.builder.set_role(self.styles.role(style, properties));
            self.builder.finish();
            self.builder.set_item(None);
            self.builder.set_role(Role::Paragraph);
        }
        for content in boxes {
            self.builder.finish();
            let outer = self.fields.enter();
            self.children(content);
            self.fields.leave(outer);
        }
    }

    fn run(&mut self, element: &'d Element<'d>) {
        let properties = element.child("rPr");
        let style = properties
            .and_then(|run| run.child("rStyle"))
            .and_then(|style| style.attribute("val"));
        let outer = self.letters;
        let own = properties.map(styles::letters).unwrap_or_default();
        self.letters = own.or(self.styles.letters(style.as_deref())).or(outer);
        self.children(element);
        self.letters = outer;
    }

    fn chunk(&mut self, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        let read = match self.chunks.remove(&*id) {
            Some(Chunk::Html(page)) => html::read_into(&page, &mut self.builder).is_ok(),
            Some(Chunk::Text(text)) => {
                plain::read_into(&text, &mut self.builder);
                true
            }
            Some(Chunk::Other) | None => false,
        };
        if !read {
            self.builder.leave_out(UNREAD_CHUNK, Unshown::Hidden);
        }
    }

    fn text(&mut self, text: &str) {
        self.letters.write(text, &mut self.builder);
    }

    fn note(&mut self, reference: &'static str, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default().into_owned();
        if let Some(text) = self.notes.remove(&(reference, id)) {
            self.last_note = self.last_note.saturating_add(1);
            self.builder.note(self.last_note, Some(text));
        }
    }
}

/// Tells whether an element is what stands in a content control that has not been filled in.
fn is_placeholder(element: &Element<'_>) -> bool {
    let properties = element.child("sdtPr").filter(|_| element.name() == "sdt");
    properties.is_some_and(|control| control.child("showingPlcHdr").is_some())
}

/// Tells whether an object of another program is an equation.
fn is_equation(object: &Element<'_>) -> bool {
    let program = object.attribute("ProgID");
    program.is_some_and(|program| program.starts_with(EQUATIONS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Warned<Vec<Block>> {
        let budget = Budget::default();
        let text = format!("<w:document><w:body>{body}</w:body></w:document>");
        let root = Element::parse(&text, &budget).unwrap();
        let styles = Styles::default();
        let mut reading = Reading::new(&styles, Lists::default(), HashMap::new(), &budget);
        reading.story(&root);
        reading.builder.into_blocks()
    }

    fn check(body: &str, expected: &[&str]) {
        let blocks = read(body).value;
        let found: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(found, expected, "{body}");
    }

    fn p(content: &str) -> String {
        format!("<w:p>{content}</w:p>")
    }

    fn t(text: &str) -> String {
        format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
    }

    fn mark(kind: &str, form: &str) -> String {
        format!("<w:r><w:fldChar w:fldCharType='{kind}'>{form}</w:fldChar></w:r>")
    }

    fn field(instruction: &str, result: &str) -> String {
        let (begin, end) = (mark("begin", ""), mark("end", ""));
        begin + instruction + &mark("separate", "") + result + &end
    }

    fn instruction(text: &str) -> String {
        format!("<w:r><w:instrText>{text}</w:instrText></w:r>")
    }

    #[test]
    fn only_the_outermost_result_of_fields_is_text() {
        let merge = field(&instruction("MERGEFIELD g"), &t("zebra"));
        let simple = format!("<w:fldSimple w:instr='DATE'>{}</w:fldSimple>", t("May"));
        let of = |inner: &str| instruction("IF") + inner + &instruction("= 'x' 'a' 'b'");
        let go = field(&of(&merge), &t("go"));
        check(&p(&(t("They ") + &go + &t(" on."))), &["They go on."]);
        // In a result, what fields give is text; in an instruction, it is not.
        let both = field(&of(&(merge.clone() + &simple)), &(merge + &simple));
        check(&p(&both), &["zebraMay"]);
        // An instruction may have ends of paragraphs, and tables.
        let long = [
            t("It is "),
            mark("begin", ""),
            t("no") + "</w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>",
            mark("separate", ""),
            t("so") + &mark("end", "") + &t("."),
        ];
        check(&p(&long.concat()), &["It is so."]);
    }

    #[test]
    fn marks_without_others_hide_nothing() {
        let begin = mark("begin", "");
        let end = mark("end", "");
        check(&(p(&(begin.clone() + &t("a"))) + &p(&t("b"))), &["a", "b"]);
        check(&p(&(end.clone() + &t("a") + &mark("separate", ""))), &["a"]);
        // What is not read ends nothing.
        let deleted = format!("<w:del>{end}</w:del>");
        let unfilled = format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{end}</w:sdt>");
        for unread in [deleted, unfilled] {
            check(&p(&(begin.clone() + &unread + &t("a"))), &["a"]);
        }
        // A cell ends what was begun in it.
        let cell = |content: &str| format!("<w:tc>{}</w:tc>", p(content));
        let row = cell(&(begin + &t("a"))) + &cell(&(t("b") + &end));
        check(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), &["a", "b"]);
    }

    #[test]
    fn what_was_chosen_in_forms_is_text() {
        let form = |form: &str| {
            let begin = mark("begin", &format!("<w:ffData>{form}</w:ffData>"));
            begin + &mark("separate", "") + &t("old") + &mark("end", "")
        };
        let list = |chosen: &str| {
            let entries = ["Poor", "Good"].map(|it| format!("<w:listEntry w:val='{it}'/>"));
            form(&format!(
                "<w:ddList>{chosen}{}</w:ddList>",
                entries.concat()
            ))
        };
        let grade = t("Grade: ") + &list("<w:result w:val='1'/>") + &t(".");
        check(&p(&grade), &["Grade: Good."]);
        check(&p(&list("")), &["Poor"]);
        check(&p(&(t("a") + &list("<w:result w:val='7'/>"))), &["a"]);
        let tick = |ticked: &str| form(&format!("<w:checkBox>{ticked}</w:checkBox>"));
        let ticks = [
            tick("<w:default w:val='0'/><w:checked/>"),
            tick("<w:default w:val='1'/>"),
            tick("<w:default w:val='1'/><w:checked w:val='0'/>"),
            tick(""),
        ];
        check(&p(&ticks.concat()), &["☒☒☐☐"]);
        // What is chosen in a content control is its text.
        let control = format!(
            "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            t("Good")
        );
        check(&p(&control), &["Good"]);
        check(&p(&field(&list(""), &t("a"))), &["a"]);
    }

    #[test]
    fn equations_are_text() {
        let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
        let fraction = format!(
            "<m:oMath><m:f><m:num>{}</m:num><m:den>{}</m:den></m:f></m:oMath>",
            r("7"),
            r("12")
        );
        check(
            &p(&(t("In ") + &fraction + &t(" cases."))),
            &["In 7/12 cases."],
        );
        let read = read(&p(
            &(t("a") + "<w:object><o:OLEObject ProgID='Equation.3'/></w:object>")
        ));
        assert_eq!(
            read.warnings[0].message,
            "unread text is left out: “an equation”"
        );
    }

    #[test]
    fn letters_of_symbol_fonts_are_signs() {
        let run = "<w:r><w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr><w:t>\u{F0A3}</w:t></w:r>";
        check(&p(&(t("at ") + run + &t(" 5"))), &["at ≤ 5"]);
    }
}
