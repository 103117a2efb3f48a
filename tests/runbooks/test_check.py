"""What `kb check` says about runbooks, each with its line."""

from __future__ import annotations

import pytest

from kb.codes import CODES
from kb.edition import Edition
from kb.runbooks.check import check_runbooks
from kb.runbooks.context import places
from kb.runbooks.policy import DEFAULT_POLICY, ROLES, SECTIONS, RunbookPolicy, read_policy
from kb.runbooks.quoting import Shell
from tests.conftest import article, library_of

GOOD = {
    "Meaning": "It is silent.",
    "Impact": "Nobody works.",
    "Diagnosis": "1. Ping it.\n\n    ```bash {name=ping}\n    ping {{computer}}\n    ```\n\n    No answer: [step 2](#step-2).",
    "Mitigation": "2. Restart it.\n\n    ```sh {name=restart danger=true}\n    sudo systemctl restart x\n    ```",
    "Verification": "3. It answers.",
    "Escalation": "To the network.",
}
INPUTS = "inputs: [{name: computer}]\n"


def written(**changed: str | None) -> str:
    parts = {name: changed.get(name.lower(), text) for name, text in GOOD.items()}
    return "\n\n".join(f"## {name}\n\n{text}" for name, text in parts.items() if text is not None)


def found(body: str, more: str = INPUTS, policy: RunbookPolicy = DEFAULT_POLICY) -> list[tuple[str, str]]:
    library = library_of({"en/a.md": article(body, more="type: runbook\n" + more)})
    problems = list(check_runbooks(library, policy))
    assert all(p.code in CODES and p.hint and p.line > 1 and p.path == "content/en/a.md" for p in problems)
    return [(p.code, p.message) for p in problems]


def step(command: str, options: str = "{name=ping}", language: str = "bash") -> str:
    lines = "\n".join(f"    {line}" for line in command.split("\n"))
    return f"1. Do it.\n\n    ```{language} {options}\n{lines}\n    ```"


def test_a_good_runbook_has_nothing_wrong() -> None:
    assert found(written()) == []


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (written(impact=None), "KB600", '"Impact" is missing'),
        (written().replace("## Verification", "## Verificaton"), "KB600", '"Verification" is missing'),
        (written(meaning=None) + "\n\n## Meaning\n\nLate.\n", "KB601", '"Meaning" stands after "Escalation"'),
        ("\n\n".join(f"## {name}\n\nText." for name in GOOD), "KB602", "no steps"),
        (written().replace("#step-2", "#step-9"), "KB603", "no step 9"),
        (written().replace("[step 2]", "[step 3]"), "KB603", '"step 3" leads to step 2'),
        (written(verification="1. It answers."), "KB604", "step 3 is written as 1."),
        (written(verification="3. It answers.\n\n- And this."), "KB604", "step 4 is written as a bullet"),
        (written(verification="It answers."), "KB605", "no step"),
        (written(diagnosis=step("ping {{computer}}", "")), "KB608", "no name"),
        (written(diagnosis=step("ping {{computer}}", "{name=Ping_It}")), "KB609", '"Ping_It"'),
        (written(diagnosis=step("ping {{computer}}", "{name=restart}")), "KB609", '"restart" stands at line'),
        (written(diagnosis=step("ping {{computer}}", "{name=ping}", "console")), "KB610", '"console"'),
        (written(diagnosis=step("ping {{computer}}\nrm -rf /x")), "KB611", '"rm"'),
        (written(diagnosis=step("ping {{computer}} {{other}}")), "KB612", "{{other}} is not declared"),
        (written(diagnosis=step("ping")), "KB613", '"computer" is used by no command'),
        (written(diagnosis=step('ping "{{computer}}"')), "KB614", "inside quotes"),
        (written(diagnosis=step("cat <<EOF\n{{computer}}\nEOF")), "KB614", "here-document"),
        (written(diagnosis=step("dir {{computer}}\\x", language="powershell")), "KB614", "another argument"),
    ],
)
def test_each_mistake_is_named(body: str, code: str, says: str) -> None:
    assert any(one == code and says in message for one, message in found(body)), found(body)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ('inputs: [{name: computer, pattern: "["}]\n', "KB615"),
        ("inputs: [{name: computer, type: hostname, example: -x y}]\n", "KB615"),
        ("inputs: [{name: computer}, {name: computer}]\n", "KB613"),
    ],
)
def test_inputs(inputs: str, code: str) -> None:
    assert [one for one, _ in found(written(), inputs)] == [code]


