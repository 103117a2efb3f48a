"""Asks an ASGI application one question, so that the small server of `kb serve` can answer for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


def ask(app: Application, path: str, query: str) -> tuple[int, str, bytes]:
    """(status, content type, body) of a GET request. The protocol is that of ASGI 3.0."""
    heard: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        heard.append(message)

    scope: Message = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [],
        "client": None,
        "server": None,
    }

    async def run() -> None:
        await app(scope, receive, send)

    asyncio.run(run())
    start = next(m for m in heard if m["type"] == "http.response.start")
    body = b"".join(m.get("body", b"") for m in heard if m["type"] == "http.response.body")
    kind = dict(start["headers"]).get(b"content-type", b"application/json").decode()
    return int(start["status"]), kind, body
