#!/usr/bin/env bash
# The demo market with a stand-in for Stripe beside it, so that paying online can be walked in a browser with no internet. Nothing moves money.
set -euo pipefail
cd "$(dirname "$0")/.."
stripe=${STRIPE_URL:-http://127.0.0.1:5010} market=${MARKET_URL:-http://127.0.0.1:5000}
dotnet build tests/FarmMarket.StripeSandbox -c Release --nologo -v q
dotnet tests/FarmMarket.StripeSandbox/bin/Release/net10.0/FarmMarket.StripeSandbox.dll --urls "$stripe" --webhook "$market/webhooks/stripe" &
trap 'kill $!' EXIT
Stripe__SecretKey=sk_test_sandbox Stripe__WebhookSecret=whsec_sandbox Stripe__ApiBase=$stripe dotnet run -c Release --project src/FarmMarket.Web -- --urls "$market" "$@"
