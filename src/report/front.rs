//! Front matter: title, authority, dates and the judgement table.

use crate::gazetteer::{Family, Gazetteer, Meaning, fold, fold_opening};
use crate::layout::{Block, Mark, Role};
use crate::model::{Area, Date, DateSpan, Grade, Kind};

use super::dates;
use super::kind::first_page;

/// How many blocks of a first page may belong to its title.
const MAX_TITLE_BLOCKS: usize = 8;

/// How much of a text is folded to see how it begins, in bytes: more than is looked for.
const OPENING: usize = 40;

/// The sentence that gives the overall grade is not longer, in bytes.
const MAX_SENTENCE: usize = 160;

/// What the first page and the colophon say about a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) inspection: Option<DateSpan>,
    pub(super) published: Option<Date>,
    pub(super) overall: Option<Grade>,
    /// Grades by area as the table gives them, in its order.
    pub(super) table: Vec<(Area, Grade)>,
    /// Index of the first block behind the front matter.
    pub(super) end: usize,
}

/// Reads the front matter of a primary report.
pub(super) fn read(blocks: &[Block], kind: Kind, family: Family, gazetteer: &Gazetteer) -> Front {
    let page = first_page(blocks);
    let mut front = Front {
        title: title(page, kind),
        published: published(page, kind),
        ..Front::default()
    };
    front.inspection = inspection(page, kind, front.published);
    let table_end = read_table(page, family, gazetteer, &mut front);
    front.overall = front.overall.or_else(|| cover_sentence(page, kind));
    let behind = |openings: &[&str]| {
        page.iter()
            .rposition(|block| opens_with(block.body(), openings))
            .map_or(0, |index| index + 1)
    };
    front.end = match kind {
        Kind::Ilacs => table_end,
        Kind::Jtai => behind(&["joint targeted area inspection"]),
        Kind::FocusedVisit | Kind::MonitoringVisit => {
            behind(&["dear ", "focused visit ", "monitoring visit "])
        }
        // The executive summary may begin on the cover.
        Kind::Sif | Kind::SifReinspection | Kind::LscbReview => page
            .iter()
            .position(|block| fold_opening(&block.text, OPENING) == "executive summary")
            .unwrap_or(page.len()),
        Kind::JarProgress => page.len(),
        Kind::AreaSend => behind(&["dear "]),
        _ => 0,
    };
    front
}

/// Tells whether a text, folded, begins with one of some words.
fn opens_with(text: &str, openings: &[&str]) -> bool {
    let line = fold_opening(text, OPENING);
    openings.iter().any(|opening| line.starts_with(opening))
}

/// Joins the lines above the dates.
fn title(page: &[Block], kind: Kind) -> String {
    let letter_title = |line: &str| match kind {
        Kind::Jtai => line.starts_with("joint targeted area inspection"),
        Kind::FocusedVisit | Kind::MonitoringVisit => {
            line.starts_with("focused visit") || line.starts_with("monitoring visit")
        }
        Kind::AreaSend => line.contains("area send inspection"),
        _ => false,
    };
    if let Some(block) = page.iter().find(|block| letter_title(&fold(block.body()))) {
        return block.text.clone();
    }
    let mut lines: Vec<&str> = Vec::new();
    for block in page.iter().take(MAX_TITLE_BLOCKS) {
        let line = fold_opening(block.body(), OPENING);
        let is_over = line.starts_with("inspection date")
            || line.starts_with("lead inspector")
            || line.starts_with("report published")
            || line.starts_with("age group")
            || line.starts_with("published")
            || line.starts_with("reporting inspector")
            || line == "judgement";
        if is_over {
            break;
        }
        if block.role != Role::Note && block.text.len() < 250 {
            lines.push(block.text.trim_end_matches([' ', '1']));
        }
    }
    lines
        .join(" – ")
        .replace(" – and – ", " and ")
        .replace("– and ", "and ")
}

fn published(page: &[Block], kind: Kind) -> Option<Date> {
    match kind {
        Kind::Jtai | Kind::FocusedVisit | Kind::MonitoringVisit | Kind::AreaSend => {
            page.iter().find_map(|block| dates::whole_date(&block.text))
        }
        _ => page.iter().find_map(|block| {
            let labelled = opens_with(&block.text, &["report published", "published"]);
            labelled.then(|| dates::find_date(&block.text)).flatten()
        }),
    }
}

