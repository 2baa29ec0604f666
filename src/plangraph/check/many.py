"""Checks many plans: each with the reference data it needs, several at a time, none twice.

Progress is told plan by plan, the order is kept, and a plan that cannot be checked does not stop the others.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Final, TypeGuard

from rdflib import Graph

from plangraph.check.cache import Keys, ReportCache
from plangraph.check.engine import Engine
from plangraph.check.plans import check
from plangraph.check.rules import RuleSet
from plangraph.check.shacl import PyShacl
from plangraph.errors import CheckError, PlangraphError
from plangraph.model import Report, Rule, State
from plangraph.store import canonical, parse_graph

#: From so many plans on it pays to start other processes; two break even at six (see benchmarks/checking.py).
WORTH_A_POOL: Final = 8
_MOST_WORKERS: Final = 8
#: Checking makes hundreds of thousands of objects that live until the end; looking for rubbish among them
#: after every 700 takes a fifth of the time.
_GC_THRESHOLDS: Final = (100_000, 20, 50)

#: What a worker process was given when it started: reference data and rules.
_given: list[tuple[Graph, RuleSet, Engine]] = []


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Let Python look for garbage less often meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(*_GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def check_all(
    plans: Mapping[str, Graph],
    reference: Graph,
    rules: RuleSet,
    *,
    earlier: Mapping[str, Graph] | None = None,
    engine: Engine | None = None,
    cache: ReportCache | None = None,
    workers: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Report | PlangraphError]:
    """Check plans one by one, each on its own.

    :param plans: the triples of each plan, by slug
    :param reference: the ontology, vocabularies and national targets
    :param rules: as :func:`plangraph.check.rules.load_rules` gives them
    :param earlier: the triples of the municipality's plan before, by the slug of the later one
    :param engine: what runs the rules; pySHACL where none is given. It has to be picklable
    :param cache: where reports are kept from one run to the next; None checks everything anew
    :param workers: how many processes; None for one where there are few plans, else one a core
    :param progress: called with the slug of each plan when it is done
    :returns: a report for each slug, in the order of ``plans``, or why that plan could not be checked
    """
    engine, before = engine or PyShacl(), earlier or {}
    tell = progress or (lambda _: None)
    keys = None if cache is None else Keys(reference, rules, engine)
    done: dict[str, Report | PlangraphError] = {}
    named: dict[str, str] = {}
    for slug, graph in plans.items():
        if keys is None or cache is None:
            break
        packed = _packed(graph, before.get(slug))
        if packed is None:
            continue
        named[slug] = name = keys.of(*packed)
        if (report := cache.get(name, rules)) is not None:
            done[slug] = report
            tell(slug)
    todo = {slug: graph for slug, graph in plans.items() if slug not in done}
    with relaxed_gc():
        for slug, outcome in _run(todo, before, (reference, rules, engine), workers):
            done[slug] = outcome
            if cache is not None and slug in named and _worth_keeping(outcome):
                cache.put(named[slug], outcome)
            tell(slug)
    if cache is not None and todo:
        cache.prune()
    return {slug: done[slug] for slug in plans}


def _packed(graph: Graph, earlier: Graph | None) -> tuple[bytes, bytes | None] | None:
    """Write a plan and the one before as bytes; None where a report on them would not fit the graph itself.

    A blank node is called something else whenever it is read, and a report may name it.
    """
    try:
        packed = canonical(graph), None if earlier is None else canonical(earlier)
    except ValueError:  # what is no RDF cannot be written
        return None
    return None if any(b"_:" in data for data in packed if data) else packed


def _worth_keeping(outcome: Report | PlangraphError) -> TypeGuard[Report]:
    """Say whether a report would come out the same again; a rule that failed may have lacked memory."""
    return isinstance(outcome, Report) and all(o.state is not State.ERRORED for o in outcome.outcomes)


def _run(
    plans: Mapping[str, Graph],
    earlier: Mapping[str, Graph],
    given: tuple[Graph, RuleSet, Engine],
    workers: int | None,
) -> Iterator[tuple[str, Report | PlangraphError]]:
    """Check plans, here or in other processes, and give each when it is done."""
    count = min(_workers(len(plans)) if workers is None else workers, len(plans))
    left = dict(plans)
    if count > 1:
        reference, rules, engine = given
        setup = (canonical(reference), canonical(rules.graph), rules.rules, rules.version, engine)
        # Not forked: a fork of a process with threads (a progress bar, the store's engine) can hang.
        with ProcessPoolExecutor(count, get_context("spawn"), _start, setup) as pool:
            try:
                for slug, outcome in _pooled(pool, plans, earlier):
                    del left[slug]
                    yield slug, outcome
            except BrokenProcessPool:
                pass  # killed from outside, or for want of memory; what is left is checked here
    for slug, graph in left.items():
        yield slug, _one(graph, earlier.get(slug), given)


def _workers(plans: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_WORKERS) if plans >= WORTH_A_POOL else 1


def _pooled(
    pool: Executor, plans: Mapping[str, Graph], earlier: Mapping[str, Graph]
) -> Iterator[tuple[str, Report | PlangraphError]]:
    running = {}
    for slug, graph in plans.items():
        packed = _packed(graph, earlier.get(slug))
        if packed is not None:  # else it is checked here
            running[pool.submit(_work, *packed)] = slug
    for future in as_completed(running):
        yield running[future], future.result()


def _start(
    reference: bytes, shapes: bytes, rules: tuple[Rule, ...], version: str, engine: Engine
) -> None:  # in the worker
    gc.set_threshold(*_GC_THRESHOLDS)
    _given[:] = [(_unpacked(reference), RuleSet(rules, _unpacked(shapes), version), engine)]


def _work(plan: bytes, earlier: bytes | None) -> Report | PlangraphError:  # in the worker
    return _one(_unpacked(plan), None if earlier is None else _unpacked(earlier), _given[0])


def _unpacked(data: bytes) -> Graph:
    return parse_graph(data, "a graph", ending=".nt") if data else Graph()


def _one(
    graph: Graph, earlier: Graph | None, given: tuple[Graph, RuleSet, Engine]
) -> Report | PlangraphError:
    reference, rules, engine = given
    try:
        return check(graph, reference, rules, earlier, engine=engine)
    except PlangraphError as error:
        return error
    except Exception as error:  # a fault of ours in one plan must not cost the reports on the others
        return CheckError(f"the check broke off ({type(error).__name__}: {error})")
