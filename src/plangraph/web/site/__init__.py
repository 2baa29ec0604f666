"""The pages for people, a module each: a router gives a frozen dataclass to a template of the same name."""
