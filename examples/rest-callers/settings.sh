#!/bin/sh
# A user's settings on Portal, with curl 7.84 or newer alone: sh settings.sh [profile]
set -eu
url=${PORTAL_URL:-http://127.0.0.1:3000}
newline='
'

# call PATH [CURL OPTIONS]: prints the answer, or says why there is none and ends the program.
call() {
  path=$1
  shift
  ended=0
  # The cookie goes by standard input: arguments are for everybody on the machine to read.
  reply=$(printf 'Cookie: %s\n' "${PORTAL_COOKIE:-}" |
    curl --silent --fail-with-body --max-time 10 --header @- "$@" "${url%/}$path" \
      --write-out '\n%{http_code}|%header{retry-after}|%{errormsg}') || ended=$?
  body=${reply%"$newline"*}
  IFS='|' read -r status retry_after reason <<END
${reply##*"$newline"}
END
  case $ended in
    0) printf '%s\n' "$body" ;;
    22) refuse "$body" ;;
    *) fail "cannot reach $url: $reason" ;;
  esac
}

# refuse BODY: Portal's sentence, what to do about it, and the id that names the request in its log.
refuse() {
  case $status in
    401) advice='sign in again' ;;
    404) advice='check the name' ;;
    429) advice="try again in $retry_after seconds" ;;
    *) advice='report it' ;;
  esac
  sentence=$(field error "$1")
  id=$(field correlation_id "$1")
  fail "$status ${sentence:-not an answer of Portal}: $advice (correlation id ${id:-none})"
}

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# field NAME JSON: the first value of that name, a number or a string with no quote in it.
# With jq there is no need of it: jq -r ".$1"
field() {
  case $2 in *"\"$1\":"*) ;; *) return ;; esac
  value=${2#*"\"$1\":"}
  case $value in
    \"*) value=${value#\"} && printf '%s\n' "${value%%\"*}" ;;
    *) printf '%s\n' "${value%%[,\}]*}" ;;
  esac
}

me=$(call /v1/users/me)
username=$(field username "$me")
printf 'signed in as %s, id %s\n' "$username" "$(field id "$me")"

# With jq, what a person typed becomes a body safely: jq -n --arg username "$wanted" '{$username}'
changes='{"username": "no spaces please", "avatar_source": "discord_3"}'
updated=$(call /v1/users/me/update --json "$changes")
printf 'stored: username %s, avatar_source %s\n' \
  "$(field username "$updated")" "$(field avatar_source "$updated")"
for name in username avatar_source; do
  sentence=$(field "$name" "${updated##*\"errors\":}")
  [ -z "$sentence" ] || printf '%s refused: %s\n' "$name" "$sentence"
done

encoded=$(printf %s "${1:-$username}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g')
profile=$(call "/v1/users/profile/$encoded")
avatar=$(field avatar_url "$profile")
[ "$avatar" != null ] || avatar=none
printf 'profile of %s: avatar %s\n' "$(field username "$profile")" "$avatar"
