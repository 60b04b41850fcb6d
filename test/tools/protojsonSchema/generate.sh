#!/bin/sh
# Regenerates src/istio/protojson/schema.json. Needs Go and the Go module proxy; nothing else in the project does.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp main.go go.mod "$work"
cd "$work"
export GOFLAGS=-mod=mod
# A package must be imported before `go list` knows its module; what is listed here is what istioctl imports.
list() { go list "$1" 2>/dev/null | grep -E '/v[0-9]' | grep -v /pkg/ || true; }
{
  echo 'package main'
  echo 'import ('
  {
    list github.com/envoyproxy/go-control-plane/contrib/... | grep -vE 'alpn|istio_stats|workload_discovery'
    list github.com/envoyproxy/go-control-plane/envoy/...
    list github.com/cncf/xds/go/udpa/type/...
    list github.com/cncf/xds/go/xds/...
    list istio.io/api/envoy/config/filter/...
    echo istio.io/api/envoy/extensions/stats
  } | sed 's/.*/\t_ "&"/'
  echo ')'
} > imports.go
go run . > schema.json
mv schema.json "$OLDPWD/../../../src/istio/protojson/schema.json"
