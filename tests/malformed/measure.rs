//! Reads malformed files one by one and tells which took most: `cargo run --release --example
//! malformed -- [COUNT [SEED [DIR]]]`. With DIR the files are written there too, or files that lie
//! there already are read, if COUNT is 0.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for developers"
)]

#[path = "mod.rs"]
mod malformed;

use std::path::{Path, PathBuf};
use std::time::Duration;

use cpu_time::ProcessTime;
use findings::corpus;
use findings::model::Limits;
use findings::rules::Rules;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise: u64| {
        let argument = arguments.next();
        argument.map_or(otherwise, |argument| argument.parse().unwrap())
    };
    let (count, seed) = (number(600) as usize, number(2_014));
    let temporary = std::env::temp_dir().join(format!("findings-malformed-{}", std::process::id()));
    let given = arguments.next().map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| temporary.clone());
    std::fs::create_dir_all(&folder).unwrap();
    if count > 0 {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in malformed::files(root, seed, count) {
            std::fs::write(folder.join(file.name), file.bytes).unwrap();
        }
    }
    let files = corpus::Root::new(&folder)
        .and_then(|root| corpus::discover(&[root]))
        .unwrap()
        .files;
    forget_peak();
    let begin = memory();
    let (mut took, mut read, mut refused) = (Vec::new(), 0, 0);
    for file in &files {
        forget_peak();
        let started = ProcessTime::now();
        match corpus::read_file(&file.absolute, Rules::builtin(), &Limits::default()) {
            Ok(_) => read += 1,
            Err(refusal) if refusal.to_string().contains("fault") => {
                println!("FAULT {}: {refusal}", file.path)
            }
            Err(_) => refused += 1,
        }
        took.push((
            started.elapsed(),
            memory().saturating_sub(begin),
            file.path.clone(),
        ));
    }
    println!(
        "{} files, {read} read, {refused} refused; at rest {begin} MiB",
        files.len()
    );
    took.sort();
    for (time, memory, path) in took.iter().rev().take(12) {
        println!("{:>7.3} s {memory:>5} MiB  {path}", seconds(*time));
    }
    took.sort_by_key(|(_, memory, _)| *memory);
    println!("by memory");
    for (time, memory, path) in took.iter().rev().take(12) {
        println!("{:>7.3} s {memory:>5} MiB  {path}", seconds(*time));
    }
    if given.is_none() {
        std::fs::remove_dir_all(temporary).unwrap();
    }
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// The most memory that this process has taken, in MiB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

/// Begins to count the most memory anew, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
