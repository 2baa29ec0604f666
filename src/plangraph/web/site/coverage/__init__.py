"""Coverage, ``/coverage`` and ``/coverage/cell``.

:mod:`asking` reads which matrix and which plans; :mod:`table` shows a matrix and sends its files,
:mod:`parts` is what it consists of. :mod:`cell` shows what stands behind a cell: :mod:`elements` how
each has to do with it, :mod:`reasons` why it is empty; :mod:`cell_parts` is what that consists of.
:mod:`saying` has the few words.
"""

from plangraph.web.site.coverage import cell, table

#: What answers below ``/coverage``.
ROUTERS = (table.router, cell.router)
