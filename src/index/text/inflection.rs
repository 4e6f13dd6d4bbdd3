//! From the root of a verb, left when *-ed* or *-ing* is off, to its infinitive.
//!
//! English spelling tells in most cases whether an *e* was dropped (*plac-ed*, *visit-ed*) or
//! a letter doubled (*plann-ed*); the lists hold what it does not tell.

/// Verbs that keep one *l* although it is doubled before an ending.
const SINGLE_L: &[&str] = &[
    "cancel", "channel", "compel", "control", "counsel", "dispel", "enrol", "equal", "excel",
    "expel", "fuel", "fulfil", "initial", "label", "level", "marshal", "model", "patrol", "propel",
    "rebel", "signal", "total", "travel",
];

/// Roots that take an *e* although their ending does not tell.
const WITH_E: &[&str] = &[
    "adher",
    "attun",
    "centr",
    "unexplor",
    "writ",
    "ador",
    "bath",
    "bor",
    "breath",
    "cach",
    "cit",
    "clon",
    "cod",
    "compet",
    "complet",
    "conced",
    "conven",
    "contraven",
    "cop",
    "creat",
    "delet",
    "deplet",
    "deplor",
    "despit",
    "excit",
    "expedit",
    "explor",
    "hast",
    "hon",
    "hop",
    "ignit",
    "ignor",
    "imped",
    "implor",
    "incit",
    "interfer",
    "interven",
    "invit",
    "past",
    "persever",
    "phon",
    "postpon",
    "preced",
    "procreat",
    "prun",
    "reced",
    "recit",
    "recreat",
    "requit",
    "restor",
    "reunit",
    "scop",
    "scor",
    "stor",
    "supersed",
    "tast",
    "telephon",
    "tun",
    "underscor",
    "unit",
    "wast",
    "welcom",
    "com",
    "becom",
    "overcom",
    "schem",
    "them",
    "liv",
    "los",
    "clos",
    "choos",
];

/// Roots that take no *e* although their ending seems to tell.
const WITHOUT_E: &[&str] = &[
    "ballot",
    "belong",
    "bias",
    "combat",
    "focus",
    "format",
    "hang",
    "bang",
    "overhang",
    "pilot",
    "pivot",
    "riot",
    "unravel",
    "begin",
    "ruin",
    "margin",
    "envelop",
    "develop",
    "gallop",
    "gossip",
    "worship",
    "interrupt",
    "model",
    "collar",
    "solicit",
    "profit",
    "audit",
    "edit",
    "credit",
    "benefit",
    "exhibit",
    "inherit",
    "inhibit",
    "prohibit",
    "limit",
    "permit",
    "visit",
    "deposit",
    "merit",
    "orbit",
    "commit",
    "submit",
    "spirit",
    "exit",
    "elicit",
    "coexist",
];

/// Finds the infinitive; none where the word is no such form, or not surely.
pub(in crate::index) fn infinitive(root: &str, ending: &str) -> Option<String> {
    let bytes = root.as_bytes();
    let vowel = |at: usize| is_vowel(bytes[at]) || (at > 0 && bytes[at] == b'y');
    if root.len() < 2 || !(0..root.len()).any(vowel) {
        return None;
    }
    let last = bytes[root.len() - 1];
    if ending == "ed" && (last == b'e' || last == b'i') {
        // *Need*, *speed*; and *identified*.
        return (last == b'i' && root.len() > 3).then(|| format!("{}y", &root[..root.len() - 1]));
    }
    if root.len() < 3 {
        return (root == "us").then(|| "use".to_owned());
    }
    let before = bytes[root.len() - 2];
    if last == before && !is_vowel(last) {
        let keeps = match last {
            b's' | b'z' | b'f' => true,
            b'l' => !SINGLE_L.contains(&&root[..root.len() - 1]),
            _ => matches!(root, "add" | "err" | "butt" | "purr"),
        };
        return Some(root[..root.len() - usize::from(!keeps)].to_owned());
    }
    // Compounds of *focus* are many: *child-focused* may be written closed.
    if root.ends_with("focus") {
        return Some(root.to_owned());
    }
    let dropped = WITH_E.contains(&root) || (!WITHOUT_E.contains(&root) && takes_e(bytes));
    Some(if dropped {
        format!("{root}e")
    } else {
        root.to_owned()
    })
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Tells by its last letters whether the root lost an *e*.
fn takes_e(root: &[u8]) -> bool {
    let at = |back: usize| root.len().checked_sub(back).map_or(b' ', |i| root[i]);
    let (last, second, third) = (at(1), at(2), at(3));
    // *Cleared*, *rooted*, *claimed*: two vowels need no *e* to be long.
    // A *u* behind *q* or *g* is none: *required*, *guided*.
    let silent = third == b'u' && matches!(at(4), b'q' | b'g');
    let long = is_vowel(third) && is_vowel(second) && !silent;
    match last {
        b'c' | b'v' | b'u' => true,
        b's' | b'z' => second != last,
        b'g' => !(second == b'n' && matches!(third, b'i' | b'o')),
        b'l' => match second {
            b'b' | b'd' | b't' | b'p' | b'c' | b'g' | b'f' | b'k' | b'z' => true,
            b'i' | b'o' | b'a' | b'u' => !long,
            _ => false,
        },
        b'r' => match second {
            b'a' | b'i' | b'u' => !long,
            _ => false,
        },
        b'n' => matches!(second, b'i') && !long,
        b't' => match second {
            b'a' => !long || third == b'i' || third == b'u',
            b'o' | b'u' => !long,
            _ => false,
        },
        b'd' => matches!(second, b'a' | b'i' | b'o' | b'u') && !long,
        b'k' => matches!(second, b'a' | b'i' | b'o' | b'u') && !long,
        b'm' => matches!(second, b'a' | b'i' | b'u') && !long,
        b'b' => matches!(second, b'i' | b'o' | b'u') && !long,
        b'p' => matches!(second, b'a' | b'i' | b'y' | b'u') && !long,
        _ => false,
    }
}
