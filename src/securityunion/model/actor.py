"""Actors: the institutions, bodies and groups that act, are asked to act, or are responsible."""

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["Actor"]


@public
class Actor(PydanticEnum):
    """An institution, body or group that acts, is asked to act, or is responsible, according to a report.

    Agencies and offices have the short names by which reports call them: for example, `EPPO` is the European Public
    Prosecutor's Office, and `EUDA` is the European Union Drugs Agency, which replaced the EMCDDA in 2024. Use
    `EU_AGENCIES` or another group only where the source names no member of the group.

    >>> import securityunion as su
    >>> su.Actor.MEMBER_STATES.value, su.Actor("eu-lisa")
    ('member-states', <Actor.EU_LISA: 'eu-lisa'>)
    """

    EUROPEAN_PARLIAMENT = "european-parliament"
    EUROPEAN_COUNCIL = "european-council"
    COUNCIL = "council"
    COUNCIL_PRESIDENCY = "council-presidency"
    COMMISSION = "commission"
    HIGH_REPRESENTATIVE = "high-representative"
    EUROPEAN_EXTERNAL_ACTION_SERVICE = "european-external-action-service"
    COUNTER_TERRORISM_COORDINATOR = "counter-terrorism-coordinator"
    EU_INSTITUTIONS = "eu-institutions"
    EU_AGENCIES = "eu-agencies"
    EUROPOL = "europol"
    EUROJUST = "eurojust"
    FRONTEX = "frontex"
    EU_LISA = "eu-lisa"
    ENISA = "enisa"
    CEPOL = "cepol"
    EMSA = "emsa"
    EMCDDA = "emcdda"
    EUDA = "euda"
    EUAA = "euaa"
    FRA = "fra"
    EPPO = "eppo"
    OLAF = "olaf"
    ECCC = "eccc"
    AMLA = "amla"
    CERT_EU = "cert-eu"
    EU_INTERNET_FORUM = "eu-internet-forum"
    INTERPOL = "interpol"
    MEMBER_STATES = "member-states"
    NATIONAL_AUTHORITIES = "national-authorities"
    INDUSTRY = "industry"
    CIVIL_SOCIETY = "civil-society"
    THIRD_COUNTRIES = "third-countries"
