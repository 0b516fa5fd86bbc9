"""The stdlib script behind both commands."""

import re
import socket
import stat
from pathlib import Path

import pytest

import tareas

pytestmark = pytest.mark.sin_base
ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9.\-]+==\S+)", re.MULTILINE)


def lock(group):
    return (ROOT / "requirements" / f"{group}.txt").read_text()


def test_dev_holds_every_pin_of_base():
    base, dev = (set(PIN.findall(lock(group))) for group in ("base", "dev"))

    assert base - dev == set()


@pytest.mark.parametrize("group", ["base", "dev"])
def test_lock_names_no_index(group):
    assert re.findall(r"https?://|--index|--find-links|file:", lock(group)) == []


def test_every_target_of_make_is_a_task():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([\w-]+): ;.*tareas.py ([\w-]+)", makefile, re.MULTILINE)

    assert targets == [(name, name) for name in tareas.TASKS]


def test_local_settings_gives_each_installation_its_own_key(tmp_path, monkeypatch):
    written = []
    for name in ("una", "otra"):
        monkeypatch.setattr(tareas, "VAR", tmp_path / name)
        tareas.local_settings(demo=True)
        written.append((tmp_path / name / "vinculo.env").read_text())

    assert written[0] != written[1]
    assert stat.S_IMODE((tmp_path / "una" / "vinculo.env").stat().st_mode) == 0o600


def test_local_settings_keeps_what_was_written(tmp_path, monkeypatch):
    monkeypatch.setattr(tareas, "VAR", tmp_path)
    tareas.local_settings(demo=False)
    before = (tmp_path / "vinculo.env").read_text()

    tareas.local_settings(demo=True)

    assert (tmp_path / "vinculo.env").read_text() == before
    assert "VINCULO_DEMO=False" in before


def test_a_second_start_on_the_same_data_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(tareas, "VAR", tmp_path)
    tareas.only_one()

    with pytest.raises(SystemExit, match="ya está en marcha"):
        tareas.only_one()


def test_a_busy_port_is_told_before_anything_is_built():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        free = tareas.port_is_free(port)

    assert free is False


def test_report_names_what_did_not_run(monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)

    code = tareas.report([True], ["las pruebas con Redis"])

    assert code == 0
    assert "No se ejecutó:\n  - las pruebas con Redis" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("passed", "missing", "code"),
    [([True, True], [], 0), ([True, False], [], 1), ([True], ["algo"], 1)],
)
def test_report_fails_in_ci_for_what_did_not_run(passed, missing, code, monkeypatch):
    monkeypatch.setenv("CI", "true")

    assert tareas.report(passed, missing) == code
