"""
The README's pictures, taken of the demo workshop as a newcomer meets it.

    python -m tests.kit.pictures [folder]      docs/pictures when no folder is named
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.kit.browser import ARGUMENTS, PHONE
from tests.kit.live import environment, free_port, wait_until
from tests.kit.programs import find_browser
from verksign.cli.port import answers as port_answers

SCREEN = (1440, 900)
COLOURS = 256
MOST_BYTES = 200_000
PLATE = "ABC 12D"
"""The car whose quote shows most: five jobs, opened by its customer, and a question asked."""


@contextmanager
def demo() -> Iterator[str]:
    """Run the product on a fresh folder; its address."""
    port = free_port()
    with TemporaryDirectory(prefix="verksign-pictures-") as folder:
        variables = environment(VERKSIGN_DATA=folder, VERKSIGN_PORT=str(port))
        product = subprocess.Popen(
            [sys.executable, "-m", "verksign.cli.main", "run"], env=variables
        )
        try:
            wait_until(lambda: port_answers("127.0.0.1", port), seconds=180)
            yield f"http://127.0.0.1:{port}"
        finally:
            product.terminate()
            product.wait(30)


def open_page(browser: Browser, size: tuple[int, int]) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
    )
    return context.new_page()


def take(page: Page, path: Path) -> None:
    page.evaluate("document.activeElement?.blur()")
    shot = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
    # A screen has few colours: a palette of them is a third of the size, and looks the same.
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    sys.stdout.write(f"{path}: {size // 1000} kB\n")
    if size >= MOST_BYTES:
        raise SystemExit(f"{path} is too large for a README")


def desk(browser: Browser, url: str, folder: Path) -> None:
    page = open_page(browser, SCREEN)
    page.goto(f"{url}/login")
    page.get_by_role("button", name="anna@demo.test").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rollcenter")
    take(page, folder / "rollcenter.png")
    page.goto(f"{url}/v/demo/offerter/?q={PLATE}")
    page.get_by_role("row").filter(has_text="Reviderad/sedd").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Digitalt")).to_contain_text("Kunden öppnade")
    take(page, folder / "serviceoffert.png")


def find_link(browser: Browser, url: str) -> str:
    page = open_page(browser, SCREEN)
    page.goto(f"{url}/outbox")
    asked = page.get_by_role("paragraph").filter(has_text=f"Offert på {PLATE} är klar").first
    while not asked.count():
        page.get_by_role("link", name="Visa äldre").click()
    return asked.get_by_role("link").get_attribute("href") or ""


def phone(browser: Browser, url: str, folder: Path) -> None:
    """The customer has said yes to the brakes; the sum has followed."""
    page = open_page(browser, PHONE)
    page.goto(find_link(browser, url))
    brakes = page.get_by_role("article").filter(has_text="Bromsar fram")
    brakes.get_by_role("radio", name="Ja", exact=True).check()
    heading = page.get_by_role("heading", name="Det här väljer du själv")
    heading.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 16)")
    take(page, folder / "kundens-sida.png")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*ARGUMENTS, "--no-sandbox"]
        )
        desk(browser, url, folder)
        phone(browser, url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/pictures"))
