//! Drawings: the charts of a sheet as one picture, SVG 1.1 in a file of its own, or the same in pixels.
//!
//! The title states the question, and what each chart shows stands in words beside it for those who do not
//! see it. Whoever reads SVG brings the letters: names of fonts are those that every system knows. PNG is
//! drawn of the same SVG.

use std::io::Write;

use maud::{PreEscaped, html};

use super::escaped::Text;
use super::picture::{DrawingError, Drawn, Picture};
#[cfg(feature = "png")]
use super::pixels;
use super::svg::{Drawing, drawing};
use crate::output::sheet::{Chart, Sheet};

const STYLE: &str = "\
text { font: 11px Helvetica, Arial, sans-serif; fill: #1a1a1a }
.title { font-size: 13px; font-weight: bold }
.grid { stroke: #6b7280; stroke-width: .5 }
.mark { fill: #0b4f9e }
.span { stroke: #0b4f9e; stroke-width: 2 }";

/// The height of a line of a title.
const LINE: f64 = 17.0;
/// The room around the picture.
const EDGE: f64 = 12.0;
/// So many units a letter of a title takes, about.
const LETTER: f64 = 7.2;

/// Writes the charts of a sheet under its title.
///
/// # Errors
/// See [`DrawingError`].
pub fn write_drawing(
    out: &mut impl Write,
    sheet: &Sheet<'_>,
    picture: Picture,
) -> Result<(), DrawingError> {
    let drawn = drawn(sheet).ok_or(DrawingError::Nothing)?;
    match picture {
        Picture::Svg => Ok(out.write_all(drawn.svg.as_bytes())?),
        #[cfg(feature = "png")]
        Picture::Png => pixels::write(out, &drawn),
    }
}

/// Draws the charts of a sheet under its title; nothing if it has none.
fn drawn<'a>(sheet: &'a Sheet<'_>) -> Option<Drawn<'a>> {
    let charts = sheet.charts().map(|chart| (chart, drawing(chart)));
    let charts: Vec<(&Chart, Drawing)> = charts.collect();
    if charts.is_empty() {
        return None;
    }
    let widest = charts
        .iter()
        .map(|(_, drawn)| drawn.width)
        .fold(0.0, f64::max);
    let letters = (widest / LETTER) as usize;
    let mut lines: Vec<(f64, &str, String)> = Vec::new();
    let mut y = EDGE;
    let mut say = |y: &mut f64, class, text: &str| {
        for line in broken(text, letters) {
            *y += LINE;
            lines.push((*y, class, line));
        }
    };
    say(&mut y, "title", &sheet.title);
    let mut placed = Vec::new();
    for (chart, drawn) in &charts {
        y += LINE / 2.0;
        say(
            &mut y,
            "caption",
            &format!("{}; {}", chart.title, chart.unit),
        );
        y += LINE / 2.0;
        placed.push((y, drawn));
        y += drawn.height;
    }
    let (width, height) = (widest + 2.0 * EDGE, y + EDGE);
    let described = charts
        .iter()
        .map(|(chart, _)| format!("{}: {}", chart.title, chart.description()));
    let described = described.collect::<Vec<_>>().join(". ");
    let picture = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height)
            viewBox={ "0 0 " (width) " " (height) } role="img" aria-labelledby="title desc" {
            "\n" title id="title" { (Text(&sheet.title)) } "\n"
            desc id="desc" { (Text(&described)) } "\n"
            style { (PreEscaped(STYLE)) } "\n"
            (PreEscaped("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>")) "\n"
            @for (y, class, line) in &lines {
                text class=(class) x=(EDGE) y=(y) { (Text(line)) } "\n"
            }
            @for (y, drawn) in &placed {
                g transform={ "translate(" (EDGE) " " (y) ")" } { "\n" (drawn.contents) } "\n"
            }
        } "\n"
    };
    Some(Drawn {
        svg: picture.0,
        title: &sheet.title,
        description: described,
    })
}

/// Breaks a text between words into lines of so many letters, longer words apart.
fn broken(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn titles_are_broken_between_words() {
        assert_eq!(
            broken("one two three four", 9),
            ["one two", "three", "four"]
        );
        assert_eq!(broken("seventeen", 3), ["seventeen"]);
        assert!(broken("", 9).is_empty());
    }
}
