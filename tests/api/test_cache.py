"""The cache keeps what was used last, within its bytes."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cache import Answer, Key, ResponseCache, accepts_gzip
from api.headers import RawHeaders, encoded, joined

TEXT: RawHeaders = encoded({"content-type": "text/turtle"})


def key(number: int) -> Key:
    return Key(f"/{number}", b"", "", "")


def answer(size: int, content_type: str = "image/png") -> Answer:
    return Answer(200, encoded({"content-type": content_type}), b"x" * size)


def test_what_was_used_least_recently_goes() -> None:
    cache = ResponseCache(50_000)
    for number in range(10):
        cache.put(key(number), answer(3_500))
        cache.get(key(0))
    cache.put(key(10), answer(3_500))
    cache.put(key(11), answer(3_500))
    kept = [number for number in range(12) if cache.get(key(number))]
    assert kept == [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5_000))))
def test_it_never_holds_more_than_it_may(puts: list[tuple[int, int]]) -> None:
    cache = ResponseCache(30_000)
    for number, size in puts:
        cache.put(key(number), answer(size))
        assert cache.bytes <= 30_000
    assert (cache.bytes == 0) == (len(cache) == 0)


def test_an_answer_that_would_take_much_of_the_room_is_not_kept() -> None:
    cache = ResponseCache(100_000)
    cache.put(key(1), answer(20_000))
    assert (len(cache), cache.bytes) == (0, 0)


def test_what_an_answer_is_found_by_takes_room_too() -> None:
    cache = ResponseCache(100_000)
    cache.put(key(1)._replace(accept="text/csv, " * 2_000), answer(10))
    assert (len(cache), cache.bytes) == (0, 0)


@pytest.mark.parametrize("accept_encoding", ["gzip;q=1.2.3", "x" + " " * 100_000 + "gzip", "gzip;q=", ";;,,"])
def test_nonsense_is_no_wish_for_gzip(accept_encoding: str) -> None:
    assert not accepts_gzip(accept_encoding)


def test_hits_and_misses_are_counted() -> None:
    cache = ResponseCache(100_000)
    assert cache.get(key(1)) is None
    cache.put(key(1), answer(10))
    assert cache.get(key(1)) is not None
    assert (cache.hits, cache.misses) == (1, 1)


def test_both_forms_carry_the_same_content_under_tags_of_their_own() -> None:
    whole = Answer(200, TEXT, b"a long answer " * 1_000)
    (plain_headers, plain), (headers, compressed) = (whole.form(compressed=flag) for flag in (False, True))
    assert gzip.decompress(compressed) == plain
    assert len(compressed) < len(plain)
    assert joined(headers, b"content-encoding") == "gzip"
    assert joined(headers, b"content-length") == str(len(compressed))
    assert joined(headers, b"etag") != joined(plain_headers, b"etag")
    assert joined(headers, b"vary") == joined(plain_headers, b"vary") == "accept-encoding"


@pytest.mark.parametrize("body", [b"short", b"\x00" * 5_000])
def test_what_gets_no_shorter_is_not_compressed(body: bytes) -> None:
    content_type = "text/plain" if body == b"short" else "image/png"
    whole = Answer(200, encoded({"content-type": content_type}), body)
    assert whole.form(compressed=True) == whole.form(compressed=False)


def test_a_tag_tells_contents_apart() -> None:
    one, same, other = (Answer(200, TEXT, body) for body in (b"a", b"a", b"b"))
    assert one.tag == same.tag != other.tag
    for listed in (f'"{one.tag}"', f'W/"{one.tag}-gzip"', f'"x", "{one.tag}"', "*"):
        assert one.is_known_to(listed)
    assert not one.is_known_to(f'"{other.tag}"')


def test_an_error_has_no_tag() -> None:
    error = Answer(404, TEXT, b"Nothing is there.")
    assert joined(error.form(compressed=False)[0], b"etag") == ""
    assert not error.is_known_to("*")
