"""The wheel: what is in it, and that it works where only it and its dependencies are."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"evolink", "evolink_api", "evolink_contract", "evolink_mock", "evolink_rules"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_five_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == PACKAGES
    assert all(f"{package}/py.typed" in names for package in PACKAGES)
    assert "evolink_contract/openapi.json" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_wheel_draws_a_picture(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True, timeout=120)
    code = (
        "import evolink, evolink_mock\n"
        f"assert evolink.__file__.startswith({str(target)!r}), evolink.__file__\n"
        "with evolink_mock.MockServer(api_key='k', speed=500.0) as server:\n"
        "    with evolink.EvoLink(api_key='k', base_url=server.base_url) as client:\n"
        "        print(client.images.generate(model='nano-banana-beta', prompt='x').save('out')[0])\n"
    )
    # The dependencies come from this environment; the packages themselves from the wheel, which stands first.
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(target)!r})\n{code}"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).stat().st_size > 1000
