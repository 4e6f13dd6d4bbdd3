//! The curves of growth as a picture: a small chart for each command, both axes logarithmic, so that
//! a power law is a straight line.

use std::fmt::Write;

/// Processor seconds of a command on corpora of a few sizes.
pub(crate) struct Curve {
    pub command: &'static str,
    /// Paragraphs and seconds, the smallest corpus first.
    pub measured: Vec<(usize, f64)>,
    pub exponent: f64,
}

/// The charts beside each other, and the size of each.
const ACROSS: usize = 4;
const WIDTH: f64 = 220.0;
const HEIGHT: f64 = 170.0;
/// Room in a chart for the title above, and for numbers on the left and below.
const MARGINS: (f64, f64, f64) = (34.0, 46.0, 30.0);
/// The line of each corpus.
const COLOURS: [&str; 2] = ["#1b6ca8", "#b4521a"];

/// Draws the curves of corpora, which have a name each and the same commands.
pub(crate) fn draw(corpora: &[(&str, Vec<Curve>)]) -> String {
    let commands = corpora.iter().map(|(_, curves)| curves.len());
    let commands = commands.max().unwrap_or(0);
    let (width, height) = (
        ACROSS as f64 * WIDTH,
        commands.div_ceil(ACROSS) as f64 * HEIGHT + 30.0,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"10\">\n\
         <title>Processor seconds of each command by paragraphs, both logarithmic</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let names = corpora.iter().zip(COLOURS).enumerate();
    for (at, ((name, _), colour)) in names {
        let x = 10.0 + 160.0 * at as f64;
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"18\" fill=\"{colour}\" font-size=\"12\">● {name}</text>"
        );
    }
    for at in 0..commands {
        let (x, y) = (
            (at % ACROSS) as f64 * WIDTH,
            (at / ACROSS) as f64 * HEIGHT + 30.0,
        );
        let curves = corpora.iter().filter_map(|(_, curves)| curves.get(at));
        let _ = writeln!(svg, "<g transform=\"translate({x} {y})\">");
        chart(&mut svg, &curves.collect::<Vec<_>>());
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Draws the chart of one command.
fn chart(svg: &mut String, curves: &[&Curve]) {
    let (top, left, below) = MARGINS;
    let (right, bottom) = (WIDTH - 12.0, HEIGHT - below);
    let points = || curves.iter().flat_map(|curve| &curve.measured);
    let xs = range(points().map(|(paragraphs, _)| *paragraphs as f64));
    let ys = range(points().map(|(_, seconds)| *seconds));
    let x = |value: f64| left + (right - left) * share(value, xs);
    let y = |value: f64| bottom - (bottom - top) * share(value, ys);
    let exponents = curves.iter().zip(COLOURS).map(|(curve, colour)| {
        let exponent = curve.exponent;
        format!(" <tspan fill=\"{colour}\">{exponent:.2}</tspan>")
    });
    let command = curves.first().map_or("", |curve| curve.command);
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\"><tspan font-weight=\"bold\">{command}</tspan>{}</text>",
        top - 10.0,
        exponents.collect::<String>()
    );
    for power in powers(ys) {
        let (at, label) = (y(power), seconds(power));
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {at:.1}H{right}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" \
             text-anchor=\"end\" fill=\"#555\">{label}</text>",
            left - 4.0,
            at + 3.0
        );
    }
    for power in powers(xs) {
        let (at, label) = (x(power), thousands(power));
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.1} {top}V{bottom}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{}\" \
             text-anchor=\"middle\" fill=\"#555\">{label}</text>",
            bottom + 13.0
        );
    }
    for (curve, colour) in curves.iter().zip(COLOURS) {
        let at = curve.measured.iter().map(|(paragraphs, seconds)| {
            let (x, y) = (x(*paragraphs as f64), y(*seconds));
            (format!("{x:.1},{y:.1} "), format!(" M{x:.1} {y:.1}h0"))
        });
        let (line, dots): (String, String) = at.unzip();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\
             <path d=\"{}\" stroke=\"{colour}\" stroke-width=\"5\" stroke-linecap=\"round\"/>",
            line.trim_end(),
            dots.trim_start()
        );
    }
}

/// Returns the powers of ten around some values, at least one apart.
fn range(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let most = values.fold(0.0, f64::max);
    let (low, high) = (least.log10().floor(), most.log10().ceil());
    (low, high.max(low + 1.0))
}

/// Returns where a value is between two powers of ten.
fn share(value: f64, (low, high): (f64, f64)) -> f64 {
    (value.log10() - low) / (high - low)
}

fn powers((low, high): (f64, f64)) -> impl Iterator<Item = f64> {
    (low as i32..=high as i32).map(|power| 10_f64.powi(power))
}

fn seconds(value: f64) -> String {
    match value {
        value if value < 0.000_9 => format!("{:.0} µs", value * 1e6),
        value if value < 0.9 => format!("{:.0} ms", value * 1e3),
        value => format!("{value:.0} s"),
    }
}

fn thousands(value: f64) -> String {
    match value {
        value if value < 900.0 => format!("{value:.0}"),
        value if value < 900_000.0 => format!("{:.0}k", value / 1e3),
        value => format!("{:.0}M", value / 1e6),
    }
}
