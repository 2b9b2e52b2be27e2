"""The web application: upload, validate, store and query reports."""

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

# FastAPI cannot find out the type of a body that the code reads itself, so declare the type for the OpenAPI page.
# The page includes the schema of a report, because the function `download` returns a report.
_REPORT = {"application/json": {"schema": {"$ref": "#/components/schemas/ProgressReport"}}}
_BODY = {"requestBody": {"required": True, "content": _REPORT}}
_INVALID: dict[int | str, dict[str, object]] = {
    413: {"description": "The document is too large"},
    422: {"model": Problems, "description": "The document is not valid; the response lists every problem"},
}
_NOT_FOUND: dict[int | str, dict[str, object]] = {404: {"description": "Not found"}}


async def body_of(request: Request) -> bytes:
    """Return the body of a request. If the body is too large, it is refused before all of it has arrived."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LIMITS.size:
            raise HTTPException(413, f"more than {_LIMITS.size:,} bytes; shorten the document")
    return bytes(body)


# FastAPI runs plain functions, such as this function, in a thread. So a large document does not block other requests.
def uploaded_report(body: Annotated[bytes, Depends(body_of)]) -> su.ProgressReport:
    """Return the report in the body of a request."""
    return su.loads(body, limits=_LIMITS)


def store_of(request: Request) -> Store:
    """Return the store of the application that received a request."""
    store: Store = request.app.state.store
    return store


Reports = Annotated[Store, Depends(store_of)]


def document_of(store: Store, name: str | None) -> bytes:
    """Return the document of the report with the id *name*, or of the latest report if *name* is None.

    If no report is found, the service responds with status 404.
    """
    document = store.document(name)
    if document is None:
        raise HTTPException(404, f"unknown report {name!r}; GET /reports lists the stored reports")
    return document


def selected_report(
    store: Reports,
    report: Annotated[str | None, Query(description="the id of a report; by default the latest report")] = None,
) -> su.ProgressReport:
    """Return the report to which a question refers."""
    return su.loads(document_of(store, report))


Uploaded = Annotated[su.ProgressReport, Depends(uploaded_report)]
Selected = Annotated[su.ProgressReport, Depends(selected_report)]

router = APIRouter()


@router.post(
    "/reports",
    status_code=201,
    openapi_extra=_BODY,
    responses={**_INVALID, 409: {"description": "A report with this id is already stored"}},
)
def upload(report: Uploaded, store: Reports, response: Response) -> Stored:
    """Store a report. The id of the report must be new, because a stored report is never changed."""
    if not store.add(report):
        raise HTTPException(409, f"the id {report.id!r} is in use; give the report another id")
    response.headers["location"] = f"/reports/{report.id}"
    return Stored(id=report.id)


@router.post("/validate", openapi_extra=_BODY, responses=_INVALID)
def validate(report: Uploaded) -> Validation:
    """Check a report without storing it. The response lists errors or, if the report is valid, remarks."""
    remarks = [Remark(path=one.path, code=one.code, explanation=one.explanation) for one in su.check(report)]
    return Validation(id=report.id, remarks=remarks)


@router.get("/reports")
def list_reports(store: Reports) -> list[ReportEntry]:
    """List the stored reports, starting with the latest report."""
    return [ReportEntry(id=name, published=published) for name, published in store.ids()]


@router.get("/reports/{name}", response_model=su.ProgressReport, responses=_NOT_FOUND)
def download(name: str, store: Reports) -> Response:
    """Return a stored report. The response has the same bytes each time."""
    return Response(document_of(store, name), media_type="application/json")


@router.get("/outstanding/{state}", responses=_NOT_FOUND)
def outstanding(
    state: Annotated[str, Path(description="the code of a Member State, such as PT")],
    report: Selected,
) -> Outstanding:
    """Count the obligations that were outstanding in a Member State on the day of the report.

    The number is given as a lower and an upper bound.
    """
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


@router.get("/overdue", responses=_NOT_FOUND)
def overdue(
    report: Selected,
    on: Annotated[date | None, Query(description="the day; by default the day of the report")] = None,
) -> OverdueOn:
    """List the obligations in three groups by the answer to "was any Member State late?": yes, unknown or no.

    In each group, the obligations that have been overdue for longest come first.
    """
    day = on or report.published
    answer = su.overdue(report, on=day)
    yes, unknown, no = ([Overdue.of(one) for one in part] for part in (answer.yes, answer.unknown, answer.no))
    return OverdueOn(report=report.id, on=day, yes=yes, unknown=unknown, no=no)


@router.get("/search", responses=_NOT_FOUND)
def search(
    report: Selected,
    text: Annotated[str | None, Query(description="text that the title contains")] = None,
    stage: su.Stage | None = None,
    priority: Annotated[str | None, Query(description="the id of a priority")] = None,
) -> Found:
    """Find initiatives by title, stage and priority."""
    found = su.initiatives(report, text=text, stage=stage, priority=priority)
    return Found(report=report.id, initiatives=list(found))


def unprocessable(_: Request, error: su.DocumentError) -> JSONResponse:
    """Respond to an invalid document with every problem."""
    return JSONResponse(error.as_dict(), status_code=422)


def not_found(_: Request, error: su.NotFoundError) -> JSONResponse:
    """Respond to an unknown name with the message of the error, which suggests names that exist."""
    return JSONResponse({"detail": str(error)}, status_code=404)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Close the database when the application stops."""
    yield
    app.state.store.close()


def make_app(database: str) -> FastAPI:
    """Return the application for the database at the SQLAlchemy URL *database*, and store the bundled report in it."""
    app: FastAPI = FastAPIOffline(
        title="Progress reports",
        version=su.__version__,
        description="Reports on EU policy strategies and their implementation.",
        exception_handlers={su.DocumentError: unprocessable, su.NotFoundError: not_found},
        lifespan=running,
    )
    app.state.store = Store(create_engine(database))
    app.state.store.add(su.first_progress_report())
    app.include_router(router)
    return app
