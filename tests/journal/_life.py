"""A process to be killed: makes one image with a journal, and prints each step that it has done.

Arguments: the service's address, the journal's, the folder for the image, the API key, the call's key.
"""

import sys

from evolink import EvoLink

base_url, journal, folder, secret, key = sys.argv[1:]
with EvoLink(api_key=secret, base_url=base_url, journal=journal) as client:
    task = client.images.submit(model="gpt-4o-image", prompt="a cat", idempotency_key=key)
    sys.stdout.write(f"submitted {task.id}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    images = task.wait()
    sys.stdout.write("completed\n")
    sys.stdout.flush()
    sys.stdin.readline()
    images.save(folder)
    sys.stdout.write("saved\n")
    sys.stdout.flush()
    sys.stdin.readline()
