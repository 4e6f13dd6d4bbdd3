//! HTTP as a client: the one place that opens connections to other machines.
//!
//! A [`Client`] sends one request at a time and hands back what came: status, headers and a reader
//! that ends where it was told to. It follows no redirect, tries nothing twice and knows no site: that is
//! for those who ask. Proxies and certificates are those of the environment, as users of curl
//! expect them; keys and passwords stand in no error and no log.

mod address;
mod answer;
mod client;
mod error;
mod proxies;
mod request;
#[cfg(test)]
mod tests;

pub use address::{InvalidUrl, Url};
pub use answer::{HttpAnswer, HttpBody};
pub use client::{Client, ClientOptions};
pub use error::HttpError;
pub use proxies::Proxies;
pub use request::{HttpRequest, Method};
