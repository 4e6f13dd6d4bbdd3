//! Rich Text Format, as all tracked changes accepted would leave it.

mod characters;
mod fonts;
mod forms;
mod groups;
mod lists;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::layout::{Block, Role};
use crate::model::{Budget, Limit, Warned};

use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::blocks::left_out::{EQUATION, EQUATIONS, Unshown};
use crate::formats::error::FormatError;
use characters::{code_page, named};
use fonts::{Fonts, SetFont};
use forms::Form;
use groups::{Destination, Group, item};
use lists::Lists;
use words::{Word, Words};

/// Groups whose text is not the document's.
const SKIPPED: [&str; 21] = [
    "colortbl",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "sp",
    "shprslt",
    "nonshppict",
    "xe",
    "tc",
    "levelnumbers",
    "listname",
    "annotation",
    "fldinst",
];
/// Twips in a point.
const TWIPS: f32 = 20.0;

/// Reads a document into blocks.
pub(in crate::formats) fn blocks(
    bytes: &[u8],
    budget: &Budget,
) -> Result<Warned<Vec<Block>>, FormatError> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(FormatError::NoRtf);
    }
    let mut reading = Reading::new(budget);
    reading.has_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    for word in Words::new(bytes) {
        reading.word(word);
        if budget.over().is_some() {
            break;
        }
    }
    budget.check().map_err(FormatError::Over)?;
    reading.end_paragraph();
    while reading.builders.len() > 1 {
        reading.end_note();
    }
    let builder = reading.builders.pop().ok_or(FormatError::NoText)?;
    Ok(builder.into_blocks())
}

struct Reading<'b> {
    budget: &'b Budget,
    /// That of the document, and that of a note in it.
    builders: Vec<BlockBuilder<'b>>,
    groups: Vec<Group>,
    encoding: &'static Encoding,
    /// Whether letters stand in the file as UTF-8, which no version allows and some programs write.
    has_utf8: bool,
    /// Bytes that are not text yet, because some letters take two.
    bytes: Vec<u8>,
    /// The first half of a letter of Unicode.
    half: Option<u16>,
    /// How many characters are still to be passed over.
    passed: usize,
    label: String,
    /// Whether a paragraph was begun behind the label that has not said that it is an item.
    is_label_open: bool,
    style_name: String,
    fonts: Fonts,
    /// The field of a form whose instruction was read.
    form: Option<Form>,
    /// The ranks of headings by their styles.
    headings: HashMap<i32, u8>,
    lists: Lists,
    /// Whether a table is open in the document.
    in_table: bool,
    last_note: u32,
    /// Whether the group has just begun, and a star, which says that it may be skipped.
    starred: bool,
}

