//! Pieces of tagged files: one for each paragraph, heading, list item, cell and note.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::pdf::{Document, Element, Run, Tag};

use super::block::{Role, TableCell};
use super::drawn::Drawn;
use super::label::{self, Mark};
use super::piece::Piece;
use super::untagged::{LETTER_BULLET, Measure};
use super::{joins, lines, rows, untagged};

/// A label is not longer, in bytes; longer text that is tagged as one is text.
const MAX_LABEL: usize = 10;
/// A pitch above this, in parts of the font size, is an empty line, which parts paragraphs even
/// inside one element, ...
const EMPTY_LINE: f32 = 1.9;
/// ... unless lines are set so wide: then it is one above this part of their pitch.
const WIDER_THAN_LINES: f32 = 1.4;
/// Baselines that are nearer, in parts of the font size, are of one line.
const LEAST_PITCH: f32 = 0.8;

/// Gathers runs by the element that holds them as a block, in reading order.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut places = places(document);
    own_loose_text(document, &mut places);
    let marks = marks(document);
    let strayed = strayed_labels(document, &places);
    let is_strayed = |run: &&Run| {
        run.element
            .is_some_and(|element| strayed.contains_key(&element))
    };
    let in_tree = || document.runs.iter().filter(|run| run.element.is_some());
    // Strayed labels come last, so that they do not set the order; items are drawn in theirs.
    let early = in_tree().filter(|run| !is_strayed(run));
    let late = in_tree().filter(is_strayed);
    let mut holders: Vec<Place> = Vec::new();
    let mut holder_of: Vec<Option<usize>> = vec![None; places.len()];
    let mut held: Vec<(usize, Drawn<'_>)> = Vec::with_capacity(document.runs.len());
    for run in early.chain(late) {
        let element = run
            .element
            .map(|element| strayed.get(&element).copied().unwrap_or(element));
        let place = element.map_or(Place::STRAY, |element| places[element as usize]);
        let known = place.owner.and_then(|owner| holder_of[owner as usize]);
        // What stands around a block is not one text.
        let known = known.filter(|&holder| !place.is_loose || holder + 1 == holders.len());
        let holder = known.unwrap_or(holders.len());
        if known.is_none() {
            holders.push(place);
        }
        if let Some(owner) = place.owner {
            holder_of[owner as usize] = Some(holder);
        }
        let mut drawn = Drawn::of(document, run);
        drawn.is_mark = element.is_some_and(|element| marks[element as usize])
            && place.role != Role::Note
            && drawn.bare.bytes().all(|byte| byte.is_ascii_digit());
        held.push((holder, drawn));
    }
    // The sort is stable.
    held.sort_by_key(|(holder, _)| *holder);
    let measure = OnceCell::new();
    let empty_line = OnceCell::new();
    let empty_line = || {
        let of_lines = || WIDER_THAN_LINES * middle_pitch(&held);
        *empty_line.get_or_init(|| EMPTY_LINE.max(of_lines()))
    };
    let mut pieces = Vec::with_capacity(holders.len());
    let mut runs: Vec<Drawn<'_>> = Vec::new();
    for held in held.chunk_by(|(a, _), (b, _)| a == b) {
        let place = holders[held[0].0];
        runs.clear();
        runs.extend(held.iter().map(|(_, drawn)| drawn));
        if place.role == Role::ListItem {
            read_bullet(document, &mut runs);
            // Label and body are sometimes tagged the wrong way round; they are drawn in order.
            // A label may be drawn behind all else.
            let is_label = |drawn: &Drawn<'_>| {
                let element = drawn.run.element;
                element.is_some_and(|element| label_above(document, element).is_some())
                    && label::is_alone(drawn.bare)
            };
            runs.sort_by_key(|drawn| (!is_label(drawn), drawn.run.page, drawn.run.mcid));
        }
        if place.is_loose
            && let Some(loose) = by_position(document, &runs, &measure)
        {
            pieces.extend(loose);
            continue;
        }
        for runs in paragraphs(&runs, place.role, &empty_line) {
            let flow = lines::flow(runs, place.role);
            pieces.push(Piece::new(place.role, flow, place.cell));
        }
    }
    complete_unmarked(&mut pieces);
    pieces
}

