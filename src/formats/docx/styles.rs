//! The styles and list definitions of a .docx file.

use std::collections::HashMap;

use crate::layout::Role;

use crate::formats::blocks::builder::Item;
use crate::formats::blocks::nest::ListPlace;
use crate::formats::blocks::numbering::{Counter, Level, Numeral};
use crate::formats::office::letters::Letters;
use crate::formats::office::symbols::Font;
use crate::formats::xml::Element;

/// A style is not based on more styles in a row; a damaged file may go in circles.
const MAX_CHAIN: usize = 16;
/// Lists have this many levels.
const LEVELS: usize = 9;

/// The styles of a file, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Default)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    letters: Letters,
    item: Option<ItemStyle>,
}

/// Reads the properties of a run.
pub(super) fn letters(run: &Element<'_>) -> Letters {
    let struck = [switch(run, "strike"), switch(run, "dstrike")];
    let raised = run.child("vertAlign").map(|align| {
        let place = align.attribute("val");
        place.as_deref() == Some("superscript")
    });
    let fonts = run.child("rFonts");
    let font = fonts.and_then(|fonts| {
        fonts
            .attribute("hAnsi")
            .or_else(|| fonts.attribute("ascii"))
    });
    Letters {
        bold: switch(run, "b"),
        struck: match struck {
            [None, None] => None,
            switches => Some(switches.contains(&Some(true))),
        },
        hidden: switch(run, "vanish"),
        raised,
        font: font.as_deref().map(Font::named),
    }
}

/// Which list a paragraph belongs to; none of its parts need be told.
#[derive(Debug, Clone, Default)]
pub(super) struct ItemStyle {
    list: Option<String>,
    depth: Option<usize>,
    /// Where the text begins, in points.
    left: Option<f32>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(root: &Element<'_>) -> Styles {
        let styles = root.elements().filter(|element| element.name() == "style");
        let styles = styles.filter_map(|element| {
            let value = |name: &str| Some(element.child(name)?.attribute("val")?.into_owned());
            let paragraph = element.child("pPr");
            let style = Style {
                name: value("name").unwrap_or_default().to_lowercase(),
                parent: value("basedOn"),
                outline: paragraph.and_then(outline),
                letters: element.child("rPr").map(letters).unwrap_or_default(),
                item: paragraph.and_then(ItemStyle::read),
            };
            Some((element.attribute("styleId")?.into_owned(), style))
        });
        Styles {
            styles: styles.collect(),
        }
    }

    /// Tells what a paragraph is; its own properties come before those of its style.
    pub(super) fn role(&self, style: Option<&str>, properties: Option<&Element<'_>>) -> Role {
        let by_outline = |level: u8| match level {
            0..9 => Role::Heading(level + 1),
            _ => Role::Paragraph,
        };
        if let Some(level) = properties.and_then(outline) {
            return by_outline(level);
        }
        for style in self.chain(style) {
            if let Some(level) = style.outline {
                return by_outline(level);
            }
            let rank = |prefix: &str| style.name.strip_prefix(prefix)?.parse::<u8>().ok();
            if let Some(level @ 1..=9) = rank("heading ") {
                return Role::Heading(level);
            }
            if style.name == "title" {
                return Role::Heading(1);
            }
            if rank("toc ").is_some() {
                return Role::Contents;
            }
        }
        Role::Paragraph
    }

    /// Tells how the letters of a style are set.
    pub(super) fn letters(&self, style: Option<&str>) -> Letters {
        let mut letters = Letters::default();
        for style in self.chain(style) {
            letters = letters.or(style.letters);
        }
        letters
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let style = |id: &str| self.styles.get(id);
        let first = id.and_then(style);
        std::iter::successors(first, move |before| style(before.parent.as_deref()?)).take(MAX_CHAIN)
    }
}

impl ItemStyle {
    /// Reads the properties of a paragraph.
    pub(super) fn read(properties: &Element<'_>) -> Option<ItemStyle> {
        let item = properties.child("numPr")?;
        Some(ItemStyle {
            list: item
                .child("numId")
                .and_then(|list| list.attribute("val"))
                .map(|id| id.into_owned()),
            depth: item.child("ilvl").and_then(|level| level.number("val")),
            left: left(properties),
        })
    }
}

/// The lists of a file, and where each has got to.
#[derive(Default)]
pub(super) struct Lists {
    lists: HashMap<String, List>,
    /// By definition: lists of one definition go on where the one before left off.
    counters: HashMap<String, Counter>,
    begun: HashMap<String, usize>,
}

struct List {
    definition: String,
    levels: Vec<Level>,
    /// The paragraph style that stands for each level.
    styles: Vec<Option<String>>,
    /// The levels that begin anew with this list.
    restarts: Vec<usize>,
}

