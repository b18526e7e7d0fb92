"""Private hosts, in every spelling; and public ones, which must pass."""

import pytest

from evolink_rules import is_private_url, violations

PRIVATE = {
    "a name": "localhost",
    "a name in capitals with a final dot": "LOCALHOST.",
    "a name below localhost": "a.localhost",
    "a name without a dot": "metadata",
    "a multicast DNS name": "printer.local",
    "a cloud's internal name": "metadata.google.internal",
    "a router's name": "nas.lan",
    "a home network's name": "nas.home.arpa",
    "loopback": "127.0.0.1",
    "loopback with a final dot": "127.0.0.1.",
    "loopback with a port": "127.0.0.1:443",
    "short": "127.1",
    "shorter": "10.1",
    "zero": "0",
    "one decimal number": "2130706433",
    "one hex number": "0x7f000001",
    "one octal number": "017700000001",
    "hex parts": "0x7f.0x0.0x0.0x1",
    "octal parts": "0177.0.0.1",
    "octal to some, decimal to others": "010.0.0.1",
    "mixed parts": "0300.0xa8.257",
    "class A": "10.0.0.1",
    "class B": "172.16.0.1",
    "class C": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "metadata": "169.254.169.254",
    "another cloud's wire server": "168.63.129.16",
    "another cloud's metadata": "192.0.0.192",
    "any address": "0.0.0.0",  # noqa: S104 - nothing binds to it
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "documentation": "192.0.2.1",
    "benchmarking": "198.18.0.1",
    "no address": "256.1.1.1",
    "five parts": "1.2.3.4.5",
    "IPv6 loopback": "[::1]",
    "IPv6 any": "[::]",
    "IPv6 link-local": "[fe80::1]",
    "IPv6 link-local with a zone": "[fe80::1%25eth0]",
    "IPv6 unique local": "[fd00:ec2::254]",
    "IPv6 site-local": "[fec0::1]",
    "IPv6 multicast": "[ff02::1]",
    "IPv6 documentation": "[2001:db8::1]",
    "IPv4 mapped": "[::ffff:127.0.0.1]",
    "IPv4 mapped in hex": "[::ffff:7f00:1]",
    "IPv4 compatible": "[::127.0.0.1]",
    "NAT64": "[64:ff9b::10.0.0.1]",
    "local NAT64": "[64:ff9b:1::1]",
    "6to4": "[2002:c0a8:101::1]",
    "Teredo": "[2001:0:7f00:1::1]",
    "unclosed bracket": "[::1",
    "fullwidth digits": "\uff11\uff12\uff17.0.0.1",
    "ideographic dots": "127\u30020\u30020\u30021",
    "halfwidth ideographic dots": "127\uff610\uff610\uff611",
    "fullwidth letters": "printer.\uff4c\uff4f\uff43\uff41\uff4c",
    "circled letters": "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
    "a soft hyphen": "local\u00adhost",
    "a zero-width space": "127.0.0\u200b.1",
    "percent encoding": "%6cocalhost",
    "a public name as user": "example.com@127.0.0.1",
    "a public name and port as user": "example.com:80@localhost",
    "two at signs": "a@127.0.0.1@example.com",
    "a backslash before an at sign": "127.0.0.1\\@example.com",
    "a fragment before an at sign": "127.0.0.1#@example.com",
    "three slashes": "/127.0.0.1",
    "a tab inside": "local\thost",
    "nothing": "",
    "only dots": "..",
    "an empty label": "a..b",
}
PUBLIC = [
    "example.com",
    "EXAMPLE.com.",
    "8.8.8.8",
    "8.8",
    "134744072",
    "[2606:4700:4700::1111]",
    "[2606:4700:4700::1111]:443",
    "[64:ff9b::8.8.8.8]",
    "[::ffff:8.8.8.8]",
    "user:pw@example.com:8443/x?y=http://localhost#127.0.0.1",
    "m\u00fcnchen.de",
    "xn--mnchen-3ya.de",
    "ex%61mple.com",
    "example\u3002com",
    "exam\u00adple.com",
    "1e100.net",
    "a_b.example.com",
    "local.example.com",
    "localhost.example.com",
    "internal.io",
    "127.0.0.1.example.com",
    "example.com/@127.0.0.1",
]


@pytest.mark.parametrize("host", PRIVATE.values(), ids=PRIVATE.keys())
def test_private_hosts(host: str) -> None:
    """Private hosts are recognised in every spelling."""
    assert is_private_url(f"https://{host}/hook")


@pytest.mark.parametrize("host", PUBLIC)
def test_public_hosts(host: str) -> None:
    """Public hosts pass."""
    assert not is_private_url(f"https://{host}")


@pytest.mark.parametrize("host", ["localhost", "127.1", "[::ffff:10.0.0.1]", "169.254.169.254"])
def test_callback_to_private_host(host: str) -> None:
    """A callback to a private host is refused with the name of the host."""
    url = f"https://{host}/hook"
    (found,) = violations({"model": "gpt-4o-image", "prompt": "x", "callback_url": url})
    assert (found.field, found.rule, found.value) == (
        "callback_url",
        "x-evolink-private-hosts-forbidden",
        url,
    )


def test_image_from_any_host() -> None:
    """An image may come from any host, because no page forbids it."""
    request = {"model": "gpt-4o-image", "prompt": "x", "image_urls": ["http://127.0.0.1/cat.png"]}
    assert violations(request) == []