fn inspection(page: &[Block], kind: Kind, published: Option<Date>) -> Option<DateSpan> {
    let year = published.map(Date::year);
    let labelled = page.iter().enumerate().find_map(|(index, block)| {
        if !opens_with(&block.text, &["inspection date"]) {
            return None;
        }
        // The dates may stand in the next cell or line.
        dates::find_span(&block.text, year).or_else(|| {
            page.get(index + 1)
                .and_then(|next| dates::find_span(&next.text, year))
        })
    });
    if labelled.is_some() {
        return labelled;
    }
    let is_opening = |line: &str| match kind {
        Kind::Jtai | Kind::AreaSend => {
            line.starts_with("between ")
                || line.contains("took place from")
                || line.contains("took place between")
                || line.contains("took place on")
        }
        Kind::FocusedVisit | Kind::MonitoringVisit => {
            line.contains(" visit ")
                && (line.starts_with("this letter") || line.contains("took place"))
                || line.contains("visit to") && line.contains(" on ")
        }
        _ => false,
    };
    page.iter()
        .filter(|block| is_opening(&fold(&block.text)))
        .find_map(|block| dates::find_span(&block.text, year))
}

/// Reads pairs of area and grade; returns the index behind the last of them.
fn read_table(page: &[Block], family: Family, gazetteer: &Gazetteer, front: &mut Front) -> usize {
    let cells = cells(page);
    let mut end = 0;
    for (index, cell) in cells.iter().enumerate() {
        let (area, inline) = match gazetteer.heading(family, &cell.name) {
            Some(Meaning::Area(area, inline)) => (area, inline),
            // What needs to improve stands below the table, and the areas themselves below that.
            Some(Meaning::Section(_)) if end > 0 => break,
            _ => continue,
        };
        if front.table.iter().any(|(other, _)| *other == area) {
            break;
        }
        let beside = cells
            .get(index + 1)
            .filter(|next| match (cell.row, next.row) {
                (Some(here), Some(there)) => here == there,
                (None, None) => inline.is_none(),
                _ => false,
            })
            .and_then(|next| Some((Grade::from_printed(&next.text)?, next.end)));
        let (grade, grade_end) = match (beside, inline) {
            (Some(beside), _) => beside,
            (None, Some(inline)) => (inline, cell.end),
            (None, None) => continue,
        };
        end = grade_end;
        if area == Area::OVERALL {
            front.overall = Some(grade);
        } else {
            front.table.push((area, grade));
        }
    }
    end
}

/// The text of a table cell, or of a block outside tables.
struct CellText {
    text: String,
    /// The text without the number of the row.
    name: String,
    /// Table and row.
    row: Option<(u32, u32)>,
    /// Index behind its last block.
    end: usize,
}

/// Joins the blocks of each cell: a name or a grade may be broken over several.
fn cells(page: &[Block]) -> Vec<CellText> {
    let mut cells: Vec<CellText> = Vec::new();
    let mut last = None;
    for (index, block) in page.iter().enumerate() {
        match cells.last_mut() {
            Some(cell) if block.cell.is_some() && block.cell == last => {
                for text in [&mut cell.text, &mut cell.name] {
                    text.push(' ');
                    text.push_str(&block.text);
                }
                cell.end = index + 1;
            }
            _ => cells.push(CellText {
                text: block.text.clone(),
                name: row_name(block).to_owned(),
                row: block.cell.map(|cell| (cell.table, cell.row)),
                end: index + 1,
            }),
        }
        last = block.cell;
    }
    cells
}

/// Returns the name in a row, without the row's number.
fn row_name(block: &Block) -> &str {
    match block.label {
        Some(label) if matches!(label.mark, Mark::Number(_) | Mark::Section(..)) => block.body(),
        _ => &block.text,
    }
}

/// Finds the overall grade in the sentence on the cover of a single inspection.
fn cover_sentence(page: &[Block], kind: Kind) -> Option<Grade> {
    if !matches!(kind, Kind::Sif | Kind::SifReinspection) {
        return None;
    }
    page.iter()
        .filter(|block| block.role != Role::Note)
        .find_map(|block| {
            let line = fold(&block.text);
            let speaks = line.starts_with("the overall judgement is")
                || line.starts_with("overall judgement")
                || line.starts_with("services in ")
                || line.contains("childrens services") && line.len() <= MAX_SENTENCE;
            if !speaks {
                return None;
            }
            grade_in(&line)
        })
}

/// Finds the grade that a folded sentence speaks of.
fn grade_in(line: &str) -> Option<Grade> {
    [
        ("require improvement", Grade::RequiresImprovement),
        ("requires improvement", Grade::RequiresImprovement),
        ("inadequate", Grade::Inadequate),
        ("outstanding", Grade::Outstanding),
        ("good", Grade::Good),
    ]
    .into_iter()
    .find(|(words, _)| line.contains(words))
    .map(|(_, grade)| grade)
}
