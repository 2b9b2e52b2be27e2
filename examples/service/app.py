"""The application: upload, validate, store, query."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from sqlalchemy import create_engine

import securityunion as su
from examples.service.answers import (
    Found,
    Outstanding,
    Overdue,
    OverdueOn,
    Problems,
    Remark,
    ReportEntry,
    Stored,
    Validation,
)
from examples.service.storage import Store

__all__ = ["make_app"]

_LIMITS = su.Limits()

# Where the body is read by hand, the page has to be told of it; the reference is to an answer of `download`.
_REPORT = {"application/json": {"schema": {"$ref": "#/components/schemas/ProgressReport"}}}
_BODY = {"requestBody": {"required": True, "content": _REPORT}}
_UNSOUND: dict[int | str, dict[str, object]] = {
    413: {"description": "The document is too large"},
    422: {"model": Problems, "description": "The document is not sound; all that is wrong with it"},
}
_NOT_THERE: dict[int | str, dict[str, object]] = {404: {"description": "There is no such thing"}}


async def body_of(request: Request) -> bytes:
    """Return the body of a request, and refuse one that is too large before all of it is there."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LIMITS.size:
            raise HTTPException(413, f"more than {_LIMITS.size:,} bytes; shorten the document")
    return bytes(body)


def sent(body: Annotated[bytes, Depends(body_of)]) -> su.ProgressReport:
    """Return the report in the body of a request; no coroutine, so that reading holds nobody up."""
    return su.loads(body, limits=_LIMITS)


def store_of(request: Request) -> Store:
    """Return the reports of the application that a request came to."""
    store: Store = request.app.state.store
    return store


Reports = Annotated[Store, Depends(store_of)]


def document_of(store: Store, name: str | None) -> bytes:
    """Return the document of the report with the id *name*, or of the latest; an answer 404 where there is none."""
    document = store.document(name)
    if document is None:
        raise HTTPException(404, f"unknown report {name!r}; GET /reports lists those that are stored")
    return document


def asked_for(
    store: Reports,
    report: Annotated[str | None, Query(description="the id of a report; the latest if absent")] = None,
) -> su.ProgressReport:
    """Return the report that a question goes to."""
    return su.loads(document_of(store, report))


Sent = Annotated[su.ProgressReport, Depends(sent)]
Asked = Annotated[su.ProgressReport, Depends(asked_for)]

router = APIRouter()


@router.post(
    "/reports",
    status_code=201,
    openapi_extra=_BODY,
    responses={**_UNSOUND, 409: {"description": "Its id is taken"}},
)
def upload(report: Sent, store: Reports, response: Response) -> Stored:
    """Store a report. It is never changed; the next one has an id of its own."""
    if not store.add(report):
        raise HTTPException(409, f"the id {report.id!r} is in use; give the report another id")
    response.headers["location"] = f"/reports/{report.id}"
    return Stored(id=report.id)


@router.post("/validate", openapi_extra=_BODY, responses=_UNSOUND)
def validate(report: Sent) -> Validation:
    """Say what is wrong with a report, or odd about it, and store nothing."""
    remarks = [Remark(path=one.path, code=one.code, explanation=one.explanation) for one in su.check(report)]
    return Validation(id=report.id, remarks=remarks)


@router.get("/reports")
def listed(store: Reports) -> list[ReportEntry]:
    """List the reports, the latest first."""
    return [ReportEntry(id=name, published=published) for name, published in store.ids()]


@router.get("/reports/{name}", response_model=su.ProgressReport, responses=_NOT_THERE)
def download(name: str, store: Reports) -> Response:
    """Return a report: the same bytes each time."""
    return Response(document_of(store, name), media_type="application/json")


@router.get("/outstanding/{state}", responses=_NOT_THERE)
def outstanding(
    state: Annotated[str, Path(description="a Member State by its code, such as PT")],
    report: Asked,
) -> Outstanding:
    """Say how many obligations a Member State had outstanding on the day of the report: between two bounds."""
    try:
        member = su.MemberState.from_code(state)
    except ValueError as error:
        raise HTTPException(404, str(error)) from None
    found = su.outstanding_by_state(report).get(member)
    if found is None:
        raise HTTPException(
            404, f"{member.short_name} was not a Member State on {report.published}; ask for another report"
        )
    return Outstanding(report=report.id, state=member, outstanding=found, in_words=str(found))


@router.get("/overdue", responses=_NOT_THERE)
def overdue(
    report: Asked,
    on: Annotated[date | None, Query(description="the day; that of the report if absent")] = None,
) -> OverdueOn:
    """List the obligations past their deadline on a day, the longest first, by whether somebody was late."""
    day = on or report.published
    answer = su.overdue(report, on=day)
    yes, unknown, no = ([Overdue.of(one) for one in part] for part in (answer.yes, answer.unknown, answer.no))
    return OverdueOn(report=report.id, on=day, yes=yes, unknown=unknown, no=no)


@router.get("/search", responses=_NOT_THERE)
def search(
    report: Asked,
    text: Annotated[str | None, Query(description="letters that stand in a title")] = None,
    stage: su.Stage | None = None,
    priority: Annotated[str | None, Query(description="the id of a priority")] = None,
) -> Found:
    """Find initiatives by their titles, stage and priority."""
    found = su.initiatives(report, text=text, stage=stage, priority=priority)
    return Found(report=report.id, initiatives=list(found))


def unprocessable(_: Request, error: su.DocumentError) -> JSONResponse:
    """Answer a document that is not sound with all that is wrong with it."""
    return JSONResponse(error.as_dict(), status_code=422)


def not_found(_: Request, error: su.NotFoundError) -> JSONResponse:
    """Answer a question after what the report does not have with what it has."""
    return JSONResponse({"detail": str(error)}, status_code=404)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Close the database when the application stops."""
    yield
    app.state.store.close()


def make_app(database: str) -> FastAPI:
    """Return the application, over the *database* with this address of SQLAlchemy; it has the bundled report."""
    app: FastAPI = FastAPIOffline(
        title="Progress reports",
        version=su.__version__,
        description="Reports on EU policy strategies, and what is known of how far they are carried out.",
        exception_handlers={su.DocumentError: unprocessable, su.NotFoundError: not_found},
        lifespan=running,
    )
    app.state.store = Store(create_engine(database))
    app.state.store.add(su.first_progress_report())
    app.include_router(router)
    return app
