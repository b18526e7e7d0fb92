#!/bin/sh
# uploader.sh PICTURE PROMPT FOLDER: uploads a picture as base64, has it changed as the prompt says, and saves the result.
set -eu

call() { # PATH [BODY]
  path=$1
  shift
  curl -sS "$API_BASE$path" -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' ${1:+--data "$1"}
}

field() { # NAME: the text of a field of the answer on stdin
  sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"
}

encoded=$(base64 < "$1" | tr -d '\n')
link=$(call /api/v1/files/upload/base64 "{\"base64_data\": \"data:image/png;base64,$encoded\"}" | field file_url)
pictures=${link:+", \"image_urls\": [\"$link\"]"}
task=$(call /v1/images/generations "{\"model\": \"nano-banana-beta\", \"prompt\": \"$2\"$pictures}" | field id)

while :; do
  answer=$(call "/v1/tasks/$task")
  case $(printf '%s' "$answer" | field status) in
    completed) break ;;
    failed) exit 1 ;;
  esac
  sleep 0.1
done
result=$(printf '%s' "$answer" | sed -n 's/.*"results": *\["\([^"]*\)".*/\1/p')
curl -fsS -o "$3/${result##*/}" "$result"
