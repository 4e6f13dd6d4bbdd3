#!/usr/bin/env bash
# The Rust crate two_timer reads time expressions into a begin and an end, and the first day of a range as an hour: "14-18 March 2022" is 18 March from two in the
# afternoon to midnight, "2 to 5 May 2022" 4 May from two in the morning. "25-28 March 2022" is an error, since there is no such hour. "14/03/22" is
# 22 March 2014, "14/03/2022" the right day, and "14 Mar 22" one second of 22 March of the present year.
#
# Why it matters: an inspection over some days of a month becomes some hours, and whether there is an error depends on the days. "March to May
# 2022" ends before May, as its documentation says of "to".
#
# Seen 2026-11-30 with the crate two_timer 2.2.5 (Rust 1.95; builds for half a minute).
set -euo pipefail

command -v cargo > /dev/null || { echo "needs cargo"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "ranges"
version = "0.1.0"
edition = "2021"
[dependencies]
chrono = "0.4"
two_timer = "=2.2.5"
[profile.dev]
debug = false
TOML
cat > src/main.rs <<'RS'
use two_timer::{parse, Config};

fn main() {
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(12, 0, 0).unwrap();
    for text in [
        "14 March 2022", "14 March 2022 through 18 March 2022", "14-18 March 2022", "14 to 18 March 2022", "2 to 5 May 2022", "25-28 March 2022",
        "14/03/2022", "14/03/22", "14 Mar 22", "March to May 2022",
    ] {
        match parse(text, Some(Config::new().now(now))) {
            Ok((begin, end, _)) => println!("{text}: {begin} to {end}"),
            Err(error) => println!("{text}: {}", error.msg()),
        }
    }
}
RS
CARGO_TARGET_DIR="$folder/target" cargo run -q > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14 00:00:00 to 2022-03-15 00:00:00
14 March 2022 through 18 March 2022: 2022-03-14 00:00:00 to 2022-03-19 00:00:00
14-18 March 2022: 2022-03-18 14:00:00 to 2022-03-19 00:00:00
14 to 18 March 2022: 2022-03-17 14:00:00 to 2022-03-18 00:00:00
2 to 5 May 2022: 2022-05-04 02:00:00 to 2022-05-05 00:00:00
25-28 March 2022: 25 is after 28 March 2022
14/03/2022: 2022-03-14 00:00:00 to 2022-03-15 00:00:00
14/03/22: 2014-03-22 00:00:00 to 2014-03-23 00:00:00
14 Mar 22: 2026-03-22 14:00:00 to 2026-03-22 14:00:01
March to May 2022: 2022-03-01 00:00:00 to 2022-05-01 00:00:00
TXT
diff expected saw || { echo "changed: two_timer reads the ranges otherwise"; exit 1; }
echo "as seen: a day is an hour"
