//! OpenDocument text (.odt), as all tracked changes accepted would leave it.

mod forms;
mod formulas;
mod styles;

use std::collections::{HashMap, HashSet};

use crate::layout::{Block, Role};
use crate::model::{Budget, Warned};

use crate::formats::archive::Archive;
use crate::formats::blocks::builder::{BlockBuilder, Item};
use crate::formats::blocks::left_out::{EQUATION, Unshown};
use crate::formats::blocks::nest::ListPlace;
use crate::formats::blocks::numbering::{Counter, bullet};
use crate::formats::error::FormatError;
use crate::formats::office::equations;
use crate::formats::office::letters::Letters;

use crate::formats::xml::{Element, Node};
use formulas::Formulas;
use styles::Styles;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
/// What a document of one part is called.
const FLAT: &str = "the document";

/// Elements whose text is not the document's.
const SKIPPED: [&str; 8] = [
    "tracked-changes",
    "annotation",
    "forms",
    "table-of-content-source",
    "note-citation",
    "ruby-text",
    "script",
    "object",
];
/// A cell with text is not repeated more often; empty ones fill up wide tables.
const MAX_REPEATS: u32 = 8;

/// Reads a document into blocks.
pub(in crate::formats) fn blocks(
    bytes: &[u8],
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let mut archive = Archive::open(bytes, budget)?;
    let content = archive.part(CONTENT)?;
    let content = Element::part(&content, CONTENT, budget)?;
    let mut styles = Styles::default();
    if let Some(text) = archive.find(STYLES)? {
        let root = Element::part(&text, STYLES, budget)?;
        // The automatic styles of this part are those of page heads and feet.
        add(&mut styles, &root, &["font-face-decls", "styles"]);
    }
    let formulas = formulas::read(&mut archive, budget)?;
    Ok(read(&content, styles, &formulas, budget))
}

/// Reads a document that is one part (.fodt) into blocks.
pub(in crate::formats) fn flat_blocks(
    text: &str,
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    let content = Element::part(text, FLAT, budget)?;
    let mut styles = Styles::default();
    add(&mut styles, &content, &["font-face-decls", "styles"]);
    Ok(read(&content, styles, &Formulas::new(), budget))
}

fn add(styles: &mut Styles, root: &Element<'_>, groups: &[&str]) {
    let groups = groups.iter().filter_map(|name| root.child(name));
    groups.for_each(|group| styles.add(group));
}

fn read(
    content: &Element<'_>,
    mut styles: Styles,
    formulas: &Formulas,
    budget: &Budget,
) -> Warned<Vec<Block>> {
    add(
        &mut styles,
        content,
        &["font-face-decls", "automatic-styles"],
    );
    let mut reading = Reading::new(&styles, formulas, budget);
    if let Some(text) = content.child("body").and_then(|body| body.child("text")) {
        reading.deletions = deletions(text);
        reading.children(text);
    }
    reading.builder.into_blocks()
}

/// Lists the tracked changes that are deletions, by id. Where changes are shown, the deleted text stands
/// in its place, between marks (OpenDocument 1.3, part 3, 5.5).
fn deletions(text: &Element<'_>) -> HashSet<String> {
    let changes = text.child("tracked-changes");
    let regions = changes.into_iter().flat_map(Element::elements);
    regions
        .filter(|region| region.child("deletion").is_some())
        .filter_map(|region| Some(region.attribute("id")?.into_owned()))
        .collect()
}

struct Reading<'d> {
    builder: BlockBuilder<'d>,
    styles: &'d Styles,
    /// The equations, by the folders of their parts.
    formulas: &'d Formulas,
    list: List,
    /// Where the lists that are over had got to, by style and by id.
    by_style: HashMap<Option<String>, Counter>,
    by_id: HashMap<String, Counter>,
    /// How many lists there were; one that goes on with another counts as that.
    lists: usize,
    /// Whether the text stands in a table of contents.
    contents: bool,
    last_note: u32,
    /// How the letters of the paragraph's style, and then of the span, are set.
    letters: Letters,
    /// Whether a paragraph is open; the white space between paragraphs is no text.
    in_paragraph: bool,
    /// The tracked changes that are deletions, and how many of them are open.
    deletions: HashSet<String>,
    deleted: usize,
    /// Whether the end of the last paragraph is deleted, so that the next goes on with it.
    goes_on: bool,
    /// The item that the first of such paragraphs begins, if it begins one.
    begun: Option<Option<Item>>,
    /// Frames and shapes that hang on the paragraph and are read after it.
    boxes: Vec<&'d Element<'d>>,
}

