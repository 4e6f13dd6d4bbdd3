//! Paragraphs that go on over the page.

use super::{count, document, told};

#[test]
fn a_sentence_that_refers_back_goes_on_over_the_page() {
    let turned = |end: &str, next: &str| {
        let last = format!("70 80 12 {end}");
        let next = format!("70 700 12 {next}");
        let first = [
            "70 114 12 Children are asked what they think of the homes that they have come to live in.",
            last.as_str(),
        ];
        let first = [first[0].replace(" 114 ", " 94 "), first[1].to_owned()];
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        told(&document(&[
            &first,
            &[&next, "70 686 12 in all of the county."],
        ]))
        .len()
    };
    let full = "Most of them say that they are as good as any could be, and that they stay.";
    assert_eq!(
        turned(
            full,
            "However, few of them are asked again when they leave these homes"
        ),
        1
    );
    assert_eq!(
        turned(
            full,
            "Leaders know all that there is to know about each of these homes"
        ),
        2
    );
    // There was room for the word.
    let short = "Most of them say that they are good.";
    assert_eq!(
        turned(
            short,
            "However, few of them are asked again when they leave these homes"
        ),
        2
    );
}

/// Counts the blocks of two pages, the first of which ends and the second of which begins with the
/// lines of an item.
fn blocks_of_item(foot: &[&str], head: &[&str]) -> usize {
    let lines = |texts: &[&str], x: usize, top: usize| -> Vec<String> {
        let lines = texts.iter().enumerate();
        let line = |(at, text): (usize, &&str)| match text.starts_with('•') {
            true => format!("70 {} 12 {text}", top - 14 * at),
            false => format!("{x} {} 12 {text}", top - 14 * at),
        };
        lines.map(line).collect()
    };
    count(&[lines(foot, 90, 114), lines(head, 90, 700)])
}

#[test]
fn an_item_that_hangs_goes_on_over_the_page() {
    let head = [
        "Leaders know all that there is to know about each one of these homes",
        "in the county.",
    ];
    let item = [
        "• Children are asked what they think of the homes that they live in,",
        "and most of them say that they are as good as any of them could be.",
    ];
    assert_eq!(blocks_of_item(&item, &head), 1);
    // A line that had room for the next word ends its paragraph.
    let short = [item[0], "and most of them say that they are good."];
    assert_eq!(blocks_of_item(&short, &head), 2);
    // Nothing hangs.
    let text = [
        "Children are asked what they think of the homes they live",
        item[1],
    ];
    assert_eq!(blocks_of_item(&text, &head), 2);
    assert_eq!(blocks_of_item(&item, &["• Leaders know all of it."]), 2);
}

/// Counts the paragraphs of pages of which the first has a full line with a sentence and a space at its
/// foot; behind each of its paragraphs stands `end`.
fn blocks_of_filled_page(end: &str, foot: usize, head: &[&str]) -> usize {
    let mut first: Vec<String> = Vec::new();
    for paragraph in 0..6 {
        let top = 700 - 60 * paragraph;
        first.push(format!("70 {top} 12 Children are asked what they think of all of the homes that they have come "));
        first.push(format!("70 {} 12 to live in, and of all of those who live there and have been there for longer ", top - 14));
        first.push(format!("70 {} 12 than they.{end}", top - 28));
    }
    first.push(format!(
        "70 {} 12 Most of the children who were asked in the last year of the plan have said ",
        foot + 14
    ));
    first.push(format!(
        "70 {foot} 12 that the homes are as good as any could be, and that they want to stay. "
    ));
    let head = head.iter().enumerate();
    let head: Vec<String> = head
        .map(|(at, text)| format!("70 {} 12 {text}", 700 - 14 * at))
        .collect();
    // Text that stands at the foot of the page.
    let last = [
        "70 700 12 Some are asked what they think of the plans that are made for them, and of"
            .to_owned(),
        "70 74 12 Few.".to_owned(),
    ];
    count(&[first, head, last.to_vec()])
}

#[test]
fn a_page_that_is_filled_goes_on_where_lines_do() {
    let head = [
        "Leaders know all that there is to know about each one of these homes, and ",
        "tell.",
    ];
    let goes_on = blocks_of_filled_page("", 80, &head);
    // Spaces stand behind the ends of paragraphs too.
    assert_eq!(blocks_of_filled_page(" ", 80, &head), goes_on + 1);
    // There was room for two lines more.
    assert_eq!(blocks_of_filled_page("", 120, &head), goes_on + 1);
    // No line is left alone.
    let alone = ["Leaders know all that there is to know about each one of these homes, at once."];
    assert_eq!(blocks_of_filled_page("", 80, &alone), goes_on + 1);
}

#[test]
fn a_page_may_be_narrower_than_others() {
    let wide = "70 700 12 Inspectors looked at all that is done for children who live in one of the homes of the";
    let lines = |count: usize| -> Vec<String> {
        let line = |at: usize| {
            format!(
                "70 {} 12 Children who are asked say that they like the homes they live in, and",
                700 - 14 * at
            )
        };
        let mut lines: Vec<String> = (0..count).map(line).collect();
        let y = 700 - 14 * count;
        lines.push(format!(
            "70 {y} 12 that they want to stay there. All of their plans are made with them."
        ));
        lines
    };
    let blocks = |count: usize| {
        let page = lines(count);
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let head = "70 700 12 However, few of them are asked again";
        told(&document(&[&[wide], &page, &[head]])).len()
    };
    // The few lines of a page do not tell where its text ends.
    assert_eq!(blocks(20), 1);
    assert_eq!(blocks(5), 2);
}

/// Pages on the right of a book have another margin than those on the left.
#[test]
fn facing_pages_are_set_at_one_place() {
    let places = |lefts: [i32; 2], width: usize| -> Vec<f32> {
        let page = |left: i32| -> Vec<String> {
            let line = "a".repeat(width);
            let hanging = |at: i32| if at % 3 == 0 { 0 } else { 20 };
            (0..40)
                .map(|at| format!("{} {} 10 {line}", left + hanging(at), 740 - 17 * at))
                .collect()
        };
        let pages: Vec<Vec<String>> = (0..4).map(|at| page(lefts[at % 2])).collect();
        let pages: Vec<Vec<&str>> = pages
            .iter()
            .map(|page| page.iter().map(String::as_str).collect())
            .collect();
        let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
        let document = document(&pages);
        let aligned = super::super::facing::aligned(&document);
        [0, 1]
            .map(|page| {
                let mut runs = aligned.runs.iter().filter(|run| run.page == page);
                runs.next().unwrap().x
            })
            .to_vec()
    };
    assert_eq!(places([70, 110], 60), [70.0, 70.0]);
    assert_eq!(places([110, 70], 60), [110.0, 110.0]);
    assert_eq!(places([70, 70], 60), [70.0, 70.0]);
    assert_eq!(places([70, 71], 60), [70.0, 71.0]);
}