@pytest.mark.parametrize(
    ("language", "command", "dangerous"),
    [
        ("powershell", "Get-Process | Format-List", False),
        ("powershell", "Get-Service x | Restart-Service", True),
        ("powershell", "Remove-Item x -WhatIf", False),
        ("powershell", "Disconnect-MgGraph", False),
        ("cmd", "ipconfig /all", False),
        ("cmd", "logoff 3 /server:x", True),
        ("bash", "grep rm file", False),
        ("bash", "df -h | sort", False),
        ("bash", "sudo systemctl stop x", True),
        ("bash", "systemctl status restart", False),
        ("bash", "kubectl delete pod x --dry-run=client", False),
        ("bash", "find . -print0 | xargs rm", True),
        ("text", "rm everything", False),
    ],
)
def test_what_is_dangerous(language: str, command: str, dangerous: bool) -> None:
    body = written(diagnosis=step(f"{command}", "{name=x}", language))
    assert ("KB611" in [code for code, _ in found(body, "")]) is dangerous


@pytest.mark.parametrize(
    ("shell", "command", "place"),
    [
        ("bash", "ping {{x}}", "free"),
        ("bash", "echo '{{x}}'", "quoted"),
        ("bash", "echo \"a\" 'b' {{x}}", "free"),
        ("bash", 'echo "$(ping {{x}})"', "free"),
        ("bash", "echo \"$(ping '{{x}}')\"", "quoted"),
        ("bash", "echo it\\'s {{x}}", "free"),
        ("bash", "# it's a comment\nping {{x}}", "free"),
        ("bash", "# ping {{x}}", "comment"),
        ("bash", "a=$(ls | awk '{print $1}') {{x}}", "free"),
        ("bash", "echo `ping {{x}}`", "quoted"),
        ("bash", "echo `id` {{x}}", "free"),
        ("bash", "echo $((1 + {{x}}))", "quoted"),
        ("bash", "echo $((1 + (2))) {{x}}", "free"),
        ("bash", "(cd /x && ls {{x}})", "free"),
        ("powershell", "ping {{x}}", "free"),
        ("powershell", 'Write-Host "{{x}}"', "quoted"),
        ("powershell", "Write-Host ’{{x}}’", "quoted"),
        ("powershell", '"`" {{x}}', "quoted"),
        ("powershell", "f -Path {{x}}, {{x}}", "free"),
        ("powershell", "dir \\\\{{x}}\\c$", "free"),
        ("powershell", "dir {{x}}.log", "glued"),
        ("powershell", "[Net.Dns]::GetHostEntry({{x}})", "free"),
        ("cmd", 'ping "{{x}}"', "quoted"),
        ("cmd", 'echo "\nping {{x}}', "free"),
        ("text", '"{{x}}"', "free"),
    ],
)
def test_where_a_placeholder_stands(shell: Shell, command: str, place: str) -> None:
    assert {one for _, _, one in places(command, shell)} == {place}


def test_templates_of_other_tools_are_no_placeholders() -> None:
    body = written(diagnosis=step("ping {{computer}}; docker ps --format '{{.Names}}{{range .x}}{{end}}'"))
    assert found(body) == []


def test_the_policy_says_what_is_required_and_called() -> None:
    raw = {"runbooks": {"required": ["diagnosis"], "named": False, "sections": {"en": {"diagnosis": "Triage"}}}}
    policy, wrong = read_policy(raw)
    assert not wrong
    assert found(f"## Triage\n\n{step('ping {{computer}}', '')}\n", policy=policy) == []
    assert found("## Diagnosis\n\n1. x\n", "", policy)[0] == ("KB600", 'the section "Triage" is missing')