/// The open list with those around it.
#[derive(Default)]
struct List {
    depth: usize,
    /// Which list it is.
    number: usize,
    style: Option<String>,
    counter: Counter,
    /// Whether the item's first paragraph, which bears the number, is still to come.
    awaits_label: bool,
}

impl<'d> Reading<'d> {
    fn new(styles: &'d Styles, formulas: &'d Formulas, budget: &'d Budget) -> Reading<'d> {
        Reading {
            builder: BlockBuilder::new(budget),
            styles,
            formulas,
            list: List::default(),
            by_style: HashMap::new(),
            by_id: HashMap::new(),
            contents: false,
            last_note: 0,
            letters: Letters::default(),
            lists: 0,
            in_paragraph: false,
            deletions: HashSet::new(),
            deleted: 0,
            goes_on: false,
            begun: None,
            boxes: Vec::new(),
        }
    }

    fn children(&mut self, element: &'d Element<'d>) {
        for child in &element.children {
            match child {
                Node::Element(child) => self.element(child),
                Node::Text(text) if self.in_paragraph && self.deleted == 0 => self.text(text),
                Node::Text(_) => {}
            }
        }
    }

    fn element(&mut self, element: &'d Element<'d>) {
        match element.name() {
            name if SKIPPED.contains(&name) => {}
            "section" if element.attribute("display").as_deref() == Some("none") => {
                self.builder.leave_out(&element.all_text(), Unshown::Hidden);
            }
            "hidden-text" | "hidden-paragraph"
                if element.attribute("is-hidden").as_deref() != Some("false") =>
            {
                self.builder.leave_out(&element.all_text(), Unshown::Hidden);
            }
            "change-start" if self.is_deletion(element) => {
                self.deleted = self.deleted.saturating_add(1);
            }
            "change-end" if self.is_deletion(element) => {
                self.deleted = self.deleted.saturating_sub(1);
            }
            "h" => {
                let level = element.number("outline-level").unwrap_or(1).clamp(1, 9);
                self.paragraph(element, Some(Role::Heading(level)));
            }
            "p" => self.paragraph(element, None),
            "list" => self.list(element),
            "list-item" => {
                self.list.awaits_label = true;
                if let Some(start) = element.number("start-value") {
                    let depth = self.list.depth.saturating_sub(1);
                    self.list.counter.restart(depth, Some(start));
                }
                self.children(element);
                self.list.awaits_label = false;
            }
            "table-of-content" => {
                self.contents = true;
                self.children(element);
                self.contents = false;
            }
            "table" => {
                self.builder.start_table();
                self.children(element);
                self.builder.end_table();
            }
            "table-row" => {
                self.children(element);
                self.builder.end_row();
            }
            "table-cell" => self.cell(element),
            "covered-table-cell" => {
                let columns = element.number("number-columns-repeated").unwrap_or(1);
                self.builder.end_cell(columns);
            }
            "s" | "tab" => self.builder.space(),
            "line-break" => self.builder.break_line(),
            "span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                let outer = self.letters;
                self.letters = self.styles.letters("text", &style).or(outer);
                self.children(element);
                self.letters = outer;
            }
            "note" => self.note(element),
            "fieldmark" | "drop-down" => match forms::chosen(element) {
                Some(chosen) => self.text(&chosen),
                None => self.children(element),
            },
            "frame" if self.equation(element) => {}
            "frame" | "custom-shape" | "rect" | "ellipse" if self.in_paragraph => {
                self.boxes.push(element);
            }
            _ => self.children(element),
        }
    }

