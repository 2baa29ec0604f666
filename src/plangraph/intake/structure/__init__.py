"""What a document is made of: sections, what each of them is, and the areas of the plan."""

from plangraph.intake.structure.building import outline
from plangraph.intake.structure.roles import Role
from plangraph.intake.structure.sections import Area, Outline, Section

__all__ = ["Area", "Outline", "Role", "Section", "outline"]
