from graph.errors import DataError, Problem


def test_problems_are_sorted_by_file_line_and_column_and_told_once() -> None:
    late = Problem("Late.", "Cure.", file="b.trig", line=10)
    early = Problem("Early.", "Cure.", file="b.trig", line=9)
    first = Problem("First.", "Cure.", file="a.trig", line=99)
    assert DataError([late, early, first, late]).problems == (first, early, late)


def test_summary_counts_problems_and_files() -> None:
    problems = [Problem(str(number), "Cure.", file=f"{number % 2}.trig") for number in range(3)]
    assert DataError(problems).summary() == "3 problems in 2 files."
    assert str(DataError(problems[:1])).endswith("\n1 problem in 1 file.")


def test_problem_shows_place_assertion_thing_property_cure_and_norwegian() -> None:
    problem = Problem(
        "It is wrong.",
        "Make it right.",
        "demo/1.trig",
        3,
        7,
        "x:assertion",
        "x:thing",
        "x:property",
        "Gjør det.",
    )
    assert str(problem).splitlines() == [
        "demo/1.trig:3:7: It is wrong.",
        "    Assertion: x:assertion",
        "    About: x:thing",
        "    Property: x:property",
        "    Cure: Make it right.",
        "    På norsk: Gjør det.",
    ]
