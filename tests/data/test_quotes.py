# ruff: noqa: RUF001
# Typographic quotes and dashes are what is tested here.
"""Finding a quote in a source: exact or with folded typography, never nearly."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.data.quotes import SourceText, Span, fold

TEXT = (
    "The mayor did not agree.\n\n"
    "“We will drop the fee \u2014 before\u00a0summer,” she said; it’s “sure”.\n"
    "In May they met. In June they met again, and disagreed."
)


def _spans(quote: str, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    found = SourceText(TEXT).find(quote, prefix, suffix)
    for span in found:
        assert TEXT[span.start : span.end] == span.exact
    return [span.exact for span in found]


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("did not agree", "did not agree"),
        ('agree. "We will drop', "agree.\n\n“We will drop"),
        ("the  fee - before summer", "the fee \u2014 before\u00a0summer"),
        ('it\'s "sure"', "it’s “sure”"),
        ("  she\tsaid ", "she said"),
        ("fee \u2013 before", "fee \u2014 before"),
    ],
)
def test_white_space_quotes_and_dashes_are_folded_and_the_source_is_returned(quote: str, exact: str) -> None:
    assert _spans(quote) == [exact]


@pytest.mark.parametrize(
    "quote",
    [
        "mayor did agree",
        "did not disagree",
        "The mayor did not concur",
        "the mayor did not agree",
        "DID NOT AGREE",
        "did not agree!",
        "did n0t agree",
        "dropthe fee",
        "We will drop fee",
        "drop will We",
        "",
        "   ",
        "\u200b",
    ],
)
def test_a_quote_is_never_found_nearly(quote: str) -> None:
    assert _spans(quote) == []


@pytest.mark.parametrize("quote", ["agreed", "disagree", "he mayor", "May the", "ummer", "did no"])
def test_a_quote_within_a_longer_word_is_not_found(quote: str) -> None:
    assert _spans(quote) == []


def test_an_accent_of_its_own_belongs_to_its_letter() -> None:
    text = SourceText("They met in a cafe\u0301 near the Cafe Nord.")
    assert text.find("a cafe") == []
    assert [span.exact for span in text.find("a cafe\u0301 near")] == ["a cafe\u0301 near"]


def test_exact_characters_come_before_folded_ones() -> None:
    text = SourceText('She said “no” and "no".')
    assert [span.start for span in text.find('"no"')] == [18]
    assert [span.start for span in text.find("“no”")] == [9]
    assert [span.start for span in text.find("„no“")] == [9, 18]


def test_a_quote_in_several_places_is_told_apart_by_the_words_beside_it() -> None:
    assert _spans("they met") == ["they met", "they met"]
    starts = [span.start for span in SourceText(TEXT).find("they met")]
    for prefix, suffix, start in [
        ("In May", None, 0),
        ("In June", None, 1),
        (None, "again", 1),
        ("May", ".", 0),
    ]:
        assert [span.start for span in SourceText(TEXT).find("they met", prefix, suffix)] == [starts[start]]
    assert _spans("they met", "In April") == []
    assert _spans("they met", "In May", "again") == []


def test_the_words_beside_a_quote_are_folded_too() -> None:
    assert _spans("drop the fee", '"We  will', "- before summer") == ["drop the fee"]


def test_a_span_counts_code_points_and_keeps_no_words_beside_it() -> None:
    text = SourceText("Über 🇨🇦 the tariffs, they agreed to end it.")
    (span,) = text.find("they agreed")
    assert span == Span(21, 32, "they agreed")


def test_overlapping_places_are_all_found() -> None:
    assert [span.start for span in SourceText("no no no").find("no no")] == [0, 3]


def test_agreement_is_the_longest_beginning_that_the_source_has() -> None:
    text = SourceText(TEXT)
    assert text.agreement("We will drop the tax") == "We will drop the"
    assert text.agreement("Nobody agreed") == ""
    assert text.agreement("fee - before the end") == "fee - before"


@pytest.mark.parametrize("text", ["a\u00a0 “b” \u2014 c", " x\n\n y ", "l’été \u2212 5"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# Properties

RETYPED = {
    " ": [" ", "  ", "\n", "\u00a0", "\t ", "\u2009"],
    "-": ["-", "\u2010", "\u2013", "\u2014", "\u2212"],
    "'": ["'", "’", "‘", "`", "´"],
    '"': ['"', "“", "”", "«", "„"],
}
words = st.text("abcDE09éß", min_size=1, max_size=4)
marks = st.sampled_from([" ", " ", " ", " - ", "-", "' ", ' "', '" ', ", ", ". "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(words, marks), min_size=1, max_size=15))
    return "".join(word + mark for word, mark in pieces)


@st.composite
def retyped(draw: st.DrawFn, text: str) -> str:
    return "".join(draw(st.sampled_from(RETYPED[char])) if char in RETYPED else char for char in text)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and words of it; quotes, spaces and dashes of both typed in any way."""
    plain = draw(texts())
    borders = [
        place
        for place in range(len(plain) + 1)
        if not (0 < place < len(plain) and plain[place - 1].isalnum() and plain[place].isalnum())
    ]
    first, last = sorted(draw(st.tuples(st.sampled_from(borders), st.sampled_from(borders))))
    return draw(retyped(plain)), draw(retyped(plain[first:last]))


@given(quoted())
def test_a_quote_is_found_however_its_typography_was_typed(pair: tuple[str, str]) -> None:
    text, quote = pair
    assume(fold(quote))
    found = SourceText(text).find(quote)
    assert found
    for span in found:
        assert text[span.start : span.end] == span.exact
        assert fold(span.exact) == fold(quote)


@given(st.text(" \n-'\"“’\u2014\u00a0ab", max_size=30), st.text(" \n-'\"“’\u2014\u00a0ab", max_size=8))
def test_whatever_is_found_is_the_quote(text: str, quote: str) -> None:
    found: list[Span] = SourceText(text).find(quote)
    assert found == sorted(found)
    for span in found:
        assert text[span.start : span.end] == span.exact
        assert fold(span.exact) == fold(quote)


@given(quoted(), st.integers(0, 30))
def test_a_quote_with_one_character_changed_is_found_only_where_it_stands(
    pair: tuple[str, str], place: int
) -> None:
    text, quote = pair
    assume(quote.strip())
    place %= len(quote)
    changed = quote[:place] + "Z" + quote[place + 1 :]
    assert SourceText(text).find(changed) == []
