//! What is drawn on a page and is no text for its readers: what lies outside the page, what is drawn
//! twice to look bold or to throw a shadow, invisible text that no picture shows, and words drawn
//! across the page.

use std::collections::HashMap;

use super::{Run, ShownPage};

/// Two runs of one text that start nearer to each other, in points, are one drawn twice; large letters
/// throw longer shadows.
const SHADOW: f32 = 1.0;
/// The same in parts of the font size.
const SHADOW_OF_SIZE: f32 = 0.12;
/// Rows in which others of one text are looked for, in points: no shadow falls further than the next.
const ROW: f32 = 4.0;
/// How many runs with a place in the structure tree are looked back on for the same text.
const LOOK_BACK: usize = 4;
/// Text that leans by more, in degrees, from lines and columns is drawn across the page.
const ACROSS: f32 = 4.0;
/// The part of a page's text from which on it is turned by a quarter.
const MOST: f32 = 0.6;

/// The box that a picture covers: left, bottom, right, top.
pub(super) type Box = [f32; 4];

/// What is known of a page beside its runs.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The pictures on it.
    pub(super) pictures: Vec<Box>,
    /// Where the text of invisible runs begins, in order.
    pub(super) invisible: Vec<usize>,
    /// The small circles on it.
    pub(super) circles: Vec<Box>,
}

impl Drawn {
    pub(super) fn clear(&mut self) {
        self.pictures.clear();
        self.invisible.clear();
        self.circles.clear();
    }

    fn is_invisible(&self, run: &Run) -> bool {
        self.invisible.binary_search(&run.text.start).is_ok()
    }

    fn has_picture_behind(&self, run: &Run) -> bool {
        let (x, y) = (run.x.midpoint(run.x_end), run.y + run.size / 4.0);
        self.pictures.iter().any(|&[left, bottom, right, top]| {
            (left - 1.0..=right + 1.0).contains(&x) && (bottom - 1.0..=top + 1.0).contains(&y)
        })
    }

    /// Returns the part of a page that its pictures cover, from 0 to 1.
    pub(super) fn covered(&self, page: &ShownPage) -> f32 {
        let within = |low: f32, high: f32, edge: f32| (high.min(edge) - low.max(0.0)).max(0.0);
        let areas = self.pictures.iter().map(|&[left, bottom, right, top]| {
            within(left, right, page.width) * within(bottom, top, page.height)
        });
        let all = page.width * page.height;
        if all > 0.0 {
            (areas.sum::<f32>() / all).min(1.0)
        } else {
            0.0
        }
    }
}

/// Takes out the runs of a page that its readers do not see, and makes artifacts of those drawn
/// across it. Both lists begin with the runs of earlier pages.
pub(super) fn remove(
    text: &str,
    runs: &mut Vec<Run>,
    artifacts: &mut Vec<Run>,
    [first_run, first_artifact]: [usize; 2],
    page: &ShownPage,
    drawn: &Drawn,
) {
    for (list, first) in [(&mut *runs, first_run), (&mut *artifacts, first_artifact)] {
        let own = list.get(first..).unwrap_or_default();
        let has_visible = drawn.invisible.is_empty()
            || own
                .iter()
                .any(|run| !is_blank(text, run) && !drawn.is_invisible(run));
        let mut again = twice(text, own);
        let unseen = |run: &Run| {
            is_outside(run, page)
                || has_visible && drawn.is_invisible(run) && !drawn.has_picture_behind(run)
        };
        if again.is_empty() && !own.iter().any(unseen) {
            continue;
        }
        again.reverse();
        let mut index = first;
        let kept = list.split_off(first).into_iter().filter(|run| {
            let is_again = again.last() == Some(&index.saturating_sub(first));
            if is_again {
                again.pop();
            }
            index = index.saturating_add(1);
            !is_again && !unseen(run)
        });
        list.extend(kept);
    }
    let own = runs.get(first_run..).unwrap_or_default();
    if own.iter().any(is_across) {
        let (across, kept) = runs.split_off(first_run).into_iter().partition(is_across);
        let (across, kept): (Vec<Run>, Vec<Run>) = (across, kept);
        runs.extend(kept);
        artifacts.extend(across.into_iter().map(|run| Run {
            artifact: true,
            ..run
        }));
        let own = artifacts.get_mut(first_artifact..).unwrap_or_default();
        own.sort_by_key(|run| run.text.start);
    }
}

