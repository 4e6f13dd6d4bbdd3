#!/usr/bin/env bash
# tantivy's query language takes several forms that other engines use and, without an error, searches for something else:
# "child*" is the word child alone, "qualty~1" the phrase "qualty 1", "plans && late" is plans OR late, and "plans AND NOT late" finds
# nothing although "plans NOT late" finds what it should. An apostrophe inside a word (children's) is a syntax error.
#
# Why it matters: a reader who knows the signs from a library catalogue gets a plausible number of hits, none, or too many, and
# draws a conclusion from it ("no report says so").
#
# Seen 2026-11-29 with the crate tantivy 0.27.0 (Rust 1.95; builds for some two minutes).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "signs"
version = "0.1.0"
edition = "2021"
[dependencies]
tantivy = { version = "=0.27.0", default-features = false }
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RS'
use tantivy::{collector::DocSetCollector, doc, query::QueryParser, schema::{Schema, TEXT}, Index, IndexWriter};

fn main() -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000)?;
    for words in ["a child waits", "children wait", "quality of plans", "plans are late", "late visits", "the children's plans"] {
        writer.add_document(doc!(text => words))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![text]);
    for words in ["child*", "qualty~1", "plans && late", "plans AND late", "plans NOT late", "plans AND NOT late", "children's"] {
        match parser.parse_query(words) {
            Ok(query) => println!("{words}: {} of 6", searcher.search(&query, &DocSetCollector)?.len()),
            Err(error) => println!("{words}: {error}"),
        }
    }
    Ok(())
}
RS
cargo run -q > saw
cat saw
cat > expected <<'TXT'
child*: 1 of 6
qualty~1: 0 of 6
plans && late: 4 of 6
plans AND late: 1 of 6
plans NOT late: 2 of 6
plans AND NOT late: 0 of 6
children's: Syntax Error: children's
TXT
diff expected saw || { echo "changed: tantivy takes the signs otherwise"; exit 1; }
echo "as seen: the signs mean something else"
