"""Tables of people in the form of each platform, and what is no such table.

Moodle's grading worksheet: mod/assign/gradingtable.php gives the titles' places and
`col_recordid` the first column; the words for a participant are those of its language packs.
Canvas: lib/gradebook_exporter.rb writes the titles and the rows without an ID. Brightspace puts #
before user names; no maker's page was found for that, files of schools show it.
"""

import csv

import pytest

from mlsmath.commands.platforms.errors import PlatformError
from mlsmath.commands.platforms.roster import CANVAS, MOODLE, PLAIN, read_roster, why_unfit

WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 40021,Ada Lovelace,ada@example.org,Submitted for grading,,10.00,Yes,\
"Saturday, 28 November 2026, 10:15 AM",-,
Participant 40022,"José O'Neill-Sáenz",jose@example.org,No submission,,10.00,Yes,-,-,
"""
GERMAN = """\
ID;Vollständiger Name;Status;Bewertung
Teilnehmer/in40021;Ada Lovelace;Zur Bewertung abgegeben;
Teilnehmer/in40022;Jörg Weiß;Keine Abgabe;
"""
TURKISH = """\
Tanımlayıcı,Tam Adı,Durum,Not
Katılımcı40021,Ada Lovelace,Gönderildi,
Katılımcı40022,Çağrı Işık,Gönderildi,
"""
GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (991),Final Score
,,,,,Manual Posting,
    Points Possible,,,,,10.00,(read only)
"Lovelace, Ada",701,S1,ada,A,,
"de la Cruz, José",702,S2,jose,A,8.00,
"Student, Test",709,,f00ba4,A,,
"""


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "people.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_roster(path)

    return read


def test_worksheet_of_moodle(read):
    roster = read(WORKSHEET)
    assert roster.kind == MOODLE
    assert [(one.id, one.name) for one in roster.people] == [
        ("ada@example.org", "Ada Lovelace"),
        ("jose@example.org", "José O'Neill-Sáenz"),
    ]
    assert roster.by_key("participant", "40022") is roster.people[1]
    assert roster.table.header[4] == "Grade"
    assert roster.table.rows[roster.people[1].row][3] == "No submission"


@pytest.mark.parametrize("text", [GERMAN, TURKISH])
def test_worksheet_in_other_words(read, text):
    roster = read(text)
    assert roster.kind == MOODLE
    assert roster.by_key("participant", "40021").name == "Ada Lovelace"
    assert roster.people[0].id == "ada-lovelace"


def test_worksheet_with_names_hidden(read):
    roster = read("Identifier,Status,Grade\nParticipant 7,None,\nParticipant 8,None,\n")
    assert [(one.id, one.name) for one in roster.people] == [
        ("participant-7", ""),
        ("participant-8", ""),
    ]


def test_participants_of_moodle(read):
    roster = read("First name,Last name,Email address,Groups\nAda,Lovelace,ada@example.org,A\n")
    assert roster.kind == PLAIN
    (ada,) = roster.people
    assert (ada.id, ada.name) == ("ada@example.org", "Ada Lovelace")


def test_gradebook_of_canvas(read):
    roster = read(GRADEBOOK, "utf-8-sig")
    assert roster.kind == CANVAS
    assert [one.id for one in roster.people] == ["ada", "jose"]
    assert roster.by_key("canvas", "702").name == "de la Cruz, José"
    assert roster.table.encoding == "utf-8-sig"


def test_gradebook_of_canvas_with_two_columns_for_the_name(read):
    roster = read("LastName,FirstName,ID,SIS Login ID,Section\nLovelace,Ada,701,ada,A\n")
    assert (roster.kind, roster.people[0].name) == (CANVAS, "Ada Lovelace")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", ",;\t")
def test_table_of_ids_and_names(read, encoding, delimiter):
    text = "id,name\r\nada,Ada Lovelace\r\njörg,Jörg Weiß\r\n\r\n".replace(",", delimiter)
    roster = read(text, encoding)
    assert roster.kind == PLAIN
    assert [(one.id, one.name) for one in roster.people] == [
        ("ada", "Ada Lovelace"),
        ("jörg", "Jörg Weiß"),
    ]


def test_ids_that_look_like_participants_stay_ids(read):
    assert [one.id for one in read("id,name\nStudent7,Ada\nStudent8,Ben\n").people] == [
        "Student7",
        "Student8",
    ]
    assert [one.id for one in read("login,name\nuser1,Ada\nuser2,Ben\n").people] == [
        "user1",
        "user2",
    ]


def test_numbers_of_brightspace(read):
    text = "OrgDefinedId,Username,Last Name,First Name,Email\n#99,#ada,Lovelace,Ada,ada@a.org\n"
    (ada,) = read(text).people
    assert (ada.id, ada.name, ada.keys["number"]) == ("ada", "Ada Lovelace", "99")


