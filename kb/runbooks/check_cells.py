"""Commands of a runbook: names, shells, and whether they say that they are dangerous."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.problem import did_you_mean
from kb.runbooks.model import Cell, Runbook
from kb.runbooks.quoting import SHELLS, Shell

Row = tuple[int, str, str, str]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_START = r"(?:^|[|;&({]|&&|\bsudo|\bxargs)[ \t]*"
_DANGEROUS: dict[Shell, re.Pattern[str]] = {
    "powershell": re.compile(
        _START
        + r"(?:Remove|Stop|Restart|Disable|Clear|Reset|Uninstall|Dismount|Revoke|Suspend|Disconnect|Unregister)-(?!Variable|Module|PSSession|PSDrive|Host|ExchangeOnline|MgGraph|AzAccount)\w+"
        r"|" + _START + r"(?:Format-Volume|Clear-Disk|Initialize-Disk)\b"
        r"|(?:^|[|;&({])[ \t]*(?:rm|del|shutdown|logoff)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    "cmd": re.compile(
        _START + r"(?:del|erase|rd|rmdir|format|shutdown|logoff|taskkill|diskpart|net[ \t]+stop|sc[ \t]+(?:stop|delete)"
        r"|reg[ \t]+delete|cmdkey[ \t]+/delete|net[ \t]+user[ \t].*/(?:delete|active:no))\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    "bash": re.compile(
        _START
        + r"(?:rm|rmdir|shred|dd|mkfs\S*|kill|pkill|killall|reboot|shutdown|poweroff|halt|userdel|umount|truncate|fdisk"
        r"|systemctl[ \t]+(?:stop|restart|disable|mask|kill)|service[ \t]+\S+[ \t]+(?:stop|restart)"
        r"|(?:kubectl|oc)[ \t]+(?:delete|drain|cordon|scale|rollout[ \t]+restart)|docker[ \t]+(?:rm|stop|kill|restart|system[ \t]+prune)"
        r"|iptables[ \t]+-[FDX]|ip[ \t]+link[ \t]+set[ \t]+\S+[ \t]+down)(?![\w-])",
        re.MULTILINE,
    ),
}
_DANGEROUS["sh"] = _DANGEROUS["bash"]
_HARMLESS = re.compile(r"-WhatIf\b|--dry-run\b|Clear-Host\b|\bkill[ \t]+-0\b", re.IGNORECASE)


def check_cells(runbook: Runbook, named: bool) -> Iterator[Row]:
    """KB608 – KB611, for every block that is a command."""
    seen: dict[str, Cell] = {}
    inside = {cell.line for step in runbook.steps for cell in step.cells}
    for cell in runbook.cells:
        if cell.shell is None:
            yield from _unknown(cell)
            continue
        if not cell.named:
            if named and cell.line in inside:
                hint = f"write ```{cell.language} {{name=what-it-does}}"
                yield cell.line, "KB608", "the command has no name", hint
        elif not _NAME.fullmatch(cell.name):
            hint = "write it in small letters, digits and hyphens: ping-gateway"
            yield cell.line, "KB609", f'"{cell.name}" is no name for a command', hint
        elif cell.name in seen:
            hint = "give each command a name of its own"
            yield cell.line, "KB609", f'the name "{cell.name}" stands at line {seen[cell.name].line} already', hint
        seen.setdefault(cell.name, cell)
        yield from _danger(cell)


def _unknown(cell: Cell) -> Iterator[Row]:
    """A name or a danger says that it is a command; then somebody must know where to run it."""
    if (cell.named or cell.danger) and cell.language.lower() != "text":
        hint = (
            did_you_mean(cell.language.lower(), SHELLS) or "use powershell, cmd, bash, sh, or text for what is pasted"
        )
        said = f'unknown shell "{cell.language}"' if cell.language else "the block names no shell"
        yield cell.line, "KB610", said, hint


def _danger(cell: Cell) -> Iterator[Row]:
    pattern = _DANGEROUS.get(cell.shell) if cell.shell else None
    if cell.danger or pattern is None:
        return
    for line in cell.command.split("\n"):
        found = pattern.search(line)
        if found and not _HARMLESS.search(line) and not line.lstrip().startswith("#"):
            word = " ".join(found[0].split()).strip("|;&({ ")
            hint = "write `danger=true` behind its name, so that nobody runs it by mistake"
            yield cell.line, "KB611", f'"{word}" deletes, stops or restarts something', hint
            return
