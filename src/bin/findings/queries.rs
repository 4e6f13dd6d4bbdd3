//! Queries as users type them.

use findings::query::{self, Query};

use crate::error::CommandError;

/// Parses a query; the error points into it.
pub(crate) fn parse(text: &str) -> Result<Query, CommandError> {
    query::parse(text).map_err(|error| CommandError::query(text, error))
}
