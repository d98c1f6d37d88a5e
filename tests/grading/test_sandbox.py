"""What the sandbox's command hides, and what it leaves no submission to write for another."""

from itertools import pairwise

from mlsmath.grading import sandbox


def words_after(words: list[str], option: str) -> list[str]:
    return [after for word, after in pairwise(words) if word == option]


def test_exchange_is_hidden(monkeypatch, tmp_path):
    there, gone = tmp_path / "nbgrader", tmp_path / "gone"
    there.mkdir()
    monkeypatch.setattr(sandbox, "EXCHANGE", (str(there), str(gone)))
    words = sandbox.command(["true"])
    assert str(there) in words_after(words, "--tmpfs")
    assert str(there) in words_after(words, "--remount-ro")
    assert str(gone) not in words


def test_no_submission_leaves_files_among_the_devices_for_another():
    words = sandbox.command(["true"])
    assert "/dev" in words_after(words, "--remount-ro")
