# Makes what people install on Windows without a Rust toolchain: the program, a zip of it with
# documents, a completion and the sample, a bill of materials, and their checksums.
#
#   packaging\build.ps1 FOLDER
#
# It has not been run: there was no Windows to run it on. The C runtime is linked in.
param([Parameter(Mandatory)][string]$Folder)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..')
New-Item -ItemType Directory -Force $Folder | Out-Null
$out = (Resolve-Path $Folder).Path

foreach ($tool in 'cargo', 'git', 'cargo-cyclonedx') {
  if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { throw "$tool is needed (docs/install.md)" }
}
$target = (rustc -vV | Select-String '^host: (.*)').Matches[0].Groups[1].Value
$version = (cargo pkgid) -replace '.*[#@]', ''
$name = "findings-$version-$target"
$env:SOURCE_DATE_EPOCH = git log -1 --format=%ct
$cargoHome = if ($env:CARGO_HOME) { $env:CARGO_HOME } else { Join-Path $HOME '.cargo' }
$env:RUSTFLAGS = "-C target-feature=+crt-static -C link-arg=/Brepro " +
  "--remap-path-prefix=$PWD=/findings --remap-path-prefix=$cargoHome=/cargo"
$env:CARGO_PROFILE_RELEASE_STRIP = 'symbols'
cargo build --release --locked --target $target

$root = Join-Path ([IO.Path]::GetTempPath()) $name
Remove-Item -Recurse -Force $root -ErrorAction SilentlyContinue
New-Item -ItemType Directory $root, "$root\doc" | Out-Null
$program = "$root\findings.exe"
Copy-Item "target\$target\release\findings.exe" $program
& $program completions powershell | Set-Content "$root\findings.ps1"
Copy-Item README.md, CHANGELOG.md, LICENSE-*, docs\*.md, docs\third-party-licences.txt "$root\doc"
Copy-Item -Recurse corpus "$root\sample"
Compress-Archive -Force $root "$out\$name.zip"
Copy-Item $program $out

$sbom = "findings-$version-sbom"
cargo cyclonedx --quiet --format json --spec-version 1.5 --target $target --override-filename $sbom
Move-Item -Force "$sbom.json" $out
Remove-Item -Recurse -Force $root
Get-ChildItem $out -Filter 'findings*' | Sort-Object Name | ForEach-Object {
  "$((Get-FileHash $_ -Algorithm SHA256).Hash.ToLower())  $($_.Name)"
} | Tee-Object "$out\SHA256SUMS"
