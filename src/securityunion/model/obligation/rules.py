"""The rules of an obligation: what its groups of Member States, its counts and its records must say together."""

from collections.abc import Callable, Iterator

from securityunion._records.rules import Rule, distinct
from securityunion.errors import Problem, contradiction
from securityunion.model.obligation.standing import Recorded, standing_among, stated_complete, stated_outstanding
from securityunion.values.member_state import MemberState
from securityunion.values.state_group import stated_number, stating_field

__all__ = ["RULES"]

_EVERY = frozenset(MemberState)


def _complete(obligation: Recorded) -> set[MemberState]:
    """Return the Member States in which the obligation is outstanding and complete.

    Two records of one Member State break another rule, so records are not compared with each other.
    """
    group = obligation.outstanding
    both = stated_complete(obligation).intersection(group.named)
    return both | stated_outstanding(obligation).intersection(group.excluded)


def _not_bound(obligation: Recorded) -> set[MemberState]:
    """Return the Member States in which the obligation is outstanding although the act does not bind them."""
    bound, named = obligation.bound, stated_outstanding(obligation)
    outside = set[MemberState]() if bound.scope is None else named.difference(bound.scope)
    return named.intersection(bound.excluded) | outside


def _outside_scope(obligation: Recorded) -> set[MemberState]:
    """Return the Member States in which the obligation is outstanding, and that are outside the scope of the group."""
    scope = obligation.outstanding.scope
    return set() if scope is None else stated_outstanding(obligation).difference(scope)


def _least_bound(obligation: Recorded) -> int:
    # An obligation can be outstanding only in a Member State that is bound.
    return len(stated_outstanding(obligation).union(obligation.bound.named))


def _in_each(
    states: Callable[[Recorded], set[MemberState]], wrong: str, remedy: str
) -> Callable[[Recorded], Iterator[Problem]]:
    """Return a function that yields a problem for each of *states*, whose codes replace the braces in the texts."""

    def problems(obligation: Recorded) -> Iterator[Problem]:
        for state in sorted(states(obligation)):
            yield contradiction("$.outstanding", wrong.format(state), remedy.format(state))

    return problems


def _counts_say_more(obligation: Recorded) -> bool:
    """Return whether no other rule is broken, so that the counts can be compared with what is recorded."""
    return not (_complete(obligation) or _not_bound(obligation) or _outside_scope(obligation))


def _bound_count(obligation: Recorded) -> Iterator[Problem]:
    least, most = _least_bound(obligation), stated_number(obligation.bound)[1]
    if most is not None and most < least and _counts_say_more(obligation):
        wrong = f"{most} is less than the {least} Member States that are known to be bound"
        yield contradiction(f"$.bound.{stating_field(obligation.bound, 'at_most')}", wrong, f"use {least} or more")


def _outstanding_count(obligation: Recorded) -> Iterator[Problem]:
    bound, (least, most) = stated_number(obligation.bound)[1], stated_number(obligation.outstanding)
    if (bound is not None and bound < _least_bound(obligation)) or not _counts_say_more(obligation):
        return
    standing = standing_among(obligation, None)
    if not standing.consistent:
        below = most is not None and most < standing.least
        number, limit = (most, "at_most") if below else (least, "at_least")
        wrong = f"{number} does not agree with the Member States recorded, complete and bound"
        path = f"$.outstanding.{stating_field(obligation.outstanding, limit)}"
        yield contradiction(path, wrong, f"use {standing.least} to {standing.most}")


def _outstanding_count_may_be_wrong(obligation: Recorded) -> bool:
    """Return whether the count is below or above the numbers that are possible if all other rules are kept."""
    outstanding, bound = obligation.outstanding, obligation.bound
    least_stated, most_stated = stated_number(outstanding)
    if not least_stated and most_stated is None:
        return False
    named = len(stated_outstanding(obligation))
    if most_stated is not None and most_stated < named:
        return True
    if least_stated <= named:
        return False  # if all of them are stated, nothing else can contradict the count
    done = stated_complete(obligation).union(outstanding.excluded)
    if outstanding.scope is not None:
        done.update(_EVERY.difference(outstanding.scope))
    neither = done.union(bound.excluded)
    if bound.scope is not None:
        neither.update(_EVERY.difference(bound.scope))
    # If the number of those bound is known, those that have met the obligation take some of the places.
    most = len(_EVERY) - len(neither)
    most_bound = stated_number(bound)[1]
    if most_bound is not None:
        most = min(most, most_bound - len(done.intersection(bound.named)))
    return least_stated > most


RULES = (
    distinct(
        "records",
        "A Member State has at most one of `records`.",
        "has two records",
        "keep one for each Member State",
        by="state",
    ),
    distinct(
        "measures",
        "A measure is listed once among `measures`: no id occurs twice.",
        "is the id of two measures",
        "list each measure once",
        by="id",
    ),
    distinct(
        "infringements",
        "A case has at most one of `infringements`.",
        "has two procedures",
        "keep one for each case",
        by="case",
    ),
    Rule(
        name="outstanding-and-complete",
        says="The obligation is not both outstanding and complete in a Member State, by `outstanding` and `records`.",
        fields=("outstanding", "records"),
        needs=("records",),
        suspects=lambda obligation: obligation.outstanding.named or obligation.outstanding.excluded,
        problems=_in_each(
            _complete,
            "the obligation is both outstanding and complete in {}",
            "correct `outstanding` or `records`",
        ),
    ),
    Rule(
        name="outstanding-but-not-bound",
        says="The obligation is outstanding only in Member States that `bound` allows to be bound.",
        fields=("bound", "outstanding", "records"),
        needs=(),
        suspects=lambda obligation: obligation.bound.excluded or obligation.bound.scope is not None,
        problems=_in_each(
            _not_bound,
            "the obligation is outstanding in {}, which is not bound",
            "remove {} or correct `bound`",
        ),
    ),
    Rule(
        name="outstanding-outside-scope",
        says="The obligation is outstanding only in Member States that are in the scope of `outstanding`.",
        fields=("outstanding", "records"),
        needs=("records",),
        suspects=lambda obligation: obligation.outstanding.scope is not None,
        problems=_in_each(
            _outside_scope,
            "the obligation is outstanding in {}, which is outside the scope",
            "widen the scope",
        ),
    ),
    Rule(
        name="bound-count-too-low",
        says="The count or upper limit of `bound` is at least the number of Member States that are known to be bound.",
        fields=("bound", "outstanding", "records"),
        needs=(),
        suspects=lambda obligation: stated_number(obligation.bound)[1] is not None,
        problems=_bound_count,
    ),
    Rule(
        name="outstanding-count-impossible",
        says="The count and the limits of `outstanding` agree with `bound` and `records`.",
        fields=("bound", "outstanding", "records"),
        needs=(),
        suspects=_outstanding_count_may_be_wrong,
        problems=_outstanding_count,
    ),
)
"""The rules of the class `Obligation`, in the order in which their problems are listed."""
