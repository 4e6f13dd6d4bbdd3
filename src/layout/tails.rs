//! Ends of words that are no words themselves: a hyphen before one breaks a word.

/// Sorted, with a space between two.
const TAILS: &str = "\
    ably ance ances ancy ated ately ates ating ation ations bilities bility ble bly cally cated \
    cating cations cial cially cient ciently cing cious ciously dren ence ences ency ently erally \
    ering ful fully ible ibly ical ically ified ifying ing ings isation ised ising ities ity ive \
    ively lation lations lence lently lities lity mation mations ment ments nally nance nent nently \
    ness nesses ning nities nity ously rably rary rities rity sible sibly sion sional sionals sions \
    sity sive sively tant tants ted tently tial tially tic tical tically tics ting tings tion tional \
    tionally tions tious tive tively tives tor tors ture tured tures turing tuted tution tutions \
    ually uation uations ular ularly ulated ved ving vious viously";

/// Tells whether a stretch of letters is the end of a word and no word.
pub(super) fn is_tail(letters: &str) -> bool {
    TAILS.split(' ').any(|tail| tail == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_from_words() {
        assert!(is_tail("tently") && is_tail("ably") && is_tail("vious"));
        assert!(!is_tail("making") && !is_tail("ten") && !is_tail(""));
        assert!(TAILS.split(' ').is_sorted());
    }
}
