//! Decryption, which is left to lopdf.

use lopdf::{Document, LoadOptions};

use crate::model::{Budget, Limit};

use super::PdfError;
use super::recover;

/// Writes an encrypted file anew without its encryption, if that asks for no password.
///
/// All of it is held as objects at a time, so it is first seen whether they are too many.
pub(super) fn decrypt(bytes: &[u8], budget: &Budget) -> Result<Vec<u8>, PdfError> {
    recover::recover(bytes, budget);
    budget.check().map_err(PdfError::Over)?;
    let options = LoadOptions {
        max_decompressed_size: Some(budget.limits().get(Limit::Stream) as usize),
        ..LoadOptions::default()
    };
    let loaded = Document::load_mem_with_options(bytes, options);
    let mut document = loaded.map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => PdfError::Encrypted,
        other => PdfError::Malformed(other.to_string()),
    })?;
    if document.trailer.has(b"Encrypt") && document.objects.is_empty() {
        return Err(PdfError::Encrypted);
    }
    let mut decrypted = Vec::with_capacity(bytes.len());
    match document.save_to(&mut decrypted) {
        Ok(()) => Ok(decrypted),
        Err(error) => Err(PdfError::Malformed(error.to_string())),
    }
}
