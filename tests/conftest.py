"""Stories that several modules read: the bundled one, and a small invented one of two sources; and the
modules beside the tests, which importlib mode cannot import by name."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import dateline
from dateline import Story
from dateline.__main__ import main
from dateline.export.html import PageAbout

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Content = Mapping[str, Any]
WriteStory = Callable[[Path, Content], Path]
Run = Callable[..., tuple[int, str, str]]
Load = Callable[[Path], ModuleType]
HTML = Path(__file__).parent / "export" / "html"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]

# The suite holds no timed test: how long an example takes says more of the machine than of the code.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

HERALD = """The presidents of Dunmore and Ashvale met on Tuesday at the lock house.
"We will lift the toll in the summer", Ines Vale said. Tom Brook hosted the talks with Inez Vail.
Since March Dunmore charges a toll of 5% on barges. In May the toll rises to 12.5%.
The parade on 3 May was called off. "He is wrong, the toll stays", Tom Brook said.
Lena Marsh, who sat beside Brook at the harvest fair, wrote to Vale because of the toll.
"""
COURIER = """Vale and Brook met on 8 May, a clerk said. The summit of the river states was held in May.
A treaty is to be signed in July. "The treaty will fail", the clerk said.
The talks led to the treaty. Tugs do not pay. Vale is president of Dunmore.
"""


def _herald(quote: str) -> dict[str, str]:
    assert quote in HERALD
    return {"source": "herald", "quote": quote}


def _courier(quote: str) -> dict[str, str]:
    assert quote in COURIER
    return {"source": "courier", "quote": quote}


CANAL: dict[str, Any] = {
    "story": {
        "id": "canal-row",
        "title": "The canal row",
        "description": "Two states quarrel over a toll on a canal.",
        "notes": ["Invented, from the first word to the last."],
    },
    "sources": [
        {
            "id": "herald",
            "title": "Presidents meet at the lock house",
            "publisher": "herald-paper",
            "authors": ["reed"],
            "issued": "2025-05-10",
            "address": "https://example.org/herald/1?a=b&c=d",
            "file": "herald.txt",
            "sha256": sha256(HERALD.encode()).hexdigest(),
        },
        {
            "id": "courier",
            "title": "A treaty for the canal",
            "publisher": "courier-paper",
            "issued": "2025-05-20",
            "file": "courier.txt",
            "sha256": sha256(COURIER.encode()).hexdigest(),
        },
    ],
    "actors": [
        {"id": "herald-paper", "type": "Organization", "label": "The Herald"},
        {"id": "courier-paper", "type": "Organization", "label": "The Courier"},
        {"id": "reed", "type": "Person", "label": "A. Reed"},
        {"id": "dunmore", "type": "Country", "label": "Dunmore"},
        {"id": "ashvale", "type": "Country", "label": "Ashvale"},
        {
            "id": "vale",
            "type": "Person",
            "label": "Ines Vale",
            "aliases": ["President of the locks"],
            "misspellings": ["Inez Vail"],
            "member_of": ["dunmore"],
        },
        {"id": "brook", "type": "Person", "label": "Tom Brook", "member_of": ["ashvale"]},
        {"id": "marsh", "type": "Person", "label": "Lena Marsh"},
        {"id": "clerk", "type": "Person", "label": "A clerk", "anonymous": True},
    ],
    "places": [
        {"id": "canal-zone", "label": "The canal zone"},
        {"id": "lock-house", "label": "The lock house", "within": "canal-zone"},
    ],
    "topics": [
        {"id": "water", "label": "Water"},
        {"id": "water-rights", "label": "Water rights", "broader": "water"},
    ],
    "products": [
        {"id": "vessels", "label": "Vessels"},
        {"id": "barges", "label": "Barges", "broader": "vessels", "codes": "8901"},
        {"id": "tugs", "label": "Tugs", "broader": "vessels"},
    ],
    "posts": [{"id": "president", "label": "President of Dunmore", "organization": "dunmore"}],
    "tenures": [
        {
            "id": "vale-president",
            "holder": "vale",
            "post": "president",
            "when": {"edtf": "/..", "rule": "as-of"},
            "evidence": _courier("Vale is president of Dunmore"),
        }
    ],
    "policies": [
        {
            "id": "canal-toll",
            "type": "Tariff",
            "label": "Dunmore's canal toll",
            "states": [
                {
                    "id": "toll-5",
                    "label": "Toll of 5 %",
                    "status": "InForce",
                    "rate": "5.0",
                    "products": ["barges"],
                    "origins": ["ashvale"],
                    "imposed_by": ["dunmore"],
                    "exempts": ["tugs"],
                    "when": "2025-03/2025-04-30",
                    "evidence": [_herald("a toll of 5% on barges"), _courier("Tugs do not pay")],
                },
                {
                    "id": "toll-12",
                    "label": "Toll of 12.5 %",
                    "status": "InForce",
                    "rate": "12.50",
                    "origins": ["ashvale"],
                    "excludes": ["toll-5"],
                    "changed_by": "talks",
                    "legal_basis": "Canal Act",
                    "when": {"edtf": "2025-05/..", "phrase": "In May"},
                    "evidence": _herald("In May the toll rises to 12.5%"),
                },
            ],
        }
    ],
    "events": [
        {
            "id": "talks",
            "type": "Meeting",
            "label": "Talks at the lock house",
            "aims": ["End the toll"],
            "place": "lock-house",
            "part_of": "river-summit",
            "about": ["canal-toll", "water-rights"],
            "when": [
                {
                    "edtf": "2025-05-06",
                    "phrase": "on Tuesday",
                    "rule": "weekday",
                    "clock_time": "10 a.m.",
                    "evidence": _herald("met on Tuesday at the lock house"),
                },
                {"edtf": "2025-05-08", "evidence": _courier("Vale and Brook met on 8 May")},
            ],
            "participants": [
                {
                    "actor": "brook",
                    "role": ["Host", "Speaker"],
                    "evidence": _herald("Tom Brook hosted the talks"),
                },
                {"actor": "vale", "role": "Guest", "note": "came late"},
            ],
            "evidence": [
                _herald("met on Tuesday at the lock house"),
                _courier("Vale and Brook met on 8 May"),
            ],
        },
        {
            "id": "river-summit",
            "type": "Summit",
            "label": "Summit of the river states",
            "when": {"edtf": "2025-05", "phrase": "in May"},
            "participants": [{"actor": "vale", "role": "Attendee"}],
            "evidence": _courier("The summit of the river states was held in May"),
        },
        {
            "id": "treaty",
            "type": "Agreement",
            "label": "Canal treaty",
            "occurrence": "Planned",
            "when": "2025-07",
            "participants": [
                {"actor": "dunmore", "role": "DecisionMaker"},
                {"actor": "ashvale", "role": "DecisionMaker"},
            ],
            "evidence": _courier("A treaty is to be signed in July"),
        },
        {
            "id": "parade",
            "type": "Event",
            "label": "Parade of the barges",
            "occurrence": "CalledOff",
            "when": "2025-05-03",
            "participants": [
                {"actor": "marsh", "role": "Attendee"},
                {"actor": "vale", "role": "Attendee"},
            ],
            "evidence": _herald("The parade on 3 May was called off"),
        },
        {
            "id": "fair",
            "type": "Visit",
            "label": "Harvest fair",
            "participants": [
                {"actor": "marsh", "role": "Attendee"},
                {"actor": "brook", "role": "Attendee"},
            ],
            "evidence": _herald("who sat beside Brook at the harvest fair"),
        },
        {
            "id": "letter",
            "type": "Letter",
            "label": "Letter of Lena Marsh",
            "when": "2025-04/2025-05-09",
            "participants": [
                {"actor": "marsh", "role": "Author"},
                {"actor": "vale", "role": "Addressee", "when": "2025-05-09"},
            ],
            "evidence": _herald("wrote to Vale because of the toll"),
        },
    ],
    "claims": [
        {
            "id": "toll-goes",
            "speaker": "vale",
            "addressee": "brook",
            "modality": "Promised",
            "stance": "For",
            "about": ["canal-toll", "vale-president"],
            "text": "Dunmore will lift the toll in the summer.",
            "direct": True,
            "said_at": "talks",
            "outcome": {
                "value": "Broken",
                "event": "treaty",
                "evidence": _herald("In May the toll rises to 12.5%"),
            },
            "evidence": _herald("We will lift the toll in the summer"),
        },
        {
            "id": "toll-stays",
            "speaker": "brook",
            "modality": "Denied",
            "negated": True,
            "about": ["canal-toll"],
            "disputes": "toll-goes",
            "text": "The toll will be lifted.",
            "direct": True,
            "evidence": _herald("He is wrong, the toll stays"),
        },
        {
            "id": "treaty-fails",
            "speaker": "clerk",
            "modality": "Predicted",
            "about": ["treaty", "talks-bring-treaty"],
            "supports": "toll-stays",
            "outcome": {"value": "Pending"},
            "text": "The treaty will fail.",
            "when": "2025-05-20",
            "evidence": _courier("The treaty will fail"),
        },
    ],
    "links": [
        {
            "id": "talks-bring-treaty",
            "from": "talks",
            "relation": "Causes",
            "to": "treaty",
            "evidence": _courier("The talks led to the treaty"),
        },
        {
            "id": "letter-answers-toll",
            "from": "letter",
            "relation": "RespondsTo",
            "to": "toll-5",
            "evidence": _herald("wrote to Vale because of the toll"),
        },
    ],
}


def _write(folder: Path, content: Content) -> Path:
    """A story folder; JSON is YAML, and spares the tests an indentation."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / "story.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def write_story() -> WriteStory:
    """Writes a story given as sections into a folder, and returns the folder."""
    return _write


