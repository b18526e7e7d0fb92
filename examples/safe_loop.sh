#!/usr/bin/env bash
# Make an image of each line of a file: safe to stop at any moment, and to run again.
#
#     pip install "evolink[batch,cli]"
#     export EVOLINK_API_KEY=… EVOLINK_MODEL=nano-banana-beta
#     ./safe_loop.sh prompts.txt images/
#
# Run again after Ctrl-C, kill -9 or a power cut, it skips what is there and resumes what is paid for: the journal of
# `evolink` knows every call that was sent, and files are complete or absent. Add lines at the end only, as each line is
# known by its number. For thousands of lines, `evolink batch run` is faster, and keeps to a budget.

set -euo pipefail
prompts=${1:?name the file of prompts}
folder=${2:-images}
export EVOLINK_MODEL=${EVOLINK_MODEL:-nano-banana-beta}

number=0
failed=0
while IFS= read -r prompt <&3 || [[ -n $prompt ]]; do # 3, so that no command in the loop reads the prompts
  number=$((number + 1))
  [[ -n $prompt ]] || continue
  name=$folder/$(printf '%04d' "$number")
  # Without a suffix, which evolink adds by the type of the image.
  if compgen -G "$name.*" >/dev/null; then continue; fi
  status=0
  evolink generate --output "$name" -- "$prompt" || status=$?
  case $status in
    0) ;;
    130 | 143) exit "$status" ;; # stopped: bash itself would go on with the next line
    4) exit "$status" ;;         # the key or the credits, which is no better for the next line
    *)
      echo "line $number: exit status $status" >&2 # its reason stands above
      failed=1
      ;;
  esac
done 3<"$prompts"
exit "$failed"
