//! Which reports a search looks at, as other reports and the whole of each tell.

use super::changes::declined;
use super::latest::latest;
use super::reiteration::told_again;
use super::whole_report::{searches_within, within_reports};
use crate::index::{Index, IndexError, SearchRequest};
use crate::model::ReportId;
use crate::query::NodeKind;

/// What chooses the reports of a search; all that is set must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choosing {
    /// Only the newest graded report of each authority, as authorities are now: see [`latest`].
    pub latest: bool,
    /// Only reports whose overall grade is lower than that of the report before: see [`declined`].
    pub declined: bool,
    /// Only reports that name the query among what must improve, as the graded report before did: see
    /// [`told_again`].
    pub told_again: bool,
    /// Only reports in which all that is asked stands, wherever: see [`within_reports`].
    pub within_report: bool,
}

impl Choosing {
    /// Tells whether anything is set.
    pub fn is_any(&self) -> bool {
        *self != Choosing::default()
    }

    /// Tells whether it needs words of a query that has none.
    pub fn lacks_words(&self, request: &SearchRequest) -> bool {
        self.told_again && request.query.text.trim().is_empty()
    }

    /// Lists the searches that it makes to choose reports for a request, beside looking at what all reports
    /// are.
    pub fn searches(&self, request: &SearchRequest) -> Vec<SearchRequest> {
        let mut searches = Vec::new();
        if self.told_again {
            searches.push(request.asking(request.query.clone()));
        }
        if self.within_report {
            searches.extend(searches_within(request));
        }
        searches
    }

    /// Narrows a request to the reports that are chosen, and returns what is to be said of it.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn narrow(
        &self,
        index: &Index,
        request: &mut SearchRequest,
    ) -> Result<Option<String>, IndexError> {
        if self.latest || self.declined || self.told_again {
            request.filters.reports = Some(self.reports(index, request)?);
        }
        // Everything stands in every report.
        if !self.within_report || request.query.root.kind == NodeKind::All {
            return Ok(None);
        }
        let found = within_reports(index, request)?;
        let (all, searched) = (found.reports.len(), found.searched);
        request.only_in = Some(found.reports.into_iter().collect());
        request.query = found.query;
        Ok(Some(format!(
            "{all} of {searched} reports say all of it, be it in different paragraphs, each of which passes the \
             filters; shares are of the reports searched"
        )))
    }

    fn reports(&self, index: &Index, request: &SearchRequest) -> Result<Vec<ReportId>, IndexError> {
        let mut chosen: Vec<ReportId> = match self.latest {
            true => latest(index, &request.filters)?.into_iter().collect(),
            false => index
                .reports(&request.filters)?
                .into_iter()
                .map(|record| record.id)
                .collect(),
        };
        // The filters hold beside what is chosen here.
        if let Some(reports) = &request.filters.reports {
            chosen.retain(|id| reports.contains(id));
        }
        if self.declined {
            let declined = declined(index)?;
            chosen.retain(|id| declined.contains(id));
        }
        if self.told_again {
            let again = told_again(index, request)?;
            chosen.retain(|id| again.contains(id));
        }
        Ok(chosen)
    }
}