/// Where a file marks no ends of paragraphs, as only Word does, its elements are whole: others do not
/// cut them at page turns.
fn complete_unmarked(pieces: &mut [Piece]) {
    let marked = pieces.iter().filter(|piece| piece.complete).count();
    if marked * 5 < pieces.len() {
        for piece in pieces {
            piece.complete = true;
        }
    }
}

/// Finds labels that hold text of another item: maps them to the item whose content is drawn
/// just before.
fn strayed_labels(document: &Document, places: &[Place]) -> HashMap<u32, u32> {
    let mut labels: HashMap<u32, Vec<&Run>> = HashMap::new();
    for run in &document.runs {
        if let Some(label) = run
            .element
            .and_then(|element| label_above(document, element))
        {
            labels.entry(label).or_default().push(run);
        }
    }
    labels.retain(|_, runs| {
        runs.iter()
            .map(|run| document.run_text(run).trim().len())
            .sum::<usize>()
            > MAX_LABEL
    });
    if labels.is_empty() {
        return HashMap::new();
    }
    let by_mark: HashMap<(u32, u32), u32> = document
        .runs
        .iter()
        .filter_map(|run| Some(((run.page, run.mcid?), run.element?)))
        .collect();
    let mut strayed = HashMap::new();
    for runs in labels.values() {
        for run in runs {
            let (Some(element), Some(mcid)) = (run.element, run.mcid) else {
                continue;
            };
            let before = mcid
                .checked_sub(1)
                .and_then(|mcid| by_mark.get(&(run.page, mcid)));
            let owner = |element: u32| places[element as usize].owner;
            if let Some(&before) = before
                && owner(before) != owner(element)
                && places[before as usize].role == Role::ListItem
            {
                strayed.insert(element, before);
            }
        }
    }
    strayed
}

/// Returns the label of an item that an element is or stands in.
fn label_above(document: &Document, element: u32) -> Option<u32> {
    let mut above = Some(element);
    while let Some(element) = above {
        let Element { tag, parent, .. } = &document.elements[element as usize];
        match tag {
            Tag::Label => return (!is_mark(document, *parent)).then_some(element),
            Tag::Inline => above = *parent,
            _ => return None,
        }
    }
    None
}

/// Tells for each element whether it is the mark of a note, or stands in one: some programs tag marks as labels.
fn marks(document: &Document) -> Vec<bool> {
    let mut marks: Vec<bool> = Vec::with_capacity(document.elements.len());
    for Element { tag, parent, .. } in &document.elements {
        let is_in_mark = || parent.is_some_and(|parent| marks[parent as usize]);
        let is_mark = match tag {
            Tag::Label => is_mark(document, *parent),
            Tag::Inline => is_in_mark(),
            _ => false,
        };
        marks.push(is_mark);
    }
    marks
}

/// Tells whether a label with this parent stands in a text, and not before it.
fn is_mark(document: &Document, parent: Option<u32>) -> bool {
    let mut above = parent;
    while let Some(element) = above {
        let Element { tag, parent, .. } = &document.elements[element as usize];
        match tag {
            Tag::Inline => above = *parent,
            tag => return matches!(tag, Tag::ListBody | Tag::Paragraph),
        }
    }
    false
}

