//! Notes: what stands at the foot of a page, at the end, or beside the text, and which paragraph
//! refers to it.

use std::collections::HashMap;

use crate::layout::{Block, Role};
use crate::model::{Grade, Locator, Paragraph, Place, Section};

/// How many notes of one number are known: those of many pages.
const MAX_NOTES: usize = 2_000;
/// How often all notes may be referred to, taken together.
const MAX_REFERENCES: usize = 8;

/// The notes of a document, in its order.
pub(super) struct Notes<'a> {
    notes: Vec<Note<'a>>,
    /// Those with a number that marks refer to, by number.
    numbered: HashMap<u32, Vec<usize>>,
    /// How many bytes of notes may still be copied to the paragraphs that refer to them. A note is
    /// referred to once or a few times, but a damaged file may do so without end.
    left: usize,
}

struct Note<'a> {
    page: u32,
    last_page: u32,
    /// Without its number.
    text: &'a str,
    /// The place of the first paragraph that refers to it among all.
    of: Option<usize>,
}

/// Takes the full stop of its number off a note, and the sign that leads back to what refers to it.
fn bare(text: &str) -> &str {
    let text = text.trim_start();
    let text = text.strip_prefix(['.', ')']).unwrap_or(text);
    let is_arrow = |c: char| c.is_whitespace() || matches!(c, '↩' | '\u{FE0E}' | '\u{FE0F}');
    text.trim_start().trim_end_matches(is_arrow)
}

impl<'a> Notes<'a> {
    pub(super) fn gather(blocks: &'a [Block]) -> Notes<'a> {
        let mut notes = Vec::new();
        let mut numbered: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut length = 0_usize;
        for block in blocks.iter().filter(|block| block.role == Role::Note) {
            let digits = block.text.bytes().take_while(u8::is_ascii_digit).count();
            let (number, mut text) = block.text.split_at(digits);
            match number.parse() {
                Ok(number) => {
                    length += text.len();
                    let of_number = numbered.entry(number).or_default();
                    if of_number.len() < MAX_NOTES {
                        of_number.push(notes.len());
                    }
                }
                Err(_) => text = &block.text,
            }
            notes.push(Note {
                page: block.page,
                last_page: block.last_page,
                text: bare(text),
                of: None,
            });
        }
        Notes {
            notes,
            numbered,
            left: length.saturating_mul(MAX_REFERENCES),
        }
    }

    /// Returns the notes that a block refers to, from its own page or the next that has them;
    /// `paragraph` is the place of its paragraph among all.
    pub(super) fn of(&mut self, block: &Block, paragraph: usize) -> Vec<String> {
        let mut texts = Vec::new();
        for number in &block.notes {
            let known = self.numbered.get(number).into_iter().flatten();
            let mut known = known.map(|at| (*at, self.notes[*at].page));
            let Some((at, _)) = known.find(|(_, page)| *page >= block.page) else {
                continue;
            };
            let note = &mut self.notes[at];
            note.of.get_or_insert(paragraph);
            if let Some(left) = self.left.checked_sub(note.text.len() + 1) {
                self.left = left;
                texts.push(note.text.to_owned());
            }
        }
        texts
    }

    /// Makes paragraphs of the notes, which stand where the first of `paragraphs` stands that refers
    /// to them; `ungraded` is the grade of what stands in no area.
    pub(super) fn into_paragraphs(
        self,
        section: Section,
        paragraphs: &[Paragraph],
        ungraded: Option<Grade>,
    ) -> Vec<Paragraph> {
        let notes = self.notes.into_iter().filter(|note| !note.text.is_empty());
        let placed = (1..).zip(notes).map(|(ordinal, note)| {
            let of = note.of.and_then(|of| paragraphs.get(of));
            Paragraph {
                locator: Locator {
                    part: None,
                    place: Place::Ordinal(section, ordinal),
                },
                section,
                area: of.and_then(|of| of.area.clone()),
                group: of.and_then(|of| of.group.clone()),
                grade: of.map_or(ungraded, |of| of.grade),
                heading: of.and_then(|of| of.heading.clone()),
                number: None,
                page: note.page,
                last_page: note.last_page,
                text: note.text.to_owned(),
                notes: Vec::new(),
                note_of: of.map(|of| of.locator.clone()),
                recognised: None,
                references: Vec::new(),
            }
        });
        placed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn block(role: Role, page: u32, text: &str, notes: &[u32]) -> Block {
        Block {
            page,
            last_page: page,
            notes: notes.to_vec(),
            ..Block::plain(role, text.to_owned())
        }
    }

    fn paragraph(section: Section, number: u32) -> Paragraph {
        Paragraph {
            locator: Locator {
                part: None,
                place: Place::Number(number),
            },
            section,
            area: None,
            group: None,
            grade: None,
            heading: Some("Leaders".to_owned()),
            number: Some(number),
            page: 1,
            last_page: 1,
            text: "Staff stay.".to_owned(),
            notes: Vec::new(),
            note_of: None,
            recognised: None,
            references: Vec::new(),
        }
    }

    #[test]
    fn notes_are_told_without_signs_around_them() {
        assert_eq!(bare(". A count of March. ↩"), "A count of March.");
        assert_eq!(
            bare(" A count of March.\u{A0}↩\u{FE0E}"),
            "A count of March."
        );
        assert_eq!(bare("th of March"), "th of March");
    }

    #[test]
    fn notes_stand_where_the_first_paragraph_stands_that_refers_to_them() {
        let blocks = [
            block(Role::Paragraph, 1, "Staff stay.", &[1]),
            block(Role::Paragraph, 1, "They stay long.", &[1, 2]),
            block(Role::Note, 1, "1 A count of March.", &[]),
            block(Role::Note, 2, "2", &[]),
            block(Role::Note, 2, "Somebody’s remark.", &[]),
        ];
        let terms = Rules::builtin().terms();
        let section = terms.notes().expect("the rules define it");
        let findings = terms.section("findings").expect("the rules define it");
        let mut notes = Notes::gather(&blocks);
        assert_eq!(notes.of(&blocks[0], 0), ["A count of March."]);
        assert_eq!(notes.of(&blocks[1], 1), ["A count of March.", ""]);
        let paragraphs = [paragraph(findings, 7), paragraph(findings, 8)];
        let found = notes.into_paragraphs(section, &paragraphs, terms.not_graded());
        let told: Vec<_> = found
            .iter()
            .map(|note| {
                let of = note.note_of.as_ref().map(ToString::to_string);
                (note.locator.to_string(), of, note.text.as_str(), note.page)
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    "notes-1".to_owned(),
                    Some("7".to_owned()),
                    "A count of March.",
                    1
                ),
                ("notes-2".to_owned(), None, "Somebody’s remark.", 2),
            ]
        );
        assert_eq!(found[0].heading.as_deref(), Some("Leaders"));
        assert_eq!(found[1].heading, None);
        assert_eq!((found[0].grade, found[1].grade), (None, terms.not_graded()));
    }
}
