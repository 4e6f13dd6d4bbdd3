//! The query language told: every construct, with an example.
//!
//! The help topic `query` and the page of help are made of it.
//!
//! The examples are run on the sample corpus by `tests/help.rs`, so each must find something.

/// A construct of the query language.
#[derive(Debug)]
pub struct Construct {
    /// How it is written.
    pub title: &'static str,
    /// What it asks for.
    pub text: &'static str,
    /// What follows `findings search`, as typed into a shell.
    pub example: &'static str,
}

const fn construct(title: &'static str, text: &'static str, example: &'static str) -> Construct {
    Construct {
        title,
        text,
        example,
    }
}

/// Every construct, plainest first.
pub const CONSTRUCTS: [Construct; 24] = [
    construct(
        "Words",
        "All words must stand in one paragraph, in any order. Small and capital letters are one, \
         and apostrophes count as nothing, so that `manager's` is `managers`; every dash parts two words as \
         a space does.",
        "social workers visits",
    ),
    construct(
        "Inflections",
        "A word finds its other endings: `visit` finds visits, visited and visiting. `--exact` \
         turns this off for a whole query.",
        "visiting",
    ),
    construct(
        "\"a phrase\"",
        "Words in quotation marks must follow each other. The shell takes one pair of marks \
         away, so type a second one around them. Curly marks do as well as straight ones.",
        "'\"social workers\"'",
    ),
    construct(
        "Curly quotation marks and apostrophes",
        "Text pasted from a word processor is read as if it had been typed: curly marks open \
         and close a phrase, and a curly apostrophe is a straight one.",
        "'“children’s services”'",
    ),
    construct(
        "Compounds",
        "A compound is found whichever way it is written: with a hyphen, with a space, or as one \
         word, if some report writes it so. `--exact` leaves out the spelling as one word.",
        "'\"life-story work\"'",
    ),
    construct(
        "\"a phrase\"~N",
        "The words stand in this order, with up to N others among them.",
        "'\"supervision reflective\"~2'",
    ),
    construct(
        "a NEAR/N b",
        "At most N other words stand between the two, whichever comes first. Either side may be \
         a phrase or a group in parentheses.",
        "'supervision NEAR/5 reflect*'",
    ),
    construct(
        "a ADJ/N b",
        "As NEAR, but in this order.",
        "'children ADJ/3 care'",
    ),
    construct(
        "a OR b",
        "Either, or both. OR is written in capitals and binds more loosely than words side by \
         side.",
        "'drift OR delay'",
    ),
    construct(
        "a NOT b, a -b",
        "The first without the second, which must be absent from the whole paragraph. A query \
         that begins with `-` goes behind `--`, lest it be taken for an option.",
        "'children -adoption'",
    ),
    construct("( )", "Parentheses group.", "'(drift OR delay) children'"),
    construct(
        "prefix*",
        "An asterisk stands for any number of letters, at the end or elsewhere in a word.",
        "'permanen*'",
    ),
    construct(
        "wild?card",
        "A question mark inside a word stands for one letter. At the end of a word it is \
         punctuation.",
        "'wom?n OR child?en'",
    ),
    construct(
        "/regular expression/",
        "Words that it matches from the first letter to the last, whatever their capitals: \
         `/(in)?adequa(te|cy)/`. Brackets, groups, `|`, `?`, `*`, `+` and `{2,3}` are those of other \
         programs; an expression holds no space, and no inflections are added to what it matches. It \
         may stand wherever a word may, but for phrases.",
        "'/advis[eo]rs?/ NEAR/5 /support(s|ed|ing)/'",
    ),
    construct(
        "fuzzy~1, fuzzy~2",
        "Words that differ in one or two letters.",
        "'safegarding~1'",
    ),
    construct(
        "=exact",
        "This very word, in no other ending; apostrophes count as nothing here too. Before a phrase it holds \
         for each of its words.",
        "'=visits'",
    ),
    construct(
        "field:value",
        "Paragraphs with a tag: authority, provider, region, type, kind, framework, area, \
         area-group, section, grade, overall, inspector, outcome, enabler, principle, source, \
         edition (`latest`, `replaced`) or year. Values may be a list with commas; `!value` excludes; a value with spaces is put in \
         quotation marks. The options of the same names say the same for the whole query.",
        "'children grade:good,outstanding'",
    ),
    construct(
        "field:[a TO b]",
        "A range, its ends included, of `year`, `date`, `number` (of the paragraph) or `page`. \
         An asterisk leaves an end open. `since:` and `until:` take one date each. Dates are \
         YYYY, YYYY-MM or YYYY-MM-DD.",
        "'children year:[2019 TO 2022] page:[* TO 3]'",
    ),
    construct(
        "--sentence",
        "All words must meet in one sentence instead of one paragraph.",
        "--sentence 'children visits'",
    ),
    construct(
        "--exact",
        "Words as they are spelt: no other endings, no compounds in one word, no concepts. A \
         hyphen and a space remain the same, and apostrophes count as nothing.",
        "--exact 'social workers'",
    ),
    construct(
        "Abbreviations and concepts",
        "A term that has several accepted names may be searched under all of them, as the list \
         of concepts says. Whatever is added to a query `--explain` shows, and `--exact` leaves \
         out.",
        "--explain 'IRO OR \"looked after\"'",
    ),
    construct(
        "What other programs write",
        "`W/5`, `near/5`, `adj3`, `PRE/3`, `AROUND(5)`, `/5` and `+5` between two parts are NEAR and ADJ; `||`, \
         `|`, `&&` and `!` before a word are OR, AND and NOT; `superv%`, `superv!` and `superv$` are `superv*`, `wom#n` is \
         `wom?n`; `/p` is AND, and `/s` too, with a note that one sentence is an option; « and » are quotation \
         marks, and so are straight single ones around several words. Fields that there are not, such as \
         `title:`, are left out and named. Where something else may have been meant, such as OR by `or` or by a \
         list with commas, a note says so, and what it would find is offered.",
        "'supervis! AROUND(5) reflect%'",
    ),
    construct(
        "Plain English",
        "A sentence is never an error. A colon after an ordinary word, a question mark, an \
         apostrophe, brackets inside a word and a quotation mark without a partner are \
         understood, and `--explain` says how. What is clearly an operator used wrongly, such as \
         NEAR/5 with nothing behind it, is refused, with a mark under the place.",
        "\"do children's plans drift?\"",
    ),
    construct(
        "No words",
        "Without words, every paragraph that passes the filters matches.",
        "--grade inadequate --count",
    ),
];
