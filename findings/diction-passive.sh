#!/usr/bin/env bash
# GNU style, the program that measures how a text is written, calls every sentence passive that has a form of "to be" in it: "Plans are late.", "Ann is a
# nurse." and "Staff will be there." are, like "Plans were written.", and style -p prints them as such, although its manual speaks of the passive
# voice. "Plans got lost." is not. Of "Staff, who are few, agree." it says the same; only a sentence without a form of "to be" is spared.
#
# Why it matters: the passive is what writers of reports are told to keep rare, and its share is quoted. Judgements are mostly of the form "Plans
# are late", so the share tells how many sentences judge, not how many leave out who did it.
#
# Seen 2026-11-30 with Debian 12's diction 1.11-1+b1.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' diction 2> /dev/null) || { echo "needs the Debian package diction"; exit 2; }
echo "diction $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '%s\n' "Plans are late." "Ann is a nurse." "Staff will be there." "Plans were written." "Staff, who are few, agree." "Plans got lost." "Staff agree." > sentences
while read -r sentence; do
    echo "$sentence $(echo "$sentence" | style | grep passive | sed 's/^ *//')"
done < sentences > saw
cat saw
cat > expected <<'TXT'
Plans are late. 100% (1) passive sentences
Ann is a nurse. 100% (1) passive sentences
Staff will be there. 100% (1) passive sentences
Plans were written. 100% (1) passive sentences
Staff, who are few, agree. 100% (1) passive sentences
Plans got lost. 0% (0) passive sentences
Staff agree. 0% (0) passive sentences
TXT
diff expected saw || { echo "changed: style counts otherwise"; exit 1; }
echo "as seen: to be is passive"
