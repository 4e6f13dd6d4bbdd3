//! The thesaurus as bytes: numbers and names in the order of their fields.

use super::thesaurus::{Thesaurus, lengths};

impl Thesaurus {
    /// Writes it as bytes.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.vectors.len() * 2);
        let number =
            |bytes: &mut Vec<u8>, number: usize| bytes.extend((number as u64).to_le_bytes());
        for count in [
            self.made_of.len(),
            self.names.len(),
            self.dimensions,
            self.spelt.len(),
        ] {
            number(&mut bytes, count);
        }
        number(&mut bytes, self.tokens as usize);
        bytes.extend(self.common.iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.made_of.iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.counts.iter().flat_map(|number| number.to_le_bytes()));
        let pairs = self.spelt.iter().flat_map(|(a, b)| [*a, *b]);
        bytes.extend(pairs.flat_map(u32::to_le_bytes));
        bytes.extend(self.vectors.iter().map(|number| number.cast_unsigned()));
        for names in [&self.names, &self.printed] {
            let names = names.join("\n");
            number(&mut bytes, names.len());
            bytes.extend(names.as_bytes());
        }
        bytes
    }

    /// Reads what [`Thesaurus::encode`] wrote; none if it is something else.
    pub(super) fn decode(bytes: &[u8]) -> Option<Thesaurus> {
        let mut reader = Reader(bytes);
        let (reports, names) = (reader.count()?, reader.count()?);
        let (dimensions, pairs) = (reader.count()?, reader.count()?);
        let tokens = reader.count()? as u64;
        let common = reader.take(dimensions.checked_mul(4)?)?.as_chunks().0;
        let made_of = reader.take(reports.checked_mul(8)?)?.as_chunks().0;
        let counts = reader.take(names.checked_mul(4)?)?.as_chunks().0;
        let spelt = reader
            .take(pairs.checked_mul(8)?)?
            .as_chunks::<4>()
            .0
            .as_chunks()
            .0;
        let vectors = reader.take(names.checked_mul(dimensions)?)?;
        let spelt = spelt
            .iter()
            .map(|[a, b]| (u32::from_le_bytes(*a), u32::from_le_bytes(*b)));
        let vectors: Vec<i8> = vectors.iter().map(|byte| byte.cast_signed()).collect();
        let thesaurus = Thesaurus {
            made_of: made_of.iter().copied().map(u64::from_le_bytes).collect(),
            counts: counts.iter().copied().map(u32::from_le_bytes).collect(),
            spelt: spelt.collect(),
            lengths: lengths(&vectors, dimensions),
            vectors,
            common: common.iter().copied().map(f32::from_le_bytes).collect(),
            tokens,
            dimensions,
            names: reader.names(names)?,
            printed: reader.names(names)?,
        };
        let is_name = |(a, b): &(u32, u32)| names > *a as usize && names > *b as usize;
        (reader.0.is_empty() && thesaurus.spelt.iter().all(is_name)).then_some(thesaurus)
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(8)?.try_into().ok()?;
        u64::from_le_bytes(bytes).try_into().ok()
    }

    fn names(&mut self, many: usize) -> Option<Vec<String>> {
        let length = self.count()?;
        let text = str::from_utf8(self.take(length)?).ok()?;
        let names: Vec<String> = match many {
            0 => Vec::new(),
            _ => text.split('\n').map(str::to_owned).collect(),
        };
        (names.len() == many).then_some(names)
    }
}

#[cfg(test)]
mod tests {
    use super::super::thesaurus::{Thesaurus, lengths};

    fn thesaurus(names: &[&str]) -> Thesaurus {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Thesaurus {
            made_of: vec![7, u64::MAX],
            counts: vec![9; names.len()],
            dimensions: 2,
            tokens: 500,
            common: vec![0.6, 0.8],
            vectors: vec![-127; names.len() * 2],
            lengths: lengths(&vec![-127; names.len() * 2], 2),
            spelt: if names.is_empty() {
                Vec::new()
            } else {
                vec![(0, 0)]
            },
            printed: names.iter().map(|name| name.to_uppercase()).collect(),
            names,
        }
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        for names in [&[][..], &["a"], &["mash", "multi agency hub"]] {
            let thesaurus = thesaurus(names);
            let bytes = thesaurus.encode();
            assert_eq!(Thesaurus::decode(&bytes), Some(thesaurus));
            for at in 0..bytes.len() {
                assert_eq!(Thesaurus::decode(&bytes[..at]), None);
            }
            assert_eq!(Thesaurus::decode(&[&bytes[..], &[0]].concat()), None);
        }
    }
}
