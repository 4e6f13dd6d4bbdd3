//! References at the end of an item to a framework of outcomes, enablers and the like: "(outcome
//! 3, national framework)". They are what the inspectorate says about the item, not what the item
//! says, and so are cut off and read.

mod ending;
mod reading;
mod strip;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::ending::Ending;
use self::reading::misplaced;
use crate::model::Reference;
use crate::rules::References;

/// An item with its references apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    /// The item as its author would have written it without them. It is never empty if the item
    /// was not.
    pub text: Cow<'a, str>,
    /// The references in their order, none twice.
    pub references: Vec<Reference>,
    /// What looks like a reference and cannot be read whole, or stands where none should; it is
    /// left in the text.
    pub doubt: Option<&'a str>,
}

/// Cuts the references off the end of an item.
///
/// They stand in brackets, of which one may have been forgotten; or, if they name the framework
/// or are the whole of it, in a sentence of their own. The full stop of the item is kept, on
/// whichever side of the bracket it was printed.
pub(super) fn cut<'a>(text: &'a str, scheme: &References) -> Cut<'a> {
    let mut rest = text.trim_end();
    let mut stop = None;
    // From the last to the first, for that is how they are found.
    let mut read: Vec<Vec<Reference>> = Vec::new();
    let mut doubt = None;
    loop {
        let tail = if read.is_empty() {
            rest
        } else {
            without_joiner(rest)
        };
        let Some(ending) = Ending::of(tail, scheme) else {
            break;
        };
        match ending.reading {
            Some(references) if !ending.before.is_empty() => {
                read.push(references);
                stop = stop.or(ending.stop);
                rest = ending.before;
            }
            _ => {
                doubt = Some(ending.printed);
                break;
            }
        }
    }
    let mut references = Vec::new();
    for reference in read.into_iter().rev().flatten() {
        if !references.contains(&reference) {
            references.push(reference);
        }
    }
    if references.is_empty() {
        return Cut {
            text: Cow::Borrowed(text),
            references,
            doubt: doubt.or_else(|| misplaced(text, scheme)),
        };
    }
    let finished = rest.ends_with(['.', '?', '!', ';']);
    let text = match stop.filter(|_| !finished) {
        Some(stop) => Cow::Owned(format!("{rest}{stop}")),
        None => Cow::Borrowed(rest),
    };
    Cut {
        text,
        references,
        doubt: doubt.or_else(|| misplaced(rest, scheme)),
    }
}

/// Drops what joins two references: a comma, or "and".
fn without_joiner(text: &str) -> &str {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '/');
    let text = text.trim_end_matches(is_sign);
    let and = text
        .len()
        .checked_sub(3)
        .and_then(|at| text.split_at_checked(at));
    match and {
        Some((before, and)) if and.eq_ignore_ascii_case("and") => {
            if before.ends_with([' ', ')', ']', ',']) {
                return before.trim_end_matches(is_sign);
            }
            text
        }
        _ => text,
    }
}
