"""An application that is tested with the mock: it makes an image and says what that cost."""

from evolink import EvoLink

with EvoLink() as client:
    images = client.images.generate(model="nano-banana-beta", prompt="a harbour at night")
    image = images[0].to_bytes()
    print(f"{len(image):,} bytes, {client.credits().remaining:g} credits left")