@pytest.mark.parametrize("raw", [{"runbooks": {"section": {}}}, {"runbooks": {"required": ["all"]}}, {"runbooks": 3}])
def test_a_wrong_policy_is_said_and_the_default_holds(raw: object) -> None:
    policy, wrong = read_policy(raw)
    assert policy == DEFAULT_POLICY and "runbooks" in wrong


def test_every_role_has_a_name_in_both_languages() -> None:
    assert all(tuple(names) == ROLES for names in SECTIONS.values())


def test_an_archived_runbook_is_left_alone() -> None:
    assert found("Nothing.", "status: archived\n") == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, ""),
        ({"verification": "3. It answers.\n\n4. Again."}, "4 steps, but 3 in uk"),
        ({"diagnosis": step("ping {{computer}}", "{name=pong}")}, 'the command "pong" is not in uk'),
        ({"diagnosis": step("ping {{computer}}", "{name=ping danger=true}")}, 'the command "ping" differs'),
        ({"diagnosis": step("ping {{computer}}", "{name=ping}", "cmd")}, 'the command "ping" differs'),
        ({"diagnosis": "1. Nothing."}, 'the command "ping" is only in uk'),
    ],
)
def test_a_translation_does_the_same(changed: dict[str, str], says: str) -> None:
    names = dict(zip(GOOD, (names[0] for names in SECTIONS["uk"].values()), strict=True))
    ukrainian = written()
    for english, name in names.items():
        ukrainian = ukrainian.replace(f"## {english}", f"## {name}")
    more = "type: runbook\n" + INPUTS
    library = library_of({"uk/a.md": article(ukrainian, more=more), "en/a.md": article(written(**changed), more=more)})
    found = [p.message for p in check_runbooks(library, DEFAULT_POLICY) if p.code == "KB606"]
    assert (says in " ".join(found)) if says else not found


def test_what_a_team_learnt_is_hidden_from_everybody_else() -> None:
    more = "type: runbook\nalerts: [Vpn gateway is down]\nexercised: [{on: 2026-01-01, note: Пароль лежить у сейфі номер чотири}]\n"
    library = library_of(
        {
            "uk/a.md": article("Text.", more=more),
            "uk/b.md": article("Text.", id="KB-2", visibility="internal", more=more),
        }
    )
    public = [(h.path, h.text) for h in library.hidden_from(Edition("public", "uk"))]
    internal = [h.text for h in library.hidden_from(Edition("internal", "uk"))]
    note = "Пароль лежить у сейфі номер чотири"
    assert ("uk/a.md", note) in public and ("uk/b.md", note) in public and ("uk/b.md", "Vpn gateway is down") in public
    assert ("uk/a.md", "Vpn gateway is down") not in public and note not in internal


@pytest.mark.parametrize(
    ("language", "command", "inputs", "told"),
    [
        ("bash", "ssh -p 22 root@server systemctl status {{service}}", "{name: service}", True),
        ("bash", "ssh server 'ls' {{service}}", "{name: service, pattern: '[a-z]+'}", False),
        ("bash", "ssh {{service}}", "{name: service}", False),
        ("bash", "ssh root@{{service}} uptime", "{name: service, type: user}", False),
        ("bash", "sudo bash -c {{service}}", "{name: service, type: secret}", True),
        ("bash", "eval {{service}}", "{name: service, type: path}", True),
        ("bash", "sshd -T | grep {{service}}", "{name: service}", False),
        ("powershell", "Invoke-Expression {{service}}", "{name: service}", True),
        ("cmd", "cmd /c dir {{service}}", "{name: service}", True),
        ("cmd", "psexec \\\\pc ipconfig {{service}}", "{name: service, type: hostname}", False),
    ],
)
def test_what_a_second_shell_reads(language: str, command: str, inputs: str, told: bool) -> None:
    body = written(diagnosis=step(command, "{name=x}", language))
    assert ("KB607" in [code for code, _ in found(body, f"inputs: [{inputs}]\n")]) is told
