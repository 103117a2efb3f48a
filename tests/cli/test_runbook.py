"""`kb runbook`: listed, carried out at the terminal, recorded."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.sites import write_site

BODY = """\
## Діагностика

1. Пропінгуйте.

    ```bash {name=ping}
    echo "answer from" {{computer}} > out.txt
    ```

    Немає відповіді: [крок 3](#step-3).

2. Далі.

    ```bash {name=login}
    printf %s {{password}} > got.txt
    ```

## Усунення

3. Зітріть.

    ```bash {name=clean-up danger=true}
    echo "$COMPUTER" >> out.txt; exit 3
    ```

## Перевірка

4. Працює.

    ```powershell {name=check}
    Get-Service {{computer}}
    ```
"""
ENGLISH = (
    BODY.replace("Діагностика", "Diagnosis").replace("Усунення", "Mitigation").replace("Перевірка", "Verification")
)
HEADER = (
    "type: runbook\nseverity: P2\nservice: vpn\nalerts: [VpnGatewayDown]\nduration: 15m\nescalation: network-l2\ninputs:\n"
    '  - {name: computer, label: Комп\'ютер, type: hostname, pattern: "[A-Za-z0-9-]{1,15}", example: PC-0142}\n'
    "  - {name: password, label: Пароль, type: secret}\n"
)
SECRET = 'it"s; $(touch broken)'
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/run.md": article(BODY, id="KB-0002", title="VPN стоїть", more=HEADER),
    "en/run.md": article(ENGLISH, id="KB-0002", title="VPN is down", more=HEADER),
    "uk/other.md": article("Текст.", id="KB-0003", title="Стаття"),
    "uk/empty.md": article("Текст.", id="KB-0004", title="Порожня", more="type: runbook\n"),
}


@pytest.fixture(autouse=True)
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795430000")  # 2026-11-23
    return tmp_path


def kb_run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["runbook", *words], input=typed)


def test_a_dry_run_shows_and_runs_nothing(kb: Path) -> None:
    done = kb_run("run", "KB-0002", "--input", "computer=PC-0142", typed=f"d\n{SECRET}\nd\ns\nd\n")
    assert done.exit_code == 0, done.output
    assert 'answer from" PC-0142' in done.stderr and "dry run" in done.stderr
    assert not (kb / "out.txt").exists() and not (kb / "broken").exists()
    assert done.stdout.startswith("**Інструкція KB-0002: VPN стоїть**\nhttps://help.example.org/kb/KB-0002/\n")
    assert "- Крок 1: Пропінгуйте. · зроблено" in done.stdout and "Комп'ютер: PC-0142" in done.stdout
    assert "touch broken" not in done.output and "(таємницю приховано)" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None or os.name != "posix", reason="no bash here")
def test_commands_run_after_asking_and_dangerous_ones_by_name(kb: Path) -> None:
    typed = f"y\nd\n{SECRET}\ny\nd\nwrong\nr\nclean-up\n\nd\nd\n"
    done = kb_run(
        "run", "vpngatewaydown", "--execute", "--input", "computer=PC-0142", "--record", "r.json", typed=typed
    )
    assert done.exit_code == 0, done.output
    assert (kb / "out.txt").read_text() == "answer from PC-0142\nPC-0142\n"
    assert (kb / "got.txt").read_text() == SECRET and not (kb / "broken").exists()
    assert "there is no powershell here" in done.stderr or shutil.which("pwsh")
    assert "clean-up: exit 3" in done.stdout
    record = json.loads((kb / "r.json").read_text(encoding="utf-8"))
    assert record["schema"] == "poradnyk-run/1" and record["steps"][2]["commands"] == ["clean-up"]
    assert record["inputs"][1] == {"name": "password", "label": "Пароль", "type": "secret", "value": None}
    assert "touch" not in json.dumps(record)


@pytest.mark.skipif(shutil.which("bash") is None or os.name != "posix", reason="no bash here")
@pytest.mark.parametrize("typed", ["n\nd\nx\nn\nd\ny\nd\nd\n", "\nd\n\nd\nno\nd\nd\n"])
def test_without_a_yes_or_the_whole_name_nothing_runs(kb: Path, typed: str) -> None:
    kb_run("run", "KB-0002", "--execute", "--input", "computer=PC-0142", typed=typed)
    assert not (kb / "out.txt").exists()


def test_a_branch_leaves_steps_out_and_a_failure_is_noted(kb: Path) -> None:
    typed = "пробував +380441234567\n"
    done = kb_run(
        "run", "KB-0002", "--language", "en", "--input", "computer=PC-1", "--format", "plain", typed=f"3\nf\n{typed}q\n"
    )
    assert done.exit_code == 1, done.output
    assert "- Step 2: Далі. · skipped after step 1" in done.stdout
    assert "- Step 3: Зітріть. · did not work" in done.stdout and "(phone number masked)" in done.stdout
    assert "What remains:\n- Step 4: Працює.\n" in done.stdout and "network-l2" in done.stderr


def test_a_value_is_asked_for_until_it_fits(kb: Path) -> None:
    done = kb_run("run", "KB-0002", typed="bad value\nPC-1\nq\n")
    assert "does not have the right form" in done.stderr and 'answer from" PC-1' in done.stderr
    assert done.exit_code == 0 and "ще не завершено" in done.stdout


def test_an_end_of_input_stops_the_run() -> None:
    done = kb_run("run", "KB-0002", typed="")
    assert done.exit_code == 0 and "Stopped here" in done.stderr and "Що лишилося" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "KB-0009"], "no runbook has the id or the alert KB-0009"),
        (["run", "KB-0003"], "is no runbook, but `type: article`"),
        (["run", "KB-0004"], "has no steps"),
        (["run", "KB-0002", "--language", "de"], '"de" is not a language'),
        (["run", "KB-0002", "--input", "computer"], "write NAME=VALUE"),
        (["run", "KB-0002", "--input", "computr=x"], 'did you mean "computer"?'),
        (["run", "KB-0002", "--input", "computer=a b"], "is not a value that it accepts"),
        (["run", "KB-0002", "--input", "password=x"], "must not stand on a command line"),
        (["run", "KB-0002", "--record", "mkdocs.yml"], "exists already"),
        (["record", "KB-0002", "--outcome", "worked", "--on", "2027-01-01"], "in the future"),
        (["record", "KB-0002", "--outcome", "worked", "--note", " "], "--note"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], says: str) -> None:
    done = kb_run(*words)
    assert done.exit_code == 2 and says in done.stderr and done.stdout == ""


def test_a_record_is_added_to_every_language_and_freshness_counts_it(kb: Path) -> None:
    done = kb_run(
        "record", "KB-0002", "--outcome", "worked-with-changes", "--minutes", "12", "--by", "desk", "--note", "Порт 443"
    )
    assert (done.exit_code, sorted(done.stdout.split())) == (0, ["content/en/run.md", "content/uk/run.md"]), done.output
    entry = (
        "exercised:\n  - {on: 2026-11-23, by: desk, outcome: worked-with-changes, minutes: 12, note: Порт 443}\n---\n"
    )
    before = str(FILES["uk/run.md"])
    assert (kb / "content/uk/run.md").read_text(encoding="utf-8") == before.replace("---\n\n##", f"{entry}\n##")
    listed = json.loads(kb_run("list", "--format", "json").stdout)
    assert (listed[0]["exercised"], listed[0]["outcome"]) == ("2026-11-23", "worked-with-changes")


def test_runbooks_are_listed_the_worst_first() -> None:
    done = kb_run("list", "vpngatewaydown")
    assert done.stdout.startswith("KB-0002  P2  VPN стоїть\n    content/uk/run.md: 4 steps, 15m; never carried out\n")
    assert "1 of 2 runbooks" in done.stderr
    rows = [row["id"] for row in json.loads(kb_run("list", "--format", "json").stdout)]
    assert rows == ["KB-0002", "KB-0004"]
    assert kb_run("list", "--format", "markdown", "--language", "en").stdout.count("VPN is down") == 1
    assert kb_run("list", "--format", "csv").stdout.startswith("id,severity,service,title,alerts,steps")
