//! Rich Text Format, as all tracked changes accepted would leave it.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::layout::{Block, Role};
use crate::model::{Budget, Limit, Warned};

use super::FormatError;
use super::builder::BlockBuilder;
use super::left_out::{EQUATION, EQUATIONS, Unshown};
use super::rtf_characters::{code_page, named};
use super::rtf_fonts::{Fonts, SetFont};
use super::rtf_forms::Form;
use super::rtf_groups::{Destination, Group, item};
use super::rtf_lists::Lists;
use super::rtf_words::{Word, Words};

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
pub(super) fn blocks(bytes: &[u8], budget: &Budget) -> Result<Warned<Vec<Block>>, FormatError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::TableCell;

    fn read(text: &str) -> Warned<Vec<Block>> {
        let text = format!("{{\\rtf1\\ansi\\ansicpg1252{text}}}");
        blocks(text.as_bytes(), &Budget::default()).unwrap()
    }

    fn check(text: &str, expected: &[(Role, &str)]) -> Vec<Block> {
        let blocks = read(text).value;
        let found: Vec<_> = blocks.iter().map(|b| (b.role, b.text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
        blocks
    }

    /// pandoc writes bullets as letters, and tells how far each is set in.
    #[test]
    fn bullets_written_by_hand_are_set_in_below_others() {
        let item = |left: u32, text: &str| format!("{{\\pard\\li{left}\\fi-360 {text}\\par}}");
        let text = [
            "{\\fonttbl{\\f0 Arial;}}".to_owned(),
            item(360, "\\bullet \\tab They know, including:"),
            item(720, "\\endash \\tab one"),
            item(720, "\\endash \\tab two"),
            item(360, "\\bullet \\tab They act."),
        ]
        .concat();
        let blocks = read(&text).value;
        let places: Vec<f32> = blocks.iter().map(|block| block.setting.x).collect();
        assert_eq!(places, [0.0, 10.0, 10.0, 0.0]);
    }

    #[test]
    fn headings_lists_and_notes() {
        let item = |level: u32, label: &str, text: &str| {
            format!("{{\\listtext\\pard {label}\\tab}}\\pard\\ls1\\ilvl{level} {text}\\par ")
        };
        let text = [
            "{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}",
            "{\\*\\generator x;}{\\info{\\title no}}{\\header no}",
            "\\pard\\s1 Visit\\par ",
            &item(
                0,
                "1.",
                "It was{\\super\\chftn}{\\footnote \\pard{\\super\\chftn} Twice.}.",
            ),
            &item(
                0,
                "2.",
                "They know{\\super 2}{\\footnote \\pard {\\super 2} 12 of them.} that:",
            ),
            &item(1, "a)", "one"),
            &item(1, "b)", "two"),
            &item(0, "3.", "Three"),
            &item(0, "\\'b7", "point"),
            "\\pard Plain",
        ]
        .concat();
        let blocks = check(
            &text,
            &[
                (Role::Heading(1), "Visit"),
                (Role::ListItem, "1. It was."),
                (Role::Note, "1 Twice."),
                (Role::ListItem, "2. They know that:"),
                (Role::Note, "2 12 of them."),
                (Role::ListItem, "a) one"),
                (Role::ListItem, "b) two"),
                (Role::ListItem, "3. Three"),
                (Role::ListItem, "• point"),
                (Role::Paragraph, "Plain"),
            ],
        );
        assert_eq!(blocks[1].notes, [1]);
        assert!(blocks[5].setting.x > blocks[3].setting.x);
    }

    #[test]
    fn items_without_a_printed_label_are_counted() {
        let lists = "{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat5{\\leveltext\\'02\\'00.;}\
            {\\levelnumbers\\'01;}}{\\listlevel\\levelnfc4\\levelstartat1{\\leveltext\\'02\\'01);}\
            {\\levelnumbers\\'01;}}{\\listname ;}\\listid1}{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u8226 ;}\
            {\\levelnumbers;}}\\listid2}}{\\*\\listoverridetable{\\listoverride\\listid1\\listoverridecount0\\ls1}\
            {\\listoverride\\listid2\\ls2}{\\listoverride\\listid1\\listoverridecount1\
            {\\lfolevel\\listoverridestartat\\levelstartat9}\\ls3}}";
        let item = |list: u32, level: u32, text: &str| {
            format!("{{\\listtext\\pard\\tab}}\\pard\\ls{list}\\ilvl{level} {text}\\par ")
        };
        let text = [
            lists.to_owned(),
            item(1, 0, "They know that:"),
            item(1, 1, "one"),
            "\\pard\\ls1\\ilvl0 Six\\par ".to_owned(),
            item(2, 0, "point"),
            item(3, 0, "Nine"),
            item(9, 0, "none"),
            "{\\pntext \\'b7\\tab}\\pard\\b Plans\\b0\\par {\\pntext \\'b7\\tab}\\pard{\\*\\pn\\pnlvlblt}help\\par "
                .to_owned(),
            "{\\pntext \\'b7\\tab}more\\par".to_owned(),
        ]
        .concat();
        check(
            &text,
            &[
                (Role::ListItem, "5. They know that:"),
                (Role::ListItem, "a) one"),
                (Role::ListItem, "6. Six"),
                (Role::ListItem, "• point"),
                (Role::ListItem, "9. Nine"),
                (Role::Paragraph, "none"),
                (Role::Paragraph, "Plans"),
                (Role::ListItem, "• help"),
                (Role::ListItem, "• more"),
            ],
        );
    }

    #[test]
    fn letters() {
        let text = "caf\\'e9\\u8217?s \\uc2\\u8211??\\uc1 \\u-10179?\\u-8704? {\\b b}\\~self\\_harm\\line on";
        check(text, &[(Role::Paragraph, "café’s –😀 b self‑harm on")]);
        check(
            "caf\u{e9}\u{2019}s \\'96",
            &[(Role::Paragraph, "caf\u{e9}\u{2019}s \u{2013}")],
        );
        let read = read("It is {\\strike not }{\\v very }so{\\deleted n}.");
        assert_eq!(read.value[0].text, "It is so.");
        let message = &read.warnings[0].message;
        assert!(
            message.contains("“not very”") && message.contains("“n”"),
            "{message}"
        );
    }

    #[test]
    fn tables() {
        let row = |first: &str, second: &str| {
            format!("\\trowd\\pard\\intbl {first}\\cell {second}\\cell\\row ")
        };
        let text = format!(
            "Before\\par {}{}\\pard After\\par",
            row("a", "b"),
            row("", "c")
        );
        let blocks = check(
            &text,
            &[
                (Role::Paragraph, "Before"),
                (Role::Paragraph, "a"),
                (Role::Paragraph, "b"),
                (Role::Paragraph, "c"),
                (Role::Paragraph, "After"),
            ],
        );
        let cell = TableCell {
            table: 0,
            row: 1,
            column: 1,
        };
        assert_eq!(blocks[3].cell, Some(cell));
        assert_eq!(blocks[4].cell, None);
    }

    #[test]
    fn letters_of_symbol_fonts_are_signs() {
        let fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\froman\\fcharset2{\\*\\panose 05}Symbol{\\*\\falt Arial};}\
            {\\f2\\fcharset0 Symbol;}{\\f3\\fcharset2 Wingdings;}}";
        let text = "\\pard At {\\f1\\'b3\\u-3933?}{\\f2\\u61619\\'3f a}{\\f3 \\'fc\\f0 a}\\f1 a\\plain a\\par";
        check(
            &format!("{fonts}{text}"),
            &[(Role::Paragraph, "At ≥≤≥ a✓aαa")],
        );
    }

    #[test]
    fn what_was_chosen_in_forms_is_text() {
        let field = |kind: &str, form: &str, result: &str| {
            format!(
                "{{\\field{{\\*\\fldinst {{ {kind} {{\\*\\formfield{{{form}}}}}}}}}{{\\fldrslt {{{result}}}}}}}"
            )
        };
        let entries = "{\\*\\ffname Grade}{\\*\\ffl Poor}{\\*\\ffl G\\'f6od}";
        let list = |chosen: &str| {
            field(
                "FORMDROPDOWN",
                &format!("\\fftype2{chosen}{entries}"),
                "old",
            )
        };
        let grades = list("\\ffres1") + ", " + &list("\\ffres25\\ffdefres1") + ", " + &list("");
        check(
            &format!("Grade: {grades}."),
            &[(Role::Paragraph, "Grade: Göod, Göod, Poor.")],
        );
        let tick = |ticked: &str| field("FORMCHECKBOX", &format!("\\fftype1{ticked}"), "");
        let ticks = tick("\\ffres1") + &tick("\\ffres25\\ffdefres1") + &tick("\\ffres0\\ffdefres1");
        check(&ticks, &[(Role::Paragraph, "☒☒☐")]);
        let text = field("FORMTEXT", "\\fftype0", "written") + "{\\field{\\fldrslt on}}";
        check(&text, &[(Role::Paragraph, "writtenon")]);
    }

    #[test]
    fn equations_are_told_of() {
        let equation = "{\\mmath {\\*\\moMath {\\mf {\\mnum {\\mr 7}}{\\mden {\\mr 12}}}}{\\mmathPict{\\pict 00}}}";
        let read = read(&format!("In {equation} cases."));
        assert_eq!(read.value[0].text, "In cases.");
        let message = &read.warnings[0].message;
        assert_eq!(message, "unread text is left out: “an equation”");
        let object = |maker: &str| {
            format!("a{{\\object{{\\*\\objclass {maker}}}{{\\*\\objdata 00}}{{\\result b}}}}")
        };
        assert_eq!(self::read(&object("Equation.3")).warnings.len(), 1);
        assert_eq!(self::read(&object("Excel.Sheet.8")).warnings.len(), 0);
    }

    #[test]
    fn damage_never_panics() {
        let whole =
            "{\\rtf1{\\footnote a{\\*\\x b}}\\'e9\\u-3?{\\listtext 1.}\\ls1 x\\cell\\row\\par}";
        for at in 5..whole.len() {
            let _ = blocks(&whole.as_bytes()[..at], &Budget::default());
        }
        let deep = format!("{{\\rtf1 {}", "{".repeat(10_000));
        assert!(blocks(deep.as_bytes(), &Budget::default()).is_err());
        assert_eq!(
            blocks(b"x", &Budget::default()).unwrap_err(),
            FormatError::NoRtf
        );
    }
}
