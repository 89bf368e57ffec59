#!/usr/bin/env bash
# Publishes the market in Release and serves it. Settings come from the environment, e.g.
#   FarmMarket__DataPath=/var/lib/farmmarket FarmMarket__Demo=false deploy/start.sh --urls http://127.0.0.1:5000
set -euo pipefail
cd "$(dirname "$0")/.."
out=${FARMMARKET_PUBLISH:-artifacts/market}
dotnet publish src/FarmMarket.Web -c Release --use-current-runtime --self-contained false -o "$out" --nologo -v q
exec dotnet "$out/FarmMarket.Web.dll" "$@"
