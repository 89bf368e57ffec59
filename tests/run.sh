#!/usr/bin/env bash
# Sets up a fresh machine (Debian with the .NET 10 SDK and Node) and runs every test. Safe to run again.
# Usage: tests/run.sh [stage ...]     stages: format models handlers postgres sqlserver web browser   (default: all)
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

packages=()
command -v chromium >/dev/null || packages+=(chromium)
command -v ffmpeg >/dev/null || packages+=(ffmpeg)
command -v redis-server >/dev/null || packages+=(redis-server)
[ -x "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)" ] || packages+=(postgresql)
fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || packages+=(fonts-noto-cjk)
if [ ${#packages[@]} -gt 0 ]; then
  echo "== installing ${packages[*]}"
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || exit 1
fi

echo "== building"
dotnet tool restore >/dev/null || exit 1
dotnet build FarmMarket.sln -c Release -v q --nologo || exit 1

passed=0 failed=0 skipped=0
stages=("$@")
wanted() { [ ${#stages[@]} -eq 0 ] || printf '%s\n' "${stages[@]}" | grep -qx "$1"; }

# A check that is a command: it passes or it fails.
check() { # stage, title, command...
  wanted "$1" || return 0
  echo "== $2"
  if "${@:3}"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}

# A test project; the figures come from the runner's own summary, and a run that prints none has failed.
suite() { # stage, title, project, runner arguments...
  wanted "$1" || return 0
  echo "== $2"
  local log="$results/$1" line
  "tests/$3/bin/Release/net10.0/$3" -nocolor "${@:4}" 2>&1 | tee "$log" | grep -vE '^ *(Discover|Starting|Finished)'
  line=$(grep -E "^ +$3 +Total: [0-9]+" "$log" | tail -n 1)
  if [ -z "$line" ]; then failed=$((failed + 1)); echo "FAILED: $2 ended without a summary"; return 0; fi
  figure() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<<"$line"; }
  local total errors f s
  total=$(figure Total); errors=$(figure Errors); f=$(figure Failed); s=$(figure Skipped)
  passed=$((passed + total - f - s)); failed=$((failed + f + errors)); skipped=$((skipped + s))
}

check format "formatting" dotnet format FarmMarket.sln --verify-no-changes --no-restore
for database in Sqlite SqlServer Postgres; do
  check models "no pending model changes: $database" dotnet ef migrations has-pending-model-changes --no-build --configuration Release \
    --project src/FarmMarket --startup-project src/FarmMarket.Web --context "${database}MarketDb"
done
export FARMMARKET_TSQL="$results/queries"
suite handlers "handlers on SQLite" FarmMarket.Tests -trait- stage=sqlserver
FARMMARKET_TEST_DATABASE=postgres suite postgres "handlers on PostgreSQL" FarmMarket.Tests -trait- stage=sqlserver -trait- database=sqlite
suite sqlserver "SQL Server's script and queries" FarmMarket.Tests -trait stage=sqlserver
suite web "pages, components and API" FarmMarket.Web.Tests
suite browser "journeys in the browser" FarmMarket.Browser.Tests

echo
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
