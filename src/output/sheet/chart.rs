//! Charts: rows of bars, or of dots with intervals.

use std::fmt::Write as _;

use crate::output::words::figures::{percent, whole_percent};
use crate::themes::stats::{CONFIDENCE, Interval, Proportion};

/// A chart.
#[derive(Debug, Clone)]
pub(in crate::output) struct Chart {
    /// What it shows.
    pub(in crate::output) title: String,
    /// What its numbers are.
    pub(in crate::output) unit: &'static str,
    /// The least and the greatest number of the axis.
    pub(in crate::output) domain: (f64, f64),
    /// Its rows, from above.
    pub(in crate::output) marks: Vec<Mark>,
    /// Whether they have an order of their own, such as years, and stand from left to right.
    pub(in crate::output) across: bool,
}

/// A row of a chart.
#[derive(Debug, Clone)]
pub(in crate::output) struct Mark {
    pub(in crate::output) label: String,
    pub(in crate::output) value: f64,
    pub(in crate::output) shape: Shape,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::output) enum Shape {
    /// From zero to the value.
    Bar,
    /// A dot at the value, and a line over its interval.
    Dot(Interval),
}

impl Mark {
    /// Makes a bar.
    pub(in crate::output) fn bar(label: &str, value: f64) -> Self {
        Mark {
            label: label.to_owned(),
            value,
            shape: Shape::Bar,
        }
    }

    /// Makes a dot on its interval.
    pub(in crate::output) fn dot(label: &str, value: f64, interval: Interval) -> Self {
        Mark {
            label: label.to_owned(),
            value,
            shape: Shape::Dot(interval),
        }
    }

    /// Makes a dot of a share on its interval.
    pub(in crate::output) fn share(label: &str, of: Proportion) -> Self {
        Mark::dot(label, of.share(), of.wilson(CONFIDENCE))
    }
}

impl Chart {
    /// Makes a chart of shares, from none to all.
    pub(in crate::output) fn of_shares(title: impl Into<String>, marks: Vec<Mark>) -> Self {
        Chart {
            title: title.into(),
            unit: "share of reports",
            domain: (0.0, 1.0),
            marks,
            across: false,
        }
    }

    /// Makes a chart of differences of shares, to the left and to the right of zero.
    pub(in crate::output) fn of_differences(title: impl Into<String>, marks: Vec<Mark>) -> Self {
        Chart {
            title: title.into(),
            unit: "difference of shares of reports",
            domain: (-1.0, 1.0),
            marks,
            across: false,
        }
    }

    /// Puts the rows from left to right.
    #[must_use]
    pub(in crate::output) fn across(self) -> Self {
        Chart {
            across: true,
            ..self
        }
    }

    /// Writes a number: whole where the axis counts, else as a share, signed where it is a
    /// difference.
    pub(in crate::output) fn number(&self, value: f64) -> String {
        match self.domain {
            (_, high) if high != 1.0 => format!("{}", (value * 10.0).round() / 10.0),
            (low, _) if low < 0.0 && value != 0.0 => format!("{:+}%", whole_percent(value)),
            _ => percent(value),
        }
    }

    /// Tells in words what the chart shows; the table beside it has every figure.
    pub(in crate::output) fn description(&self) -> String {
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
