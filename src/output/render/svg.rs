//! Charts drawn as SVG that stands in the page.
//!
//! Labels stand above their marks, so that a chart is as legible on a telephone as on paper.

use maud::{Markup, PreEscaped, html};

use super::escaped::Text;
use crate::output::sheet::{Chart, Mark, Shape};

/// The width of a chart in its own units, which are pixels on the narrowest screens.
const WIDTH: f64 = 340.0;
/// The room on either side, in which half a label of the axis finds place.
const MARGIN: f64 = 22.0;
/// The height of a row.
const ROW: f64 = 32.0;

/// What is drawn of a chart, without its title.
pub(super) struct Drawing {
    pub(super) contents: Markup,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Draws a chart as a figure, unless it is empty; `id` tells it from the others of the page.
pub(super) fn figure(chart: &Chart, id: &str) -> Markup {
    if chart.marks.is_empty() {
        return html! {};
    }
    let Drawing {
        contents,
        width,
        height,
    } = drawing(chart);
    let title = Text(&chart.title);
    html! {
        figure {
            "\n"
            svg viewBox={ "0 0 " (width) " " (height) } role="img"
                aria-labelledby={ (id) "-title " (id) "-desc" } {
                "\n" title id={ (id) "-title" } { (title) } "\n"
                desc id={ (id) "-desc" } { (Text(&chart.description())) } "\n"
                (contents)
            } "\n"
            figcaption { (title) "; " (chart.unit) "." } "\n"
        } "\n"
    }
}

/// Draws a chart: what has an order of its own, such as years, from left to right, other rows under each
/// other.
pub(super) fn drawing(chart: &Chart) -> Drawing {
    match chart.across {
        true => across(chart),
        false => down(chart),
    }
}

fn down(chart: &Chart) -> Drawing {
    let height = ROW * chart.marks.len() as f64 + 30.0;
    let contents = html! {
        @for tick in ticks(chart) {
            @let x = format!("{:.1}", x(chart, tick));
            // Beside the marks alone: a line through the labels would make them hard to read.
            @for row in 0..chart.marks.len() {
                @let top = ROW * row as f64;
                @let end = if row + 1 == chart.marks.len() { height - 22.0 } else { top + 28.0 };
                (shape("line", "grid", &[
                    ("x1", &x), ("x2", &x), ("y1", &whole(top + 16.0)), ("y2", &whole(end)),
                ]))
            }
            text x=(x) y=(whole(height - 8.0)) text-anchor="middle" { (chart.number(tick)) }
            "\n"
        }
        @for (row, mark) in chart.marks.iter().enumerate() {
            (drawn(chart, mark, ROW * row as f64)) "\n"
        }
    };
    Drawing {
        contents,
        width: WIDTH,
        height,
    }
}

/// The width of a column.
const COLUMN: f64 = 46.0;
/// The height between the ends of the axis of columns, what stands above it, and what below it.
const RISE: f64 = 120.0;
const ABOVE: f64 = 22.0;
const BELOW: f64 = 36.0;
/// The room to the left of columns, in which the labels of the axis stand.
const AXIS: f64 = 40.0;

/// Places columns: years with room for those of which there is nothing, others side by side.
fn places(marks: &[Mark]) -> Vec<usize> {
    /// With more years between the first and the last they stand side by side.
    const MOST: usize = 60;
    let year = |mark: &Mark| mark.label.split(' ').next()?.parse::<usize>().ok();
    let years: Option<Vec<usize>> = marks.iter().map(year).collect();
    let years = years.unwrap_or_default();
    let first = years.iter().min().copied().unwrap_or_default();
    match years.iter().max() {
        Some(last) if last - first < MOST => years.iter().map(|year| year - first).collect(),
        _ => (0..marks.len()).collect(),
    }
}

/// Draws columns from left to right: labels stand below the axis, numbers above their marks.
fn across(chart: &Chart) -> Drawing {
    let places = places(&chart.marks);
    let last = places.iter().max().map_or(0, |last| last + 1);
    let columns = AXIS + COLUMN * last as f64;
    let width = columns.max(WIDTH);
    let height = ABOVE + RISE + BELOW;
    let (low, high) = chart.domain;
    let y = |value: f64| {
        let part = (value - low) / (high - low).max(f64::MIN_POSITIVE);
        ABOVE + RISE * (1.0 - part.clamp(0.0, 1.0))
    };
    let tenths = |number: f64| format!("{number:.1}");
    let contents = html! {
        @for tick in ticks(chart) {
            @let y = y(tick);
            (shape("line", "grid", &[
                ("x1", &whole(AXIS)), ("x2", &whole(columns)), ("y1", &tenths(y)), ("y2", &tenths(y)),
            ]))
            text x=(whole(AXIS - 6.0)) y=(tenths(y + 4.0)) text-anchor="end" { (chart.number(tick)) }
            "\n"
        }
        @for (column, mark) in places.iter().zip(&chart.marks) {
            @let x = tenths(AXIS + COLUMN * (*column as f64 + 0.5));
            @let top = match mark.shape {
                Shape::Dot(interval) => y(interval.high).min(y(mark.value)),
                Shape::Bar => y(mark.value),
            };
            @match mark.shape {
                Shape::Dot(interval) => {
                    (shape("line", "span", &[
                        ("x1", &x), ("x2", &x),
                        ("y1", &tenths(y(interval.high))), ("y2", &tenths(y(interval.low))),
                    ]))
                    (shape("circle", "mark", &[("cx", &x), ("cy", &tenths(y(mark.value))), ("r", "4")]))
                },
                Shape::Bar => {
                    @let left = tenths(AXIS + COLUMN * (*column as f64 + 0.25));
                    (shape("rect", "mark", &[
                        ("x", &left), ("y", &tenths(top)), ("width", &tenths(COLUMN / 2.0)),
                        ("height", &tenths((y(low) - top).max(0.5))),
                    ]))
                },
            }
            text x=(x) y=(tenths((top - 7.0).max(11.0))) text-anchor="middle" { (chart.number(mark.value)) }
            // What a label says in brackets, such as n, stands below it.
            @let (label, more) = mark.label.split_once(" (").unwrap_or((&mark.label, ""));
            text x=(x) y=(whole(height - 20.0)) text-anchor="middle" { (Text(label)) }
            @if !more.is_empty() {
                text x=(x) y=(whole(height - 6.0)) text-anchor="middle" {
                    (Text(more.trim_end_matches(')')))
                }
            }
            "\n"
        }
    };
    Drawing {
        contents,
        width,
        height,
    }
}

fn drawn(chart: &Chart, mark: &Mark, top: f64) -> Markup {
    let middle = top + 22.0;
    let place = x(chart, mark.value);
    let tenths = |number: f64| format!("{number:.1}");
    html! {
        text x="2" y=(whole(top + 13.0)) {
            (Text(&shortened(&mark.label))) ": " (chart.number(mark.value))
        } "\n"
        @match mark.shape {
            Shape::Bar => {
                @let zero = x(chart, 0.0);
                (shape("rect", "mark", &[
                    ("x", &tenths(zero)),
                    ("y", &whole(middle - 4.0)),
                    ("width", &tenths((place - zero).max(0.5))),
                    ("height", "8"),
                ]))
            },
            Shape::Dot(interval) => {
                (shape("line", "span", &[
                    ("x1", &tenths(x(chart, interval.low))),
                    ("x2", &tenths(x(chart, interval.high))),
                    ("y1", &whole(middle)),
                    ("y2", &whole(middle)),
                ]))
                (shape("circle", "mark", &[("cx", &tenths(place)), ("cy", &whole(middle)), ("r", "4")]))
            },
        }
    }
}

/// Draws a shape: an element without contents, which HTML ends as XML does inside of SVG alone.
fn shape(name: &'static str, class: &'static str, numbers: &[(&'static str, &str)]) -> Markup {
    let attributes = numbers
        .iter()
        .map(|(name, number)| format!(" {name}=\"{}\"", html! { (number) }.0));
    let attributes: String = attributes.collect();
    PreEscaped(format!("<{name} class=\"{class}\"{attributes}/>"))
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

fn x(chart: &Chart, value: f64) -> f64 {
    let (low, high) = chart.domain;
    let part = (value - low) / (high - low).max(f64::MIN_POSITIVE);
    MARGIN + part.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
}

fn ticks(chart: &Chart) -> [f64; 3] {
    let (low, high) = chart.domain;
    [low, f64::midpoint(low, high), high]
}

/// Cuts a label that the width cannot hold; the table has it whole.
fn shortened(label: &str) -> String {
    const LONGEST: usize = 46;
    match label.chars().count() {
        0..=LONGEST => label.to_owned(),
        _ => label.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Chart, Mark, figure, shortened};
    use crate::themes::stats::Interval;

    #[test]
    fn marks_stand_where_their_numbers_are() {
        let interval = Interval {
            low: -0.5,
            high: 0.5,
        };
        let chart = Chart::of_differences("d", vec![Mark::dot("a<b", 0.0, interval)]);
        let svg = figure(&chart, "c").0;
        assert!(svg.contains("cx=\"170.0\""), "{svg}");
        assert!(svg.contains("x1=\"96.0\" x2=\"244.0\""), "{svg}");
        assert!(svg.contains("a&lt;b: 0% (-50% to +50%)"), "{svg}");
    }

    #[test]
    fn bars_begin_at_zero() {
        let chart = Chart {
            title: "n".to_owned(),
            unit: "paragraphs",
            domain: (0.0, 8.0),
            marks: vec![Mark::bar("x", 4.0)],
            across: false,
        };
        let svg = figure(&chart, "c").0;
        assert!(svg.contains("x=\"22.0\" y=\"18\" width=\"148.0\""), "{svg}");
        assert!(svg.contains(">x: 4</text>"), "{svg}");
        // The axis stands beside the bar, below its label.
        assert!(
            svg.contains("x1=\"22.0\" x2=\"22.0\" y1=\"16\" y2=\"40\""),
            "{svg}"
        );
    }

    #[test]
    fn years_stand_side_by_side_and_clear_of_the_axis() {
        let interval = Interval {
            low: 0.25,
            high: 0.75,
        };
        let years = ["2019 (n = 8)", "2021 (n = 4)"];
        let marks = years.map(|year| Mark::dot(year, 0.5, interval));
        let svg = figure(&Chart::of_shares("s", marks.to_vec()).across(), "c").0;
        assert!(svg.contains("cx=\"63.0\" cy=\"82.0\""), "{svg}");
        assert!(svg.contains("cx=\"155.0\" cy=\"82.0\""), "{svg}");
        assert!(
            svg.contains(">2019</text>") && svg.contains(">n = 8</text>"),
            "{svg}"
        );
        assert!(svg.contains("y1=\"52.0\" y2=\"112.0\""), "{svg}");
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(shortened(&"a".repeat(60)).chars().count(), 46);
        assert_eq!(shortened("short"), "short");
    }
}
