"""Plans checked beside those that went before them and those that others wrote: what both doors ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rdflib import Graph

from plangraph import catalogue
from plangraph.assess import profiles
from plangraph.assess.assessment import assess
from plangraph.assess.examples import Peers
from plangraph.check import many
from plangraph.check.cache import ReportCache
from plangraph.check.earlier import latest_earlier
from plangraph.check.rules import load_rules
from plangraph.errors import LoadError, PlangraphError
from plangraph.evidence import find_source, read_source, with_matches, with_words
from plangraph.model import Assessment, Waiver


class Library:
    """The plans that there are, for others to be held against: read once, looked into often.

    :param folder: the store that holds them, or None for those that ship with plangraph
    :param reference: the ontology, vocabularies and national targets
    """

    def __init__(self, folder: Path | None, reference: Graph) -> None:
        self.folder = folder
        self.plans = catalogue.other_plans(folder, leave=())
        self.peers = Peers(self.plans, reference)


def assess_all(
    graphs: Mapping[str, Graph],
    reference: Graph,
    folder: Path | None,
    *,
    profile_file: Path | None = None,
    waivers: Sequence[Waiver] = (),
    cache: ReportCache | None = None,
    texts: Path | None = None,
    documents: Mapping[str, str] | None = None,
    patches: bool = True,
    library: Library | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Assessment]:
    """Check plans beside those that went before them, and say what their findings amount to.

    :param graphs: the triples of each plan, by slug
    :param reference: the ontology, vocabularies and national targets
    :param folder: the store that holds the other plans, or None for those that ship with plangraph
    :param profile_file: changes severities
    :param waivers: those kept beside the plans
    :param cache: where reports are kept from one run to the next
    :param texts: folder of the plans' documents, to hold the passages against
    :param documents: or their texts, by slug
    :param patches: whether the findings get the Turtle that mends them
    :param library: what is in the folder, where it was read already
    :param progress: called with the slug of each plan when it is checked
    :raises PlangraphError: when a plan cannot be checked, or a file that was named cannot be read
    """
    known_texts = {**_documents(graphs, texts), **(documents or {})}
    matched = {
        slug: with_matches(graph, known_texts[slug]) if slug in known_texts else graph
        for slug, graph in graphs.items()
    }
    rules = load_rules()
    profile = None if profile_file is None else profiles.load_profile(profile_file, rules.rules)
    others = catalogue.other_plans(folder, leave=matched) if library is None else library.plans
    known = {**others, **matched}
    earlier = _earlier(matched, known, folder)
    reports = many.check_all(matched, reference, rules, earlier=earlier, cache=cache, progress=progress)
    peers = Peers(known, reference) if library is None else library.peers
    assessments = []
    for slug, report in reports.items():
        if isinstance(report, PlangraphError):
            raise report
        quoted = with_words(report, known_texts[slug]) if slug in known_texts else report
        used = quoted if profile is None else profiles.apply_profile(quoted, profile)
        assessments.append(
            assess(used, matched[slug], reference, others=peers, waivers=waivers, patches=patches)
        )
    return assessments


def _earlier(
    graphs: Mapping[str, Graph], known: Mapping[str, Graph], folder: Path | None
) -> dict[str, Graph]:
    """Return the municipality's plan before each plan, by the slug of the later one."""
    found = {}
    for slug, graph in graphs.items():
        latest = latest_earlier(graph, known.values())
        before = next((name for name, other in known.items() if other is latest), None)
        if before is not None:  # read whole: a report says figures as they are spelt
            given = before in graphs
            found[slug] = graphs[before] if given else catalogue.plan_graphs([before], folder)[before]
    return found


def _documents(graphs: Mapping[str, Graph], folder: Path | None) -> dict[str, str]:
    """Return the text of each plan whose document is in the folder, by slug."""
    if folder is None:
        return {}
    if not folder.is_dir():
        raise LoadError(folder, "is not a folder; name the folder that holds the plan texts")
    # A text that was edited since has another digest; its name says then whose it is.
    found = {slug: find_source(graph, folder) or folder / f"{slug}.txt" for slug, graph in graphs.items()}
    return {slug: read_source(path) for slug, path in found.items() if path.is_file()}
