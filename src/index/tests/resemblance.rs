//! How much of one text another speaks of.

use super::*;

/// The resemblance of texts that stand in the index to the first of them.
fn found(texts: &[&str]) -> Vec<f32> {
    let (_dir, index) = index(&[report("aford", "2024-01-05", texts)], 1);
    let mut comparer = index.comparer().unwrap();
    let item = comparer.read(texts[0]).unwrap();
    let of = |text: &&str| {
        let counts = comparer.count(text);
        comparer.resemblance(&item, &counts)
    };
    texts.iter().map(of).collect()
}

#[test]
fn what_says_more_of_a_text_resembles_it_more() {
    let found = found(&[
        "The reflective supervision of workers",
        "Reflective supervision of workers is rare",
        "Supervision is rare among families",
        "Families wait for a home",
    ]);
    assert!(found.is_sorted_by(|a, b| a > b), "{found:?}");
    assert!(found[0] <= 1.0, "{found:?}");
    assert!(found[3].abs() < f32::EPSILON, "{found:?}");
}

/// By hand: `drift` and `delay` stand in two of three paragraphs each, so they weigh alike, and
/// the paragraph of average length that says one of them scores half.
#[test]
fn a_paragraph_of_average_length_scores_the_share_of_what_it_says() {
    let found = found(&["drift delay", "drift there", "delay here"]);
    assert!((found[0] - 1.0).abs() < 1e-6, "{found:?}");
    assert!((found[1] - 0.5).abs() < 1e-6, "{found:?}");
    assert!((found[2] - 0.5).abs() < 1e-6, "{found:?}");
}
