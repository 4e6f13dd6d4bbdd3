//! Content hashes: by them a file is known to be the same or to have changed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::ReportFile;
use super::discover::sidecar_of;
use super::pool::in_pool;

/// The hash of a file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// The length of the content.
    pub bytes: u64,
    /// The hash of the metadata beside the file; empty if there is none.
    pub sidecar: String,
}

/// Hashes a file.
///
/// # Errors
/// If the file cannot be read.
pub fn hash_file(path: &Path) -> io::Result<Hashed> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    let sidecar = std::fs::read(sidecar_of(path));
    Ok(Hashed {
        sha256: hex(&hasher.finalize()),
        bytes,
        sidecar: sidecar.map_or(String::new(), |metadata| hash_bytes(&metadata)),
    })
}

/// Hashes bytes in memory; SHA-256 in lower-case hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Hashes files in parallel; the results are in the order of the files.
pub fn hash_all(files: &[ReportFile], jobs: Option<usize>) -> Vec<io::Result<Hashed>> {
    in_pool(jobs, || {
        files
            .par_iter()
            .map(|file| hash_file(&file.absolute))
            .collect()
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard() {
        // FIPS 180-2, appendix B.1.
        let path = std::env::temp_dir().join(format!("findings-hash-{}", std::process::id()));
        std::fs::write(&path, "abc").unwrap();
        let hashed = hash_file(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(hashed.bytes, 3);
        assert_eq!(
            hashed.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
