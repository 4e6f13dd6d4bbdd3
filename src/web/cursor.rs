//! Cursors: where the rest of a list begins, for the same question to the same commit alone.

use axum::http::StatusCode;

use super::failure::Failure;
use super::parameter::{Kind, Parameter};
use super::question::Question;
use crate::corpus::hash_bytes;

/// The rest of a list.
pub(super) const CURSOR: Parameter = Parameter {
    name: "cursor",
    label: "Cursor",
    help: "where the rest begins, as the answer before gave it (`Link`, `rel=\"next\"`)",
    kind: Kind::Text(""),
};

/// What a question does not change by: where it is answered from, how much of it, and in which form.
const APART: [&str; 5] = [CURSOR.name, "offset", "limit", "facet", "format"];
/// Hexadecimal digits by which commits and questions are told apart.
const DIGITS: usize = 12;

/// Writes the cursor of what comes after so many.
pub(super) fn cursor(commit: &str, question: &Question, offset: usize) -> String {
    format!("{offset}.{}.{}", digits(commit), digits(&asked(question)))
}

/// Reads how many come before.
pub(super) fn offset(commit: &str, question: &Question, cursor: &str) -> Result<usize, Failure> {
    let wrong = || {
        Failure::bad("`cursor` is none that an answer gave")
            .hint("the header `Link` of an answer leads to the rest of it")
    };
    let mut parts = cursor.split('.');
    let (Some(offset), Some(of_commit), Some(of_question), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let offset = offset.parse().map_err(|_| wrong())?;
    if of_question != digits(&asked(question)) {
        return Err(Failure::bad("`cursor` belongs to another question")
            .hint("ask the same with it, or begin without it"));
    }
    if of_commit != digits(commit) {
        let said = "the reports have changed since `cursor` was given, and the list with them";
        return Err(Failure::new(StatusCode::GONE, said).hint("begin again, without `cursor`"));
    }
    Ok(offset)
}

/// Writes what is asked, wherever it is answered from.
fn asked(question: &Question) -> String {
    let mut pairs = question.pairs();
    pairs.retain(|(name, _)| !APART.contains(name));
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.extend_pairs(pairs).finish()
}

fn digits(of: &str) -> String {
    let mut digits = hash_bytes(of.as_bytes());
    digits.truncate(DIGITS);
    digits
}

#[cfg(test)]
mod tests {
    use super::{Question, cursor, offset};

    fn question(text: &str, own: &[(&'static str, &str)]) -> Question {
        let own = own.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Question {
            text: text.to_owned(),
            own: own.collect(),
            ..Question::default()
        }
    }

    #[test]
    fn a_cursor_is_for_one_question_and_one_commit() {
        let asked = question("a", &[("limit", "10"), ("context", "1")]);
        let given = cursor("one", &asked, 20);
        let check = |commit: &str, question: &Question, cursor: &str| {
            offset(commit, question, cursor).map_err(|failure| failure.status.as_u16())
        };
        assert_eq!(check("one", &asked, &given), Ok(20));
        let more = question(
            "a",
            &[("context", "1"), ("limit", "99"), ("cursor", &given)],
        );
        assert_eq!(check("one", &more, &given), Ok(20));
        assert_eq!(check("two", &asked, &given), Err(410));
        assert_eq!(check("one", &question("b", &[]), &given), Err(400));
        for wrong in [
            "",
            "20",
            "20.x.y",
            "x.y.z.a",
            "-1.a.b",
            &format!("{given}."),
        ] {
            assert_eq!(check("one", &asked, wrong), Err(400), "{wrong}");
        }
    }
}
