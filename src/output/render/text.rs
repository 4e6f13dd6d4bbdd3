//! Text for people, as wide as the screen and in its styles.

use std::io::{self, Write};

use super::context::Passages;
use super::{kwic, table, wrap};
use crate::output::screen::{Role, Screen, columns, paint};
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
        let is_headed = matches!(part, Part::Heading(..));
        match part {
            Part::Lead(lines) | Part::Notes(lines) => {
                for line in lines {
                    write_line(out, &Line::from(line.as_str()), screen)?;
                }
            }
            Part::Warning(line) => {
                let said = Line::of(Role::Hint, "warning").and(Role::Plain, format!(": {line}"));
                write_line(out, &said, screen)?;
            }
            Part::Heading(_, title) => {
                if self.has_begun {
                    writeln!(out)?;
                }
                write_line(out, &Line::of(Role::Title, title), screen)?;
            }
            Part::Group(name, numbers) => {
                writeln!(out)?;
                let said = Line::of(Role::Title, name).and(Role::Plain, format!(": {numbers}"));
                write_line(out, &said, screen)?;
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
            Part::Paragraph(text) => {
                writeln!(out)?;
                for line in text.lines() {
                    write_line(out, &Line::from(line), screen)?;
                }
            }
            Part::List(title, lines) => {
                for (at, line) in lines.iter().enumerate() {
                    if at == 0 {
                        writeln!(out)?;
                        write_line(out, &Line::of(Role::Title, title), screen)?;
                    }
                    write_line(out, &Line::from(format!("  {line}")), screen)?;
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

/// Writes a line; what would be broken anywhere is broken between words, and goes on further in.
fn write_line(out: &mut impl Write, line: &Line, screen: &Screen) -> io::Result<()> {
    let spans = line.0.iter();
    let width: usize = spans.map(|span| columns(&span.text)).sum();
    let broken = screen.bounded && width > screen.width;
    let first = line.0.first().map_or("", |span| &span.text);
    let indent = first.len() - first.trim_start().len() + 2;
    let mut at = 0;
    for span in &line.0 {
        let style = screen.palette.of(span.role);
        let mut write = |piece: &str| {
            let painted = paint(style, piece);
            write!(out, "{}", linked(screen, span.url.as_deref(), painted))
        };
        if !broken {
            write(&span.text)?;
            continue;
        }
        for (place, word) in span.text.split(' ').enumerate() {
            let gap = usize::from(place > 0);
            if at > indent && at + gap + columns(word) > screen.width {
                write(&format!("\n{:indent$}", ""))?;
                at = indent;
            } else if place > 0 {
                write(" ")?;
                at += 1;
            }
            write(word)?;
            at += columns(word);
        }
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
