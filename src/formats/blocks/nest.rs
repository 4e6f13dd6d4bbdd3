//! Lists inside lists: what stands below a numbered paragraph is set in below it, and its own
//! numbers are none of the report's.
//!
//! Formats without pages say how items are nested, or say nothing and leave it to the order: a
//! list behind a paragraph that ends in a colon belongs to it. Either way the place is told as a
//! page would tell it, by how far an item is set in.

use crate::layout::{Block, Label, Mark, Role, TableCell};

/// By how much an item is set in below another, in points.
const STEP: f32 = 10.0;
/// The most that anything is set in, in points; from there on it would be in another column.
const MOST: f32 = 100.0;
/// By how much an item stands further to the right than one that is above it, in points.
const DEEPER: f32 = 8.0;

/// Where an item stands in the lists of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::formats) struct ListPlace {
    /// Which list it is; lists have numbers of any kind.
    pub(in crate::formats) list: usize,
    /// In how many lists this one stands.
    pub(in crate::formats) depth: usize,
    /// Where its text begins, in points, if the file says so.
    pub(in crate::formats) left: Option<f32>,
}

/// The items that the next block may belong to.
#[derive(Debug, Default)]
pub(in crate::formats) struct Nest {
    here: Open,
    /// What is open around the table that is being read.
    outside: Option<Open>,
    cell: Option<TableCell>,
}

/// The open items, outermost first.
#[derive(Debug, Default)]
struct Open {
    items: Vec<Item>,
    /// Whether the last block ends in a colon.
    leads: bool,
}

#[derive(Debug)]
struct Item {
    kind: Kind,
    list: Option<usize>,
    /// Twice the depth in lists, and one more for a list that only the order puts here.
    level: usize,
    left: Option<f32>,
    x: f32,
    /// The list below it that was begun behind a colon; no number for marks written by hand.
    run: Option<Option<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Running text that ends in a colon.
    Lead,
    Bulleted,
    /// Numbered or lettered, with the number where it is one.
    Numbered(Option<u32>),
}

impl Nest {
    /// Sets a block in below what it belongs to. An item of a list tells its place there and how
    /// many bytes of its text are the label.
    pub(in crate::formats) fn place(&mut self, block: &mut Block, at: Option<(ListPlace, usize)>) {
        self.enter(block.cell);
        match block.role {
            Role::Note => return,
            Role::Heading(_) | Role::Contents => {
                self.here = Open::default();
                return;
            }
            Role::Paragraph | Role::ListItem => {}
        }
        let leads = block.text.ends_with(':');
        match kind(block, at.map(|(_, len)| len)) {
            Some(kind) => self.here.item(block, kind, at),
            None if leads => self.here.lead(),
            None => {}
        }
        self.here.leads = leads;
    }

    /// Forgets what is open in a table's cell when another begins.
    fn enter(&mut self, cell: Option<TableCell>) {
        if cell == self.cell {
            return;
        }
        match (self.cell, cell) {
            (None, _) => self.outside = Some(std::mem::take(&mut self.here)),
            (_, None) => self.here = self.outside.take().unwrap_or_default(),
            _ => self.here = Open::default(),
        }
        self.cell = cell;
    }
}

impl Open {
    /// Takes running text that introduces what follows.
    fn lead(&mut self) {
        // The second paragraph of an item introduces what is below the item.
        if self
            .items
            .iter()
            .any(|item| item.kind != Kind::Lead && item.list.is_some())
        {
            return;
        }
        self.items.clear();
        self.items.push(Item {
            kind: Kind::Lead,
            list: None,
            level: 0,
            left: None,
            x: 0.0,
            run: None,
        });
    }

