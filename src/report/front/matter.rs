//! What front matter says.

use crate::model::{Area, Date, DateSpan, Grade};
use crate::report::heading::Near;

/// What the first page says about a report.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Front {
    pub(in crate::report) title: String,
    pub(in crate::report) inspection: Option<DateSpan>,
    pub(in crate::report) published: Option<Date>,
    pub(in crate::report) overall: Option<Grade>,
    /// Grades by area as the table gives them, in its order.
    pub(in crate::report) table: Vec<(Area, Grade)>,
    /// Rows that were read as what they nearly are.
    pub(in crate::report) near: Vec<Near>,
    /// Index of the first block behind the front matter, among those of the first page.
    pub(in crate::report) end: usize,
}
