//! Providers: bodies other than local authorities that are inspected.

/// A body that is inspected and is no local authority: a school, a home, a service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// Its name, as printed.
    pub name: String,
    /// Its slug: the name in small letters, with hyphens.
    pub slug: String,
    /// What registers know it by, as name and value: `urn`, `103980`.
    pub identifiers: Vec<(String, String)>,
}

impl Provider {
    /// Makes a provider of its name.
    ///
    /// ```
    /// use findings::model::Provider;
    /// assert_eq!(Provider::named("St. Mary’s School").slug, "st-marys-school");
    /// ```
    pub fn named(name: &str) -> Self {
        let mut slug = String::with_capacity(name.len());
        for c in name.chars() {
            match c {
                '\'' | '’' | '‘' | '.' => {}
                '&' => slug.push_str("-and-"),
                c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
                _ => slug.push('-'),
            }
        }
        let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
        Provider {
            name: name.to_owned(),
            slug: words.join("-"),
            identifiers: Vec::new(),
        }
    }
}
