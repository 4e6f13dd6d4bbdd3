#!/usr/bin/env bash
# lopdf loads a PDF that cannot be opened without a password as a document of no pages: load() is Ok, get_pages() is empty,
# extract_text() is Ok(""). Only is_encrypted() tells it from an empty file, and that in turn is false for a file that has an owner's
# password alone, since such a file is deciphered while it is loaded.
#
# Why it matters: a program that trusts the Result puts a report with no words into its collection and says that all went well.
#
# Seen 2026-11-29 with the crate lopdf 0.47.0 (Rust 1.95; builds for about a minute), Debian 12's qpdf 11.3.0-1+deb12u1 and
# ghostscript 10.0.0~dfsg-11+deb12u9.
set -euo pipefail

for package in qpdf ghostscript; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "password"
version = "0.1.0"
edition = "2021"
[dependencies]
lopdf = { version = "=0.47.0", default-features = false }
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RS'
fn main() {
    for name in ["open.pdf", "owner.pdf", "user.pdf"] {
        let document = lopdf::Document::load(name).expect("load is Ok");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        let text = document.extract_text(&pages).expect("extract_text is Ok");
        println!("{name}: {} pages, encrypted {}, text {:?}", pages.len(), document.is_encrypted(), text.trim());
    }
}
RS
cat > report.ps <<'PS'
/Helvetica findfont 12 scalefont setfont 72 700 moveto (Northmere: plans are late.) show showpage
PS
ps2pdf report.ps open.pdf
qpdf --encrypt '' owner 256 -- open.pdf owner.pdf
qpdf --encrypt reader owner 256 -- open.pdf user.pdf
cargo run -q > saw
cat saw
cat > expected <<'TXT'
open.pdf: 1 pages, encrypted false, text "Northmere: plans are late."
owner.pdf: 1 pages, encrypted false, text "Northmere: plans are late."
user.pdf: 0 pages, encrypted true, text ""
TXT
diff expected saw || { echo "changed: lopdf loads them otherwise"; exit 1; }
echo "as seen: no error, no page"
