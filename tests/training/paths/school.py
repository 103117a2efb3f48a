"""A small academy: two modules, a path, one certificate, a few questions."""

from __future__ import annotations

from tests.conftest import article

CERTIFICATIONS = """\
first-line:
  name: {en: First line, uk: Перша лінія}
  objectives:
    - {id: "1.1", text: {en: Greets, uk: Вітає}, ours: [OBJ-A-1]}
    - {id: "1.2", text: {en: Closes, uk: Закриває}, ours: []}
"""


def question(name: str, objective: str) -> str:
    return (
        f"/// question | {name}\n    objective: {objective}\n\nWhat?\n\n- [x] This\n\n    Because.\n"
        "- [ ] That\n\n    Not so.\n///\n"
    )


def module(id_: str, prefix: str, steps: str, more: str = "", body: str = "The lesson.") -> str:
    head = (
        f"type: module\nduration: 30m\nobjectives:\n  - {{id: OBJ-{prefix}-1, text: First goal of {prefix}, in full}}\n"
        f"  - Plain goal of {prefix}\nsteps: [{steps}]\n{more}"
    )
    return article(
        f"{body}\n\n{question(f'Q-{prefix}-1', f'OBJ-{prefix}-1')}", id=id_, title=f"Module {prefix}", more=head
    )


def school(language: str = "en") -> dict[str, str | bytes]:
    """Files of one language. KB-0013 is internal: a step of the first module that the public edition doesn't show."""
    return {
        f"{language}/index.md": article("Welcome.", id="KB-0001", title="Help", more="type: page\n"),
        f"{language}/net/vpn.md": article("The VPN fails. " * 100, id="KB-0011", title="VPN fails"),
        f"{language}/net/wifi.md": article("Wi-Fi. " * 200, id="KB-0012", title="No Wi-Fi"),
        f"{language}/net/secret.md": article(
            "CANARY of the gateway.", id="KB-0013", title="CANARY gateway runbook", visibility="internal"
        ),
        f"{language}/academy/index.md": article(
            "How to study here.", id="KB-0020", title="Academy", more="type: page\n"
        ),
        f"{language}/academy/path.md": article(
            "About the path.",
            id="KB-0021",
            title="The path",
            more="type: path\nmodules: [KB-0022, KB-0023]\nduration: 60m\ncertification: first-line\n",
        ),
        f"{language}/academy/m1.md": module(
            "KB-0022", "A", "{article: KB-0011}, {article: KB-0013, do: rehearse, note: CANARY note of a step}"
        ),
        f"{language}/academy/m2.md": module(
            "KB-0023", "B", "{article: KB-0012, do: practise}", "prerequisites: [KB-0022]\n"
        ),
    }
