#!/usr/bin/env bash
# Puts a backup back. Stop the market first (systemctl stop farmmarket); it refuses while one runs on the same data path.
set -euo pipefail
file=${1:?say which backup}
market=${FARMMARKET:-/opt/farmmarket/FarmMarket.Web.dll}
dotnet "$market" restore "$file"
if [ "${Database__Provider:-Sqlite}" = Postgres ]; then
  pg_restore --clean --if-exists --no-owner --dbname "${PGDATABASE:?set PGDATABASE}" "${file%.tar.gz}.pgdump"
fi
dotnet "$market" migrate
