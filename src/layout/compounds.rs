//! Compounds by their parts: what begins and what ends a word with a hyphen, whatever a document says.

/// The hyphens, the soft one among them.
pub(super) const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{AD}'];

/// Words that begin compounds and seldom stand alone.
const PREFIXES: [&str; 26] = [
    "anti", "co", "counter", "cross", "ex", "extra", "hard", "high", "ill", "inter", "long", "mid",
    "micro", "multi", "non", "over", "post", "pre", "re", "self", "semi", "short", "socio", "sub",
    "under", "well",
];

/// Of these, those that begin hardly a word without a hyphen, ...
const ALWAYS: [&str; 6] = ["cross", "extra", "multi", "self", "socio", "well"];

/// ... but for some whose rest is shorter, in bytes: "multi-ply", "cross-ing".
const LEAST_BEHIND: usize = 5;

/// Words that end compounds.
const SUFFIXES: [&str; 27] = [
    "aged",
    "agency",
    "based",
    "being",
    "building",
    "centred",
    "focused",
    "gathering",
    "going",
    "informed",
    "keeping",
    "led",
    "making",
    "needed",
    "old",
    "olds",
    "planned",
    "quality",
    "seeking",
    "sharing",
    "specific",
    "standing",
    "term",
    "time",
    "up",
    "wide",
    "year",
];

/// Small words that stand between two hyphens: "edge-of-care", "face-to-face", "Chester-le-Street".
const MIDDLES: [&str; 16] = [
    "a", "and", "at", "by", "for", "in", "le", "of", "on", "or", "the", "to", "under", "up",
    "upon", "with",
];

/// Of two letters, what begins compounds.
const SHORT: [&str; 11] = [
    "by", "de", "go", "hi", "in", "no", "on", "so", "to", "un", "up",
];
/// The beginning of a word that begins no compound is not longer, in bytes.
const MAX_STUMP: usize = 2;

/// Before "-or" they are the beginning of a word: "inspect-or", "audit-or", but "short- or long-term".
const BEFORE_OR: [&str; 6] = ["ct", "at", "it", "ut", "ss", "is"];

/// Words that are written as one, though their parts would make a compound, in alphabetical order.
const WHOLE: &str = "\
    background bedroom breakfast caseload casework checklist childcare classroom deadline feedback \
    footprint foregoing framework gateway goodwill grandparent guideline handbook handover \
    hardship highlight homework household however landlord meantime meanwhile network nevertheless \
    notwithstanding otherwise outcome outgoing outreach outset outside overall overcome oversee \
    oversight overview password pathway playground safeguard schoolwork shortcoming shortfall \
    somebody something sometime standpoint stepfather stepmother teamwork therefore throughout \
    timescale timetable turnover undergoing understand understanding undertake viewpoint weekday \
    weekend whereabouts wherever widespread withdraw withhold within without workforce workload \
    workplace worksheet workshop workstream";

/// What such words end in besides.
const ENDINGS: [&str; 3] = ["s", "ed", "ing"];

/// Tells whether a word, in capitals or not, begins compounds.
pub(super) fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word.to_lowercase().as_str())
}

/// Tells whether a word in small letters ends compounds.
pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

/// Tells whether a word in small letters stands between two hyphens.
pub(super) fn is_middle(word: &str) -> bool {
    MIDDLES.contains(&word)
}

/// Tells whether a word is one, though its parts would make a compound.
pub(super) fn is_whole(word: &str) -> bool {
    let small = word.to_lowercase();
    let is_known = |word: &str| WHOLE.split(' ').any(|whole| whole == word);
    let mut stems = ENDINGS
        .iter()
        .filter_map(|ending| small.strip_suffix(ending));
    is_known(&small) || stems.any(is_known)
}

/// Tells whether a compound is known by how it begins, whatever stands behind the hyphen.
pub(super) fn is_by_its_prefix(before: &str, behind: &str) -> bool {
    behind.len() >= LEAST_BEHIND && ALWAYS.contains(&before.to_lowercase().as_str())
}

/// Tells whether letters are too short for a word, and begin no compound.
pub(super) fn is_stump(letters: &str) -> bool {
    let small = letters.to_lowercase();
    letters.len() <= MAX_STUMP && !SHORT.contains(&small.as_str()) && !is_prefix(&small)
}

/// Tells whether text goes on from a compound that is not finished: "16-" and "or 17-year-olds", but "face-" and
/// "to-face", "inspect-" and "or".
pub(super) fn is_elliptic(before: &str, rest: &str) -> bool {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (word, behind) = rest.split_at(end);
    let before = before.trim_end().trim_end_matches(HYPHENS);
    let is_one_word = word == "or" && BEFORE_OR.iter().any(|end| before.ends_with(end));
    matches!(word, "and" | "or" | "to" | "nor") && !behind.starts_with(HYPHENS) && !is_one_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_that_share_their_end() {
        for rest in [
            "and long-term options",
            "or 17-year-olds",
            "to",
            "nor, it seems",
        ] {
            assert!(is_elliptic("16-", rest), "{rest}");
        }
        for rest in ["to-face", "term", "android", "and-baby units"] {
            assert!(!is_elliptic("face-", rest), "{rest}");
        }
        assert!(is_elliptic("by short-", "or"));
        assert!(!is_elliptic("the lead inspect\u{2010} ", "or"));
    }

    #[test]
    fn parts_of_compounds() {
        assert!(is_prefix("Multi") && !is_prefix("child"));
        assert!(is_suffix("centred") && !is_suffix("ing"));
        assert!(is_whole("Understanding") && !is_whole("long-standing"));
        assert!(is_whole("breakfasts") && is_whole("safeguarding") && !is_whole("lifestory"));
        assert!(WHOLE.split(' ').is_sorted());
        assert!(is_stump("Ad") && !is_stump("Up") && !is_stump("rag"));
        assert!(is_by_its_prefix("cross", "border") && !is_by_its_prefix("cross", "ing"));
        assert!(!is_by_its_prefix("under", "standing"));
    }
}
