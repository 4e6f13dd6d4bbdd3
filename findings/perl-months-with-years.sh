#!/usr/bin/env bash
# "March 2022" is 12 September 2031 for Perl's Time::ParseDate: it takes 2022 for the day, and the 2022nd day of March of the present year (2026)
# is that. Date::Manip takes it for March 20, '22, and April 1999 for 19 April 1999. "1 March 2022" is right in both, and neither
# says that anything was wanting.
#
# Why it matters: "published March 2022" is how many reports are dated. One of the two is a day in the future, which may be noticed; the other is
# a day of the right month of the right year, always the 20th in this century, which the report does not name.
#
# Seen 2026-11-30 with Debian 12's libtime-parsedate-perl 2015.103-4 and libdate-manip-perl 6.91-1 (Perl 5.36).
set -euo pipefail

for package in libtime-parsedate-perl libdate-manip-perl; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.pl <<'PL'
use Date::Manip;
use POSIX qw(strftime);
use Time::ParseDate;
for my $text ("1 March 2022", "March 2022", "May 2022", "April 1999") {
    my ($time) = parsedate($text, UK => 1, GMT => 1, WHOLE => 1, NOW => 1796040000);  # (30 November 2026)
    print "$text: Time::ParseDate ", strftime("%Y-%m-%d", gmtime $time), ", Date::Manip ", UnixDate(ParseDate($text), "%Y-%m-%d"), "\n";
}
PL
TZ=UTC perl read.pl > saw
cat saw
cat > expected <<'TXT'
1 March 2022: Time::ParseDate 2022-03-01, Date::Manip 2022-03-01
March 2022: Time::ParseDate 2031-09-12, Date::Manip 2022-03-20
May 2022: Time::ParseDate 2031-11-12, Date::Manip 2022-05-20
April 1999: Time::ParseDate 2031-09-20, Date::Manip 1999-04-19
TXT
diff expected saw || { echo "changed: months with a year are read otherwise"; exit 1; }
echo "as seen: 2022 is the day of a month"
