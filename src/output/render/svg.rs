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

/// Draws a chart as a figure, unless it is empty; `id` tells it from the others of the page.
pub(super) fn figure(chart: &Chart, id: &str) -> Markup {
    if chart.marks.is_empty() {
        return html! {};
    }
    let height = ROW * chart.marks.len() as f64 + 30.0;
    let title = Text(&chart.title);
    html! {
        figure {
            "\n"
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img"
                aria-labelledby={ (id) "-title " (id) "-desc" } {
                "\n" title id={ (id) "-title" } { (title) } "\n"
                desc id={ (id) "-desc" } { (Text(&chart.description())) } "\n"
                @for tick in ticks(chart) {
                    @let x = format!("{:.1}", x(chart, tick));
                    (shape("line", "grid", &[("x1", &x), ("x2", &x), ("y1", "4"), ("y2", &whole(height - 22.0))]))
                    text x=(x) y=(whole(height - 8.0)) text-anchor="middle" { (chart.number(tick)) }
                    "\n"
                }
                @for (row, mark) in chart.marks.iter().enumerate() {
                    (drawn(chart, mark, ROW * row as f64)) "\n"
                }
            } "\n"
            figcaption { (title) "; " (chart.unit) "." } "\n"
        } "\n"
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
        };
        let svg = figure(&chart, "c").0;
        assert!(svg.contains("x=\"22.0\" y=\"18\" width=\"148.0\""), "{svg}");
        assert!(svg.contains(">x: 4</text>"), "{svg}");
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(shortened(&"a".repeat(60)).chars().count(), 46);
        assert_eq!(shortened("short"), "short");
    }
}
