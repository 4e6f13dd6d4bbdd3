//! Reads and assembles the reports of a folder on one thread and says how many paragraphs they
//! hold: what `compare.py` sets beside tools that take text out of PDFs.
//!
//! `cargo run --release --example read -- DIR`

use std::error::Error;
use std::path::Path;

use findings::corpus;
use findings::model::Limits;
use findings::rules::Rules;

#[allow(clippy::print_stdout, reason = "the answer of a command")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: read DIR")?;
    let (mut reports, mut paragraphs) = (0, 0);
    for file in corpus::discover(&[corpus::Root::new(Path::new(&folder))?])?.files {
        if let Ok(report) = corpus::read_file(&file.absolute, Rules::builtin(), &Limits::default())
        {
            reports += 1;
            paragraphs += report.value.paragraphs.len();
        }
    }
    println!("{reports} reports, {paragraphs} paragraphs");
    Ok(())
}
