"""Check a draft, below ``/drafts``: hand in a file, see what it lacks, judge, mend, take it away again.

:mod:`start` takes files, :mod:`working` tells how far they are and takes others, :mod:`result` shows what was
found (:mod:`showing` says how), :mod:`review` has the suggestions judged (:mod:`cards` shows them,
:mod:`choices` offers what they may be changed to), :mod:`mending` the findings mended by forms (:mod:`blanks`
shows those), :mod:`files` gives files back, and :mod:`publishing` puts a plan into the store of whoever has a
token.
"""

from plangraph.web.site.drafts.files import router as files
from plangraph.web.site.drafts.mending import router as mending
from plangraph.web.site.drafts.publishing import router as publishing
from plangraph.web.site.drafts.result import router as result
from plangraph.web.site.drafts.review import router as review
from plangraph.web.site.drafts.start import router as start
from plangraph.web.site.drafts.working import router as working

#: What answers below ``/drafts``; the addresses with a name before those with a token.
ROUTERS = (start, working, files, review, mending, publishing, result)
