//! Failures: why a request has no answer.

use axum::http::StatusCode;

use super::question::Question;
use crate::index::IndexError;
use crate::query::QueryError;

/// Why a request has no answer, and what to do.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: StatusCode,
    /// What is wrong, in one sentence without a full stop.
    pub(super) detail: String,
    /// What to do, a sentence each.
    pub(super) hints: Vec<String>,
    /// The query with its mistake.
    pub(super) query: Option<Box<(String, QueryError)>>,
    /// The question, to be asked again with a change.
    pub(super) question: Option<Box<Question>>,
    /// After how many seconds to ask again.
    pub(super) retry_after: Option<u32>,
    /// The methods by which it can be asked, where it was another.
    pub(super) allowed: Option<&'static str>,
}

impl Failure {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Failure {
            status,
            detail: detail.into(),
            hints: Vec::new(),
            query: None,
            question: None,
            retry_after: None,
            allowed: None,
        }
    }

    /// Says by which methods it can be asked.
    pub(super) fn not_allowed(methods: &'static str) -> Self {
        let said = format!("this is not asked in this way: {methods} are");
        Failure {
            allowed: Some(methods),
            ..Failure::new(StatusCode::METHOD_NOT_ALLOWED, said)
        }
    }

    pub(super) fn bad(detail: impl Into<String>) -> Self {
        Failure::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Failure::new(StatusCode::NOT_FOUND, detail)
    }

    /// Says that the program is at fault.
    pub(super) fn fault() -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Failure::new(status, "findings met a fault of its own")
    }

    /// Says that there is more to do than can be done now.
    pub(super) fn busy(detail: &str) -> Self {
        Failure {
            retry_after: Some(5),
            ..Failure::new(StatusCode::SERVICE_UNAVAILABLE, detail)
        }
    }

    /// Says that an answer would take more than one question may.
    pub(super) fn too_costly(detail: impl Into<String>) -> Self {
        Failure::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    /// Points into a query.
    pub(super) fn query(text: &str, error: QueryError) -> Self {
        Failure {
            hints: error.hint.iter().cloned().collect(),
            query: Some(Box::new((text.to_owned(), error.clone()))),
            ..Failure::bad(error.message)
        }
    }

    /// Adds what to do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds names that may have been meant, if there are any.
    #[must_use]
    pub(super) fn did_you_mean<S: AsRef<str>>(self, names: &[S]) -> Self {
        let names = names.iter().map(|name| format!("`{}`", name.as_ref()));
        let names: Vec<_> = names.collect();
        match names.is_empty() {
            true => self,
            false => self.hint(format!("did you mean {}?", names.join(", "))),
        }
    }

    /// Adds the question that cannot be answered.
    #[must_use]
    pub(super) fn of(mut self, question: &Question) -> Self {
        self.question = Some(Box::new(question.clone()));
        self
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        let detail = error.to_string();
        match error {
            IndexError::Refused { query, error } => Failure::query(&query, error),
            IndexError::UnknownValue { near, .. } => Failure::bad(detail).did_you_mean(&near),
            IndexError::TooManyValues(_) | IndexError::NoDays { .. } => Failure::bad(detail),
            IndexError::TooCostly => Failure::too_costly(detail)
                .hint("use rarer words or a smaller distance, or narrow it by authority or dates"),
            IndexError::Whole(_) => Failure {
                retry_after: Some(5),
                ..Failure::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the engine that holds the reports cannot answer this now",
                )
                .hint("a narrower question may be answered: by authority or dates")
                .hint("whoever serves this can ask `findings check` what is wrong")
            },
            // What is wrong with its files is for whoever serves it.
            _ => Failure::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the index cannot be read",
            )
            .hint("whoever serves this can ask `findings check` what is wrong"),
        }
    }
}
