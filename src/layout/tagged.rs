//! Pieces of tagged files: one for each paragraph, heading, list item, cell and note.

use std::collections::HashMap;

use crate::pdf::{Document, Run, Tag};

use super::block::{Cell, Role};
use super::lines;
use super::piece::Piece;

/// Gathers runs by the element that holds them as a block, in reading order.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let places = places(document);
    let mut holders: Vec<(Place, Vec<&Run>)> = Vec::new();
    let mut by_owner: HashMap<u32, usize> = HashMap::new();
    for run in &document.runs {
        let place = run
            .element
            .map_or(Place::STRAY, |element| places[element as usize]);
        match place.owner {
            Some(owner) => {
                let index = *by_owner.entry(owner).or_insert_with(|| {
                    holders.push((place, Vec::new()));
                    holders.len() - 1
                });
                holders[index].1.push(run);
            }
            None => holders.push((place, vec![run])),
        }
    }
    holders
        .into_iter()
        .map(|(place, mut runs)| {
            if place.role == Role::ListItem {
                // Label and body are sometimes tagged the wrong way round; they are drawn in order.
                runs.sort_by_key(|run| (run.page, run.mcid));
            }
            Piece::new(
                place.role,
                lines::flow(document, &runs, place.role),
                place.cell,
            )
        })
        .collect()
}

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The element that makes one piece of all that it holds.
    owner: Option<u32>,
    role: Role,
    cell: Option<Cell>,
}

impl Place {
    const STRAY: Place = Place {
        owner: None,
        role: Role::Paragraph,
        cell: None,
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
                let cell = grid.next_cell(element.parent);
                Place {
                    owner: Some(index),
                    role: Role::Paragraph,
                    cell,
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

/// Counts tables, rows and cells; tables may nest.
#[derive(Default)]
struct Grid {
    tables: u32,
    /// Table number and rows so far, by the element of the table.
    rows: HashMap<u32, (u32, u32)>,
    /// The next cell of each row, by the element of the row.
    row_of: HashMap<u32, Option<Cell>>,
    current: Option<Cell>,
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
                self.current = Some(Cell {
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

    fn next_cell(&mut self, row: Option<u32>) -> Option<Cell> {
        let next = self.row_of.get_mut(&row?)?.as_mut()?;
        let cell = *next;
        next.column += 1;
        Some(cell)
    }
}
