# tests/ui/on_page.py — what several screens are asked for alike.
import gzip
from urllib.request import Request, urlopen

from signed_in import PIN
from station import wait_until


def sign_in(browser, name):
    """Fills in the dialog that asks who this is."""
    wait_until(lambda: browser.run("return !!document.querySelector('#sign-in')"),
               "it asks who this is")
    browser.element("#sign-in-name").send_keys(name)
    browser.element("#sign-in-pin").send_keys(PIN)
    browser.element("#sign-in [type=submit]").click()


def payload(browser, page):
    """Bytes, compressed, of the page and all that it has loaded, from the station alone."""
    origin = page.split("/", 3)[:3]
    addresses = browser.run("""return performance.getEntriesByType("resource")
        .map((one) => one.name).filter((name) => !name.includes("/api/v1/")
                                                 && !name.endsWith("/healthz"));""")
    assert all(one.split("/", 3)[:3] == origin for one in addresses), addresses
    files = {page, *addresses}
    size = sum(len(gzip.compress(urlopen(Request(one)).read())) for one in files)
    print(f"\n{page}: {size} bytes compressed in {len(files)} files")
    return size