fn is_blank(text: &str, run: &Run) -> bool {
    text.get(run.text.clone()).is_none_or(super::is_blank)
}

fn is_outside(run: &Run, page: &ShownPage) -> bool {
    let (low, high) = (run.y - run.size, run.y + run.size);
    let is_level = run.angle == 0.0;
    run.x > page.width
        || is_level && run.x_end < 0.0
        || is_level && (high < 0.0 || low > page.height)
}

fn is_across(run: &Run) -> bool {
    let is_leaning = || (ACROSS..90.0 - ACROSS).contains(&run.angle.rem_euclid(90.0));
    run.angle != 0.0 && run.mcid.is_none() && is_leaning()
}

/// Lists the runs whose text was drawn before at the same place.
fn twice(text: &str, runs: &[Run]) -> Vec<usize> {
    let same = |a: &Run, b: &Run| {
        let width = (b.x_end - b.x).max(0.2);
        let shadow = SHADOW.max(a.size * SHADOW_OF_SIZE);
        a.text.len() == b.text.len()
            && (a.x - b.x).abs() <= shadow.min(width / 2.0)
            && (a.y - b.y).abs() <= shadow
            && text.get(a.text.clone()) == text.get(b.text.clone())
    };
    let mut found = Vec::new();
    // By text and by the row of the page that the baseline is in.
    let mut known: HashMap<(&str, i32), Vec<usize>> = HashMap::new();
    for (index, run) in runs.iter().enumerate() {
        // Blank runs, of which Word draws very many, are no text that could be drawn again.
        if is_blank(text, run) {
            continue;
        }
        let is_again = if run.mcid.is_some() {
            let before = runs.get(index.saturating_sub(LOOK_BACK)..index);
            before
                .unwrap_or_default()
                .iter()
                .any(|other| same(other, run))
        } else {
            let row = (run.y / ROW) as i32;
            let text = text.get(run.text.clone()).unwrap_or_default();
            let rows = [row.saturating_sub(1), row, row.saturating_add(1)];
            let is_known = rows.into_iter().any(|row| {
                let others = known.get(&(text, row)).into_iter().flatten().rev().take(64);
                others
                    .filter_map(|&other| runs.get(other))
                    .any(|other| same(other, run))
            });
            known.entry((text, row)).or_default().push(index);
            is_known
        };
        if is_again {
            found.push(index);
        }
    }
    found
}

