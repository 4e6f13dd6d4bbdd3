#!/usr/bin/env bash
# Perl's Date::Extract looks for a weekday before it looks for a date: "Monday 14 March 2022" is the Monday of this week or the next, whenever the
# text was written. Without the weekday the date is right, and so it is with the weekday behind. "14 Mar 22" is 14 March of a year about now.
#
# Why it matters: letters say "on Monday 14 March 2022". A sentence with the weekday is more exact and gets a date that has nothing to do
# with it and changes each week, while the same sentence without it is read rightly.
#
# Seen 2026-11-30 with Debian 12's libdate-extract-perl 0.07-1 (Perl 5.36).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libdate-extract-perl 2> /dev/null) || { echo "needs the Debian package libdate-extract-perl"; exit 2; }
echo "libdate-extract-perl $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.pl <<'PL'
use Date::Extract;
for my $prefers ("nearest", "past", "future") {
    for my $text ("on 14 March 2022", "on Monday 14 March 2022", "on 14 March 2022, a wet Monday", "on 14 Mar 22") {
        my $date = Date::Extract->new(prefers => $prefers, time_zone => "UTC")->extract($text);
        my $days = $date->epoch / 86400 - int(time / 86400);
        print "$text, $prefers: ", $date->year == 2022 ? $date->ymd : $text =~ /Mar 22/ && $date->strftime("%d %m") eq "14 03" ? "14 March of another year"
            : abs($days) <= 7 ? $date->day_name . " of now" : "another day", "\n";
    }
}
PL
TZ=UTC perl read.pl > saw
cat saw
cat > expected <<'TXT'
on 14 March 2022, nearest: 2022-03-14
on Monday 14 March 2022, nearest: Monday of now
on 14 March 2022, a wet Monday, nearest: 2022-03-14
on 14 Mar 22, nearest: 14 March of another year
on 14 March 2022, past: 2022-03-14
on Monday 14 March 2022, past: Monday of now
on 14 March 2022, a wet Monday, past: 2022-03-14
on 14 Mar 22, past: 14 March of another year
on 14 March 2022, future: 2022-03-14
on Monday 14 March 2022, future: Monday of now
on 14 March 2022, a wet Monday, future: 2022-03-14
on 14 Mar 22, future: 14 March of another year
TXT
diff expected saw || { echo "changed: dates with weekdays are read otherwise"; exit 1; }
echo "as seen: the weekday is taken for the date"
