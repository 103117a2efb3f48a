"""A small knowledge base with runbooks to carry out: one with everything in it, one of four hundred steps."""

from __future__ import annotations

from pathlib import Path

from tests.browser.kitchen import ROOT

PLACE = "/internal/en/desk/gateway/"
LONG = "/internal/en/desk/long/"
STEPS = 400

HEAD = """---
id: {id}
title: {title}
type: runbook
visibility: internal
severity: P2
duration: 20m
inputs:
  - {{name: gateway, label: Name of the gateway, type: hostname, pattern: "[A-Za-z0-9.-]{{1,60}}", example: vpn.example.org}}
  - {{name: server, label: Server, type: text, example: VPN01}}
  - {{name: password, label: Password, type: secret}}
---

"""
BODY = """## Meaning

It does not answer.

## Diagnosis

One person only: [start at step 3](#step-3).

1. Write down the time.

2. Ping the **gateway**.

    ```bash {name=ping}
    ping -c 4 {{gateway}} && echo {{server}}
    ```

    If there is no answer, [go to step 5](#step-5).

3. Ask for its services.

    ```powershell {name=services}
    Get-Service -ComputerName {{server}}
    ```

4. Sign in.

    ```cmd {name=login}
    net use \\\\{{gateway}} {{password}} /user:{{server}}
    ```

    ```bash {name=env}
    ssh "$GATEWAY" uptime
    ```

## Mitigation

5. Restart it. This disconnects everybody.

    ```powershell {name=restart danger=true}
    Restart-Computer {{server}} -Force
    ```

## Verification

6. It works. Otherwise [back to step 2](#step-2).

## Escalation

To the network.
"""


def write_runbooks(folder: Path) -> Path:
    """Content and the project's own mkdocs.yml; returns the configuration file."""
    for path, text in files().items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return config


def files() -> dict[str, str]:
    steps = "\n".join(
        f"{n}. Step number {n} says what to do.\n\n    ```bash {{name=c{n}}}\n    ping -c {n} {{{{gateway}}}}\n    ```\n\n"
        f"    No: [go on](#step-{min(n + 3, STEPS)}).\n"
        for n in range(1, STEPS + 1)
    )
    home = "---\nid: KB-0001\ntitle: Desk\nvisibility: public\ntype: page\n---\n\nHello.\n"
    return {
        "en/index.md": home,
        "en/desk/gateway.md": HEAD.format(id="KB-0301", title="Gateway does not answer") + BODY,
        "en/desk/long.md": HEAD.format(id="KB-0302", title="A long one") + f"## Diagnosis\n\n{steps}",
        "en/desk/prose.md": HEAD.format(id="KB-0304", title="Prose") + "## Diagnosis\n\nLook at it.\n",
        "uk/desk/only.md": HEAD.format(id="KB-0305", title="Лише українською")
        + "## Діагностика\n\n1. Подивіться.\n\n    ```bash {name=look}\n    ls {{server}}\n    ```\n",
        "en/desk/other.md": home.replace("KB-0001", "KB-0303").replace("type: page", "type: article"),
    }
