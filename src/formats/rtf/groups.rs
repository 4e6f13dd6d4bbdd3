//! Groups of Rich Text Format: what holds until one ends.

use super::fonts::SetFont;
use crate::formats::blocks::builder::Item;
use crate::formats::blocks::nest::ListPlace;
use crate::formats::blocks::numbering::bullet;

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Text,
    Skipped,
    /// The label that is printed before an item.
    Label,
    /// The names of styles.
    Styles,
    /// The field of a form.
    Form,
    /// An entry of the list of such a field.
    FormEntry,
    /// The program that made an object.
    Maker,
    /// The names of fonts.
    Fonts,
    /// A note; the text behind the group goes on.
    Note,
    /// The lists of the document.
    Lists,
    /// What items call lists.
    ListNames,
    /// The label of a level of a list.
    LevelLabel,
}

/// What holds until the group ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) destination: Destination,
    /// Whether this group began the destination.
    pub(super) begins: bool,
    pub(super) bold: bool,
    pub(super) struck: bool,
    pub(super) hidden: bool,
    pub(super) raised: bool,
    pub(super) font: SetFont,
    /// How many characters stand for one of Unicode, for old programs.
    pub(super) fallback: usize,
    pub(super) style: i32,
    pub(super) outline: Option<u8>,
    pub(super) list: Option<i32>,
    pub(super) depth: usize,
    pub(super) left: Option<f32>,
    pub(super) in_table: bool,
}

impl Default for Group {
    fn default() -> Self {
        Group {
            destination: Destination::Text,
            begins: false,
            bold: false,
            struck: false,
            hidden: false,
            raised: false,
            font: SetFont::default(),
            fallback: 1,
            style: 0,
            outline: None,
            list: None,
            depth: 0,
            left: None,
            in_table: false,
        }
    }
}

/// Returns an item by the label that is printed before it.
pub(super) fn item(label: &str, group: &Group) -> Option<Item> {
    let label = label.trim();
    if label.is_empty() {
        return None;
    }
    // Bullets are letters of fonts of symbols.
    let is_bullet = label.chars().count() == 1;
    let label = match is_bullet && !label.starts_with(|c: char| c.is_ascii_digit()) {
        true => bullet(group.depth).to_owned(),
        false => format!("{label} "),
    };
    Some(Item {
        label,
        place: ListPlace {
            list: group
                .list
                .and_then(|list| usize::try_from(list).ok())
                .unwrap_or(0),
            depth: group.depth,
            left: group.left,
        },
    })
}
