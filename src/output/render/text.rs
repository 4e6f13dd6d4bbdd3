//! Text for people, as wide as the screen and in its styles.

use std::io::{self, Write};

use super::context::Passages;
use super::{kwic, table, wrap};
use crate::output::screen::{Screen, paint};
use crate::output::sheet::{self, Line, Part, Prose};
use crate::output::words::link::linked;

/// Writes the parts of a text.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Whether a table needs no line before it: nothing or its heading stands there.
    is_headed: bool,
    has_begun: bool,
    passages: Passages,
}

impl Text {
    /// Begins a text.
    pub(super) fn open() -> Self {
        Text {
            is_headed: true,
            ..Text::default()
        }
    }

    /// Writes a part that text shows.
    pub(super) fn part(
        &mut self,
        out: &mut impl Write,
        part: &Part<'_>,
        screen: &Screen,
    ) -> io::Result<()> {
        let palette = &screen.palette;
        let is_headed = matches!(part, Part::Heading(..));
        match part {
            Part::Lead(lines) | Part::Notes(lines) => {
                lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            }
            Part::Warning(line) => {
                writeln!(out, "{}: {line}", paint(palette.hint, "warning"))?;
            }
            Part::Heading(_, title) => {
                if self.has_begun {
                    writeln!(out)?;
                }
                writeln!(out, "{}", paint(palette.title, title))?;
            }
            Part::Group(name, numbers) => {
                writeln!(out, "\n{}: {numbers}", paint(palette.title, name))?;
            }
            Part::Table(table) => {
                if !self.is_headed {
                    writeln!(out)?;
                }
                table::write(out, table, screen, |out, beneath| {
                    write_parts(out, beneath, screen)
                })?;
            }
            Part::Lines(_) | Part::Prose(_) | Part::Gap => write_plain(out, part, screen)?,
            Part::Paragraph(text) => writeln!(out, "\n{text}")?,
            Part::List(title, lines) => {
                for (at, line) in lines.iter().enumerate() {
                    if at == 0 {
                        writeln!(out, "\n{}", paint(palette.title, title))?;
                    }
                    writeln!(out, "  {line}")?;
                }
            }
            Part::Hit(hit, _) => {
                writeln!(out)?;
                write_parts(out, &sheet::hit(hit), screen)?;
            }
            Part::Match(hit, node) => kwic::write(out, hit, node, screen)?,
            Part::InContext(hit) => write_parts(out, &self.passages.take(hit), screen)?,
            Part::Chart(_) | Part::Quotation(..) | Part::Entry(..) => {}
        }
        self.is_headed = is_headed;
        self.has_begun = true;
        Ok(())
    }

    /// Writes what is still held back: hits wait for those of the same report.
    pub(super) fn settle(&mut self, out: &mut impl Write, screen: &Screen) -> io::Result<()> {
        write_parts(out, &self.passages.finish(), screen)
    }
}

/// Writes lines, wrapped text and gaps.
pub(super) fn write_parts(
    out: &mut impl Write,
    parts: &[Part<'_>],
    screen: &Screen,
) -> io::Result<()> {
    parts
        .iter()
        .try_for_each(|part| write_plain(out, part, screen))
}

/// Writes lines, wrapped text and gaps, of which other parts are made.
fn write_plain(out: &mut impl Write, part: &Part<'_>, screen: &Screen) -> io::Result<()> {
    match part {
        Part::Lines(lines) => lines
            .iter()
            .try_for_each(|line| write_line(out, line, screen)),
        Part::Prose(prose) => write_prose(out, prose, screen),
        Part::Gap => writeln!(out),
        _ => Ok(()),
    }
}

fn write_line(out: &mut impl Write, line: &Line, screen: &Screen) -> io::Result<()> {
    for span in &line.0 {
        let painted = paint(screen.palette.of(span.role), &span.text);
        write!(out, "{}", linked(screen, span.url.as_deref(), painted))?;
    }
    writeln!(out)
}

fn write_prose(out: &mut impl Write, prose: &Prose, screen: &Screen) -> io::Result<()> {
    let look = wrap::Look {
        style: screen.palette.of(prose.role),
        indent: prose.indent,
        width: screen.width,
    };
    wrap::write(out, &prose.text, &prose.marked, look)
}
