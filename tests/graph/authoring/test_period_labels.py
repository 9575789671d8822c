import pytest

from graph.authoring.period_labels import in_english, in_norwegian
from graph.edtf import parse


@pytest.mark.parametrize(
    ("edtf", "norwegian", "english"),
    [
        ("2010", "2010", "2010"),
        ("2010-05", "mai 2010", "May 2010"),
        ("2010-05-17", "17. mai 2010", "17 May 2010"),
        ("2010-24", "vinteren 2010", "winter 2010"),
        ("2010-33", "første kvartal 2010", "first quarter of 2010"),
        ("2009-41", "andre halvår 2009", "second half of 2009"),
        ("2010~", "omkring 2010", "about 2010"),
        ("2010-21?", "trolig våren 2010", "probably spring 2010"),
        ("2010%", "trolig omkring 2010", "probably about 2010"),
        ("2006/2010", "2006–2010", "2006–2010"),
        ("2006-01/2010", "januar 2006 – 2010", "January 2006 – 2010"),
        ("2006/", "fra 2006, slutt ikke oppgitt", "from 2006, end not stated"),
        ("2006/..", "fra 2006 og videre", "from 2006 onwards"),
        ("/2010-12", "til desember 2010, start ikke oppgitt", "until December 2010, start not stated"),
        ("../2010", "til 2010", "until 2010"),
        ("[2011..]", "tidligst 2011", "2011 at the earliest"),
        ("[..2010]", "senest 2010", "2010 at the latest"),
        ("[2009..2011]", "en gang i 2009–2011", "some time in 2009–2011"),
    ],
)
def test_time_is_named_in_both_languages(edtf: str, norwegian: str, english: str) -> None:
    assert (in_norwegian(parse(edtf)), in_english(parse(edtf))) == (norwegian, english)
