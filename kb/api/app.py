"""Search and articles as JSON. Everything comes from one edition's index, so the API shows what the edition shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kb.api.openapi import describe
from kb.api.parameters import BadRequestError, Search, read_search
from kb.api.rows import answer_row, article_row
from kb.search.agents import AgentsIndex
from kb.search.synonyms import Synonyms

Current = Callable[[], tuple[AgentsIndex, Synonyms]]


def make_app(current: Current, edition: str, prefix: str) -> Starlette:
    """The application over an index, for one edition."""

    def problem(status: int, message: str) -> Response:
        return JSONResponse({"error": {"status": status, "message": message}}, status)

    def find(asked: Search) -> dict[str, Any]:
        index, synonyms = current()
        found = index.search(asked.query, synonyms, asked.filters, asked.limit, asked.offset, with_facets=asked.facets)
        return answer_row(asked, found, edition)

    async def search(request: Request) -> Response:
        try:
            asked = read_search(request.query_params.multi_items())
        except BadRequestError as error:
            return problem(400, str(error))
        return JSONResponse(await run_in_threadpool(find, asked))

    async def article(request: Request) -> Response:
        index, _ = current()
        card = await run_in_threadpool(index.by_id, request.path_params["id"])
        if card is None:
            return problem(404, f"there is no article {request.path_params['id'][:40]} in {edition}")
        return JSONResponse(article_row(card, edition))

    async def openapi(request: Request) -> Response:
        return JSONResponse(describe(edition, prefix))

    async def refuse(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        said = error.detail if isinstance(error, HTTPException) else "something went wrong; it is in the log"
        return problem(status, said)

    return Starlette(
        routes=[
            Route(f"{prefix}/search", search),
            Route(f"{prefix}/articles/{{id}}", article),
            Route(f"{prefix}/openapi.json", openapi),
        ],
        exception_handlers={HTTPException: refuse, Exception: refuse},
    )
