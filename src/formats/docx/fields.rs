//! The fields of a Word document that marks take apart (ISO 29500-1, 17.16): an instruction, and behind it the
//! result, which alone is text. Fields stand in the instructions and the results of others.

use std::collections::HashSet;
use std::ptr;

use super::styles::switch;
use crate::formats::office::symbols;
use crate::formats::xml::Element;

/// The mark that begins a field, parts its instruction from its result, or ends it.
pub(super) const MARK: &str = "fldChar";
/// What fields do not cross: the ends of cells and of text boxes.
const CLOSED: [&str; 2] = ["tc", "txbxContent"];

/// The fields that are open where a document is read.
#[derive(Default)]
pub(super) struct Fields<'d> {
    /// The marks that begin a field which also ends.
    whole: HashSet<*const Element<'d>>,
    open: Vec<Part>,
}

/// Where in a field the reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Instruction,
    Result,
    /// A box to tick or a list to choose from, which shows what was chosen and no result.
    Control,
}

impl<'d> Fields<'d> {
    /// Begins before a document whose marks are paired; text behind one that never ends is no instruction.
    /// What is not read has no part in them.
    pub(super) fn of(root: &Element<'d>, is_read: fn(&Element<'_>) -> bool) -> Fields<'d> {
        let mut fields = Fields::default();
        fields.pair(root, &mut Vec::new(), is_read);
        fields
    }

    fn pair(
        &mut self,
        element: &Element<'d>,
        open: &mut Vec<*const Element<'d>>,
        is_read: fn(&Element<'_>) -> bool,
    ) {
        for child in element.elements().filter(|child| is_read(child)) {
            match child.name() {
                MARK => match child.attribute("fldCharType").as_deref() {
                    Some("begin") => open.push(ptr::from_ref(child)),
                    Some("end") => self.whole.extend(open.pop()),
                    _ => {}
                },
                name if CLOSED.contains(&name) => self.pair(child, &mut Vec::new(), is_read),
                _ => self.pair(child, open, is_read),
            }
        }
    }

    /// Passes a mark and returns what a field shows that has no result: what was chosen in a form.
    pub(super) fn pass(&mut self, mark: &Element<'d>) -> Option<String> {
        match mark.attribute("fldCharType").as_deref() {
            Some("begin") if self.whole.contains(&ptr::from_ref(mark)) => {
                let chosen = mark.child("ffData").and_then(chosen);
                let is_shown = !self.hide_text();
                self.open.push(match chosen {
                    Some(_) => Part::Control,
                    None => Part::Instruction,
                });
                return chosen.filter(|_| is_shown);
            }
            Some("separate") => {
                if let Some(part @ Part::Instruction) = self.open.last_mut() {
                    *part = Part::Result;
                }
            }
            Some("end") => {
                self.open.pop();
            }
            _ => {}
        }
        None
    }

    /// Tells whether what stands here is not shown, as part of an instruction.
    pub(super) fn hide_text(&self) -> bool {
        self.open.iter().any(|part| *part != Part::Result)
    }

    /// Leaves the open fields for a cell or a text box, and returns them for [`Fields::leave`].
    pub(super) fn enter(&mut self) -> Outer {
        Outer(std::mem::take(&mut self.open))
    }

    /// Comes back to the fields that were open before.
    pub(super) fn leave(&mut self, outer: Outer) {
        self.open = outer.0;
    }
}

/// The fields that are open around a cell or a text box.
pub(super) struct Outer(Vec<Part>);

/// Returns what was chosen in a form; none for one that takes text, which is its result.
fn chosen(form: &Element<'_>) -> Option<String> {
    if let Some(tick) = form.child("checkBox") {
        let is_ticked = switch(tick, "checked").or_else(|| switch(tick, "default"));
        return Some(symbols::ticked(is_ticked.unwrap_or(false)).to_owned());
    }
    let list = form.child("ddList")?;
    let number = |name| list.child(name)?.number::<usize>("val");
    let chosen = number("result").or_else(|| number("default"));
    let mut entries = list.elements().filter(|entry| entry.name() == "listEntry");
    let entry = entries.nth(chosen.unwrap_or(0));
    let text = entry.and_then(|entry| entry.attribute("val"));
    Some(text.unwrap_or_default().into_owned())
}