/// Turns a page if most of its text is turned, by a quarter or upside down, so that its lines are level.
pub(super) fn level(runs: [&mut [Run]; 2], page: &mut ShownPage) {
    let [own, _] = &runs;
    if own.iter().all(|run| run.angle == 0.0) {
        return;
    }
    let length = |run: &Run| run.text.len() as f32;
    let all: f32 = own.iter().map(length).sum();
    let is_most = |turn: f32| {
        let is_turned = |run: &&Run| {
            let apart = (run.angle - turn).rem_euclid(360.0);
            !(1.0..=359.0).contains(&apart)
        };
        own.iter().filter(is_turned).map(length).sum::<f32>() > MOST * all
    };
    let Some(turn) = [90.0, -90.0, 180.0].into_iter().find(|&turn| is_most(turn)) else {
        return;
    };
    for run in runs.into_iter().flatten() {
        run.turn(turn, page.width, page.height);
    }
    if turn != 180.0 {
        (page.width, page.height) = (page.height, page.width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads runs of `x y angle text`, the invisible marked by a `~` before it.
    fn check(lines: &[&str], pictures: &[Box], expected: &str) {
        let (mut text, mut runs, mut artifacts) = (String::new(), Vec::new(), Vec::new());
        let mut drawn = Drawn {
            pictures: pictures.to_vec(),
            invisible: Vec::new(),
            circles: Vec::new(),
        };
        let mut page = ShownPage {
            width: 600.0,
            height: 800.0,
            covered: 0.0,
        };
        for line in lines {
            let mut parts = line.splitn(4, ' ');
            let mut number = || parts.next().unwrap().parse::<f32>().unwrap();
            let (x, y, angle) = (number(), number(), number());
            let shown = parts.next().unwrap();
            let start = text.len();
            if shown.starts_with('~') {
                drawn.invisible.push(start);
            }
            text.push_str(shown.trim_start_matches('~'));
            runs.push(Run {
                text: start..text.len(),
                x,
                x_end: x + shown.len() as f32 * 6.0,
                angle,
                ..Run::at(0, y, 12.0)
            });
        }
        remove(&text, &mut runs, &mut artifacts, [0, 0], &page, &drawn);
        level([&mut runs, &mut artifacts], &mut page);
        let told = |run: &Run| format!("{} {} {}", run.x, run.y, &text[run.text.clone()]);
        let read: Vec<_> = runs.iter().map(told).collect();
        assert_eq!(read.join("|"), expected);
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        check(
            &[
                "50 700 0 Good",
                "50.4 700 0 Good",
                "50 680 0 Good",
                "300 700 0 Good",
            ],
            &[],
            "50 700 Good|50 680 Good|300 700 Good",
        );
        check(
            &[
                "50 700 0 Our work",
                "50 680 0 The end",
                "50.5 699.5 0 Our work",
            ],
            &[],
            "50 700 Our work|50 680 The end",
        );
        check(&["50 700 0 l", "52.2 700 0 l"], &[], "50 700 l|52.2 700 l");
        check(
            &["50 700 0 Our work", "51.1 698.9 0 Our work"],
            &[],
            "50 700 Our work",
        );
    }

    #[test]
    fn what_cannot_be_seen_is_not_read() {
        check(
            &[
                "50 700 0 in",
                "700 700 0 out",
                "50 900 0 out",
                "-90 10 0 out",
            ],
            &[],
            "50 700 in",
        );
        let scan = [0.0, 0.0, 600.0, 800.0];
        check(&["50 700 0 ~recognised"], &[scan], "50 700 recognised");
        check(&["50 700 0 ~unseen", "50 650 0 seen"], &[], "50 650 seen");
        check(&["50 700 0 ~all there is"], &[], "50 700 all there is");
    }

    #[test]
    fn words_across_a_page_are_artifacts_and_turned_pages_are_levelled() {
        check(&["100 200 45 DRAFT", "50 700 0 text"], &[], "50 700 text");
        check(
            &["50 100 90 turned", "70 100 90 lines"],
            &[],
            "100 550 turned|100 530 lines",
        );
        check(&["50 700 -90 turned"], &[], "100 50 turned");
        check(
            &["550 100 180 upside", "550 120 -180 down"],
            &[],
            "50 700 upside|50 680 down",
        );
        check(
            &["50 700 0 level text", "20 100 90 side"],
            &[],
            "50 700 level text|20 100 side",
        );
    }

    #[test]
    fn pictures_cover_a_part_of_the_page() {
        let page = ShownPage {
            width: 100.0,
            height: 200.0,
            covered: 0.0,
        };
        let covered = |pictures: &[Box]| {
            let pictures = pictures.to_vec();
            let drawn = Drawn {
                pictures,
                ..Drawn::default()
            };
            drawn.covered(&page)
        };
        assert_eq!(covered(&[]), 0.0);
        assert_eq!(covered(&[[0.0, 0.0, 100.0, 100.0]]), 0.5);
        assert_eq!(covered(&[[-50.0, 0.0, 200.0, 400.0]]), 1.0);
    }
}
