#!/usr/bin/env bash
# docx-rs drops each line break in a run's text and puts nothing in its place, so the words on both sides become one; the tab it
# keeps. A form feed it writes raw, which makes the part ill-formed XML that other programs refuse. (python-docx, asked the same way,
# writes a break for the one and refuses the other.)
#
# Why it matters: text that comes from a PDF has line breaks in its paragraphs and a form feed at each page's end. Exported through
# this crate, "the plan\nwas late" reads "the planwas late", or the file cannot be opened at all.
#
# Seen 2026-11-29 with the crate docx-rs 0.4.22 (Rust 1.95; builds for a minute or two), read by python-docx 1.2.0 (Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "breaks"
version = "0.1.0"
edition = "2021"
[dependencies]
docx-rs = "=0.4.22"
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RS'
use docx_rs::{Docx, Paragraph, Run};

fn main() {
    for (name, text) in [("break.docx", "the plan\nwas\tlate"), ("feed.docx", "the plan\u{c}was late")] {
        let paragraph = Paragraph::new().add_run(Run::new().add_text(text));
        let file = std::fs::File::create(name).unwrap();
        Docx::new().add_paragraph(paragraph).build().pack(file).expect("packed without an error");
    }
}
RS
cat > read.py <<'PY'
import docx
for name in ("break.docx", "feed.docx"):
    try:
        print(name, repr(docx.Document(name).paragraphs[0].text))
    except Exception as error:
        print(name, type(error).__name__)
PY
cargo run -q
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
break.docx 'the planwas\tlate'
feed.docx XMLSyntaxError
TXT
diff expected saw || { echo "changed: docx-rs writes them otherwise"; exit 1; }
echo "as seen: words are glued, and a form feed spoils the file"
