//! Tables of judgements with a column for each grade, in which a tick tells the grade of a row.

use crate::layout::Block;
use crate::rules::Family;

/// What is set in the column of the grade that was given.
const TICKS: [&str; 11] = ["✓", "✔", "☑", "☒", "√", "●", "•", "×", "X", "x", "\u{F0FC}"];
/// Two positions that differ by less, in points, are the same.
const SAME_PLACE: f32 = 2.0;
/// So many columns of a table bear the name of a grade at least.
const LEAST_COLUMNS: usize = 2;

/// Puts the name of the column in the place of each tick that is the only one of its row; none if there are no
/// such tables.
pub(super) fn named(blocks: &[Block], family: &Family) -> Option<Vec<Block>> {
    let mut named: Option<Vec<Block>> = None;
    let mut at = 0;
    for table in blocks.chunk_by(|a, b| table_of(a).is_some() && table_of(a) == table_of(b)) {
        if table_of(&table[0]).is_some() {
            for (index, grade) in ticked(table, family) {
                let block = &mut named.get_or_insert_with(|| blocks.to_vec())[at + index];
                block.text = grade;
                block.label = None;
            }
        }
        at += table.len();
    }
    named
}

/// The column of a grade.
struct Column {
    number: u32,
    name: String,
    /// Left end of its name, in points.
    x: f32,
}

impl Column {
    /// Tells whether a tick stands in it, or in one behind it: on pages by its place, because some programs do not
    /// tag cells that are empty.
    fn holds(&self, tick: &Block) -> bool {
        match tick.setting.size > 0.0 {
            true => self.x < tick.setting.x + SAME_PLACE,
            false => tick.cell.is_some_and(|cell| cell.column == self.number),
        }
    }
}

fn table_of(block: &Block) -> Option<u32> {
    block.cell.map(|cell| cell.table)
}

/// Lists the ticks of a table with the names of their columns.
fn ticked(table: &[Block], family: &Family) -> Vec<(usize, String)> {
    let mut columns: Vec<Column> = Vec::new();
    let first_row = table
        .first()
        .and_then(|block| block.cell)
        .map(|cell| cell.row);
    for block in table {
        let Some(cell) = block.cell.filter(|cell| Some(cell.row) == first_row) else {
            continue;
        };
        match columns.last_mut() {
            Some(column) if column.number == cell.column => {
                column.name.push(' ');
                column.name.push_str(&block.text);
                column.x = column.x.min(block.setting.x);
            }
            _ => columns.push(Column {
                number: cell.column,
                name: block.text.clone(),
                x: block.setting.x,
            }),
        }
    }
    let is_grade = |column: &&Column| family.scale.read(&column.name).is_some();
    if columns.iter().filter(is_grade).count() < LEAST_COLUMNS {
        return Vec::new();
    }
    let is_tick = |block: &Block| TICKS.contains(&block.text.trim());
    let row_of = |block: &Block| block.cell.map(|cell| cell.row);
    let mut found = Vec::new();
    let mut at = 0;
    for row in table.chunk_by(|a, b| row_of(a) == row_of(b)) {
        let mut ticks = row.iter().enumerate().filter(|(_, block)| is_tick(block));
        if let (Some((index, tick)), None) = (ticks.next(), ticks.next()) {
            // A column whose name cannot be read has ticks of its own.
            let name = columns.iter().rfind(|column| column.holds(tick));
            let name = name.filter(is_grade);
            found.extend(name.map(|column| (at + index, column.name.clone())));
        }
        at += row.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Role, TableCell};
    use crate::rules::Rules;

    /// Lays out rows of cells, some of which are empty, and tells the texts of all.
    fn check(rows: &[&[&str]], expected: Option<&[&str]>) {
        let mut blocks = Vec::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                let mut block = Block::plain(Role::Paragraph, (*text).to_owned());
                block.cell = Some(TableCell {
                    table: 0,
                    row,
                    column,
                });
                blocks.push(block);
            }
        }
        let family = Rules::builtin().family("ilacs").unwrap();
        let texts = named(&blocks, family).map(|blocks| {
            blocks
                .into_iter()
                .map(|block| block.text)
                .collect::<Vec<_>>()
        });
        let expected = expected.map(|texts| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_tick_tells_the_grade_of_its_row() {
        check(
            &[
                &["Judgement", "Outstanding", "Good", "Inadequate"],
                &["Overall effectiveness", "", "✓", ""],
                &["Leadership", "X", "", ""],
            ],
            Some(&[
                "Judgement",
                "Outstanding",
                "Good",
                "Inadequate",
                "Overall effectiveness",
                "Good",
                "Leadership",
                "Outstanding",
            ]),
        );
    }

    /// Chromium tags no cells that are empty, so that each tick was in the second column.
    #[test]
    fn on_pages_a_tick_is_told_by_its_place() {
        let place = |row: u32, column: u32, x: f32, text: &str| {
            let mut block = Block::plain(Role::Paragraph, text.to_owned());
            block.cell = Some(TableCell {
                table: 0,
                row,
                column,
            });
            (block.setting.x, block.setting.size) = (x, 11.0);
            block
        };
        let blocks = [
            place(0, 0, 70.0, "Judgement"),
            place(0, 1, 200.0, "Outstanding"),
            place(0, 2, 280.0, "Good"),
            place(0, 3, 340.0, "Inadequate"),
            place(1, 0, 70.0, "Overall effectiveness"),
            place(1, 1, 280.0, "✓"),
        ];
        let family = Rules::builtin().family("ilacs").unwrap();
        let told = |blocks: &[Block]| named(blocks, family).map(|blocks| blocks[5].text.clone());
        assert_eq!(told(&blocks).as_deref(), Some("Good"));
        // What stands under a name that cannot be read is not of the column before it.
        let mut broken = blocks.clone();
        broken[2].text = "Requir".to_owned();
        assert_eq!(told(&broken), None);
    }

    #[test]
    fn other_tables_are_left_alone() {
        // Two ticks tell nothing, nor do columns that are no grades.
        check(
            &[
                &["Judgement", "Outstanding", "Good"],
                &["Overall effectiveness", "✓", "✓"],
            ],
            None,
        );
        check(&[&["Judgement", "2022", "2023"], &["Homes", "", "✓"]], None);
        check(&[&["Judgement", "Grade"], &["Overall", "Good"]], None);
    }
}
