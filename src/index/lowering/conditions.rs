//! From filters and conditions to tests on tags.

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::disk::tags::{LATEST, Test, day};
use crate::index::matching::plan::Plan;
use crate::model::ReportId;
use crate::query::{Condition, Editions, Field, Filter, Filters, LIMITS};

/// Tests for some reports.
fn of_reports(reports: &[ReportId]) -> Test {
    let mut reports = reports.to_vec();
    reports.sort_unstable();
    Test::Reports(reports)
}

/// The tests on tags that a plan asks for.
pub(in crate::index) struct Conditions<'a> {
    commit: &'a Commit,
    pub(in crate::index) tests: Vec<Test>,
    /// Whether notes are asked for: where sections are spoken of.
    pub(in crate::index) notes: bool,
}

impl<'a> Conditions<'a> {
    /// Begins with none.
    pub(in crate::index) fn of(commit: &'a Commit) -> Self {
        Conditions {
            commit,
            tests: Vec::new(),
            notes: false,
        }
    }

    pub(in crate::index) fn filters(&mut self, filters: &Filters) -> Result<Plan, IndexError> {
        let spans = [
            (filters.since, filters.until),
            (filters.published_since, filters.published_until),
        ];
        for (since, until) in spans {
            if let (Some(since), Some(until)) = (since, until)
                && until.last() < since.first()
            {
                return Err(IndexError::NoDays { since, until });
            }
        }
        let mut tests = Vec::new();
        for filter in &filters.fields {
            self.notes |= filter.field == Field::Section;
            tests.push(self.values(filter)?);
        }
        if let Some(source) = filters.source {
            tests.push(Test::value(Field::Source, source.slug()));
        }
        if filters.editions == Editions::Latest {
            tests.push(Test::value(Field::Edition, LATEST));
        }
        if filters.since.is_some() || filters.until.is_some() {
            let (since, until) = (filters.since, filters.until);
            tests.push(self.test_of(&Condition::Dates { since, until })?);
        }
        let (since, until) = (filters.published_since, filters.published_until);
        if since.is_some() || until.is_some() {
            tests.push(Test::Published {
                first: since.map(|date| day(date.first())),
                last: until.map(|date| day(date.last())),
            });
        }
        if let Some(reports) = &filters.reports {
            tests.push(of_reports(reports));
        }
        // Tests of reports are one set of reports, so that each paragraph is looked up once.
        let (mut tests, mut on_reports): (Vec<Test>, Vec<Test>) =
            tests.into_iter().partition(Test::is_of_paragraph);
        match on_reports.len() {
            0 | 1 => tests.append(&mut on_reports),
            _ => tests.push(Test::All(on_reports)),
        }
        let mut plans: Vec<Plan> = tests.into_iter().map(|test| self.test(test)).collect();
        Ok(match plans.len() {
            0 => Plan::All,
            1 => plans.remove(0),
            _ => Plan::And(plans),
        })
    }

    /// Asks for some reports alone; for all where none are named.
    pub(in crate::index) fn only_in(&mut self, reports: Option<&[ReportId]>) -> Plan {
        match reports {
            Some(reports) => self.test(of_reports(reports)),
            None => Plan::All,
        }
    }

    pub(in crate::index) fn condition(
        &mut self,
        condition: &Condition,
    ) -> Result<Plan, IndexError> {
        let test = self.test_of(condition)?;
        Ok(self.test(test))
    }

    fn test_of(&self, condition: &Condition) -> Result<Test, IndexError> {
        Ok(match condition {
            Condition::Values(filter) => self.values(filter)?,
            Condition::Dates { since, until } => Test::Days {
                first: since.map(|date| day(date.first())),
                last: until.map(|date| day(date.last())),
            },
            Condition::Numbers { counted, spans } => Test::Numbers {
                counted: *counted,
                spans: spans.clone(),
            },
        })
    }

    fn values(&self, filter: &Filter) -> Result<Test, IndexError> {
        let field = filter.field;
        if filter.any_of.len() + filter.none_of.len() > LIMITS.values {
            return Err(IndexError::TooManyValues(field));
        }
        let resolved = |values: &[String]| {
            let mut found = Vec::with_capacity(values.len());
            for value in values {
                let other_names = || self.commit.other_names(field);
                found.extend(
                    self.commit
                        .vocabulary()
                        .resolve(field, value, other_names)?,
                );
            }
            Ok::<_, IndexError>(found)
        };
        let any_of = resolved(&filter.any_of)?;
        let none_of = resolved(&filter.none_of)?;
        Ok(Test::Values {
            field,
            any_of,
            none_of,
        })
    }

    fn test(&mut self, test: Test) -> Plan {
        if let Some(known) = self.tests.iter().position(|known| *known == test) {
            return Plan::Tag(known);
        }
        self.tests.push(test);
        Plan::Tag(self.tests.len() - 1)
    }
}
