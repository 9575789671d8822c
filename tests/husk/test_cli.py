"""The command line as a person meets it: what it prints, where, and with which exit code."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from husk import __version__
from husk.commands import analysing, asking, authoring, exporting, operating, serving
from husk.settings import packaged_data
from tests.husk.conftest import HUSK

GROUPS = (serving, asking, analysing, exporting, authoring, operating)
COMMANDS = tuple(command for group in GROUPS for command in re.findall("`([a-z]+)`", str(group.__doc__)))
"""What the modules of the commands say that they hold."""
COUNT = "PREFIX husk: <https://w3id.org/husk/ontology#> SELECT (COUNT(?x) AS ?sources) { ?x a husk:Source }"


def husk(
    *arguments: str | Path, text: str | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command and return what became of it."""
    return subprocess.run(
        [*HUSK, *map(str, arguments)],
        capture_output=True,
        text=True,
        input=text,
        env=environment,
        check=False,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the product's data, to spoil."""
    return Path(shutil.copytree(packaged_data(), tmp_path / "data"))


def test_version_is_that_of_the_package() -> None:
    assert husk("--version").stdout == f"husk {__version__}\n"


def test_help_names_every_command_with_a_sentence_and_no_other() -> None:
    lines = husk("--help").stdout.splitlines()
    named = [found[1] for line in lines if (found := re.match("│ ([a-z]+) +[A-Z]", line))]
    assert named == list(COMMANDS)


def test_help_imports_nothing_that_measures() -> None:
    code = (
        "import sys, husk.cli; print(sorted({'numpy', 'networkx', 'scipy', 'rustworkx'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    answer = husk(command, "--help")
    assert answer.returncode == 0
    assert f"Usage: husk {command}" in answer.stdout


def test_an_unknown_command_is_exit_code_2_and_no_traceback() -> None:
    answer = husk("forget")
    assert answer.returncode == 2
    assert "forget" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_unchanged_data_builds_nothing(var: Path) -> None:
    before = (var / "current").resolve()
    answer = husk("build", "--var", var)
    assert answer.stdout.startswith("Nothing has changed since edition ")
    assert (var / "current").resolve() == before


def test_a_broken_file_is_one_message_with_its_place_and_no_new_snapshot(data: Path, tmp_path: Path) -> None:
    file = min(data.glob("*/*.trig"))
    file.write_text(file.read_text("utf-8") + "\n<> a ;\n", "utf-8")
    answer = husk("build", "--data", data, "--var", tmp_path / "var")
    assert answer.returncode == 1
    assert f"{file.parent.name}/{file.name}:{len(file.read_text('utf-8').splitlines())}" in answer.stderr
    assert "Cure: " in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "var" / "current").exists()


def test_a_folder_without_programmes_is_refused(tmp_path: Path) -> None:
    answer = husk("build", "--data", tmp_path / "nothing", "--var", tmp_path / "var")
    assert answer.returncode == 1
    assert str(tmp_path / "nothing") in answer.stderr


def test_serving_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    answer = husk("serve", "--var", tmp_path / "var")
    assert answer.returncode == 1
    assert "Run `husk build` first" in answer.stderr


def test_a_setting_that_cannot_be_used_stops_every_command(var: Path) -> None:
    answer = husk("build", "--var", var, environment={"HUSK_PORT": "http"})
    assert answer.returncode == 1
    assert "HUSK_PORT" in answer.stderr


def test_a_query_from_standard_input_is_answered_as_a_table(var: Path) -> None:
    answer = husk("query", "-", "--var", var, text=COUNT)
    assert [line.strip() for line in answer.stdout.splitlines()] == ["sources", "1", "(1 row)"]


@pytest.mark.parametrize(("form", "content"), [("csv", "sources\r\n1\r\n"), ("tsv", "?sources\n1\n")])
def test_a_query_is_answered_in_the_form_asked_for(var: Path, form: str, content: str) -> None:
    answer = subprocess.run(
        [*HUSK, "query", "-", "--var", str(var), "--format", form],
        input=COUNT.encode(),
        capture_output=True,
        check=True,
    )
    assert answer.stdout.decode() == content


def test_a_query_from_a_file_is_answered_as_json(var: Path, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, "utf-8")
    answer = husk("query", tmp_path / "count.rq", "--var", var, "--format", "json")
    assert json.loads(answer.stdout)["results"]["bindings"][0]["sources"]["value"] == "1"


def test_an_ask_is_answered_with_yes_or_no(var: Path) -> None:
    assert husk("query", "-", "--var", var, text="ASK { ?s ?p ?o }").stdout == "yes\n"


def test_a_construct_is_answered_in_turtle(var: Path) -> None:
    query = "CONSTRUCT { ?x a ?source } WHERE { ?x a ?source FILTER(STRENDS(STR(?source), '#Source')) }"
    assert "ontology#Source" in husk("query", "-", "--var", var, text=query).stdout


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT * {", "line 1"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "Updates are refused"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(var: Path, query: str, sentence: str) -> None:
    answer = husk("query", "-", "--var", var, text=query)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_query_over_its_time_is_killed(var: Path) -> None:
    """A cross product of all triples three times over would run for days."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    environment = {"HUSK_QUERY_SECONDS": "0.5"}
    answer = husk("query", "-", "--var", var, text=query, environment=environment)
    assert answer.returncode == 1
    assert "0.5 seconds" in answer.stderr


@pytest.mark.slow
def test_check_says_that_the_data_is_well_formed_and_lists_what_is_open() -> None:
    answer = husk("check", "--no-reasoner")
    first, *matters = answer.stdout.splitlines()
    assert (answer.returncode, first) == (0, "The data is well formed, and follows its shapes.")
    assert [line for line in matters if not line.startswith(("Gap: ", "Conflict: "))] == []
    assert "Gap: Which part of NAV (2.4-p3-s1)" in matters


@pytest.mark.slow
def test_check_refuses_two_values_where_only_one_can_hold(data: Path) -> None:
    """A second year of publication for one report, and no conflict that says so."""
    file = data / "osloregionen" / "2.4.trig"
    second = (
        "a:fn11-p1-s1-z { publication:ung-i-jobb-i-baerum a husk:Publication ; husk:issued period:2012 . }\n"
    )
    file.write_text(file.read_text("utf-8") + second, "utf-8")
    answer = husk("check", "--no-reasoner", "--data", data)
    assert answer.returncode == 1
    assert "has two values of husk:issued" in answer.stderr
    assert "husk:Conflict" in answer.stderr


def test_explain_shows_the_assertion_under_an_inverse(var: Path) -> None:
    answer = husk("explain", "subproject:ung-i-jobb", "husk:hadPartner", "organisation:nho", "--var", var)
    assert "by rule prp-inv1" in answer.stdout
    assert (
        "asserted in assertion:2.4-p3-s1-h: voice:own-description, reported by voice:note-author"
        in answer.stdout
    )


def test_explain_of_what_is_not_said_shows_what_is(var: Path) -> None:
    answer = husk("explain", "organisation:nho", "husk:led", "subproject:ung-i-jobb", "--var", var)
    assert answer.returncode == 1
    assert "The graph does not say" in answer.stderr
    assert "organisation:nho husk:wasPartnerIn subproject:ung-i-jobb" in answer.stderr


@pytest.mark.parametrize(("language", "title"), [("nb", "Hvor mange møtte"), ("en", "How many people came")])
def test_the_saved_questions_are_listed_with_their_titles(var: Path, language: str, title: str) -> None:
    listed = husk("ask", "--list", "--lang", language, "--var", var).stdout
    assert f"people-at-each-lunch\n    {title}" in listed


@pytest.mark.parametrize("who", ["KREM", "krem", "organisation:krem", "Kreativt og mangfoldig arbeidsliv"])
def test_a_question_is_asked_of_one_thing_by_any_of_its_names(var: Path, who: str) -> None:
    asked = husk("ask", "roles-of-an-actor", "--with", f"who={who}", "--format", "csv", "--var", var)
    rows = asked.stdout.splitlines()
    assert rows[0] == "actor,role,setting,period"
    assert "KREM,initiator,Brobyggerstudiet (the bridge-builder programme)," in rows
    assert len(rows) == 21


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("who=HUSK", 1, "programme:husk-osloregionen (HUSK Osloregionen)"),
        ("who=nobody", 1, "Nothing is called 'nobody'"),
        ("where=nobody", 1, "It has: who"),
        ("KREM", 2, "PARAMETER=THING"),
    ],
)
def test_a_thing_that_cannot_be_asked_of_is_said(var: Path, given: str, code: int, said: str) -> None:
    asked = husk("ask", "roles-of-an-actor", "--with", given, "--var", var)
    assert asked.returncode == code
    assert said in " ".join(asked.stderr.replace("│", " ").split())


def test_a_parameter_that_is_given_twice_is_refused(var: Path) -> None:
    asked = husk("ask", "roles-of-an-actor", "--with", "who=KREM", "--with", "who=HiOA", "--var", var)
    assert asked.returncode == 2
    assert "who is given twice" in " ".join(asked.stderr.replace("│", " ").split())
    assert asked.stdout == ""


def test_the_list_tells_what_a_question_may_be_asked_of(var: Path) -> None:
    assert "--with who=...  en aktør, som KREM" in husk("ask", "--list", "--lang", "nb", "--var", var).stdout


def test_a_saved_question_is_answered_in_the_language_asked_for(var: Path) -> None:
    for language, answer in (
        ("nb", "Ungdom som dropper ut av skolen"),
        ("en", "Youth who drop out of school"),
    ):
        asked = husk("ask", "target-group-and-purpose-of-ung-i-jobb", "--lang", language, "--var", var)
        assert answer in asked.stdout


def test_an_unknown_question_is_one_message_that_tells_where_they_are_listed(var: Path) -> None:
    answer = husk("ask", "who", "--var", var)
    assert answer.returncode == 1
    assert "husk ask --list" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_fmt_check_names_the_file_that_would_change_and_leaves_it(data: Path) -> None:
    file = data / "osloregionen" / "2.4.trig"
    assert husk("fmt", file, "--data", data).returncode == 0
    spoiled = file.read_text().replace(" ;\n", ";\n", 1)
    file.write_text(spoiled)
    answer = husk("fmt", "--check", file, "--data", data)
    assert (answer.returncode, answer.stdout) == (1, f"Would lay out {file}\n")
    assert file.read_text() == spoiled
    assert husk("fmt", file, "--data", data).stdout == f"Laid out {file}\n"
    assert husk("fmt", "--check", file, "--data", data).returncode == 0


def test_fmt_points_at_what_is_no_trig_and_leaves_the_file(data: Path) -> None:
    file = data / "osloregionen" / "2.4.trig"
    file.write_text("@prefix e: <https://example.org/> .\ne:a  e:p e:b ;; ,\n")
    answer = husk("fmt", file, "--data", data)
    assert answer.returncode == 1
    assert "osloregionen/2.4.trig:2:" in answer.stderr
    assert file.read_text().endswith("e:a  e:p e:b ;; ,\n")


def test_export_without_a_name_lists_what_there_is() -> None:
    answer = husk("export", "--lang", "nb")
    assert "dataset\n    Hele datasettet: trig, nquads, turtle, jsonld\n" in answer.stdout


def test_export_writes_a_file_or_standard_output(var: Path, tmp_path: Path) -> None:
    printed = husk("export", "dataset", "--format", "turtle", "--var", var)
    assert printed.stdout.startswith("# title: ")
    named = husk("export", "dataset", "--format", "turtle", "--var", var, "--output", tmp_path / "all.ttl")
    assert (tmp_path / "all.ttl").read_text("utf-8") == printed.stdout
    assert named.stdout == ""
    husk("export", "dataset", "--format", "turtle", "--var", var, "--output", tmp_path)
    (found,) = tmp_path.glob("husk-dataset-*.ttl")
    assert found.read_text("utf-8") == printed.stdout


def test_export_says_which_file_cannot_be_written(var: Path, tmp_path: Path) -> None:
    answer = husk("export", "arenas", "--var", var, "--output", tmp_path / "nowhere" / "arenas.csv")
    assert answer.returncode == 1
    assert (
        answer.stderr
        == f"husk: {tmp_path}/nowhere/arenas.csv cannot be written: No such file or directory.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["datasets"], "What can be exported is dataset, nanopublications"),
        (["dataset", "--format", "docx"], "Its formats are trig, nquads, turtle, jsonld."),
    ],
)
def test_export_refuses_with_what_there_is(arguments: list[str], told: str) -> None:
    answer = husk("export", *arguments)
    assert answer.returncode == 1
    assert told in answer.stderr
    assert answer.stdout == ""


def test_things_are_found_by_words(var: Path) -> None:
    answer = husk("search", "dialogsemniar", "--lang", "nb", "--limit", "1", "--var", var)
    assert answer.stdout.splitlines()[:2] == [
        "Dialogseminar (metode)",
        "    osloregionen/method/dialogseminar",
    ]
    assert answer.stdout.splitlines()[2].startswith("1 av ")


def test_what_is_nowhere_is_no_error(var: Path) -> None:
    answer = husk("search", "xyzzy", "\udcff", "--var", var)
    assert (answer.returncode, answer.stdout) == (0, "0 in all\n")


def test_an_edition_does_not_differ_from_itself(var: Path) -> None:
    same = (var / "current").resolve().name[:8]
    assert (
        husk("diff", same, var / "current", "--lang", "nb", "--var", var).stdout == "Ingenting er endret.\n"
    )
    document = json.loads(husk("diff", same, same, "--json", "--var", var).stdout)
    assert document["things_added"] == []


def test_a_release_is_written_into_the_folder_that_is_named(var: Path, tmp_path: Path) -> None:
    answer = husk("release", "--date", "2026-01-31", "--output", tmp_path, "--var", var)
    assert answer.stdout == f"{tmp_path / f'husk-{__version__}.zip'}\n"
    assert (tmp_path / f"husk-{__version__}.zip").is_file()


@pytest.mark.parametrize("wrong", [("--date", "2026-02-31"), ("--output", "nowhere")])
def test_a_release_of_no_day_or_into_no_folder_is_refused(wrong: tuple[str, str], var: Path) -> None:
    answer = husk("release", *wrong, "--var", var)
    assert (answer.returncode, answer.stdout) == (2, "")


def test_analyse_lists_the_networks_with_a_sentence() -> None:
    assert "theory\n    Mål, metoder" in husk("analyse", "--lang", "nb").stdout


def test_analyse_writes_a_report(var: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    asked = ("analyse", "organisations", "--measure", "density", "--samples", "0", "--var", var)
    assert str(file) in " ".join(husk(*asked, "--html", file).stdout.split())
    assert "Content-Security-Policy" in file.read_text("utf-8")
    refused = husk(*asked, "--html", tmp_path / "no" / "folder.html")
    assert (refused.returncode, "cannot be written" in refused.stderr) == (1, True)


def test_analyse_writes_what_chance_gives(var: Path) -> None:
    asked = ("analyse", "actors-by-arenas", "--measure", "e-i-index", "--samples", "9", "--var", var)
    (first, second) = json.loads(husk(*asked, "--json").stdout)["values"]
    assert (first["chance_of"], second["chance_of"]) == ("ties", "sectors")
    header, *lines = husk(*asked, "--csv").stdout.splitlines()
    assert header.startswith("measure,id,label,value,")
    assert len(lines) == len((first, second))
    assert "sectors: z" in husk(*asked).stdout


def test_equality_tells_the_same_in_every_form(var: Path) -> None:
    asked = ("equality", "Arena", "--samples", "9", "--var", var)
    told = json.loads(husk(*asked, "--json").stdout)
    users = next(each for each in told["values"] if each["measure"] == "share-of-parts")
    assert users["null_low"] <= users["null_high"]
    for table in ("values", "settings", "years", "turns"):
        header, *lines = husk(*asked, "--csv", "--table", table).stdout.splitlines()
        assert len(lines) == len(told[table])
        assert all(set(row) <= set(header.split(",")) for row in told[table])
    words = husk(*asked, "--lang", "nb").stdout
    assert users["hangs_on"] is None or "avhenger mest av" in words
    assert "Hvor de var med (15 steder)" in words


def test_claims_tell_the_same_in_every_form(var: Path) -> None:
    told = json.loads(husk("claims", "--json", "--var", var).stdout)
    header, *lines = husk("claims", "--csv", "--var", var).stdout.splitlines()
    assert len(lines) == len(told) > 0
    assert all(each["value"] is not None for each in told), "what is tested is named in its network"
    assert set(header.split(",")) == set(told[0])
    words = husk("claims", "--lang", "nb", "--var", var).stdout
    in_nb = json.loads(husk("claims", "--json", "--lang", "nb", "--var", var).stdout)
    assert all(each[part] in words for each in in_nb for part in ("label", "voices", "sentence", "command"))
    assert husk("claims", "--json", "--csv", "--var", var).returncode == 2


def test_equality_of_what_there_is_not_is_refused_with_what_there_is(var: Path) -> None:
    answer = husk("equality", "Meeting", "--var", var)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "Arena, Activity" in answer.stderr