impl<'b> Reading<'b> {
    fn new(budget: &'b Budget) -> Reading<'b> {
        Reading {
            budget,
            builders: vec![BlockBuilder::new(budget)],
            groups: vec![Group::default()],
            encoding: WINDOWS_1252,
            has_utf8: false,
            bytes: Vec::new(),
            half: None,
            passed: 0,
            label: String::new(),
            is_label_open: false,
            style_name: String::new(),
            fonts: Fonts::default(),
            form: None,
            headings: HashMap::new(),
            lists: Lists::default(),
            in_table: false,
            last_note: 0,
            starred: false,
        }
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn change(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn word(&mut self, word: Word<'_>) {
        if let Word::Byte(byte) = word {
            match self.passed {
                0 => self.bytes.push(byte),
                _ => self.passed = self.passed.saturating_sub(1),
            }
            self.starred = false;
            return;
        }
        self.settle();
        let starred = std::mem::take(&mut self.starred);
        match word {
            Word::Open => {
                self.passed = 0;
                let group = Group {
                    begins: false,
                    ..self.group()
                };
                self.groups.push(group);
                self.budget.take(Limit::Objects, 1);
                self.budget.allows(Limit::Depth, self.groups.len() as u64);
            }
            Word::Close => {
                self.passed = 0;
                self.close();
            }
            Word::Symbol(b'*') => self.starred = true,
            Word::Symbol(b'~') => self.text("\u{A0}"),
            Word::Symbol(b'_') => self.text("\u{2011}"),
            Word::Symbol(_) => {}
            Word::Control(name, number) => self.control(name, number, starred),
            Word::Byte(_) => {}
        }
    }

    fn close(&mut self) {
        if self.groups.len() < 2 {
            return;
        }
        let ended = self.groups.pop();
        let ended = ended
            .filter(|group| group.begins)
            .map(|group| group.destination);
        if ended == Some(Destination::Note) {
            self.end_note();
        }
    }

    fn begin(&mut self, destination: Destination) {
        self.change(|group| {
            group.destination = destination;
            group.begins = true;
        });
    }

    fn control(&mut self, name: &str, number: Option<i32>, starred: bool) {
        let is_on = number != Some(0);
        if SKIPPED.contains(&name) {
            return self.begin(Destination::Skipped);
        }
        match name {
            "objclass" => self.begin(Destination::Maker),
            "field" => self.form = None,
            "formfield" => {
                self.form = Some(Form::default());
                self.begin(Destination::Form);
            }
            "ffl" if self.group().destination == Destination::Form => {
                self.form.iter_mut().for_each(Form::start_entry);
                self.begin(Destination::FormEntry);
            }
            "fldrslt" => self.result(),
            "fonttbl" => self.begin(Destination::Fonts),
            "moMath" | "moMathPara" => {
                self.with(|builder| builder.leave_out(EQUATION, Unshown::Unread));
                self.begin(Destination::Skipped);
            }
            "stylesheet" => self.begin(Destination::Styles),
            "listtable" => self.begin(Destination::Lists),
            "listoverridetable" => self.begin(Destination::ListNames),
            "leveltext" => self.begin(Destination::LevelLabel),
            "listtext" | "pntext" => {
                self.label.clear();
                self.is_label_open = false;
                self.begin(Destination::Label);
            }
            "footnote" if self.builders.len() == 1 => {
                self.begin(Destination::Note);
                self.builders.push(BlockBuilder::new(self.budget));
            }
            "shpinst" | "shptxt" => {}
            "pn" => {
                self.is_label_open = false;
                self.begin(Destination::Skipped);
            }
            _ if starred => self.begin(Destination::Skipped),
            _ if self.group().destination == Destination::Form => {
                self.form
                    .iter_mut()
                    .for_each(|form| form.define(name, number));
            }
            _ if self.group().destination == Destination::Fonts => self.fonts.define(name, number),
            _ if self.group().destination == Destination::Lists => self.lists.define(name, number),
            _ if self.group().destination == Destination::ListNames => {
                self.lists.name(name, number)
            }
            "ansicpg" => self.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.encoding = code_page(10_000),
            "uc" => {
                let fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1);
                self.change(|group| group.fallback = fallback);
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "f" => {
                let font = self.fonts.font(number.unwrap_or(0));
                self.change(|group| group.font = font);
            }
            "b" => self.change(|group| group.bold = is_on),
            "strike" | "striked" | "deleted" => self.change(|group| group.struck = is_on),
            "v" => self.change(|group| group.hidden = is_on),
            "super" => self.change(|group| group.raised = is_on),
            "nosupersub" | "sub" => self.change(|group| group.raised = false),
            "plain" => self.change(|group| {
                group.bold = false;
                group.struck = false;
                group.hidden = false;
                group.raised = false;
                group.font = SetFont::default();
            }),
            "pard" => {
                let is_text = self.group().destination == Destination::Text;
                self.is_label_open |= is_text && self.builders.len() == 1;
                self.change(|group| {
                    group.style = 0;
                    group.outline = None;
                    group.list = None;
                    group.depth = 0;
                    group.left = None;
                    group.in_table = false;
                });
            }
            "s" => self.change(|group| group.style = number.unwrap_or(0)),
            "outlinelevel" => {
                let level = number.and_then(|level| u8::try_from(level).ok());
                self.change(|group| group.outline = level.filter(|level| *level < 9));
            }
            "ls" => {
                self.is_label_open = false;
                self.change(|group| group.list = number);
            }
            "ilvl" => {
                let depth = number.and_then(|depth| usize::try_from(depth).ok());
                self.change(|group| group.depth = depth.unwrap_or(0).min(9));
            }
            "li" => self.change(|group| group.left = number.map(|left| left as f32 / TWIPS)),
            "intbl" => self.change(|group| group.in_table = true),
            "par" | "sect" => self.end_paragraph(),
            "cell" | "nestcell" => {
                self.enter_table(true);
                self.end_paragraph();
                self.with(|builder| builder.end_cell(1));
            }
            "row" | "nestrow" => self.with(BlockBuilder::end_row),
            "line" => self.with(BlockBuilder::break_line),
            "tab" => self.text(" "),
            _ => {
                if let Some(text) = named(name) {
                    self.text(text);
                }
            }
        }
    }

    /// Begins the result of a field, which is not its text where something was chosen.
    fn result(&mut self) {
        let form = self.form.take();
        if let Some(chosen) = form.as_ref().and_then(Form::chosen) {
            self.text(chosen);
            self.begin(Destination::Skipped);
        }
    }

    /// Makes text of the bytes that have come.
    fn settle(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            if let Some(signs) = self.signs(&bytes) {
                return self.text(&signs);
            }
            if !self.has_utf8 {
                let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
                return self.text(&text);
            }
            for part in bytes.utf8_chunks() {
                self.text(part.valid());
                let (text, _) = self.encoding.decode_without_bom_handling(part.invalid());
                self.text(&text);
            }
        }
    }

    /// Returns the signs that bytes are in a font of signs.
    fn signs(&self, bytes: &[u8]) -> Option<String> {
        let group = self.group();
        match group.destination {
            Destination::Text | Destination::Note => group.font.signs(bytes),
            _ => None,
        }
    }

    fn unicode(&mut self, number: i32) {
        self.passed = self.group().fallback;
        // Numbers are written as if they were of 16 bits with a sign.
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else {
            return;
        };
        let units = match self.half.take() {
            Some(half) => vec![half, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            None => vec![unit],
        };
        let text = String::from_utf16_lossy(&units);
        self.text(&text);
    }

    fn with(&mut self, act: impl FnOnce(&mut BlockBuilder<'b>)) {
        if self.group().destination != Destination::Skipped
            && let Some(builder) = self.builders.last_mut()
        {
            act(builder);
        }
    }

    fn text(&mut self, text: &str) {
        let group = self.group();
        match group.destination {
            Destination::Skipped
            | Destination::Form
            | Destination::Lists
            | Destination::ListNames => {}
            Destination::LevelLabel => self.lists.label(text),
            Destination::Label => self.label.push_str(text),
            Destination::Styles => self.style(text),
            Destination::Maker if text.starts_with(EQUATIONS) => {
                self.with(|builder| builder.leave_out(EQUATION, Unshown::Unread));
            }
            Destination::Maker => {}
            Destination::Fonts => self.fonts.name(text),
            Destination::FormEntry => self.form.iter_mut().for_each(|form| form.entry(text)),
            Destination::Text | Destination::Note => {
                let text = &*group.font.text(text);
                if !text.trim().is_empty() {
                    self.enter_table(group.in_table);
                }
                self.with(|builder| match group {
                    Group { hidden: true, .. } => builder.leave_out(text, Unshown::Hidden),
                    Group { struck: true, .. } => builder.leave_out(text, Unshown::Struck),
                    Group { raised: true, .. } => builder.raised(text),
                    _ => builder.text(text, group.bold),
                });
            }
        }
    }

    /// Gathers the name of a style, which ends in a semicolon.
    fn style(&mut self, text: &str) {
        for c in text.chars() {
            if c != ';' {
                self.style_name.push(c.to_ascii_lowercase());
                continue;
            }
            let name = std::mem::take(&mut self.style_name);
            let name = name.trim();
            let rank = name
                .strip_prefix("heading ")
                .and_then(|rank| rank.parse().ok());
            let rank = rank.or((name == "title").then_some(1));
            if let Some(rank @ 1..=9) = rank {
                self.headings.insert(self.group().style, rank);
            }
        }
    }

    /// Opens a table or closes it.
    fn enter_table(&mut self, in_table: bool) {
        if self.in_table == in_table || self.builders.len() > 1 {
            return;
        }
        self.in_table = in_table;
        self.with(|builder| match in_table {
            true => builder.start_table(),
            false => builder.end_table(),
        });
    }

    fn end_paragraph(&mut self) {
        let group = self.group();
        let mut label = std::mem::take(&mut self.label);
        // Some programs draw one behind the last item too.
        if std::mem::take(&mut self.is_label_open) {
            label.clear();
        }
        let rank = match group.outline {
            Some(level) => Some(level.saturating_add(1)),
            None => self.headings.get(&group.style).copied(),
        };
        let counted = group
            .list
            .and_then(|list| self.lists.item(list, group.depth));
        // Some programs leave the label empty that they print before an item.
        let label = match label.trim() {
            "" => counted.unwrap_or_default(),
            _ => label,
        };
        let item = item(&label, &group);
        let left = group.left;
        self.with(|builder| {
            builder.set_role(rank.map_or(Role::Paragraph, Role::Heading));
            builder.set_item(item);
            builder.set_left(left);
            builder.finish();
            builder.set_item(None);
            builder.set_role(Role::Paragraph);
        });
    }

    fn end_note(&mut self) {
        let Some(builder) = self.builders.pop() else {
            return;
        };
        let blocks = builder.into_blocks().value;
        let texts = blocks.iter().map(|block| match block.role {
            // Its own mark may be written out.
            Role::Note => match block.text.split_once(' ') {
                Some((mark, rest)) if mark.bytes().all(|byte| byte.is_ascii_digit()) => rest,
                _ => block.text.as_str(),
            },
            _ => block.text.as_str(),
        });
        let text = texts.collect::<Vec<_>>().join(" ");
        self.last_note = self.last_note.saturating_add(1);
        let number = self.last_note;
        self.with(|builder| builder.note(number, Some(text)));
    }
}
