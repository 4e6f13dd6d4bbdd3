//! Local authorities.

/// A local authority.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Authority {
    /// Its slug: `southend-on-sea`.
    pub slug: String,
    /// Its usual name: "Southend-on-Sea".
    pub name: String,
    /// Its region: "East of England".
    pub region: String,
    /// Its type.
    pub authority_type: AuthorityType,
    /// Its number in the register of inspected bodies, where that is known: "80559".
    pub urn: Option<String>,
}

/// The type of an authority: "London borough", "county council", "metropolitan district",
/// "unitary authority".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityType(pub String);
