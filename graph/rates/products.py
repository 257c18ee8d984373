"""Which goods are meant: a product of the story by its name, or a heading of the Harmonized System (HS)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ...errors import UnknownNameError
from ...ontology.terms import Class
from ..naming import find
from ..snapshot import Snapshot

_DIGITS = 10
"""Digits of the longest heading: the six of the Harmonized System and four of a national tariff."""

_HEADING = re.compile(r"(?:HS\s*)?(\d[\d.]*\d)(?:\s*-\s*(\d[\d.]*\d))?", re.IGNORECASE)


class Cover(StrEnum):
    """How much of the goods asked about a policy state names; ``Unnamed`` when it names no goods at all."""

    Whole = "whole"
    Part = "part"
    Unnamed = "no goods named"


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods that were asked about.

    ``whole`` are the products (IRIs) that hold all of them, ``part`` those that hold some of them or may;
    ``read_as`` says in sentences what was taken for them.
    """

    asked: str
    label: str
    whole: frozenset[str]
    part: frozenset[str]
    read_as: tuple[str, ...] = ()

    def cover(self, products: Iterable[str]) -> Cover | None:
        """How much of the goods these products hold; None when nothing of them."""
        products = set(products)
        if not products:
            return Cover.Unnamed
        if products & self.whole:
            return Cover.Whole
        return Cover.Part if products & self.part else None


def find_goods(snapshot: Snapshot, asked: str) -> Goods:
    """The goods that a name, an id or an HS heading such as ``7208.51`` means.

    A name means a product of the story: what is broader holds all of it, unless its own headings say
    otherwise; what is narrower holds a part. A heading means the products whose ``codes`` take it in, or
    lie in it.

    Raises :class:`UnknownNameError` with the nearest products or headings when there is none.
    """
    heading = _HEADING.fullmatch(asked.strip())
    if heading and snapshot.base + asked not in snapshot.instances(Class.Product):
        return _by_heading(snapshot, re.sub(r"^HS\s*", "", asked.strip(), flags=re.IGNORECASE))
    product = find(snapshot, asked, Class.Product)
    label = snapshot.label(product)
    same = asked.casefold() in (label.casefold(), snapshot.id_of(product))
    read_as = () if same else (f'"{asked}" was read as {label}',)
    headings = [interval(code) for code in snapshot.many(product, "skos:notation")]
    whole, part = _sifted(snapshot, _broader(snapshot, {product}) - {product}, headings)
    whole |= {product}
    return Goods(
        asked, label, frozenset(whole), frozenset(part | _narrower(snapshot, product)) - whole, read_as
    )


def _by_heading(snapshot: Snapshot, asked: str) -> Goods:
    wanted = interval(asked)
    codes = {
        product: snapshot.many(product, "skos:notation") for product in snapshot.instances(Class.Product)
    }
    holds = {p: [code for code in listed if _holds(interval(code), wanted)] for p, listed in codes.items()}
    shares = {p: [code for code in listed if _meets(interval(code), wanted)] for p, listed in codes.items()}
    holding = {product for product, found in holds.items() if found}
    overlap = {product for product, found in shares.items() if found} - holding
    if not holding | overlap:
        raise _unknown_heading(asked, codes)
    # A kind set apart within a kind of the same heading, such as tires for new cars, is not all of it.
    inside = {product for product in holding if not (_broader(snapshot, {product}) - {product}) & holding}
    whole, part = _sifted(snapshot, _broader(snapshot, inside), [wanted], by_heading=True)
    # A narrower kind without headings of its own may hold the heading or not.
    unsure = {kind for product in inside for kind in _narrower(snapshot, product) if not codes[kind]}
    part |= (holding - inside) | unsure | _broader(snapshot, overlap)
    read_as = [f"{asked} lies in {snapshot.label(p)} ({', '.join(holds[p])})" for p in sorted(holding)]
    read_as += [
        f"{asked} takes in goods of {snapshot.label(p)} ({', '.join(shares[p])})" for p in sorted(overlap)
    ]
    return Goods(asked, f"HS {asked}", frozenset(whole), frozenset(part - whole), tuple(read_as))


def _sifted(
    snapshot: Snapshot, broader: set[str], headings: Sequence[tuple[str, str]], *, by_heading: bool = False
) -> tuple[set[str], set[str]]:
    """Broader products that hold all of some headings, and part of them.

    One that has headings of its own holds no others: steel of chapter 72 no nails of chapter 73, though
    nails are a kind of steel goods. Asked by a heading, one without headings may hold it: what one
    country's schedule lists under a word need not be what another's order means by it. The whole of all
    goods holds every heading.
    """
    whole, part = set(), set()
    for product in broader:
        own = [interval(code) for code in snapshot.many(product, "skos:notation")]
        by_word = not own and by_heading and snapshot.many(product, "skos:broader")
        if by_word:
            part.add(product)
        elif not own or all(any(_holds(code, wanted) for code in own) for wanted in headings):
            whole.add(product)
        elif any(_meets(code, wanted) for code in own for wanted in headings):
            part.add(product)
    return whole, part


@lru_cache(maxsize=4096)
def interval(code: str) -> tuple[str, str]:
    """The first and last full number of a heading or a run of headings, as strings that compare.

    >>> interval("7206.10-7216.50")
    ('7206100000', '7216509999')
    """
    found = _HEADING.fullmatch(code)
    if found is None:
        raise ValueError(f'"{code}" is not a heading of the Harmonized System')
    first, last = found.group(1), found.group(2) or found.group(1)
    return first.replace(".", "").ljust(_DIGITS, "0"), last.replace(".", "").ljust(_DIGITS, "9")


def _holds(code: tuple[str, str], wanted: tuple[str, str]) -> bool:
    return code[0] <= wanted[0] and wanted[1] <= code[1]


def _meets(code: tuple[str, str], wanted: tuple[str, str]) -> bool:
    return code[0] <= wanted[1] and wanted[0] <= code[1]


def _broader(snapshot: Snapshot, products: set[str]) -> set[str]:
    """Products and all that is broader than any of them."""
    found, ahead = set(products), list(products)
    while ahead:
        for broader in snapshot.many(ahead.pop(), "skos:broader"):
            if broader not in found:
                found.add(broader)
                ahead.append(broader)
    return found


def _narrower(snapshot: Snapshot, product: str) -> set[str]:
    """All that is narrower than a product."""
    below: dict[str, list[str]] = defaultdict(list)
    for other in snapshot.instances(Class.Product):
        for broader in snapshot.many(other, "skos:broader"):
            below[broader].append(other)
    found, ahead = set[str](), [product]
    while ahead:
        new = set(below[ahead.pop()]) - found
        found |= new
        ahead.extend(new)
    return found - {product}


def _unknown_heading(asked: str, codes: dict[str, list[str]]) -> UnknownNameError:
    known = sorted({code for listed in codes.values() for code in listed}, key=interval)
    chapter = tuple(code for code in known if _meets(interval(code), interval(asked[:2])))
    if not known:
        hint = "no product of the story has headings; ask for a product by its name"
    elif chapter:
        hint = f"of chapter {asked[:2]} the sources give {', '.join(chapter[:6])}"
    else:
        chapters = ", ".join(dict.fromkeys(code[:2] for code in known))
        hint = f"the sources give headings of chapters {chapters}"
    return UnknownNameError(f'no product of the story has the HS heading "{asked}"; {hint}', chapter[:6])