impl Lists {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(root: &Element<'_>) -> Lists {
        let definitions: HashMap<String, &Element<'_>> = root
            .elements()
            .filter(|element| element.name() == "abstractNum")
            .filter_map(|element| Some((element.attribute("abstractNumId")?.into_owned(), element)))
            .collect();
        // A definition may be that of a style of lists.
        let linked = |definition: &Element<'_>, name: &str| {
            let style = definition.child(name)?.attribute("val")?;
            Some(style.into_owned())
        };
        let styled: HashMap<String, &Element<'_>> = definitions
            .values()
            .filter_map(|definition| Some((linked(definition, "styleLink")?, *definition)))
            .collect();
        let lists = root
            .elements()
            .filter(|element| element.name() == "num")
            .filter_map(|element| {
                let definition = element.child("abstractNumId")?.attribute("val")?;
                let own = *definitions.get(definition.as_ref())?;
                let style = linked(own, "numStyleLink");
                let style = style.and_then(|style| styled.get(&style).copied());
                let list = List::read(element, style.unwrap_or(own), &definition);
                Some((element.attribute("numId")?.into_owned(), list))
            });
        Lists {
            lists: lists.collect(),
            ..Lists::default()
        }
    }

    /// Counts a paragraph and returns its label with its place.
    pub(super) fn item(
        &mut self,
        own: Option<ItemStyle>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Item> {
        let own = own.unwrap_or_default();
        let styled = || styles.chain(style).filter_map(|style| style.item.as_ref());
        let id = own
            .list
            .or_else(|| styled().find_map(|item| item.list.clone()))?;
        let list = self.lists.get(&id)?;
        let by_style = || {
            list.styles
                .iter()
                .position(|name| name.is_some() && name.as_deref() == style)
        };
        let depth = own
            .depth
            .or_else(by_style)
            .or_else(|| styled().find_map(|item| item.depth))
            .unwrap_or(0);
        let counter = self.counters.entry(list.definition.clone()).or_default();
        let count = self.begun.len();
        let number = *self.begun.entry(id).or_insert_with(|| {
            for &depth in &list.restarts {
                counter.restart(depth, None);
            }
            count
        });
        let label = counter.label(&list.levels, depth)?;
        let left = own.left.or_else(|| list.levels.get(depth)?.left);
        let place = ListPlace {
            list: number,
            depth,
            left,
        };
        Some(Item { label, place })
    }
}

impl List {
    fn read(element: &Element<'_>, definition: &Element<'_>, id: &str) -> List {
        let none = Level::unlabelled();
        let mut list = List {
            definition: id.to_owned(),
            levels: vec![none; LEVELS],
            styles: vec![None; LEVELS],
            restarts: Vec::new(),
        };
        for level in definition.elements().filter(|child| child.name() == "lvl") {
            list.read_level(level);
        }
        for change in element
            .elements()
            .filter(|child| child.name() == "lvlOverride")
        {
            if let Some(level) = change.child("lvl") {
                list.read_level(level);
            }
            if let Some(depth) = change
                .number("ilvl")
                .filter(|&depth: &usize| depth < LEVELS)
                && let Some(start) = change.child("startOverride")
            {
                if let Some(level) = list.levels.get_mut(depth) {
                    level.start = start.number("val").unwrap_or(1);
                }
                list.restarts.push(depth);
            }
        }
        list
    }

    fn read_level(&mut self, element: &Element<'_>) {
        let Some(depth) = element
            .number("ilvl")
            .filter(|&depth: &usize| depth < LEVELS)
        else {
            return;
        };
        let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
        let (Some(level), Some(style)) = (self.levels.get_mut(depth), self.styles.get_mut(depth))
        else {
            return;
        };
        let pattern = value("lvlText").unwrap_or_default().into_owned();
        *level = Level {
            numeral: match value("numFmt").as_deref() {
                // Paragraphs that go on from an item have a bullet that nobody sees.
                Some("bullet") if pattern.trim().is_empty() && !pattern.is_empty() => Numeral::None,
                Some("bullet") => Numeral::Bullet,
                Some("none") => Numeral::None,
                Some("lowerLetter") => Numeral::LowerLetter,
                Some("upperLetter") => Numeral::UpperLetter,
                Some("lowerRoman") => Numeral::LowerRoman,
                Some("upperRoman") => Numeral::UpperRoman,
                Some("decimalZero") => Numeral::Padded,
                Some("ordinal") => Numeral::Ordinal,
                Some("cardinalText") => Numeral::CardinalText,
                Some("ordinalText") => Numeral::OrdinalText,
                _ => Numeral::Decimal,
            },
            start: element
                .child("start")
                .and_then(|start| start.number("val"))
                .unwrap_or(0),
            pattern,
            legal: switch(element, "isLgl").unwrap_or(false),
            restarts_below: element
                .child("lvlRestart")
                .and_then(|restart| restart.number("val")),
            left: element.child("pPr").and_then(left),
        };
        *style = value("pStyle").map(|style| style.into_owned());
    }
}

/// Returns where the text of a paragraph begins, in points.
fn left(properties: &Element<'_>) -> Option<f32> {
    let indent = properties.child("ind")?;
    let twips: f32 = indent.number("left").or_else(|| indent.number("start"))?;
    Some(twips / 20.0)
}

/// Returns the outline level that properties give, counted from 0; 9 is body text.
fn outline(properties: &Element<'_>) -> Option<u8> {
    properties.child("outlineLvl")?.number("val")
}

/// Reads a property that is on or off; one without a value is on.
pub(super) fn switch(properties: &Element<'_>, name: &str) -> Option<bool> {
    let value = properties.child(name)?.attribute("val");
    Some(!matches!(value.as_deref(), Some("0" | "false" | "off")))
}
