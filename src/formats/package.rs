//! Packages: the zip archives that office documents are, as they are written.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Packs parts under their names, in their order; the same parts give the same bytes.
///
/// # Errors
/// A part that cannot be packed, such as one of more than 4 GB.
pub fn write_package(parts: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::write_package;

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let parts = [("a.xml", &b"<a/>"[..]), ("b/c.xml", b"<c/>")];
        let package = write_package(&parts).unwrap();
        assert!(package.starts_with(b"PK"));
        assert_eq!(package, write_package(&parts).unwrap());
    }
}
