//! Areas by their slugs.

use super::chapter::Chapter;
use super::{GazetteerError, Table};
use crate::model::{Area, AreaGroup};

/// All areas with their names and groups, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    areas: Vec<(Area, String, Option<AreaGroup>)>,
}

impl Chapter for Areas {
    const FILE: &'static str = "areas.csv";
    const CSV: &'static str = include_str!("data/areas.csv");

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        for row in table.rows() {
            let group = row.get("group");
            let group = (!group.is_empty()).then(|| AreaGroup::new(group.to_owned()));
            let area = Area::new(row.get("slug").to_owned());
            self.areas.retain(|(other, ..)| *other != area);
            self.areas.push((area, row.get("name").to_owned(), group));
        }
        Ok(())
    }
}

impl Areas {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Area, &str, Option<&AreaGroup>)> {
        self.areas
            .iter()
            .map(|(area, name, group)| (area, name.as_str(), group.as_ref()))
    }

    pub(super) fn group_of(&self, area: &Area) -> Option<&AreaGroup> {
        self.iter().find(|(other, ..)| *other == area)?.2
    }
}
