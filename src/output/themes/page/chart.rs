//! Charts: rows of bars or of dots with intervals, drawn as SVG that stands in the page.
//!
//! Labels stand above their marks, so that a chart is as legible on a telephone as on paper.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::output::html::escape;
use crate::themes::stats::{CONFIDENCE, Interval, Proportion};

/// The width of a chart in its own units, which are pixels on the narrowest screens.
const WIDTH: f64 = 340.0;
/// The room on either side, in which half a label of the axis finds place.
const MARGIN: f64 = 22.0;
/// The height of a row.
const ROW: f64 = 32.0;

/// A chart.
#[derive(Debug, Clone)]
pub(super) struct Chart {
    /// What it shows.
    pub(super) title: String,
    /// What its numbers are.
    pub(super) unit: &'static str,
    /// The least and the greatest number of the axis.
    pub(super) domain: (f64, f64),
    /// Its rows, from above.
    pub(super) marks: Vec<Mark>,
}

/// A row of a chart.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    label: String,
    value: f64,
    shape: Shape,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    /// From zero to the value.
    Bar,
    /// A dot at the value, and a line over its interval.
    Dot(Interval),
}

impl Mark {
    /// Makes a bar.
    pub(super) fn bar(label: &str, value: f64) -> Self {
        Mark {
            label: label.to_owned(),
            value,
            shape: Shape::Bar,
        }
    }

    /// Makes a dot on its interval.
    pub(super) fn dot(label: &str, value: f64, interval: Interval) -> Self {
        Mark {
            label: label.to_owned(),
            value,
            shape: Shape::Dot(interval),
        }
    }

    /// Makes a dot of a share on its interval.
    pub(super) fn share(label: &str, of: Proportion) -> Self {
        Mark::dot(label, of.share(), of.wilson(CONFIDENCE))
    }
}

impl Chart {
    /// Makes a chart of shares, from none to all.
    pub(super) fn of_shares(title: impl Into<String>, marks: Vec<Mark>) -> Self {
        Chart {
            title: title.into(),
            unit: "share of reports",
            domain: (0.0, 1.0),
            marks,
        }
    }

    /// Makes a chart of differences of shares, to the left and to the right of zero.
    pub(super) fn of_differences(title: impl Into<String>, marks: Vec<Mark>) -> Self {
        Chart {
            title: title.into(),
            unit: "difference of shares of reports",
            domain: (-1.0, 1.0),
            marks,
        }
    }

    /// Writes the chart as a figure; `id` tells it from the others of the page.
    pub(super) fn write(&self, out: &mut impl Write, id: &str) -> io::Result<()> {
        let height = ROW * self.marks.len() as f64 + 30.0;
        let title = escape(&self.title);
        let described = self.description();
        write!(
            out,
            "<figure>\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{}</desc>\n",
            escape(&described)
        )?;
        for tick in self.ticks() {
            let x = self.x(tick);
            writeln!(
                out,
                "<line class=\"grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"4\" y2=\"{:.0}\"/>\
                 <text x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>",
                height - 22.0,
                height - 8.0,
                self.number(tick)
            )?;
        }
        for (row, mark) in self.marks.iter().enumerate() {
            self.write_mark(out, mark, ROW * row as f64)?;
        }
        writeln!(
            out,
            "</svg>\n<figcaption>{title}; {}.</figcaption>\n</figure>",
            self.unit
        )
    }

    fn write_mark(&self, out: &mut impl Write, mark: &Mark, top: f64) -> io::Result<()> {
        let middle = top + 22.0;
        let x = self.x(mark.value);
        writeln!(
            out,
            "<text x=\"2\" y=\"{:.0}\">{}: {}</text>",
            top + 13.0,
            escape(&shortened(&mark.label)),
            self.number(mark.value)
        )?;
        match mark.shape {
            Shape::Bar => {
                let zero = self.x(0.0);
                writeln!(
                    out,
                    "<rect class=\"mark\" x=\"{zero:.1}\" y=\"{:.0}\" width=\"{:.1}\" height=\"8\"/>",
                    middle - 4.0,
                    (x - zero).max(0.5)
                )
            }
            Shape::Dot(interval) => writeln!(
                out,
                "<line class=\"span\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle:.0}\" \
                 y2=\"{middle:.0}\"/><circle class=\"mark\" cx=\"{x:.1}\" cy=\"{middle:.0}\" r=\"4\"/>",
                self.x(interval.low),
                self.x(interval.high)
            ),
        }
    }

    fn x(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let part = (value - low) / (high - low).max(f64::MIN_POSITIVE);
        MARGIN + part.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
    }

    fn ticks(&self) -> [f64; 3] {
        let (low, high) = self.domain;
        [low, f64::midpoint(low, high), high]
    }

    /// Writes a number: whole where the axis counts, else as a share, signed where it is a
    /// difference.
    fn number(&self, value: f64) -> String {
        match self.domain {
            (_, high) if high != 1.0 => format!("{}", (value * 10.0).round() / 10.0),
            (low, _) if low < 0.0 && value != 0.0 => format!("{:+.0}%", value * 100.0),
            _ => format!("{:.0}%", value * 100.0),
        }
    }

    /// Tells in words what the chart shows; the table beside it has every figure.
    fn description(&self) -> String {
        let mut text = String::new();
        for mark in &self.marks {
            // Writing to a string cannot fail.
            let _ = write!(text, "{}: {}", mark.label, self.number(mark.value));
            if let Shape::Dot(interval) = mark.shape {
                let (low, high) = (self.number(interval.low), self.number(interval.high));
                let _ = write!(text, " ({low} to {high})");
            }
            text.push_str("; ");
        }
        text.trim_end_matches("; ").to_owned()
    }
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
    use super::{Chart, Mark, shortened};
    use crate::output::testutil::written;
    use crate::themes::stats::Interval;

    #[test]
    fn marks_stand_where_their_numbers_are() {
        let interval = Interval {
            low: -0.5,
            high: 0.5,
        };
        let chart = Chart::of_differences("d", vec![Mark::dot("a<b", 0.0, interval)]);
        let svg = written(|out| chart.write(out, "c"));
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
        let svg = written(|out| chart.write(out, "c"));
        assert!(svg.contains("x=\"22.0\" y=\"18\" width=\"148.0\""), "{svg}");
        assert!(svg.contains(">x: 4</text>"), "{svg}");
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(shortened(&"a".repeat(60)).chars().count(), 46);
        assert_eq!(shortened("short"), "short");
    }
}