    fn paragraph(&mut self, element: &'d Element<'d>, role: Option<Role>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let outer = match std::mem::take(&mut self.goes_on) {
            true => Vec::new(),
            false => {
                self.builder.finish();
                std::mem::take(&mut self.boxes)
            }
        };
        self.letters = self.styles.letters("paragraph", &style);
        self.in_paragraph = true;
        self.children(element);
        self.in_paragraph = false;
        self.letters = Letters::default();
        if self.deleted > 0 {
            // The paragraph that is left stands where the first that has text does.
            if !self.builder.is_empty() && self.begun.is_none() {
                self.begun = Some(self.item(&style));
            }
            self.goes_on = true;
            self.boxes.extend(outer);
            return;
        }
        let item = match self.begun.take() {
            Some(item) => {
                self.list.awaits_label = false;
                item
            }
            None => self.item(&style),
        };
        self.builder.set_item(item);
        self.builder.set_role(match role {
            _ if self.contents => Role::Contents,
            Some(role) => role,
            None => self.styles.role(&style),
        });
        self.builder.finish();
        self.builder.set_item(None);
        self.builder.set_role(Role::Paragraph);
        for content in std::mem::replace(&mut self.boxes, outer) {
            let list = std::mem::take(&mut self.list);
            self.children(content);
            self.list = list;
        }
    }

    fn is_deletion(&self, mark: &Element<'_>) -> bool {
        let id = mark.attribute("change-id");
        id.is_some_and(|id| self.deletions.contains(&*id))
    }

    fn text(&mut self, text: &str) {
        self.letters.write(text, &mut self.builder);
    }

    /// Counts the item that a paragraph begins and returns its label with its place.
    fn item(&mut self, style: &str) -> Option<Item> {
        if !std::mem::take(&mut self.list.awaits_label) {
            return None;
        }
        let depth = self.list.depth.saturating_sub(1);
        let levels = self.styles.levels(self.list.style.as_deref(), style);
        let label = match levels {
            // The level of a list may have no label.
            Some(levels) => self.list.counter.label(levels, depth).unwrap_or_default(),
            None => bullet(depth).to_owned(),
        };
        let left = levels.and_then(|levels| levels.get(depth)?.left);
        let place = ListPlace {
            list: self.list.number,
            depth,
            left,
        };
        Some(Item { label, place })
    }

    fn list(&mut self, element: &'d Element<'d>) {
        let text = |name: &str| element.attribute(name).map(|text| text.into_owned());
        let own = text("style-name");
        if self.list.depth == 0 {
            let before = match text("continue-list") {
                Some(id) => self.by_id.get(&id),
                None if text("continue-numbering").as_deref() == Some("true") => {
                    self.by_style.get(&own)
                }
                None => None,
            };
            self.list.counter = before.cloned().unwrap_or_default();
            self.lists = self.lists.saturating_add(1);
            self.list.number = self.lists;
        }
        let outer = self.list.style.clone();
        self.list.style = own.or_else(|| outer.clone());
        self.list.depth += 1;
        self.children(element);
        self.list.depth -= 1;
        let style = std::mem::replace(&mut self.list.style, outer);
        if self.list.depth == 0 {
            let counter = &self.list.counter;
            // A list that goes on with another is that list for those that go on with it too.
            for id in [text("id"), text("continue-list")].into_iter().flatten() {
                self.by_id.insert(id, counter.clone());
            }
            self.by_style.insert(style, counter.clone());
        }
    }

    fn cell(&mut self, element: &'d Element<'d>) {
        let repeats: u32 = element.number("number-columns-repeated").unwrap_or(1);
        // A cell with a table in it could repeat what repeats, and so could one with a cell in it.
        let repeating = ["table", "table-cell"];
        if repeating.iter().any(|name| element.holds(name)) || element.all_text().trim().is_empty()
        {
            self.children(element);
            self.builder.end_cell(repeats);
            return;
        }
        for _ in 0..repeats.min(MAX_REPEATS) {
            self.children(element);
            self.builder.end_cell(1);
        }
    }

    /// Reads the equation that a frame holds, and tells whether it holds one.
    fn equation(&mut self, frame: &Element<'_>) -> bool {
        let Some(object) = frame.child("object").filter(|_| self.deleted == 0) else {
            return false;
        };
        // A document that is one part has it in its place.
        let here = object.child("math").map(equations::line);
        let address = object.attribute("href").unwrap_or_default();
        let known = self.formulas.get(formulas::folder(&address));
        match here.as_ref().or(known.and_then(Option::as_ref)) {
            Some(line) => self.text(line),
            None if known.is_some() => self.builder.leave_out(EQUATION, Unshown::Unread),
            None => return false,
        }
        true
    }

