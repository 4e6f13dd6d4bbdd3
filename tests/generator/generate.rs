//! Writes the sample of invented reports, or a corpus of any size from a seed.
//!
//! `cargo run --example generate -- corpus` writes the sample;
//! `cargo run --release --example generate -- --reports 400 --seed 1 DIR` writes 400 reports;
//! `cargo run --example generate -- --other tests/other` writes those of other inspectorates.

#[path = "mod.rs"]
mod generator;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut reports = None;
    let mut seed = 1;
    let mut other = false;
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--reports" => reports = Some(number(arguments.next())?),
            "--seed" => seed = number(arguments.next())?,
            "--other" => other = true,
            _ => folder = Some(argument),
        }
    }
    let folder = folder.ok_or("usage: generate [--other] [--reports N] [--seed S] DIR")?;
    let folder = Path::new(&folder);
    match reports {
        None if other => {
            for file in generator::other::written()? {
                write(folder, &file.path, &file.bytes)?;
            }
        }
        Some(count) => {
            write(
                folder,
                "gazetteer.csv",
                generator::gazetteer(count).as_bytes(),
            )?;
            for place in 0..count {
                let rendered = generator::render(&generator::bulk::report(seed, place));
                write(folder, &rendered.path, &rendered.bytes)?;
            }
        }
        None => {
            for rendered in generator::sample()? {
                write(folder, &rendered.path, &rendered.bytes)?;
            }
        }
    }
    Ok(())
}

fn number(argument: Option<String>) -> Result<u64, Box<dyn Error>> {
    Ok(argument.ok_or("a number is missing")?.parse()?)
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, bytes)
}
