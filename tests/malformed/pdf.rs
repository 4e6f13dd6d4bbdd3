//! PDFs written object by object.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A PDF of objects that are numbered from 1; the first is the catalogue.
pub(crate) struct Pdf {
    bytes: Vec<u8>,
    places: Vec<usize>,
}

impl Pdf {
    pub(crate) fn new() -> Self {
        Pdf {
            bytes: b"%PDF-1.7\n".to_vec(),
            places: Vec::new(),
        }
    }

    pub(crate) fn object(&mut self, object: &str) -> &mut Self {
        self.places.push(self.bytes.len());
        let number = self.places.len();
        self.bytes
            .extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
        self
    }

    pub(crate) fn stream(&mut self, keys: &str, content: &[u8]) -> &mut Self {
        self.places.push(self.bytes.len());
        let number = self.places.len();
        let length = content.len();
        self.bytes
            .extend(format!("{number} 0 obj\n<</Length {length} {keys}>>stream\n").bytes());
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
        self
    }

    pub(crate) fn packed(&mut self, keys: &str, content: &[u8]) -> &mut Self {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(content).unwrap();
        self.stream(
            &format!("/Filter/FlateDecode {keys}"),
            &packer.finish().unwrap(),
        )
    }

    pub(crate) fn finish(&self) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let begin = bytes.len();
        let count = self.places.len() + 1;
        bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
        for place in &self.places {
            bytes.extend(format!("{place:010} 00000 n \n").bytes());
        }
        bytes.extend(
            format!("trailer <</Size {count}/Root 1 0 R>>\nstartxref\n{begin}\n%%EOF\n").bytes(),
        );
        bytes
    }
}
