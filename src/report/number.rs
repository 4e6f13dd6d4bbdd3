//! Paragraph numbers: which labels are numbers of paragraphs and which only look like them.
//!
//! A line that happens to begin with a number and a full stop, a table row or a footnote has a
//! label too. What tells them apart is the sequence: paragraphs are numbered 1, 2, 3 through a
//! whole report.

use crate::layout::{Block, Mark};

/// Where more numbers are missing in a row, a run of them must follow.
const MAX_GAP: u32 = 3;
/// So many numbers follow one that begins a run of them.
const RUN: usize = 3;
/// So many bare numbers that nothing but their order tells make a sequence at least.
const LEAST_LOOSE: usize = 5;
/// A paragraph that is numbered by its order alone is not shorter, in bytes, ...
const LEAST_TEXT: usize = 40;
/// ... unless it is a sentence of so many words.
const LEAST_WORDS: usize = 4;
/// How far behind an item's first line its others are set in, in points, for a hanging indent.
const HANGING: f32 = 5.0;

/// The numbers accepted for the blocks of one part, in order, with the numbers found missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// For each candidate, whether its label is its number.
    pub(super) accepted: Vec<Option<u32>>,
    /// Numbers that are missing from the sequence.
    pub(super) missing: Vec<u32>,
}

/// A label that may be a paragraph number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Candidate {
    /// No number.
    None,
    /// A number with a full stop.
    Stopped(u32),
    /// A number without one, at a hanging indent before a capital letter.
    Bare(u32),
}

impl Candidate {
    /// Returns the number.
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Candidate::None => None,
            Candidate::Stopped(number) | Candidate::Bare(number) => Some(number),
        }
    }
}

/// Looks at a block's label where numbers stand in brackets.
pub(super) fn enclosed(block: &Block) -> Candidate {
    let number = block.enclosed_number();
    number.map_or(Candidate::None, Candidate::Stopped)
}

/// Looks at a block's label.
pub(super) fn candidate(block: &Block) -> Candidate {
    match block.label.map(|label| label.mark) {
        Some(Mark::Number(number)) => Candidate::Stopped(number),
        Some(Mark::BareNumber(number)) => {
            let hanging = block.setting.indent > block.setting.x + HANGING;
            let capital = block.body().starts_with(char::is_uppercase);
            if hanging && capital {
                Candidate::Bare(number)
            } else {
                Candidate::None
            }
        }
        _ => Candidate::None,
    }
}

/// Looks at a block's label where numbers stand before their paragraphs without a full stop, in the same
/// line, in the margin or in a cell of their own; `next` is the block behind it.
pub(super) fn loose(block: &Block, next: Option<&Block>) -> Candidate {
    let number = match block.label.map(|label| label.mark) {
        Some(Mark::Number(number) | Mark::BareNumber(number)) => number,
        _ => return Candidate::None,
    };
    let body = match block.body() {
        "" => match next {
            Some(next) if next.label.is_none() => next.text.as_str(),
            _ => return Candidate::None,
        },
        body => body,
    };
    let begins = |c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '\'' | '"');
    let is_sentence =
        || body.trim_end().ends_with('.') && body.split_whitespace().count() >= LEAST_WORDS;
    match (body.len() >= LEAST_TEXT || is_sentence()) && body.starts_with(begins) {
        true => Candidate::Bare(number),
        false => Candidate::None,
    }
}

/// Accepts numbers that nothing but their order tells: most of them follow one another, from one on.
pub(super) fn in_order(candidates: &[Candidate]) -> Option<Vec<Option<u32>>> {
    let mut last = 0;
    let accepted = candidates.iter().map(|candidate| {
        let number = candidate.number().filter(|&number| number == last + 1)?;
        last = number;
        Some(number)
    });
    let accepted: Vec<Option<u32>> = accepted.collect();
    let all = candidates.iter().filter_map(|candidate| candidate.number());
    let count = accepted.iter().flatten().count();
    (count >= LEAST_LOOSE && count * 4 >= all.count() * 3).then_some(accepted)
}

/// Tells whether bare numbers begin a list: the next follow it one by one.
fn is_run(candidates: &[Candidate]) -> bool {
    let mut numbers = candidates.iter().filter_map(|candidate| match candidate {
        Candidate::Bare(number) => Some(*number),
        _ => None,
    });
    let Some(first) = numbers.next() else {
        return false;
    };
    numbers.take(RUN).eq((first + 1..).take(RUN))
}

/// Tells whether the sequence goes on behind a number before which so many are missing: behind a
/// wide gap in a run of them.
fn goes_on(behind: &[Candidate], number: u32, missing: u32) -> bool {
    let mut numbers = behind.iter().filter_map(|candidate| match candidate {
        Candidate::Stopped(number) => Some(*number),
        _ => None,
    });
    match missing {
        0 | 1 => true,
        2..=MAX_GAP => numbers.any(|next| next == number + 1),
        _ => numbers.take(RUN - 1).eq((number + 1..).take(RUN - 1)),
    }
}

