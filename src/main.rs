//! The command line of `findings`.

fn main() {}
