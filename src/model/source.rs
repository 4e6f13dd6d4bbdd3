//! Whose words a report holds.

use super::slug::slugs;

slugs! {
    /// Whose words a report holds.
    "source": Source {
        /// The inspectorate's own.
        Primary = "primary",
        /// Somebody else's about an inspection.
        Secondary = "secondary",
    }
}
