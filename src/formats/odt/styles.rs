//! The styles and list styles of an .odt file.

use std::collections::HashMap;

use crate::layout::Role;

use crate::formats::blocks::numbering::{Level, Numeral};
use crate::formats::office::letters::Letters;
use crate::formats::office::symbols::Font;
use crate::formats::xml::Element;

/// A style has not more ancestors; a damaged file may go in circles.
const MAX_CHAIN: usize = 16;
/// Lists have this many levels.
const LEVELS: usize = 10;

/// The styles of a file by family and name, and its list styles by name.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Vec<Level>>,
    /// The fonts by the names that styles call them.
    fonts: HashMap<String, Font>,
}

struct Style {
    name: String,
    parent: Option<String>,
    letters: Letters,
    list: Option<String>,
}

fn letters(properties: &Element<'_>, fonts: &HashMap<String, Font>) -> Letters {
    let named = properties.attribute("font-name");
    let named = named.map(|name| match fonts.get(&*name) {
        Some(font) => *font,
        None => Font::named(&name),
    });
    let family = || Some(Font::named(&properties.attribute("font-family")?));
    let line = ["text-line-through-style", "text-line-through-type"];
    let line = line.iter().find_map(|name| properties.attribute(name));
    Letters {
        bold: properties.attribute("font-weight").as_deref().map(is_bold),
        struck: line.as_deref().map(|line| line != "none"),
        hidden: properties
            .attribute("display")
            .as_deref()
            .map(|display| display == "none"),
        raised: properties
            .attribute("text-position")
            .as_deref()
            .map(is_raised),
        font: named.or_else(family),
    }
}

/// Reads a position: "super 58%", or by how much of a line letters are raised, "33% 58%".
fn is_raised(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or_default();
    let share = first.trim_end_matches('%').parse::<f32>();
    first == "super" || share.is_ok_and(|share| share > 0.0)
}

impl Styles {
    /// Adds the styles of a group: `office:styles` or `office:automatic-styles`, behind the fonts they name
    /// (`office:font-face-decls`).
    pub(super) fn add(&mut self, group: &Element<'_>) {
        for element in group.elements() {
            let text = |name: &str| element.attribute(name).map(|text| text.into_owned());
            let Some(name) = text("name") else { continue };
            match element.name() {
                "style" => {
                    let properties = element.child("text-properties");
                    let style = Style {
                        name: name.clone(),
                        parent: text("parent-style-name"),
                        letters: properties
                            .map(|properties| letters(properties, &self.fonts))
                            .unwrap_or_default(),
                        list: text("list-style-name"),
                    };
                    let family = text("family").unwrap_or_default();
                    self.styles.insert((family, name), style);
                }
                "font-face" => {
                    if let Some(family) = text("font-family") {
                        self.fonts.insert(name, Font::named(&family));
                    }
                }
                "list-style" => {
                    self.lists.insert(name, levels(element));
                }
                _ => {}
            }
        }
    }

    /// Tells what the paragraphs of a style are, headings aside.
    pub(super) fn role(&self, style: &str) -> Role {
        for style in self.chain("paragraph", style) {
            // A space in a name is written "_20_".
            let entry = style.name.strip_prefix("Contents_20_");
            if style.name == "Title" {
                return Role::Heading(1);
            }
            if entry.is_some_and(|level| level.parse::<u8>().is_ok()) {
                return Role::Contents;
            }
        }
        Role::Paragraph
    }

    /// Tells how the letters of a style are set. The family is `paragraph` or `text`.
    pub(super) fn letters(&self, family: &str, style: &str) -> Letters {
        let mut letters = Letters::default();
        for style in self.chain(family, style) {
            letters = letters.or(style.letters);
        }
        letters
    }

    /// Returns the levels of a list style; the paragraph's own is for lists that name none.
    pub(super) fn levels(&self, list: Option<&str>, paragraph: &str) -> Option<&[Level]> {
        let own = || {
            self.chain("paragraph", paragraph)
                .find_map(|style| style.list.as_deref())
        };
        self.lists.get(list.or_else(own)?).map(Vec::as_slice)
    }

    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = &Style> {
        let family = family.to_owned();
        let style = move |name: &str| self.styles.get(&(family.clone(), name.to_owned()));
        let first = style(name);
        std::iter::successors(first, move |before| style(before.parent.as_deref()?)).take(MAX_CHAIN)
    }
}

fn levels(list: &Element<'_>) -> Vec<Level> {
    let mut levels = vec![Level::unlabelled(); LEVELS];
    for element in list.elements() {
        let number = element
            .number("level")
            .filter(|level| (1..=LEVELS).contains(level));
        if let Some(number) = number
            && let Some(place) = levels.get_mut(number.saturating_sub(1))
        {
            *place = level(element, number);
        }
    }
    levels
}

/// Reads a level; its number counts from 1.
fn level(element: &Element<'_>, number: usize) -> Level {
    let text = |name: &str| element.attribute(name).unwrap_or_default();
    let numeral = match (element.name(), text("num-format").as_ref()) {
        ("list-level-style-number", "1") => Numeral::Decimal,
        ("list-level-style-number", "a") => Numeral::LowerLetter,
        ("list-level-style-number", "A") => Numeral::UpperLetter,
        ("list-level-style-number", "i") => Numeral::LowerRoman,
        ("list-level-style-number", "I") => Numeral::UpperRoman,
        ("list-level-style-number", _) => Numeral::None,
        _ => Numeral::Bullet,
    };
    let shown: usize = element.number("display-levels").unwrap_or(1);
    let first = number.saturating_sub(shown.saturating_sub(1)).max(1);
    let numbers: Vec<String> = (first..=number).map(|level| format!("%{level}")).collect();
    Level {
        numeral,
        start: element.number("start-value").unwrap_or(1),
        pattern: format!(
            "{}{}{}",
            text("num-prefix"),
            numbers.join("."),
            text("num-suffix")
        ),
        left: left(element),
        ..Level::unlabelled()
    }
}

/// Returns where the text of a level begins, in points.
fn left(level: &Element<'_>) -> Option<f32> {
    let properties = level.child("list-level-properties")?;
    let aligned = properties.child("list-level-label-alignment");
    let margin = aligned.and_then(|label| label.attribute("margin-left"));
    points(&margin.or_else(|| properties.attribute("space-before"))?)
}

/// Reads a length.
fn points(length: &str) -> Option<f32> {
    let length = length.trim();
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let points = match length.get(number.len()..)? {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        _ => return None,
    };
    Some(number.parse::<f32>().ok()? * points)
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}
