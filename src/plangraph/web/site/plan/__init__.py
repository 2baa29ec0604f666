"""The page of a plan, ``/plans/<slug>``: its golden thread, its gaps in place, its evidence, its files.

:mod:`reader` reads texts and passages out of an :mod:`index`, :mod:`elements` what the plan consists of,
:mod:`branches` the thread from national targets, :mod:`matters` what stands beside it, and :mod:`thread` all
of it; :mod:`gaps` puts each finding where it belongs, :mod:`sieve` leaves out what has none; :mod:`page` and
:mod:`files` answer.
"""

from plangraph.web.site.plan import files, page

#: What answers below ``/plans``.
ROUTERS = (page.router, files.router)
