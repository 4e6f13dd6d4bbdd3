//! Hashes of bytes in memory, as text.

use sha2::{Digest, Sha256};

/// Hashes bytes in memory; SHA-256 in lower-case hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Writes bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
