#!/usr/bin/env bash
# The Rust crate html2text strikes deleted words out letter by letter: of "Help is <del>good</del><ins>poor</ins>." its plain text has a g, an o, an o and a d, each with
# a stroke behind it (U+0336), and poor without a space. Neither "good" nor the word "poor" is found. <s> is treated alike. A raised 1 or 2 becomes
# the sign for it (late.¹, 10²), other raised text does not: a note 1a is ^{1a}.
#
# Why it matters: the text looks right on a terminal, and it is what an index gets. A reader who searches for good finds every report but this one,
# and a cell that is counted has eight letters where it shows four.
#
# Seen 2026-11-30 with the crate html2text 0.17.4 (Rust 1.95; builds for half a minute).
set -euo pipefail

command -v cargo > /dev/null || { echo "needs cargo"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "struck"
version = "0.1.0"
edition = "2021"
[dependencies]
html2text = "=0.17.4"
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RS'
fn main() {
    for page in [
        "<p>Help is <del>good</del><ins>poor</ins>.</p>", "<p>Help is <s>good</s> poor.</p>", "<p>Plans are late.<sup>1</sup></p>", "<p>10<sup>2</sup></p>",
        "<p>Plans are late.<sup>1a</sup></p>", "<p>H<sub>2</sub>O</p>",
    ] {
        let text = html2text::from_read(page.as_bytes(), 80).unwrap();
        println!("{page}: {:?}, {} signs, {} good", text.trim(), text.trim().chars().count(), if text.contains("good") { "with" } else { "without" });
    }
}
RS
CARGO_TARGET_DIR="$folder/target" cargo run -q > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
<p>Help is <del>good</del><ins>poor</ins>.</p>: "Help is g\u{336}o\u{336}o\u{336}d\u{336}poor.", 21 signs, without good
<p>Help is <s>good</s> poor.</p>: "Help is g\u{336}o\u{336}o\u{336}d\u{336} poor.", 22 signs, without good
<p>Plans are late.<sup>1</sup></p>: "Plans are late.¹", 16 signs, without good
<p>10<sup>2</sup></p>: "10²", 3 signs, without good
<p>Plans are late.<sup>1a</sup></p>: "Plans are late.^{1a}", 20 signs, without good
<p>H<sub>2</sub>O</p>: "H2O", 3 signs, without good
TXT
diff expected saw || { echo "changed: html2text writes other signs"; exit 1; }
echo "as seen: strokes stand between the letters"
