//! Ends of words that are no words themselves: a hyphen before one breaks a word.

/// Sorted, with a space between two.
const TAILS: &str = "\
    ably ance ances ancy ated ately ates ating ation ations bilities bility ble bly cally cated \
    cating cations ceived ceiving cial cially cient ciently cing cious ciously cluded cluding \
    cruited cruiting cruitment dation dations dividual dividuals dren duced ducing ence ences ency ently erally ering \
    ference ferences ferent ferently ferred ferring ful fully garding gation gations gether ible \
    ibly ical ically ified ifying ing ings isation ised ising ities ity ive ively lation lations \
    lence lently lished lishing lities lity lopment mation mations ment ments mitted mitting \
    nally nance nent nently ness nesses ning nities nity ously ployed ployment quired quirement \
    quirements quiring rably rary rities rity sation sations sible sibly sidered sidering sion \
    sional sionals sions sistence sistency sistent sistently sity sive sively spected spection \
    spections spector spectors sponse sponses sponsible tained taining tant tants tection ted \
    tently tial tially tic tical tically tics ting tings tion tional tionally tions tious tive \
    tively tives tor tors tunities tunity ture tured tures turing tuted tution tutions ually \
    uation uations ular ularly ulated vation vations ved veloped veloping velopment vided viding \
    ving vious viously zation zations";

/// Tells whether a stretch of letters is the end of a word and no word.
pub(super) fn is_tail(letters: &str) -> bool {
    TAILS.split(' ').any(|tail| tail == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_from_words() {
        assert!(is_tail("tently") && is_tail("ably") && is_tail("cruitment"));
        assert!(!is_tail("making") && !is_tail("ten") && !is_tail(""));
        assert!(TAILS.split(' ').is_sorted());
    }
}
