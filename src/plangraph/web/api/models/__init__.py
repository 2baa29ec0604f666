"""What the API answers, as typed models: the OpenAPI and the answers are made of the same classes.

What a report says of a plan (findings, scores, levels) is not described here again: it is the JSON of
``plangraph check``, whose schema ships with :mod:`plangraph.report`; a field of that kind is annotated with
:data:`~plangraph.web.api.models.reports.Finding` and the like, and the OpenAPI holds what that schema
defines.
"""
