//! What is served, where, and to whom.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use super::address::BasePath;
use super::holder::Holder;
use super::traffic::Log;
use crate::gazetteer::Neighbours;
use crate::query::Concepts;

/// What is served, where, and to whom.
#[derive(Debug, Clone)]
pub struct Options {
    /// Who holds what is served.
    pub holder: Arc<dyn Holder>,
    /// What things are called.
    pub concepts: Arc<Concepts>,
    /// The statistical neighbours of authorities, for those who want to look at them together.
    pub neighbours: Neighbours,
    /// The address to listen on; port 0 takes one that is free.
    pub listen: SocketAddr,
    /// Names by which the server may be called, beside the loopback's and that of the address.
    pub hosts: Vec<String>,
    /// What stands before every path.
    pub base: BasePath,
    /// The folder in which is kept what addresses do not hold; none keeps nothing.
    pub data: Option<PathBuf>,
    /// How requests are logged.
    pub log: Log,
}
