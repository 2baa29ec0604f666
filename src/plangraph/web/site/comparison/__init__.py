"""Plans side by side, ``/compare?plan=a&plan=b``.

:mod:`choosing` says which plans, :mod:`lines` follows their elements from year to year, :mod:`ambitions`
holds their goals against each other, :mod:`differences` whom and what they are for, :mod:`standing` how
complete they are; :mod:`page` answers.
"""

from plangraph.web.site.comparison.page import router

__all__ = ["router"]
