//! Problems: why a question over HTTP has no answer, for programs (RFC 9457).

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::{Reply, Screen, Sheet};

/// Why a question has no answer, as `application/problem+json`.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Problem<'a> {
    /// The status of the response.
    pub status: u16,
    /// What that status means.
    pub title: &'a str,
    /// What is wrong here, in one sentence without a full stop.
    pub detail: &'a str,
    /// What to do instead, a sentence each.
    pub hints: &'a [String],
    /// The place in the query, as code points of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
}

impl Reply for Problem<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        Sheet::new(self.title)
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::output::testutil::json;

    #[test]
    fn a_problem_names_its_place() {
        let problem = Problem {
            status: 400,
            title: "Bad Request",
            detail: "`NEAR` needs a number",
            hints: &[],
            span: Some([3, 7]),
        };
        assert_eq!(
            json(&problem),
            serde_json::json!({
                "status": 400, "title": "Bad Request", "detail": "`NEAR` needs a number",
                "hints": [], "span": [3, 7]
            })
        );
    }
}
