#!/bin/sh
# links.sh PROMPT FOLDER: makes a picture with curl, and saves whatever https link turns up in the answers.
set -eu
auth="Authorization: Bearer $API_KEY"

answer=$(curl -fsS "$API_BASE/v1/images/generations" -H "$auth" -H 'Content-Type: application/json' \
  -d "{\"model\": \"nano-banana-beta\", \"prompt\": \"$1\"}")
task=$(printf '%s' "$answer" | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')

polls=0
while [ "$polls" -lt "$MOST_POLLS" ]; do
  polls=$((polls + 1))
  links=$(curl -fsS "$API_BASE/v1/tasks/$task" -H "$auth" | grep -o '"https://[^"]*"' | tr -d '"' | sort -u || true)
  if [ -n "$links" ]; then
    for link in $links; do
      curl -fsS -o "$2/${link##*/}" "$link"
    done
    exit 0
  fi
  sleep 0.1
done
echo "no link after $polls polls" >&2
exit 1
