//! Slugs: the lower-case, hyphenated names by which closed sets are written in files, queries
//! and output.

use std::fmt;

/// Reports a name that is no slug of the set it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSlug {
    /// What the set holds, in words: "kind", "grade".
    pub set: &'static str,
    /// The name that was not found.
    pub name: String,
}

impl fmt::Display for UnknownSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`", self.set, self.name)
    }
}

impl std::error::Error for UnknownSlug {}

/// Declares an enum whose every variant has a slug, with `ALL`, `slug()`, `Display` and `FromStr`.
macro_rules! slugs {
    (
        $(#[$meta:meta])*
        $set:literal: $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $slug:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* $variant, )+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// Returns the slug: the stable name used in files, queries and output.
            pub const fn slug(self) -> &'static str {
                match self { $( Self::$variant => $slug, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.slug())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownSlug;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $( $slug => Ok(Self::$variant), )+
                    _ => Err($crate::model::UnknownSlug { set: $set, name: name.to_owned() }),
                }
            }
        }
    };
}
pub(super) use slugs;
