"""What programs find where, told to people; and the reference of the REST API."""

from plangraph.web.site.programs import page, reference

ROUTERS = (page.router, reference.router)
