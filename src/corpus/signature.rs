//! What a file begins with, by which it shows what it is.

/// Looks for the header of a PDF, which may stand behind some other bytes (ISO 32000-1, annex H, 3.4.1).
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    head(bytes).windows(5).any(|window| window == b"%PDF-")
}

pub(super) fn is_html(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(head(bytes)).to_lowercase();
    start.contains("<!doctype html") || start.contains("<html")
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..1024).unwrap_or(bytes)
}