    fn note(&mut self, element: &'d Element<'d>) {
        let printed = element.child("note-citation").map(Element::all_text);
        let printed = printed.and_then(|number| number.trim().parse().ok());
        self.last_note = printed.unwrap_or(self.last_note.saturating_add(1));
        let mut reading = Reading::new(self.styles, self.formulas, self.builder.budget());
        reading.children(element);
        let blocks = reading.builder.into_blocks().value;
        let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
        self.builder.note(self.last_note, Some(texts.join(" ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<office:font-face-decls><style:font-face style:name='S1' svg:font-family=\"'Symbol'\"/>\
        </office:font-face-decls><office:automatic-styles><style:style style:name='T1' style:family='text'>\
        <style:text-properties style:font-name='S1'/></style:style><style:style style:name='T2' \
        style:family='text'><style:text-properties fo:font-family='Wingdings'/></style:style>\
        </office:automatic-styles>";

    fn check(content: &str, expected: &[&str]) -> Vec<String> {
        let budget = Budget::default();
        let text = format!(
            "<office:document>{HEAD}<office:body><office:text><text:p>{content}</text:p></office:text>\
             </office:body></office:document>"
        );
        let root = Element::parse(&text, &budget).unwrap();
        let formulas = Formulas::from([
            ("Object 1".to_owned(), Some("7/12".to_owned())),
            ("Object 2".to_owned(), None),
        ]);
        let read = read(&root, Styles::default(), &formulas, &budget);
        let found: Vec<&str> = read.value.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(found, expected, "{content}");
        read.warnings.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn what_was_chosen_in_forms_is_text() {
        let param = |name: &str, value: &str| {
            format!("<field:param field:name='{name}' field:value='{value}'/>")
        };
        let field = |kind: &str, params: &str| {
            let kind = format!("vnd.oasis.opendocument.field.{kind}");
            format!("<field:fieldmark field:type='{kind}'>{params}</field:fieldmark>")
        };
        let entries = param("Dropdown_ListEntry", "Poor") + &param("Dropdown_ListEntry", "Good");
        let chosen = entries.clone() + &param("Dropdown_Selected", "1");
        let grade = field("FORMDROPDOWN", &chosen);
        check(&format!("Grade: {grade}."), &["Grade: Good."]);
        check(&format!("a{}", field("FORMDROPDOWN", &entries)), &["a"]);
        let ticked = field("FORMCHECKBOX", &param("Checkbox_Checked", "true"));
        check(&(ticked + &field("FORMCHECKBOX", "")), &["☒☐"]);
        check(&field("FORMTEXT", "written"), &["written"]);
        let list = |text: &str| {
            format!(
                "<text:drop-down><text:label text:value='Poor'/><text:label text:value='Good' \
                 text:current-selected='true'/>{text}</text:drop-down>"
            )
        };
        check(&(list("") + ", " + &list("Good")), &["Good, Good"]);
    }

    #[test]
    fn equations_are_text() {
        let frame = |object: &str| format!("<draw:frame>{object}<draw:image/></draw:frame>");
        let part = |number: u32| frame(&format!("<draw:object xlink:href='./Object {number}'/>"));
        let told = check(&format!("In {} cases.", part(1)), &["In 7/12 cases."]);
        assert!(told.is_empty());
        let here = "<draw:object><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></draw:object>";
        check(&format!("In {}.", frame(here)), &["In 1/2."]);
        let told = check(&format!("In {}.", part(2)), &["In ."]);
        assert_eq!(told, ["unread text is left out: “an equation”"]);
        // An object that is no equation.
        assert!(check(&format!("In {}.", part(3)), &["In ."]).is_empty());
    }

    #[test]
    fn letters_of_symbol_fonts_are_signs() {
        let span = |style: &str, text: &str| {
            format!("<text:span text:style-name='{style}'>{text}</text:span>")
        };
        let signs = span("T1", "\u{F0B3}") + " " + &span("T2", "\u{F0FC}");
        check(&signs, &["≥ ✓"]);
        check(&span("T3", "\u{F0B3}"), &["\u{F0B3}"]);
    }
}
