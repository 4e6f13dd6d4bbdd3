//! The language of a report. Inspectorates of Wales publish in Welsh too, and a report that no
//! rule here can read should be said to be Welsh, not damaged.

use crate::model::Language;

/// So many words are looked at.
const ENOUGH: usize = 250;
/// So many words must speak for a language.
const FEWEST: usize = 8;
/// One word of so many must, in running text.
const SHARE: usize = 10;
/// So many words must speak for it for each one that speaks for the other.
const LEAD: usize = 4;

/// Tells the language of a text, given in pieces.
///
/// The small words tell, of which running text has one in three, and for Welsh a few letters that
/// English has not. Headings, names and tables say nothing.
pub(super) fn language<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Language {
    let mut all = 0;
    let mut english = 0;
    let mut welsh = 0;
    let words = pieces
        .into_iter()
        .flat_map(|piece| piece.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty());
    for word in words.take(ENOUGH) {
        all += 1;
        match of_word(word) {
            Language::English => english += 1,
            Language::Welsh => welsh += 1,
            Language::Unknown => {}
        }
    }
    let speaks =
        |most: usize, least: usize| most >= FEWEST && SHARE * most >= all && most >= LEAD * least;
    if speaks(english, welsh) {
        Language::English
    } else if speaks(welsh, english) {
        Language::Welsh
    } else {
        Language::Unknown
    }
}

/// The longest of the small words, in bytes.
const LONGEST: usize = 5;

/// Tells what one word speaks for: small words of the one language that are no words of the other.
/// What an apostrophe cuts off is a word of Welsh: "i’r", "mae’n".
fn of_word(word: &str) -> Language {
    let mut small = [0; LONGEST];
    if let Some(small) = small.get_mut(..word.len()) {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        match &*small {
            b"and" | b"are" | b"as" | b"be" | b"been" | b"by" | b"for" | b"from" | b"has"
            | b"have" | b"in" | b"is" | b"it" | b"of" | b"or" | b"that" | b"the" | b"their"
            | b"they" | b"this" | b"to" | b"was" | b"which" | b"with" => return Language::English,
            b"ac" | b"ar" | b"bod" | b"bu" | b"cael" | b"chael" | b"chan" | b"dros" | b"drwy"
            | b"ddim" | b"ei" | b"eu" | b"fel" | b"fod" | b"gan" | b"gyda" | b"hefyd" | b"hyn"
            | b"mae" | b"maen" | b"mewn" | b"nad" | b"neu" | b"nid" | b"oedd" | b"oes" | b"ond"
            | b"pob" | b"rhai" | b"roedd" | b"sydd" | b"sy" | b"trwy" | b"wedi" | b"wrth"
            | b"y" | b"yn" | b"ym" | b"yr" | b"yw" => return Language::Welsh,
            _ => {}
        }
    }
    if !word.is_ascii() && word.contains(['ŵ', 'ŷ', 'Ŵ', 'Ŷ']) {
        return Language::Welsh;
    }
    Language::Unknown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WELSH_TEXT: &str = "Mae’r rhan fwyaf o blant yn yr ysgol yn gwneud cynnydd da, ac mae \
        eu hymddygiad yn dda iawn. Roedd yr arolygwyr wedi siarad â disgyblion, rhieni a staff yn \
        ystod yr ymweliad. Nid yw’r cynlluniau ar gyfer gwella bob amser yn ddigon clir, ond mae \
        arweinwyr yn gwybod beth sydd angen ei wneud nesaf.";
    const ENGLISH_TEXT: &str = "Most children in the school make good progress, and their \
        behaviour is very good. Inspectors spoke with pupils, parents and staff during the visit. \
        Plans for improvement are not always clear enough, but leaders know what is to be done \
        next.";

    fn check(text: &str, expected: Language) {
        assert_eq!(language([text]), expected, "{text}");
    }

    #[test]
    fn running_text() {
        check(WELSH_TEXT, Language::Welsh);
        check(&WELSH_TEXT.to_uppercase(), Language::Welsh);
        check(&WELSH_TEXT.replace('’', "'"), Language::Welsh);
        check(ENGLISH_TEXT, Language::English);
        check(&ENGLISH_TEXT.to_uppercase(), Language::English);
        check(
            "Mae’r tŷ yn agos at y dŵr, a chaiff y plant chwarae yno gyda’u ffrindiau. Gall y \
             staff helpu pob un ohonynt, ond nid oes digon o leoedd i bawb.",
            Language::Welsh,
        );
    }

    #[test]
    fn names_of_the_other_language_do_not_matter() {
        check(
            "The inspection of Cyngor Sir Ynys Môn and of Rhondda Cynon Taf was led by Estyn, \
             with inspectors from Arolygiaeth Gofal Cymru. It is the first of its kind for Ysgol y \
             Dŵr, which has been in the area since 2001.",
            Language::English,
        );
        check(
            "Mae Estyn wedi cyhoeddi adroddiad ar Vale of Glamorgan. Roedd yr awdurdod yn y \
             grŵp cyntaf, ac mae cynllun yn cael ei lunio gyda Care Inspectorate Wales.",
            Language::Welsh,
        );
    }

    #[test]
    fn too_little_or_too_mixed() {
        check("", Language::Unknown);
        check("What needs to improve", Language::Unknown);
        check("Inspection dates: 3 to 14 March 2025", Language::Unknown);
        check("Dyddiad yr arolygiad: 3 Mawrth 2025", Language::Unknown);
        check(&format!("{WELSH_TEXT} {ENGLISH_TEXT}"), Language::Unknown);
        check(
            "Die meisten Kinder kommen gut voran, und ihr Verhalten ist sehr gut. Die Pläne sind \
             nicht immer klar genug, aber die Leitung weiß, was als Nächstes zu tun ist. Wir haben \
             mit vielen Eltern gesprochen, die mit der Schule zufrieden waren.",
            Language::Unknown,
        );
    }

    #[test]
    fn small_words_tell() {
        for word in ["yn", "Mae", "wedi", "ŵyr"] {
            assert_eq!(of_word(word), Language::Welsh, "{word}");
        }
        for word in ["the", "Which", "their"] {
            assert_eq!(of_word(word), Language::English, "{word}");
        }
        for word in ["children", "a", "i", "gofal"] {
            assert_eq!(of_word(word), Language::Unknown, "{word}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_one_text(cut in 0..40_usize, noise in "[0-9 .,;]{0,20}") {
            for text in [WELSH_TEXT, ENGLISH_TEXT] {
                let (first, second) = match text.match_indices(' ').nth(cut) {
                    Some((at, _)) => text.split_at(at),
                    None => (text, ""),
                };
                prop_assert_eq!(language([first, &noise, second]), language([text]));
            }
        }
    }
}
