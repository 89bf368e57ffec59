#!/usr/bin/env bash
# A dated backup of a running market, keeping the newest 14. For cron:  FarmMarket__DataPath=/var/lib/farmmarket deploy/backup.sh /backups
# SQLite: everything is in the file. With Database__Provider=Postgres the database is dumped beside it (needs pg_dump and PGHOST … in the environment).
set -euo pipefail
folder=${1:?say where the backups go}
market=${FARMMARKET:-/opt/farmmarket/FarmMarket.Web.dll}
stamp=$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$folder"
dotnet "$market" backup "$folder/farmmarket-$stamp.tar.gz"
if [ "${Database__Provider:-Sqlite}" = Postgres ]; then
  pg_dump --format=custom --file "$folder/farmmarket-$stamp.pgdump"
fi
for kind in tar.gz pgdump; do
  find "$folder" -maxdepth 1 -name "farmmarket-*.$kind" | sort -r | tail -n +15 | xargs -r rm --
done