@pytest.mark.parametrize(
    "name",
    ["José de la Cruz", "de la Cruz, José", "jose DE LA cruz", "delacruzjose", "josedelacruz"],
)
def test_person_is_found_by_name(read, name):
    assert [one.id for one in read(GRADEBOOK).by_name(name)] == ["jose"]


def test_two_of_one_name_are_both_found(read):
    roster = read("id,name\na1,Ada Byron\na2,Ada Byron\na3,Äda Byron\n")
    assert [one.id for one in roster.by_name("Byron Ada")] == ["a1", "a2"]
    assert [one.id for one in roster.by_name("Äda Byron")] == ["a3"]
    assert roster.by_name("") == roster.by_name("Byron") == []


@pytest.mark.parametrize("login", ["ada@example.org", "ADA@EXAMPLE.ORG", "ada"])
def test_person_is_found_by_login(read, login):
    assert [one.name for one in read(WORKSHEET).by_login(login)] == ["Ada Lovelace"]


def test_person_listed_twice_is_one(read):
    assert len(read("id,name\nada,Ada\nada,Ada\n").people) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,name\nada,Ada\nADA,Ben\n", "rows 2 and 3 both have the id ADA"),
        ("id,name\n../x,Ada\n", r"row 2: nobody can be called by this row \('\.\./x': no folder"),
        ("id,name\n-rf,Ada\n", "row 2: nobody can be called"),
        (f"id,name\n{'a' * 250},Ada\n", "longer than 100 bytes"),
        ("shoe size\n43\n", r"row 2: .* \(no id, login or e-mail address\)"),
        ("id,name\n", "expected a row of titles and a row for each person"),
        ("\n,,\n \nid,name\n\n", "expected a row of titles and a row for each person"),
        ("\n,,\nid,name\n\nada,Ada\nADA,Ben\n", "rows 5 and 6 both have the id ADA"),
        ("\n\nid,name\n-rf,Ada\n", "row 4: nobody can be called"),
        ("", "expected a row of titles"),
        (
            'id,name\n1,Ada\n2,"Ben\n3,Cem\n',
            "row 3: a quotation mark begins a cell, and none ends it",
        ),
        (b"PK\x03\x04 etc", "is a spreadsheet"),
        (b"id\n\0\0\0", "is not text"),
        (GRADEBOOK.replace("702", "701"), "the number 701 belongs to two people"),
    ],
)
def test_table_that_cannot_be_used_is_refused_in_a_sentence(read, text, said):
    with pytest.raises(PlatformError, match=said):
        read(text)


@pytest.mark.parametrize("text", [WORKSHEET, GERMAN, TURKISH, GRADEBOOK])
def test_rows_that_are_empty_change_nothing(read, text):
    before = read(text)
    for blank in ("\n", "\r\n", " \n", ";;\n" if ";" in text else ",,\n"):
        found = read(blank * 3 + text + blank * 3)
        assert (found.kind, found.table.header) == (before.kind, before.table.header)
        assert [(one.id, one.name, one.keys) for one in found.people] == [
            (one.id, one.name, one.keys) for one in before.people
        ]
        assert [found.table.rows[one.row] for one in found.people] == [
            before.table.rows[one.row] for one in before.people
        ]


def test_quotation_marks_inside_a_cell_are_letters(read):
    roster = read('id,name\n1,5" Ada\n2,"Ben ""B"" Bo"\n3,"Cem" C"')
    assert [one.name for one in roster.people] == ['5" Ada', 'Ben "B" Bo', 'Cem C"']


def test_comment_with_a_picture_in_it(read):
    usual = csv.field_size_limit(150_000)
    text = WORKSHEET.replace(
        ",-,\n", ",-,<img src='data:image/png;base64," + "A" * 200_000 + "'>\n"
    )
    assert [one.name for one in read(text).people] == ["Ada Lovelace", "José O'Neill-Sáenz"]
    assert csv.field_size_limit(usual) == 150_000  # it is the whole process's


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(PlatformError, match="cannot be read"):
        read_roster(tmp_path / "people.csv")


@pytest.mark.parametrize(
    "id", ["ada", "ada@example.org", "jörg.weiß", "Ada Lovelace", "李雷", "a+b"]
)
def test_ids_that_fit(id):
    assert why_unfit(id) == ""


@pytest.mark.parametrize("id", ["", " ", ".ada", "-rf", "a/b", "a\\b", "CON", "nul.x", "a*", "a. "])
def test_ids_that_do_not_fit(id):
    assert why_unfit(id)
