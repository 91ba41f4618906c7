#!/bin/sh
# Brings the guide of this machine to what is in git, as root:
#
#     sh /opt/guide/deploy/update.sh
#
# Only content has changed: it is checked and put in, and is live after a second. More has changed: the new guide is built and
# checked beside the one that runs, takes its name, and one copy after the other starts anew. The one before stays in
# guide-before. It stops before it does anything when something was changed here that is not in git, so that no correction is lost.
set -eu
guide=${GUIDE:-/opt/guide}
ports=${PORTS:-3001 3002}

stop() {
  echo "$1" >&2
  exit 1
}

cd "$guide"
changed_here=$(git status --porcelain)
[ -z "$changed_here" ] || stop "changed here, and not in git; commit and push it first:
$changed_here"
git fetch --quiet
newest=$(git rev-parse '@{upstream}')
[ -z "$(git log --oneline "$newest..HEAD")" ] || stop "committed here, and not pushed: git push"
changed=$(git diff --name-only HEAD "$newest")
if [ -z "$changed" ]; then
  echo "nothing new"
  exit 0
fi

if ! echo "$changed" | grep --quiet --invert-match '^content/'; then
  draft=$(mktemp -d)
  trap 'rm -rf "$draft"' EXIT
  git archive "$newest" content | tar -x -C "$draft"
  node dist/src/check.js "$draft/content" || stop "nothing was changed; correct the content first"
  git merge --quiet --ff-only "$newest"
  # The copies that run take it by themselves; one that starts anew finds it read.
  node dist/src/prepare.js || echo "not prepared; the next start reads everything" >&2
  echo "the content is that of $(git log -1 --format='%h, %s')"
  exit 0
fi

rm -rf "$guide-new"
git clone --quiet "$(git remote get-url origin)" "$guide-new"
cd "$guide-new"
npm ci
npm run build
npm ci --omit=dev --omit=optional
node dist/src/check.js || stop "nothing was changed; correct the content first"
rm -rf "$guide-before"
mv "$guide" "$guide-before"
mv "$guide-new" "$guide"
cd "$guide"
for port in $ports; do
  systemctl restart "guide@$port"
  waited=0
  until curl --fail --silent --output /dev/null "http://127.0.0.1:$port/readyz"; do
    waited=$((waited + 1))
    [ "$waited" -lt 60 ] || stop "the copy at $port does not answer: journalctl -u guide@$port; the others still run as before"
    sleep 1
  done
done
echo "the guide is that of $(git log -1 --format='%h, %s')"
