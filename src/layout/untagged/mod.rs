//! Pieces of files without tags: runs grouped by position alone.
//!
//! Runs make segments (stretches of a line without a wide gap), segments that stand side by side
//! make the cells of a row or the lines of columns, and segments that follow each other at the
//! pitch of the text make paragraphs. What recurs from page to page is no text of its own.

mod aside;
mod centred;
mod columns;
mod group;
mod line_numbers;
mod loose;
mod note;
mod paragraph;
mod running;
mod segment;
mod stretch;
mod table;
mod turn;

use crate::pdf::{Document, Run};

use super::block::Role;
use super::drawn::Drawn;
use super::label::{self, Mark};
use super::lines;
use super::piece::Piece;
use super::rows::Loose;
use columns::Region;
use group::Group;
pub(super) use paragraph::Measure;
pub(super) use segment::LETTER_BULLET;
use segment::Segment;

/// A line that ends within this distance from the right margin, in points, is full.
const FULL_LINE: f32 = 90.0;
/// So many lines of a page tell where its text ends on the right.
const TELLING_LINES: usize = 20;

/// A page of groups.
struct Page<'a> {
    /// The numbers of the notes that it refers to.
    marks: Vec<u32>,
    groups: Vec<Group<'a>>,
}

impl Page<'_> {
    /// Returns the right end of its lines of text; that of the document if they are too few to tell.
    fn right(&self, measure: &Measure) -> f32 {
        let text = self.groups.iter().filter(|group| group.cell.is_none());
        let lines: Vec<f32> = text
            .flat_map(|group| &group.segments)
            .map(|line| line.x_end)
            .collect();
        match lines.len() >= TELLING_LINES {
            true => lines.into_iter().fold(0.0, f32::max).min(measure.right),
            false => measure.right,
        }
    }
}

/// What was read of runs without tags.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) pieces: Vec<Piece>,
    /// What stands beside the text, and in none of its sentences.
    pub(super) asides: Vec<Piece>,
    /// Lines of tables that no row takes.
    pub(super) loose: Vec<Loose>,
    /// The first page with numbers of lines, which are left out; counted from 1.
    pub(super) numbered: Option<u32>,
}

/// Groups runs of a document into pieces, page by page.
pub(super) fn read<'a>(document: &'a Document, runs: impl Iterator<Item = &'a Run>) -> Reading {
    read_by(document, runs, None)
}

/// Measures the lines of all text of a document, tagged or not.
pub(super) fn measure(document: &Document) -> Measure {
    let segments = segment::segments(document, document.runs.iter());
    Measure::of(&segments.iter().collect::<Vec<_>>())
}

/// Groups runs by what is known of the lines of the document, or else by what they tell themselves.
pub(super) fn read_by<'a>(
    document: &'a Document,
    runs: impl Iterator<Item = &'a Run>,
    known: Option<&Measure>,
) -> Reading {
    let (runs, numbered) = line_numbers::without(document, runs);
    let runs = running::without_marks(document, runs);
    let segments = segment::segments(document, runs.into_iter());
    let segments = running::without(document, segments);
    let mut pages = by_page(segments);
    let asides = aside::taken(&mut pages);
    let pages = columns::regions(pages);
    let regions = pages.iter().flatten();
    let measure = match known {
        Some(measure) => measure.clone(),
        None => {
            let lines: Vec<&Segment<'_>> = regions.flat_map(|region| &region.lines).collect();
            Measure::of(&lines)
        }
    };
    let mut tables = 0;
    let mut pieces = Vec::new();
    let mut loose = Vec::new();
    let pages: Vec<Page<'_>> = pages
        .into_iter()
        .map(|page| Page {
            marks: (page.iter().flat_map(|region| &region.lines))
                .flat_map(|line| line.notes.iter().copied())
                .collect(),
            groups: group::groups(page, &measure, &mut tables, &mut loose),
        })
        .collect();
    let aside = Region::of_asides(asides);
    let aside = group::groups(aside, &measure, &mut tables, &mut loose);
    let asides = aside
        .iter()
        .map(|group| piece(group, false, &measure))
        .collect();
    let edges = note::numbered_edges(pages.iter().flat_map(|page| &page.groups), &measure);
    // Numbers of notes that the page before refers to and does not hold.
    let mut owed: Vec<u32> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let first = pieces.len();
        let Some(number) = page.groups.first().map(|group| group.segments[0].page) else {
            continue;
        };
        let height = document.pages[number as usize].height;
        let notes = note::notes(&page.groups, &page.marks, &owed, height, &measure, &edges);
        let of_page = page.groups.iter().zip(&notes);
        let held: Vec<u32> = (of_page.clone().filter(|(_, is_note)| **is_note))
            .filter_map(|(group, _)| note::number(group, &measure))
            .collect();
        owed = page.marks.clone();
        owed.retain(|number| !held.contains(number));
        pieces.extend(of_page.map(|(group, is_note)| piece(group, *is_note, &measure)));
        let next = pages.get(index + 1).and_then(|next| next.groups.first());
        let last = notes.iter().rposition(|is_note| !is_note);
        if let (Some(last), Some(next)) = (last, next) {
            let (group, right) = (&page.groups[last], page.right(&measure));
            let piece = &mut pieces[first + last];
            piece.closed = group.leaves_room(next, right);
            if group.turns(next, right, &measure) {
                piece.complete = false;
            }
        }
    }
    Reading {
        pieces,
        asides,
        loose,
        numbered,
    }
}

fn by_page(segments: Vec<Segment<'_>>) -> Vec<Vec<Segment<'_>>> {
    let mut pages: Vec<Vec<Segment<'_>>> = Vec::new();
    for segment in segments {
        match pages.last_mut() {
            Some(page) if page[0].page == segment.page => page.push(segment),
            _ => pages.push(vec![segment]),
        }
    }
    pages
}

/// Makes a piece of a group.
fn piece(group: &Group<'_>, is_note: bool, measure: &Measure) -> Piece {
    let runs: Vec<Drawn<'_>> = group
        .segments
        .iter()
        .flat_map(|segment| segment.runs.iter().copied())
        .collect();
    let role = match label::find(&group.segments[0].text) {
        _ if is_note => Role::Note,
        Some(label) if !matches!(label.mark, Mark::BareNumber(_)) => Role::ListItem,
        _ => Role::Paragraph,
    };
    let last = group.segments.last();
    let ends_full = last.is_some_and(|last| last.x_end > group.right(measure) - FULL_LINE);
    let finished = last.is_some_and(Segment::is_finished);
    let mut piece = Piece::new(role, lines::flow(&runs, role), group.cell);
    // Nothing marks the end of a paragraph here but a full stop or a line that is not full.
    piece.complete = finished || !ends_full || piece.setting.bold;
    // Columns are read as if they stood one below the other.
    let aside = group.column.map_or(0.0, |column| column.aside);
    piece.setting.x -= aside;
    piece.setting.indent -= aside;
    piece
}
