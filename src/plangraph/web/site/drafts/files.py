"""What can be taken away from a draft: the plan, the report, the file itself with remarks."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from plangraph.report import FORMATS, SUMMARIES
from plangraph.store import GRAPH_FORMS
from plangraph.web.drafts import Draft
from plangraph.web.drafts.crafts import NAMELESS
from plangraph.web.negotiation import choose_lang
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import draft_of
from plangraph.web.words import both, word

router = APIRouter()

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.api_route("/drafts/{token}/files/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def send_file(request: Request, draft: Annotated[Draft, Depends(draft_of)], name: str) -> Response:
    """Send a file: ``plan``, ``report``, ``summary`` or ``remarks`` with the ending of a format."""
    lang = choose_lang(request)
    what, _, ending = name.partition(".")
    dotted = f".{ending}"
    slug = draft.examined().slug or NAMELESS
    source = draft.source()
    if what == "plan" and ending == "xlsx":
        return _send(draft.write_plan("xlsx", lang), _WORKBOOK, f"{slug}.xlsx")
    if what == "plan" and ending in GRAPH_FORMS:
        return _send(draft.write_plan(ending, lang), GRAPH_FORMS[ending].sent, f"{slug}.{ending}")
    if what == "report" and dotted in FORMATS:
        return _send(*draft.write_report(name, lang), f"{slug}-{word('drafts_file_report', lang)}{dotted}")
    if what == "summary" and dotted in SUMMARIES:
        made = draft.write_report(name, lang, summary=True)
        return _send(*made, f"{slug}-{word('drafts_file_summary', lang)}{dotted}")
    if what == "remarks" and source is not None and dotted == source.ending and ending in ("docx", "pdf"):
        stem = source.name.rpartition(".")[0]
        return _send(*draft.write_marked(lang), f"{stem}-{word('drafts_file_remarks', lang)}{dotted}")
    raise ProblemError("not-found", both("drafts_no_such_file"))


def _send(data: bytes, media: str, name: str) -> Response:
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, headers={"Content-Type": media, "Content-Disposition": told})
