#!/bin/sh
# Runs a command whenever the guide has printed a new edition, so that a cache in front can throw the old one away:
#
#     sh deploy/on-new-edition.sh http://127.0.0.1:3001 COMMAND [WORDS…]
#
# The command finds the version in EDITION; it is what the Cache-Tag of every cached answer says. It runs once more after
# five seconds, when every copy has printed it. For Varnish it is
#
#     sh -c 'varnishadm ban "obj.http.Cache-Tag != $EDITION"'
#
# and for a CDN its own program, or a request that purges the tag of the edition before, which is in BEFORE.
set -u
guide=$1
shift

edition() {
  curl --silent --max-time 5 "$guide/readyz" | sed -n 's/.*"edition":"\([0-9a-f]*\)".*/\1/p'
}

BEFORE=$(edition)
while sleep 1; do
  EDITION=$(edition)
  # While a copy starts anew, nobody knows.
  [ -n "$EDITION" ] && [ "$EDITION" != "$BEFORE" ] || continue
  if [ -n "$BEFORE" ]; then
    export EDITION BEFORE
    "$@" || echo "the command failed: what a cache holds goes away by itself after CDN_MAX_AGE" >&2
    sleep 5
    "$@" || true
  fi
  BEFORE=$EDITION
done