@pytest.fixture(scope="session")
def canal_content() -> Content:
    """The sections of the invented story; copy before changing."""
    return CANAL


@pytest.fixture(scope="session")
def canal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented story with the texts of its two sources."""
    folder = _write(tmp_path_factory.mktemp("canal") / "canal-row", CANAL)
    (folder / "sources").mkdir()
    (folder / "sources" / "herald.txt").write_text(HERALD, "utf-8")
    (folder / "sources" / "courier.txt").write_text(COURIER, "utf-8")
    return folder


@pytest.fixture(scope="session")
def canal(canal_folder: Path) -> Story:
    """The invented story, built in memory."""
    return dateline.open(canal_folder)


@pytest.fixture(scope="session")
def bundled() -> Story:
    """The story that comes with dateline, built in memory."""
    return dateline.open("us-canada-trade")


def _load(path: Path) -> ModuleType:
    name = f"dateline_beside_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # Dataclasses look their module up.
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def load() -> Load:
    """Loads a module from its path; each call gives a new one."""
    return _load


@pytest.fixture(scope="session")
def networks() -> ModuleType:
    """The module ``networks.py``: a small story and odd ones."""
    return _load(HTML / "networks.py")


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The module ``hostile.py``: strings that want to be more than text."""
    return _load(HTML / "hostile.py")


@pytest.fixture(scope="session")
def big() -> ModuleType:
    """The module ``big.py``: networks of any size."""
    return _load(HTML / "big.py")


@pytest.fixture(scope="session")
def rows() -> ModuleType:
    """The module ``rows.py``: a page's columns as rows."""
    return _load(HTML / "rows.py")


@pytest.fixture(scope="session")
def about() -> PageAbout:
    """What the page of the small story says of itself."""
    return PageAbout(
        title="Carney & Trump, 2025",
        description="Who met whom, and which tariff was in force.",
        language="en",
        story_iri="https://example.org/story/",
        version="0.0.1",
        notes=("One source only.",),
        graph_hash="c0ffee",
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all: a process can have one synchronous Playwright."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs ``dateline`` with arguments in this process: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        # Wide enough that no cell of a test is wrapped, whatever the terminal.
        monkeypatch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        code = caught.value.code
        return (code if isinstance(code, int) else 0), out.decode(), err.decode()

    return call
