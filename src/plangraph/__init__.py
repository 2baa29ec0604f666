"""plangraph: Danish municipal employment plans as a graph that people can question."""

# Written here, not asked of the installation: looking it up costs as much as the rest of the start.
__version__ = "0.1.0"
