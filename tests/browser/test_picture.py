"""The static picture in a real browser: names apart, nothing outside, legible in light and dark."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from dateline import Story
from dateline.export.picture import build_picture, picture_svg

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Visit

OUTSIDE = """() => { const paper = document.querySelector(".paper").getBoundingClientRect();
  const drawn = [...document.querySelectorAll("text, path, rect")].filter((node) => !node.closest("defs"));
  return drawn.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.left < paper.left - 1 || box.right > paper.right + 1 || box.bottom > paper.bottom + 1;
  }).map((node) => node.outerHTML) }"""
MEETING = """() => { const boxes = [...document.querySelectorAll("text:not(.letter)")].map((node) => [
    node.textContent, node.getBoundingClientRect()]);
  const found = [];
  for (const [one, a] of boxes) for (const [other, b] of boxes)
    if (a !== b && a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 4 && b.top < a.bottom - 4) found.push([one, other]);
  return found; }"""
CONTRAST = """() => {
  const linear = (p) => (p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
  const part = (value) => linear(value / 255);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(part);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const fill = (node) => getComputedStyle(node).fill;
  const paper = fill(document.querySelector(".paper"));
  const grounds = [paper, ...[...document.querySelectorAll("rect.certain")].map(fill)];
  const under = (node) => node.classList.contains("name") ? grounds : [paper];
  const words = [...document.querySelectorAll("text:not(.letter)")].map((node) =>
    Math.min(...under(node).map((ground) => ratio(fill(node), ground))));
  const letters = [...document.querySelectorAll("text.letter")].map((node) =>
    ratio(fill(node), fill(node.parentNode.querySelector(".mark"))));
  return [paper, Math.min(...words, ...letters)];
}"""


def opened(visit: Open, svg: str, scheme: str = "light") -> Visit:
    text = f"<!doctype html><html lang=en><meta charset=utf-8><title>P</title><main><h1>P</h1>{svg}</main>"
    return visit(text, width=1040, height=900, scheme=scheme, ready="true")


@pytest.mark.parametrize("name", ["", "small_story", "strange_labels", "wide_times", "empty"])
def test_nothing_leaves_the_picture_and_no_words_run_into_each_other(
    visit: Open, bundled: Story, networks: ModuleType, name: str
) -> None:
    network = getattr(networks, name)() if name else bundled.network()
    shown = opened(visit, picture_svg(build_picture(network, "A title " * 30)))
    assert shown.page.locator("text").count() > 0
    assert shown.run(OUTSIDE) == []
    assert shown.run(MEETING) == []


def test_two_pictures_on_one_page_keep_their_own_hatching(
    visit: Open, bundled: Story, canal: Story, axe: str
) -> None:
    shown = opened(visit, canal.to_svg() + bundled.to_svg())
    assert shown.violations(axe) == []
    ids = shown.run("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids)) > 1
    assert shown.page.locator("[role=img]").count() == 2


def test_words_stand_out_from_their_ground_in_light_and_dark(visit: Open, bundled: Story) -> None:
    papers = set()
    for scheme in ("light", "dark"):
        paper, least = opened(visit, bundled.to_svg(), scheme).run(CONTRAST)
        assert least >= 4.5, scheme
        papers.add(paper)
    assert len(papers) == 2