    fn item(&mut self, block: &mut Block, kind: Kind, at: Option<(ListPlace, usize)>) {
        let place = at.map(|(place, _)| place);
        let list = place.map(|place| place.list);
        let left = place.and_then(|place| place.left);
        let mut level = place.map_or(0, |place| place.depth.saturating_mul(2));
        let by_order = self.is_below_by_order(kind, list, left, level);
        if by_order {
            level = level.saturating_add(1);
        }
        self.items.retain(|item| item.level < level);
        let x = match self.items.last_mut() {
            Some(above) => {
                if self.leads || by_order {
                    above.run = Some(list);
                }
                let inset = match (kind, above.kind) {
                    (Kind::Bulleted, Kind::Numbered(_)) => above.run.is_some(),
                    _ => true,
                };
                match inset {
                    true => (above.x + STEP).min(MOST),
                    false => above.x,
                }
            }
            None => 0.0,
        };
        let is_below = !self.items.is_empty();
        block.setting.x = x;
        block.setting.indent = x;
        let len = at
            .map(|(_, len)| len)
            .or(block.label.map(|label| label.len));
        let mark = match (block.label.map(|label| label.mark), kind) {
            (_, Kind::Numbered(_)) if is_below => Mark::SubBullet,
            (Some(Mark::BareNumber(number)), Kind::Numbered(_)) => Mark::Number(number),
            (Some(Mark::BareNumber(_)), _) => Mark::SubBullet,
            (Some(mark), _) => mark,
            // A list may print nothing before its items, or what is no label elsewhere.
            (None, Kind::Bulleted | Kind::Lead) => Mark::SubBullet,
            (None, Kind::Numbered(_)) => Mark::Letter,
        };
        let len = len.unwrap_or(0);
        block.label = Some(Label { mark, len });
        self.items.push(Item {
            kind,
            list,
            level,
            left,
            x,
            run: None,
        });
    }

    /// Tells whether the order alone puts an item below the one that is open: its list is another,
    /// and was begun behind a colon or is set in.
    fn is_below_by_order(
        &self,
        kind: Kind,
        list: Option<usize>,
        left: Option<f32>,
        level: usize,
    ) -> bool {
        let above = self.items.iter().rev().find(|item| item.level == level);
        let Some(above) = above else { return false };
        if list.is_some() && above.list == list {
            return false;
        }
        let by_hand = matches!(kind, Kind::Bulleted | Kind::Numbered(None));
        if above.run == Some(list) && (list.is_some() || by_hand) {
            return true;
        }
        // Bullets of another rank or list go on where some were begun.
        let goes_on = self.items.last().is_some_and(|last| last.level > level);
        if above.run.is_some() && goes_on && kind == Kind::Bulleted {
            return above.kind != Kind::Bulleted;
        }
        let deeper = above
            .left
            .zip(left)
            .is_some_and(|(above, left)| left > above + DEEPER);
        match (above.kind, kind) {
            (Kind::Bulleted, Kind::Bulleted) => deeper,
            (Kind::Lead | Kind::Bulleted | Kind::Numbered(Some(_)), Kind::Numbered(None)) => {
                deeper || self.leads
            }
            (Kind::Lead | Kind::Numbered(_), Kind::Bulleted) => self.leads,
            (Kind::Numbered(above), Kind::Numbered(number)) => {
                let is_next = match (above, number) {
                    (Some(above), Some(number)) => above.checked_add(1) == Some(number),
                    _ => false,
                };
                // Marks written by hand have the order of their numbers alone.
                deeper || self.leads && !is_next && list.is_some()
            }
            _ => false,
        }
    }
}

/// Tells what an item is; an item of a list tells how long its label is.
fn kind(block: &Block, len: Option<usize>) -> Option<Kind> {
    match (block.label.map(|label| label.mark), len) {
        (Some(Mark::Bullet | Mark::SubBullet), _) => Some(Kind::Bulleted),
        (Some(Mark::Number(number)), _) => Some(Kind::Numbered(Some(number))),
        (Some(Mark::Letter | Mark::Section(..)), _) => Some(Kind::Numbered(None)),
        // By hand, a number without a full stop may be a year or an amount.
        (Some(Mark::BareNumber(number)), Some(1..)) => Some(Kind::Numbered(Some(number))),
        (_, Some(1..)) => Some(Kind::Numbered(None)),
        (_, Some(0)) => Some(Kind::Bulleted),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places blocks that are written by hand, and tells how far each is set in.
    fn check(texts: &[&str], expected: &[f32]) {
        let mut nest = Nest::default();
        let places: Vec<f32> = (texts.iter())
            .map(|text| {
                let mut block = Block::plain(Role::Paragraph, (*text).to_owned());
                nest.place(&mut block, None);
                block.setting.x
            })
            .collect();
        assert_eq!(places, expected, "{texts:?}");
    }

    #[test]
    fn letters_by_hand_stand_below_what_leads_to_them() {
        let letters = ["(a) the police", "(b) the school", "Others."];
        check(
            &[&["These are asked:"], &letters[..]].concat(),
            &[0.0, 10.0, 10.0, 0.0],
        );
        check(
            &[&["1. These are asked:"], &letters[..]].concat(),
            &[0.0, 10.0, 10.0, 0.0],
        );
    }
}
