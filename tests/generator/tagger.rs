//! Building the structure tree as Word would: lists and tables broken at each page turn.

use super::block::{Paragraph, Role};
use super::page::{Kid, Node};
use super::spec::{Labels, Traps, Turn};

/// A structure tree on its way, with the list, cell and table that are still open.
pub struct Tagger<'a> {
    traps: &'a Traps,
    /// What stands below the root.
    pub tree: Vec<Kid>,
    list: Option<Vec<Kid>>,
    /// Kids of the open cell of the layout table.
    cell: Vec<Kid>,
    /// Rows of the open table.
    table: Vec<Kid>,
    /// Whether what is tagged now stands in a cell of a row.
    in_cell: bool,
}

impl<'a> Tagger<'a> {
    /// Starts an empty tree.
    pub fn new(traps: &'a Traps) -> Self {
        Tagger {
            traps,
            tree: Vec::new(),
            list: None,
            cell: Vec::new(),
            table: Vec::new(),
            in_cell: false,
        }
    }

    /// Puts a piece into the structure tree.
    pub fn tag(&mut self, paragraph: &Paragraph, label: Option<Kid>, kids: Vec<Kid>, first: bool) {
        let item = paragraph.role == Role::Item
            && self.traps.labels != Labels::Untagged
            && (first || self.traps.turn != Turn::Paragraph);
        if item {
            let body = Kid::Node(Node::new("LBody", kids));
            let label = label.map(|label| Kid::Node(Node::new("Lbl", vec![label])));
            let node = Node::new("LI", label.into_iter().chain([body]).collect());
            self.list.get_or_insert_default().push(Kid::Node(node));
            return;
        }
        self.close_list();
        let tag = match paragraph.role {
            Role::Heading(level) if !self.traps.plain_headings => match level {
                1 => "H1",
                2 => "H2",
                _ => "H3",
            },
            _ => "P",
        };
        let heading = matches!(paragraph.role, Role::Heading(_));
        let apart = heading && self.traps.layout_tables && !self.in_cell;
        if apart {
            self.close_cell();
        }
        let node = Node::new(tag, label.into_iter().chain(kids).collect());
        self.push(Kid::Node(node));
        if apart {
            self.close_cell();
        }
    }

    fn push(&mut self, kid: Kid) {
        if self.traps.layout_tables {
            self.cell.push(kid);
        } else {
            self.tree.push(kid);
        }
    }

    /// Ends the open list.
    pub fn close_list(&mut self) {
        if let Some(items) = self.list.take() {
            self.push(Kid::Node(Node::new("L", items)));
        }
    }

    /// Ends the open cell of a layout table.
    pub fn close_cell(&mut self) {
        self.close_list();
        if !self.cell.is_empty() {
            let cell = Node::new("TD", std::mem::take(&mut self.cell));
            self.table
                .push(Kid::Node(Node::new("TR", vec![Kid::Node(cell)])));
        }
    }

    /// Ends the open table.
    pub fn close_table(&mut self) {
        self.close_cell();
        if !self.table.is_empty() {
            let table = Node::new("Table", std::mem::take(&mut self.table));
            self.tree.push(Kid::Node(table));
        }
    }

    /// Ends a table of rows; a layout table goes on.
    pub fn close_plain_table(&mut self) {
        if !self.traps.layout_tables && !self.table.is_empty() {
            self.close_table();
        }
    }

    /// Adds a row of cells to the open table.
    pub fn row(&mut self, cells: Vec<Kid>) {
        self.table.push(Kid::Node(Node::new("TR", cells)));
    }

    /// Makes ready for a row: what stood before it is closed.
    pub fn before_row(&mut self) {
        self.close_list();
        if self.traps.layout_tables {
            self.close_cell();
        }
    }

    /// Diverts what is tagged into a cell, whatever stands around the table.
    pub fn open_cell(&mut self) -> (Vec<Kid>, Vec<Kid>) {
        self.in_cell = true;
        (
            std::mem::take(&mut self.cell),
            std::mem::take(&mut self.tree),
        )
    }

    /// Ends the cell and gives it back, tagged.
    pub fn shut_cell(&mut self, outer: (Vec<Kid>, Vec<Kid>), header: bool) -> Kid {
        self.close_list();
        self.in_cell = false;
        let (cell, tree) = outer;
        let mut kids = std::mem::replace(&mut self.tree, tree);
        kids.extend(std::mem::replace(&mut self.cell, cell));
        Kid::Node(Node::new(if header { "TH" } else { "TD" }, kids))
    }
}
