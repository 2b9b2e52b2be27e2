"""The codes for the steps of infringement procedures."""

from typing import Final

from securityunion.model.infringement import InfringementStep
from securityunion.vocabularies.translation import Groups, Translation, Unknown, by_term, translated

__all__ = ["STEPS", "infringement_step"]

_STEPS: Groups[InfringementStep] = (
    ((InfringementStep.LETTER_OF_FORMAL_NOTICE,), None, ("LFN258",)),
    ((InfringementStep.ADDITIONAL_LETTER_OF_FORMAL_NOTICE,), None, ("LFN258+",)),
    ((InfringementStep.REASONED_OPINION,), None, ("RO258",)),
    ((InfringementStep.ADDITIONAL_REASONED_OPINION,), None, ("RO258+",)),
    ((InfringementStep.REFERRAL_TO_THE_COURT,), None, ("RF258",)),
    ((InfringementStep.REFERRAL_TO_THE_COURT_260_3,), None, ("RF260(3)",)),
    ((InfringementStep.JUDGMENT,), None, ("JUDG",)),
    ((InfringementStep.LETTER_OF_FORMAL_NOTICE_260,), None, ("LFN260",)),
    ((InfringementStep.REASONED_OPINION_260,), None, ("RO260",)),
    ((InfringementStep.REFERRAL_TO_THE_COURT_260,), None, ("RF260",)),
    ((InfringementStep.WITHDRAWAL,), None, ("W",)),
    ((InfringementStep.CLOSURE,), None, ("C",)),
)

STEPS: Final[dict[str, Translation[InfringementStep]]] = by_term(_STEPS)


def infringement_step(code: str, *, unknown: Unknown = "error") -> Translation[InfringementStep]:
    """Return what the code of a step in an infringement procedure means, such as `RO258`, a reasoned opinion.

    The numbers are those of Articles 258 and 260 TFEU; old cases cite their predecessors, Articles 226 and 228 of
    the EC Treaty. `RF260(3)` is a referral that asks for sanctions at once.

    Source: the stages of the European Union Infringement Procedure database, github.com/jfjelstul/euip (commit
    d30353a), which leaves decisions under Article 260(3) out; those as the European Institute of Public
    Administration explains them (briefing "Sharpening the Teeth of the Infringement Procedure").

    Args:
        code: the code.
        unknown: "error" refuses a code that the vocabulary does not have, "keep" returns it without a meaning.

    Raises:
        NotFoundError: where there is no such code; the near ones are listed.

    >>> from securityunion.vocabularies import infringement_step
    >>> infringement_step("LFN258").meaning.value
    'letter-of-formal-notice'
    >>> infringement_step("LFN285")
    Traceback (most recent call last):
    ...
    securityunion.NotFoundError: unknown infringement step 'LFN285'; did you mean 'LFN258' or 'LFN258+' or 'LFN260'?
    """
    return translated("infringement step", STEPS, code, unknown, code=code)
