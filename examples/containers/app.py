"""An application that is tested with the mock: it makes an image and says what that cost."""

from evolink import EvoLink


def main() -> None:
    with EvoLink() as client:
        images = client.images.generate(model="nano-banana-beta", prompt="a harbour at night")
        image = images[0].to_bytes()
        print(f"{len(image):,} bytes, {client.credits().remaining:g} credits left")


if __name__ == "__main__":
    main()
