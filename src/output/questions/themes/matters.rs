//! What two improvement items have in common, in words.

use crate::output::screen::Role;
use crate::output::sheet::Prose;
use crate::themes::{Apart, Common, Verdict};

/// Says why two items ask for the same, or partly: a clause without a full stop.
pub(super) fn reason(common: &Common) -> String {
    if common.practices.is_empty() {
        return "the words that both share; no practice that is known".to_owned();
    }
    let mut reason = format!("both name {}", common.practices.join(", "));
    if !common.children.is_empty() {
        reason = format!("{reason}, for {}", common.children.join(", "));
    }
    if !common.qualities.is_empty() {
        reason = format!("{reason} ({})", common.qualities.join(", "));
    }
    match &common.apart {
        None => reason,
        Some(Apart::Children) => format!("{reason}; for other children"),
        Some(Apart::Narrower(names)) => format!("{reason}; one alone names {}", names.join(", ")),
        Some(Apart::Aside) => format!("{reason}; aside in both"),
    }
}

/// Says on a line above an item now what it has in common with the item then.
pub(super) fn line(common: &Common) -> Prose {
    let verdict = match common.verdict {
        Verdict::Same => "same now",
        Verdict::Partly => "partly now",
    };
    Prose::whole(4, format!("{verdict}: {}", reason(common)), Role::Place)
}

#[cfg(test)]
mod tests {
    use super::reason;
    use crate::themes::{Common, Matter};

    #[test]
    fn reasons_say_what_is_in_common_and_what_is_not() {
        let check = |then: &str, now: &str, expected: &str| {
            let common = Matter::of(then).compare(&Matter::of(now)).unwrap();
            assert_eq!(reason(&common), expected);
        };
        check(
            "The timeliness of visits to children in care.",
            "Timely visits to children looked after.",
            "both name visits, for children in care (timeliness)",
        );
        check(
            "Health assessments of care leavers.",
            "Health assessments of children in need.",
            "both name health assessments; for other children",
        );
        check(
            "Oversight of practice.",
            "Oversight of private fostering.",
            "both name supervision and management oversight; one alone names private fostering, \
             privately fostered children",
        );
        assert_eq!(
            reason(&Common::of_words()),
            "the words that both share; no practice that is known"
        );
    }
}