/// Reads text of several lines that no block holds by where it stands: it may be several paragraphs.
/// None if it is of one line, or a table by its place, which its tags deny.
fn by_position(
    document: &Document,
    runs: &[Drawn<'_>],
    measure: &OnceCell<Measure>,
) -> Option<Vec<Piece>> {
    let first = runs.first()?.run;
    let is_one = runs
        .iter()
        .all(|drawn| lines::on_one_line(first, drawn.run, first.size));
    if is_one {
        return None;
    }
    let measure = measure.get_or_init(|| untagged::measure(document));
    let runs = runs.iter().map(|drawn| drawn.run);
    let read = untagged::read_by(document, runs, Some(measure));
    let is_table = read.pieces.iter().any(|piece| piece.cell.is_some());
    if is_table || read.pieces.is_empty() {
        return None;
    }
    let mut pieces = joins::join(read.pieces);
    pieces.extend(joins::join(read.asides));
    Some(pieces)
}

/// Returns how far the lines of elements stand apart, half of them further, in parts of the font size; 0 if all
/// elements are of one line.
fn middle_pitch(held: &[(usize, Drawn<'_>)]) -> f32 {
    let drawn = held.iter().filter(|(_, drawn)| !drawn.is_blank());
    let drawn: Vec<&(usize, Drawn<'_>)> = drawn.collect();
    let pitches = drawn.windows(2).filter_map(|pair| {
        let [(holder, above), (other, below)] = [pair[0], pair[1]];
        let pitch = (above.run.y - below.run.y) / below.run.size;
        let is_next = holder == other && above.run.page == below.run.page && pitch > LEAST_PITCH;
        is_next.then_some(pitch)
    });
    let mut pitches: Vec<f32> = pitches.collect();
    pitches.sort_by(f32::total_cmp);
    pitches.get(pitches.len() / 2).copied().unwrap_or_default()
}

/// Parts the runs of one element where an empty line stands between them.
fn paragraphs<'r, 'a>(
    runs: &'r [Drawn<'a>],
    role: Role,
    empty_line: &impl Fn() -> f32,
) -> Vec<&'r [Drawn<'a>]> {
    let mut parts = Vec::with_capacity(1);
    let mut start = 0;
    let mut last: Option<&Run> = None;
    for (index, Drawn { run, .. }) in runs.iter().enumerate() {
        if runs[index].is_blank() {
            continue;
        }
        if let Some(last) = last
            && (role == Role::ListItem && begins_letter(last, &runs[index..])
                || begins_note(last, &runs[..index], run))
        {
            parts.push(&runs[start..index]);
            start = index;
        } else if let Some(last) = last
            && role == Role::Paragraph
            && last.page == run.page
            && last.y - run.y > EMPTY_LINE * run.size.max(last.size)
            && last.y - run.y > empty_line() * run.size.max(last.size)
        {
            parts.push(&runs[start..index]);
            start = index;
        }
        last = Some(run);
    }
    parts.push(&runs[start..]);
    parts
}

/// Reads a label that is the letter which word processors draw for a bullet of the second rank.
fn read_bullet(document: &Document, runs: &mut [Drawn<'_>]) {
    let visible = || (0..runs.len()).filter(|&at| !runs[at].is_blank());
    let (Some(first), next) = (visible().next(), visible().nth(1)) else {
        return;
    };
    let label = |at: usize| label_above(document, runs[at].run.element?);
    let is_label = label(first).is_some() && next.map(label) != Some(label(first));
    if runs[first].bare == LETTER_BULLET && is_label {
        runs[first].bare = "◦";
        runs[first].text = "◦ ";
    }
}

/// Tells whether a paragraph inside of an item begins with a letter, as those of a list do that is written by hand.
fn begins_letter(last: &Run, runs: &[Drawn<'_>]) -> bool {
    let Some(Drawn { run, .. }) = runs.first() else {
        return false;
    };
    // Some programs draw each letter on its own.
    let begins = || {
        let own = runs
            .iter()
            .take_while(|drawn| drawn.run.element == run.element);
        let text: String = own.take(MAX_LABEL).map(|drawn| drawn.text).collect();
        label::find(&format!("{} ", text.trim()))
    };
    last.element != run.element
        && is_on_other_line(last, run)
        && begins().is_some_and(|label| label.mark == Mark::Letter)
}

/// Tells whether one of several notes of an element begins: below the sign of the link that leads back from the
/// last.
fn begins_note(last: &Run, before: &[Drawn<'_>], run: &Run) -> bool {
    let visible = before.iter().rev().find(|drawn| !drawn.is_blank());
    let leads_back = visible.is_some_and(|drawn| drawn.bare.ends_with(['↩', '\u{FE0E}']));
    leads_back && is_on_other_line(last, run)
}

/// Tells whether a run stands on another line than that before it: below it, or at the head of the next column.
fn is_on_other_line(last: &Run, run: &Run) -> bool {
    last.page != run.page || (last.y - run.y).abs() > LEAST_PITCH * run.size
}

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The element that makes one piece of all that it holds.
    owner: Option<u32>,
    role: Role,
    cell: Option<TableCell>,
    /// Whether it holds text that no block does.
    is_loose: bool,
}

impl Place {
    const STRAY: Place = Place {
        owner: None,
        role: Role::Paragraph,
        cell: None,
        is_loose: false,
    };
}

/// Finds the place of every element; parents come before their children.
fn places(document: &Document) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(document.elements.len());
    let mut grid = Grid::default();
    for (index, element) in (0..).zip(&document.elements) {
        let parent = element
            .parent
            .map_or(Place::STRAY, |parent| places[parent as usize]);
        let owned = |role| Place {
            owner: Some(index),
            role,
            ..parent
        };
        let in_item = parent.role == Role::ListItem && parent.owner.is_some();
        let place = match element.tag {
            // What stands in a note or in the contents is that, however it is tagged.
            _ if parent.role == Role::Note && parent.owner.is_some() => parent,
            Tag::Contents => owned(Role::Contents),
            _ if parent.role == Role::Contents && parent.owner.is_some() => parent,
            Tag::Note => owned(Role::Note),
            Tag::Paragraph | Tag::Caption if in_item => parent,
            Tag::Paragraph | Tag::Caption | Tag::Illustration => owned(Role::Paragraph),
            Tag::Heading(level) => owned(Role::Heading(level)),
            Tag::ListItem => owned(Role::ListItem),
            Tag::Label | Tag::ListBody | Tag::Inline => parent,
            Tag::List => Place {
                owner: Some(index),
                role: Role::Paragraph,
                ..parent
            },
            Tag::Table => {
                grid.start_table(index);
                Place {
                    owner: None,
                    role: Role::Paragraph,
                    ..parent
                }
            }
            Tag::Row => {
                grid.start_row(document, element.parent);
                Place {
                    owner: None,
                    role: Role::Paragraph,
                    ..parent
                }
            }
            Tag::HeaderCell | Tag::Cell => {
                let cell = grid.next_cell(rows::row_above(document, element.parent));
                Place {
                    owner: Some(index),
                    role: Role::Paragraph,
                    cell,
                    is_loose: false,
                }
            }
            Tag::Other => parent,
        };
        if element.tag == Tag::Row {
            grid.row_of.insert(index, grid.current);
        }
        places.push(place);
    }
    places
}

/// Gives an owner to text that stands in no block: the element that groups it, such as `Div` or
/// `NonStruct`, or its own where that is the root.
fn own_loose_text(document: &Document, places: &mut [Place]) {
    let parent = |element: u32| document.elements[element as usize].parent;
    let tag = |element: u32| document.elements[element as usize].tag;
    let mut last = None;
    for run in &document.runs {
        let Some(element) = run.element.filter(|&element| last != Some(element)) else {
            continue;
        };
        last = Some(element);
        if places[element as usize].owner.is_some() {
            continue;
        }
        let mut own = element;
        while let Some(above) = parent(own).filter(|&above| tag(above) == Tag::Inline) {
            own = above;
        }
        let group =
            parent(own).filter(|&group| tag(group) == Tag::Other && parent(group).is_some());
        // A mark between words that stand in the group itself is of their text.
        let words =
            group.filter(|&group| tag(own) == Tag::Inline && places[group as usize].is_loose);
        let owner = words.and_then(|group| places[group as usize].owner);
        places[element as usize].owner = owner.or(group).or(Some(own));
        places[element as usize].is_loose = true;
    }
}

/// Counts tables, rows and cells; tables may nest.
#[derive(Default)]
struct Grid {
    tables: u32,
    /// Table number and rows so far, by the element of the table.
    rows: HashMap<u32, (u32, u32)>,
    /// The next cell of each row, by the element of the row.
    row_of: HashMap<u32, Option<TableCell>>,
    current: Option<TableCell>,
}

impl Grid {
    fn start_table(&mut self, element: u32) {
        self.rows.insert(element, (self.tables, 0));
        self.tables += 1;
    }

    fn start_row(&mut self, document: &Document, parent: Option<u32>) {
        let mut above = parent;
        while let Some(element) = above {
            if let Some((table, rows)) = self.rows.get_mut(&element) {
                self.current = Some(TableCell {
                    table: *table,
                    row: *rows,
                    column: 0,
                });
                *rows += 1;
                return;
            }
            above = document.elements[element as usize].parent;
        }
        self.current = None;
    }

    fn next_cell(&mut self, row: Option<u32>) -> Option<TableCell> {
        let next = self.row_of.get_mut(&row?)?.as_mut()?;
        let cell = *next;
        next.column += 1;
        Some(cell)
    }
}
