#!/bin/sh
# pnpm 12.21.0, `verifyDepsBeforeRun: install`. Guess: where the manifest and the frozen lockfile disagree, the install
# before a script fails, and the script with it.
# Seen: the install fails with ERR_PNPM_OUTDATED_LOCKFILE, the script runs on the modules of before, and the exit code
# is 0. With `reporter: silent` nothing says so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
write() {
  printf '{"name":"x","private":true,"scripts":{"show":"node show.cjs"},"dependencies":{"is-number":"%s"}}\n' "$1" > package.json
}
echo "console.log(require('is-number/package.json').version)" > show.cjs
printf 'verifyDepsBeforeRun: install\nreporter: silent\n' > pnpm-workspace.yaml
write 7.0.0
npx -y pnpm@12.21.0 install
write 6.0.0
seen=$(CI=true npx -y pnpm@12.21.0 run show 2> errors.txt | tail -n 1; echo "exit $?")
echo "seen: $seen"
[ "$seen" = "7.0.0
exit 0" ]
