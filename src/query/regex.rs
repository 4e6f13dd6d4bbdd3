//! Regular expressions over words, written `/…/`: where one ends, and whether it is one.
//!
//! One matches a word from its first letter to its last, small letters and capitals alike. The syntax is
//! that of the crate `regex`, without what says nothing of a whole word: anchors, boundaries, and
//! quantifiers that take as little as they can.

use std::ops::Range;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::QueryError;
use super::limits::LIMITS;

/// What stands before and behind an expression.
const MARK: char = '/';
/// So deep groups may stand in each other.
const NESTED: u32 = 20;

/// Returns how many bytes of a text an expression at its start takes, marks included; none where there is
/// none, as in `/ words` and `/a/b`.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut inside = text.strip_prefix(MARK)?.char_indices();
    while let Some((at, c)) = inside.next() {
        match c {
            '\\' => {
                inside.next();
            }
            MARK if at == 0 => return None,
            MARK => {
                let end = at + 2 * MARK.len_utf8();
                let next = text[end..].chars().next();
                let ends = next.is_none_or(|next| next.is_whitespace() || next == ')');
                return ends.then_some(end);
            }
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Checks an expression, which begins at a byte of the query's text.
pub(super) fn check(expression: &str, start: usize) -> Result<(), QueryError> {
    let whole = start..start + expression.len();
    let refused = |message: String, span: Range<usize>, hint: &str| QueryError {
        message,
        span,
        hint: Some(hint.to_owned()),
    };
    let parsed = ParserBuilder::new()
        .nest_limit(NESTED)
        .build()
        .parse(expression);
    let hir = parsed.map_err(|error| {
        let (message, at) = match &error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span()),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span()),
            _ => return refused("no regular expression".to_owned(), whole.clone(), EXAMPLE),
        };
        let span = start + at.start.offset..start + at.end.offset.max(at.start.offset + 1);
        let span = span.start.min(whole.end)..span.end.min(whole.end + MARK.len_utf8());
        refused(
            format!("in the regular expression: {message}"),
            span,
            EXAMPLE,
        )
    })?;
    if !hir.properties().look_set().is_empty() {
        let message = "a regular expression over words has no anchors and no boundaries";
        let hint =
            "it matches whole words anyway: /care.*/ begins with care, /.*care/ ends with it";
        return Err(refused(message.to_owned(), whole, hint));
    }
    if has_lazy(&hir) {
        let message = "a regular expression over words has no quantifiers such as `*?`";
        return Err(refused(
            message.to_owned(),
            whole,
            "`*` finds the same words",
        ));
    }
    if letters(&hir) > LIMITS.expression {
        let message = format!(
            "a regular expression comes to at most {} letters",
            LIMITS.expression
        );
        return Err(refused(message, whole, "smaller numbers in braces"));
    }
    Ok(())
}

const EXAMPLE: &str = "/advis[eo]r.*/, /(in)?adequa(te|cy)/; a slash in quotation marks is no mark";

fn has_lazy(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repeated) => !repeated.greedy || has_lazy(&repeated.sub),
        HirKind::Capture(group) => has_lazy(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_lazy),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

/// Counts the letters that an expression comes to where repetitions are written out.
fn letters(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 1,
        HirKind::Capture(group) => letters(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            let sum = |sum: usize, part| sum.saturating_add(letters(part));
            parts.iter().fold(0, sum)
        }
        HirKind::Repetition(repeated) => {
            let times = repeated.max.unwrap_or(repeated.min).max(1) as usize;
            letters(&repeated.sub).saturating_mul(times)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{check, length};

    #[test]
    fn an_expression_ends_at_a_mark_behind_which_nothing_follows() {
        for (text, taken) in [
            ("/a.*/", Some(5)),
            ("/a.*/ b", Some(5)),
            ("/a|b/) c", Some(5)),
            (r"/a\/b/", Some(6)),
            ("/é/", Some(4)),
            ("//", None),
            ("/", None),
            ("/a b/", None),
            ("/a/b/", None),
            ("/a", None),
            (r"/a\", None),
            ("a/b/", None),
        ] {
            assert_eq!(length(text), taken, "{text}");
        }
    }

    #[test]
    fn mistakes_are_marked() {
        let check = |expression: &str, marked: &str| {
            let error = check(expression, 0).unwrap_err();
            let text = format!("{expression}/");
            assert_eq!(&text[error.span], marked, "{expression}: {}", error.message);
        };
        check("care(r", "(");
        check("care[r", "[");
        check("*care", "*");
        check("^care", "^care");
        check("care.*?", "care.*?");
        check("(care{900}){900}", "(care{900}){900}");
        assert!(super::check("(in)?adequa(te|cy)", 0).is_ok());
    }
}
