#!/usr/bin/env bash
# Ruby's Chronic takes a year of two figures behind a month's name for the day and the day before it for an hour: "14 Mar 22" is 22 March at two in the
# afternoon, of the next year, "9 May 21" is 21 May at nine. As 14/03/22 and as 14 Mar 2022 it is right. "14.3.22" is three minutes past two of the
# present day, and 2022 alone is 20:22 of it. A date with its weekday ("Monday 14 March 2022") or with "on" before it is no date.
#
# Why it matters: minutes and spreadsheets write dates so. The day is a day of the month named, with a time that nobody reads, and the order of day
# and month was given (endian_precedence).
#
# Seen 2026-11-30 with Debian 12's ruby-chronic 0.10.5-2 (Ruby 3.1).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' ruby-chronic 2> /dev/null) || { echo "needs the Debian package ruby-chronic"; exit 2; }
echo "ruby-chronic $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.rb <<'RB'
require "chronic"
Chronic.time_class = Time
["14 March 2022", "14 Mar 2022", "14/03/22", "14 Mar 22", "9 May 21", "14.3.22", "2022", "Monday 14 March 2022", "on 14 March 2022"].each do |text|
  time = Chronic.parse(text, now: Time.utc(2026, 11, 30, 12), endian_precedence: [:little, :middle])
  puts "#{text}: #{time ? time.strftime('%Y-%m-%d %H:%M') : 'no date'}"
end
RB
TZ=UTC ruby -W0 read.rb > saw
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14 12:00
14 Mar 2022: 2022-03-14 12:00
14/03/22: 2022-03-14 12:00
14 Mar 22: 2027-03-22 14:00
9 May 21: 2027-05-21 09:00
14.3.22: 2026-11-30 14:03
2022: 2026-11-30 20:22
Monday 14 March 2022: no date
on 14 March 2022: no date
TXT
diff expected saw || { echo "changed: Chronic reads the dates otherwise"; exit 1; }
echo "as seen: the year is a day"
