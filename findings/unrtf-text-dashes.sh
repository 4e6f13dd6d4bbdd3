#!/usr/bin/env bash
# unrtf has three ways with a dash in RTF. As LibreOffice writes it (\u8211\'96), its plain text has a control character there, "2022\x1323", "Children\x19s", which is the last byte of the sign's number. Named (\endash, \rquote), it is
# nothing: ages 16–17 are 1617. As pandoc writes it (\u8211-), the text is right, and its HTML loses the rest of the word behind each such sign, "Plans of 2022–23 are “few”" is "2022– are “”".
# £ and é are bytes of Latin-1 in the text, whatever the language, or question marks. A footnote's words follow its word without a space.
#
# Why it matters: it is Debian's small reader for RTF, which indexers call for text. The control characters are not seen on a screen, so a range reads as one
# number, and which of its words a page has depends on the program that saved it.
#
# Seen 2026-12-01 with Debian 12's unrtf 0.21.10-clean-1.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' unrtf 2> /dev/null) || { echo "needs the Debian package unrtf"; exit 2; }
echo "unrtf $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > bytes.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252\uc1
Plans of 2022\u8211\'9623 are \u8220\'93few\u8221\'94.\par
Children\u8217\'92s ages 16\u8211\'9617, \u163\'a35, caf\u233\'e9\par
}
RTF
cat > unicode.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252\uc1
Plans of 2022\u8211-23 are \u8220"few\u8221".\par
Children\u8217's ages 16\u8211-17, \u163?5, caf\u233?\par
}
RTF
cat > named.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252
Plans of 2022\endash 23 are \ldblquote few\rdblquote .\par
Children\rquote s ages 16\endash 17, \'a35, caf\'e9\par
Late{\footnote Those of March.} plans.\par
}
RTF
cat > show.py <<'PY'
import sys
for line in sys.stdin.buffer.read().splitlines():
    if any(words in line for words in (b"Plans", b"Children", b"Late")):
        print(f"{sys.argv[1]}: {line.decode('utf-8', 'backslashreplace').strip()!a}")
PY
for name in bytes unicode named; do
    for locale in C.UTF-8 C; do
        LC_ALL=$locale unrtf --text $name.rtf 2> log | python3 show.py "$name, $locale"
    done
done > saw
for name in bytes unicode named; do
    unrtf --html $name.rtf 2> log | grep -oE '(Plans|Children)[^<]*' | sed "s/^/$name, HTML: /"
done >> saw
cat saw
cat > expected <<'TXT'
bytes, C.UTF-8: 'Plans of 2022\x1323 are \x1cfew\x1d.'
bytes, C.UTF-8: 'Children\x19s ages 16\x1317, \\xa35, caf\\xe9'
bytes, C: 'Plans of 2022\x1323 are \x1cfew\x1d.'
bytes, C: 'Children\x19s ages 16\x1317, \\xa35, caf\\xe9'
unicode, C.UTF-8: 'Plans of 2022-23 are "few".'
unicode, C.UTF-8: "Children's ages 16-17, ?5, caf?"
unicode, C: 'Plans of 2022-23 are "few".'
unicode, C: "Children's ages 16-17, ?5, caf?"
named, C.UTF-8: 'Plans of 202223 are few.'
named, C.UTF-8: 'Childrens ages 1617, \\xa35, caf\\xe9'
named, C.UTF-8: 'LateThose of March. plans.'
named, C: 'Plans of 202223 are few.'
named, C: 'Childrens ages 1617, \\xa35, caf\\xe9'
named, C: 'LateThose of March. plans.'
bytes, HTML: Plans of 2022&ndash;23 are &ldquo;few&rdquo;.
bytes, HTML: Children&rsquo;s ages 16&ndash;17, &pound;5, caf&eacute;
unicode, HTML: Plans of 2022&ndash; are &ldquo;&rdquo;
unicode, HTML: Children&rsquo; ages 16&ndash; &pound; caf&eacute;
named, HTML: Plans of 2022&ndash;23 are &ldquo;few&rdquo;.
named, HTML: Children&rsquo;s ages 16&ndash;17, &pound;5, caf&eacute;
TXT
diff expected saw || { echo "changed: other signs are written"; exit 1; }
echo "as seen: dashes are control characters, or nothing, or take a word with them"
