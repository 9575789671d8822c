"""What every extracted text must keep, however it is broken."""

from collections import Counter

from graph.sources.text import SourceText


def assert_nothing_is_lost(extracted: str, text: SourceText) -> None:
    """Check that each character is in one sentence, where it was extracted, or in one dropped piece."""
    found: Counter[int] = Counter()
    for section in text.sections:
        assert len(section.origins) == len(section.text)
        for sentence in section.sentences:
            assert section.text[sentence.start : sentence.end] == sentence.text
            origins = section.origins[sentence.start : sentence.end]
            for character, origin in zip(sentence.text, origins, strict=True):
                if not character.isspace():
                    assert extracted[origin] == character
                    found[origin] += 1
    for piece in text.dropped:
        found.update(place for place in range(piece.start, piece.end) if not extracted[place].isspace())
    assert found == Counter(place for place, letter in enumerate(extracted) if not letter.isspace())
