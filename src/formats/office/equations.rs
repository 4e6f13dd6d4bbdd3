//! Equations in one line, as people type them: "7/12", "a^2", "∑_(i=1)^n i". Word has elements of its own for
//! them (ISO 29500-1, 22.1), OpenDocument those of MathML; no name stands for two things.

use crate::formats::xml::{Element, Node};

/// Elements whose text is not the equation's: what was deleted, and second versions.
const SKIPPED: [&str; 4] = ["del", "moveFrom", "annotation", "annotation-xml"];
/// What Word draws where a sum names no sign.
const INTEGRAL: &str = "∫";

/// Writes an equation in one line; empty where nothing can be made of it.
pub(in crate::formats) fn line(equation: &Element<'_>) -> String {
    row(equation.elements()).trim().to_owned()
}

/// Writes elements after each other. A fraction behind a whole number is not more digits of it.
fn row<'e, 'a: 'e>(elements: impl Iterator<Item = &'e Element<'a>>) -> String {
    let mut row = String::new();
    let mut was_built = false;
    for element in elements {
        let next = text(element);
        let is_built = !is_token(element.name());
        let (last, first) = (row.chars().next_back(), next.chars().next());
        let meet = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '√');
        if (was_built || is_built) && meet(last) && meet(first) {
            row.push(' ');
        }
        if !next.is_empty() {
            was_built = is_built;
        }
        row.push_str(&next);
    }
    row
}

fn is_token(name: &str) -> bool {
    matches!(name, "r" | "t" | "mi" | "mn" | "mo" | "mtext" | "ms")
}

fn text(element: &Element<'_>) -> String {
    let name = element.name();
    let child = |name: &str| element.child(name).map(line).unwrap_or_default();
    let nth = |at: usize| element.elements().nth(at).map(text).unwrap_or_default();
    let sign = |name: &str, or: &str| match property(element, name) {
        Some(sign) => sign,
        None => or.to_owned(),
    };
    match name {
        _ if SKIPPED.contains(&name) || name.ends_with("Pr") => String::new(),
        "t" => token(element),
        "mi" | "mn" | "mo" | "mtext" | "ms" => token(element).trim().to_owned(),
        "f" => {
            let is_stack = property(element, "type").as_deref() == Some("noBar");
            fraction(&child("num"), &child("den"), is_stack)
        }
        "mfrac" => {
            let line = element.attribute("linethickness");
            fraction(&nth(0), &nth(1), line.as_deref() == Some("0"))
        }
        "sSup" => script(&child("e"), "", &child("sup")),
        "sSub" => script(&child("e"), &child("sub"), ""),
        "sSubSup" => script(&child("e"), &child("sub"), &child("sup")),
        "limLow" => script(&child("e"), &child("lim"), ""),
        "limUpp" => script(&child("e"), "", &child("lim")),
        "msup" | "mover" => script(&nth(0), "", &nth(1)),
        "msub" | "munder" => script(&nth(0), &nth(1), ""),
        "msubsup" | "munderover" => script(&nth(0), &nth(1), &nth(2)),
        "rad" => root(&child("deg"), &child("e")),
        "msqrt" => root("", &row(element.elements())),
        "mroot" => root(&nth(1), &nth(0)),
        "nary" => {
            let sum = script(&sign("chr", INTEGRAL), &child("sub"), &child("sup"));
            format!("{sum} {}", child("e"))
        }
        "func" => format!("{} {}", child("fName"), child("e")),
        "d" => {
            let parts = list(element, &sign("sepChr", "|"));
            format!("{}{parts}{}", sign("begChr", "("), sign("endChr", ")"))
        }
        "mfenced" => {
            let said = |name: &str, or: &str| match element.attribute(name) {
                Some(sign) => sign.into_owned(),
                None => or.to_owned(),
            };
            let parts = list(element, ",");
            format!("{}{parts}{}", said("open", "("), said("close", ")"))
        }
        "m" | "mtable" | "eqArr" => list(element, "; "),
        "mr" | "mtr" => list(element, ", "),
        "semantics" => nth(0),
        _ => row(element.elements()),
    }
}

/// Returns the letters of an element without the signs that say what is not printed ("times", "of").
fn token(element: &Element<'_>) -> String {
    let texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_ref()),
        Node::Element(_) => None,
    });
    let letters = texts.flat_map(str::chars);
    letters
        .filter(|c| !matches!(c, '\u{2061}'..='\u{2064}'))
        .collect()
}

/// Returns a property of an element of Word's.
fn property(element: &Element<'_>, name: &str) -> Option<String> {
    let mut all = element.elements().filter(|it| it.name().ends_with("Pr"));
    let value = all.find_map(|properties| properties.child(name))?;
    Some(value.attribute("val").unwrap_or_default().into_owned())
}

fn list(element: &Element<'_>, between: &str) -> String {
    let parts = element.elements().filter(|it| !it.name().ends_with("Pr"));
    parts.map(text).collect::<Vec<_>>().join(between)
}

