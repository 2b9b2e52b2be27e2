"""Translate codes for the steps of infringement procedures."""

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
    """Translate the code for a step in an infringement procedure, such as `RO258` for a reasoned opinion.

    The numbers in the codes refer to Articles 258 and 260 TFEU. Old cases cite the earlier Articles 226 and 228 of the
    EC Treaty instead. The code `RF260(3)` means that the Commission refers the case to the Court and asks for
    financial sanctions straight away.

    Source: the stages in the European Union Infringement Procedure database, github.com/jfjelstul/euip (commit
    d30353a). This database does not include decisions under Article 260(3) TFEU. The code for such decisions is based
    on a briefing of the European Institute of Public Administration, "Sharpening the Teeth of the Infringement
    Procedure".

    Args:
        code: the code of the step, such as `RO258`.
        unknown: "error" to raise an error for an unknown code, or "keep" to return the code without a meaning.

    Raises:
        NotFoundError: if the code is unknown; the message names similar codes.
        TypeError: if *code* is not a string.

    >>> from securityunion.vocabularies import infringement_step
    >>> infringement_step("LFN258").meaning.value
    'letter-of-formal-notice'
    >>> infringement_step("JUDGE")
    Traceback (most recent call last):
    ...
    securityunion.NotFoundError: unknown infringement step 'JUDGE'; did you mean 'JUDG'?
    """
    return translated("infringement step", STEPS, code, unknown, code=code)