/// Accepts the labels that continue the sequence after `last`.
pub(super) fn sequence(candidates: &[Candidate], mut last: u32) -> Numbers {
    let mut numbers = Numbers::default();
    let printed = candidates.iter().filter_map(|candidate| candidate.number());
    let lowest = printed.min();
    for (index, &candidate) in candidates.iter().enumerate() {
        let expected = last + 1;
        let later = |number| candidates[index + 1..].contains(&Candidate::Stopped(number));
        let accepted = match candidate {
            Candidate::Stopped(number) if number == expected => Some(number),
            Candidate::Bare(number) if number == expected && !later(number) => Some(number),
            // A gap is believed where what is missing never comes and the sequence goes on.
            Candidate::Stopped(number)
                if number > expected
                    && (last > 0 || number - expected <= MAX_GAP)
                    && !(expected..number).any(later)
                    && goes_on(&candidates[index + 1..], number, number - expected) =>
            {
                numbers.missing.extend(expected..number);
                Some(number)
            }
            // A part of a report may begin at any number that no lower one comes with.
            Candidate::Stopped(number)
                if last == 0 && lowest == Some(number) && later(number + 1) =>
            {
                Some(number)
            }
            // So may one whose numbers have no full stops.
            Candidate::Bare(number)
                if last == 0 && lowest == Some(number) && is_run(&candidates[index..]) =>
            {
                Some(number)
            }
            _ => None,
        };
        last = accepted.unwrap_or(last);
        numbers.accepted.push(accepted);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(labels: &[u32], expected: &[Option<u32>], missing: &[u32]) {
        let candidates: Vec<_> = labels.iter().map(|&n| Candidate::Stopped(n)).collect();
        let numbers = sequence(&candidates, 0);
        assert_eq!(
            (&numbers.accepted[..], &numbers.missing[..]),
            (expected, missing),
            "{labels:?}"
        );
    }

    #[test]
    fn only_the_sequence_counts() {
        check(&[1, 2, 3], &[Some(1), Some(2), Some(3)], &[]);
        check(&[1, 2, 17, 3], &[Some(1), Some(2), None, Some(3)], &[]);
        check(
            &[1, 2, 4, 3, 4],
            &[Some(1), Some(2), None, Some(3), Some(4)],
            &[],
        );
        check(
            &[1, 2, 1, 2, 3],
            &[Some(1), Some(2), None, None, Some(3)],
            &[],
        );
    }

    #[test]
    fn a_sequence_may_begin_anywhere() {
        check(&[7, 8, 9], &[Some(7), Some(8), Some(9)], &[]);
        check(&[7, 9], &[None, None], &[]);
        check(&[7, 8, 1, 2], &[None, None, Some(1), Some(2)], &[]);
    }

    #[test]
    fn gaps_are_reported() {
        check(&[1, 2, 4, 5], &[Some(1), Some(2), Some(4), Some(5)], &[3]);
        check(&[1, 30], &[Some(1), None], &[]);
        check(&[1, 30, 31, 5], &[Some(1), None, None, None], &[]);
        check(
            &[1, 2, 7, 8, 9, 10],
            &[1, 2, 7, 8, 9, 10].map(Some),
            &[3, 4, 5, 6],
        );
    }

    #[test]
    fn a_missing_full_stop_is_forgiven() {
        let labels = [
            Candidate::Stopped(1),
            Candidate::Bare(2),
            Candidate::Stopped(3),
        ];
        assert_eq!(sequence(&labels, 0).accepted, [Some(1), Some(2), Some(3)]);
        let labels = [
            Candidate::Stopped(1),
            Candidate::Bare(2),
            Candidate::Stopped(2),
        ];
        assert_eq!(sequence(&labels, 0).accepted, [Some(1), None, Some(2)]);
    }

    /// A short sentence broke off a sequence, and with it all of its numbers.
    #[test]
    fn a_short_sentence_may_have_a_bare_number() {
        let check = |text: &str, expected: Candidate| {
            let block = Block::plain(crate::layout::Role::Paragraph, text.to_owned());
            assert_eq!(loose(&block, None), expected, "{text}");
        };
        check("12 Plans are made with care.", Candidate::Bare(12));
        check("12 Good", Candidate::None);
        check("12 Plans of the county", Candidate::None);
    }

    #[test]
    fn numbers_that_only_their_order_tells_need_to_be_many() {
        let bare = |numbers: &[u32]| -> Vec<Candidate> {
            numbers.iter().copied().map(Candidate::Bare).collect()
        };
        let all = [1, 2, 3, 4, 5].map(Some).to_vec();
        assert_eq!(in_order(&bare(&[1, 2, 3, 4, 5])), Some(all));
        let with_one_of_the_text = [Some(1), Some(2), None, Some(3), Some(4), Some(5)].to_vec();
        assert_eq!(
            in_order(&bare(&[1, 2, 30, 3, 4, 5])),
            Some(with_one_of_the_text)
        );
        assert_eq!(in_order(&bare(&[1, 2, 3, 4])), None);
        assert_eq!(in_order(&bare(&[2, 3, 4, 5, 6])), None);
        assert_eq!(in_order(&bare(&[1, 9, 9, 2, 9, 3, 9, 4, 5])), None);
    }

    #[test]
    fn bare_numbers_may_begin_anywhere_in_a_run() {
        let bare = |numbers: &[u32]| -> Vec<Candidate> {
            numbers
                .iter()
                .map(|&number| Candidate::Bare(number))
                .collect()
        };
        let run = sequence(&bare(&[2, 3, 4, 5, 6]), 0).accepted;
        assert_eq!(run, [2, 3, 4, 5, 6].map(Some));
        assert_eq!(sequence(&bare(&[16, 18, 40]), 0).accepted, [None; 3]);
    }
}