fn fraction(above: &str, below: &str, is_stack: bool) -> String {
    let line = if is_stack { '¦' } else { '/' };
    format!("{}{line}{}", part(above), part(below))
}

fn script(base: &str, below: &str, above: &str) -> String {
    let mut script = part(base);
    for (sign, place) in [('_', below), ('^', above)] {
        if !place.trim().is_empty() {
            script.push(sign);
            script.push_str(&part(place));
        }
    }
    script
}

fn root(degree: &str, of: &str) -> String {
    match degree.trim() {
        "" => format!("√{}", part(of)),
        degree => format!("^{}√{}", part(degree), part(of)),
    }
}

/// Puts what is longer than a number or a word in parentheses, unless it stands in some.
fn part(text: &str) -> String {
    let text = text.trim();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '%');
    if text.chars().all(is_plain) || text.chars().count() == 1 || is_fenced(text) {
        return text.to_owned();
    }
    format!("({text})")
}

/// Tells whether the parenthesis that begins a text ends with it.
fn is_fenced(text: &str) -> bool {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at > 0 && at.saturating_add(c.len_utf8()) == text.len();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Budget, Limit};

    fn check(equation: &str, expected: &str) {
        let text = format!("<m:oMath>{equation}</m:oMath>");
        let budget = Budget::default();
        let found = line(&Element::parse(&text, &budget).unwrap());
        assert_eq!(found, expected, "{equation}");
    }

    fn r(text: &str) -> String {
        format!("<m:r><w:rPr/><m:t>{text}</m:t></m:r>")
    }

    fn f(above: &str, below: &str) -> String {
        format!("<m:f><m:fPr/><m:num>{above}</m:num><m:den>{below}</m:den></m:f>")
    }

    #[test]
    fn equations_of_word() {
        let (a, two) = (r("a"), r("2"));
        check(&f(&r("7"), &r("12")), "7/12");
        check(&(r("2") + &f(&r("7"), &r("12"))), "2 7/12");
        check(&f(&r("a+b"), &f(&a, &two)), "(a+b)/(a/2)");
        check(&f(&r("(a)(b)"), &r("(a+b)")), "((a)(b))/(a+b)");
        let power = format!("<m:sSup><m:e>{a}</m:e><m:sup>{two}</m:sup></m:sSup>");
        check(&(power + &r("b=c")), "a^2 b=c");
        check(
            &format!("<m:sSub><m:e>{a}</m:e><m:sub>{two}</m:sub></m:sSub>"),
            "a_2",
        );
        check(
            &format!("<m:rad><m:radPr/><m:deg/><m:e>{a}</m:e></m:rad>"),
            "√a",
        );
        check(
            &format!(
                "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup>\
                 <m:e>{}</m:e></m:nary>",
                r("i=1"),
                r("n"),
                r("i")
            ),
            "∑_(i=1)^n i",
        );
        let two_parts = format!("<m:e>{a}</m:e><m:e>{two}</m:e>");
        check(&format!("<m:d>{two_parts}</m:d>"), "(a|2)");
        let fence = "<m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr>";
        check(
            &format!("<m:d>{fence}<m:e>{a}</m:e></m:d><w:del>{two}</w:del>"),
            "[a",
        );
        check(
            &format!("<m:m><m:mr>{two_parts}</m:mr><m:mr>{two_parts}</m:mr></m:m>"),
            "a, 2; a, 2",
        );
    }

    #[test]
    fn equations_of_mathml() {
        let two = "<mn>2</mn>";
        check(
            "<semantics>\n <mfrac>\n <mn>7</mn> <mn> 12 </mn></mfrac><annotation>{7} over {12}</annotation></semantics>",
            "7/12",
        );
        check(&format!("{two}<mfrac><mn>7</mn>{two}</mfrac>"), "2 7/2");
        check(
            &format!(
                "<mrow><msup><mi>a</mi>{two}</msup><mo>+</mo><msqrt><mi>x</mi></msqrt></mrow>"
            ),
            "a^2+√x",
        );
        check(
            "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>\
             <mi>i</mi></mrow>",
            "∑_(i=1)^n i",
        );
        check(&format!("{two}<mo>\u{2062}</mo><mi>x</mi>"), "2x");
        check(
            &format!("<mroot><mi>x</mi>{two}</mroot><mfenced>{two}</mfenced>"),
            "^2√x(2)",
        );
        check("<mrow/>", "");
    }

    #[test]
    fn equations_are_as_deep_as_documents_may_be() {
        let budget = Budget::default();
        let most = usize::try_from(budget.limits().get(Limit::Depth)).unwrap() - 2;
        for name in ["mrow", "msqrt", "e", "d"] {
            let text = format!("<{name}>").repeat(most) + &format!("</{name}>").repeat(most);
            let equation = Element::parse(&text, &budget).unwrap();
            assert!(line(&equation).len() <= 2 * most * '√'.len_utf8());
        }
    }
}
