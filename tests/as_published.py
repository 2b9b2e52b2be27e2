"""What the two published documents of 9 December 2020 say, as plain tables.

The documents are the European Commission's press release "Security Union report: Keeping up the momentum on
implementation of key initiatives" and the infographic "The EU Security Union Strategy - First Progress Report".
The tables below were typed by hand from these documents (the last one, ``MEMBER_STATES``, from a table of accession
and withdrawal dates). They were not derived from the data of the package, so that tests can hold the bundled data set
to its sources. The file holds literals only. If a table and the data set disagree, read the documents to find out
which of the two is wrong. Never copy a value from the data set into a table.
"""

import datetime as dt

# (priority, stage, initiative, number of Member States), in the order of the infographic.
# Titles have the same characters as in the document: straight apostrophes, and an en dash in the title on 5G.
INITIATIVES: list[tuple[str, str, str, int | None]] = [
    # A future-proof security environment
    (
        "A future-proof security environment",
        "adopted-by-commission",
        "Secure 5G Deployment in the EU – Implementing the EU toolbox",
        None,
    ),
    (
        "A future-proof security environment",
        "adopted-by-commission",
        "Communication on Shaping Europe's Digital Future",
        None,
    ),
    (
        "A future-proof security environment",
        "adopted-by-commission",
        "EU Data Strategy",
        None,
    ),
    (
        "A future-proof security environment",
        "adopted-by-commission",
        "Digital Finance Strategy",
        None,
    ),
    (
        "A future-proof security environment",
        "adopted-by-commission",
        "Building a European Health Union: Reinforcing the EU's resilience",
        None,
    ),
    (
        "A future-proof security environment",
        "under-negotiation",
        "Regulation on terrorist content online",
        None,
    ),
    (
        "A future-proof security environment",
        "under-negotiation",
        (
            "European Cybersecurity Industrial, Technology and Research Competence Centre and the Network of "
            "National Coordination Centres"
        ),
        None,
    ),
    (
        "A future-proof security environment",
        "under-negotiation",
        "Regulation on digital operational resilience for the financial sector",
        None,
    ),
    (
        "A future-proof security environment",
        "pending-transposition",
        "The Directive on security of network and information systems",
        3,
    ),
    # Tackling evolving threats
    (
        "Tackling evolving threats",
        "adopted-by-commission",
        "EU Strategy for fight against child sexual abuse",
        None,
    ),
    (
        "Tackling evolving threats",
        "adopted-by-commission",
        "White paper on Artificial Intelligence",
        None,
    ),
    (
        "Tackling evolving threats",
        "adopted-by-commission",
        "Evaluation of the Code of Conduct on countering illegal speech online",
        None,
    ),
    (
        "Tackling evolving threats",
        "adopted-by-commission",
        "Assessment of the Code of Practice on Disinformation",
        None,
    ),
    (
        "Tackling evolving threats",
        "adopted-by-commission",
        (
            "Commission and High Representative Report on the implementation of the 2016 Joint Framework on "
            "countering hybrid threats and the 2018 Joint Communication on increasing resilience and bolstering "
            "capabilities to address hybrid threats"
        ),
        None,
    ),
    (
        "Tackling evolving threats",
        "under-negotiation",
        "Regulation on cross-border access to e-evidence",
        None,
    ),
    (
        "Tackling evolving threats",
        "under-negotiation",
        "Regulation on child sexual abuse online",
        None,
    ),
    (
        "Tackling evolving threats",
        "pending-transposition",
        "Directive on attacks against information systems",
        4,
    ),
    (
        "Tackling evolving threats",
        "pending-transposition",
        "Directive on combating child sexual abuse",
        25,
    ),
    # Protecting Europeans from terrorism and organised crime
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "EU Agenda on Drugs 2021-2025",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "EU Action plan on firearms trafficking 2020-2025",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "First EU-wide report on the rule of law",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "Action Plan on Integration and Inclusion",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "EU agenda on Counter Terrorism",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "adopted-by-commission",
        "Revised Europol mandate",
        None,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Freezing and confiscation Directive",
        3,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "4th Anti-Money laundering Directive",
        7,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        (
            "Directive on the protection of natural persons regarding processing of personal data connected with "
            "criminal offence"
        ),
        3,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Directive on the control of the acquisition and possession of weapons",
        25,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Legislative package on new psychoactive substances",
        5,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Directive on the fight against fraud to the Union's financial interests by means of criminal law",
        2,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "5th Anti-Money laundering Directive",
        16,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Implementing Directive establishing technical specifications for the marking of firearms",
        18,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Implementing Directive on technical specifications for alarm and signal weapons",
        16,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Market Abuse Directive",
        5,
    ),
    (
        "Protecting Europeans from terrorism and organised crime",
        "pending-transposition",
        "Victims' Rights Directive",
        12,
    ),
    # A strong European security eco-system (spelt so in the infographic, "ecosystem" in the press release)
    (
        "A strong European security eco-system",
        "adopted-by-commission",
        "EU Strategy on victims' rights (2020-2025)",
        None,
    ),
    (
        "A strong European security eco-system",
        "adopted-by-commission",
        "Digital Education Action Plan for 2021-2027",
        None,
    ),
    (
        "A strong European security eco-system",
        "adopted-by-commission",
        "The European Education Area by 2025",
        None,
    ),
    (
        "A strong European security eco-system",
        "adopted-by-commission",
        "A new European Research Area for Research and Innovation",
        None,
    ),
    (
        "A strong European security eco-system",
        "under-negotiation",
        "Amendments on the European Travel Information and Authorisation System (ETIAS) regulation",
        None,
    ),
    (
        "A strong European security eco-system",
        "pending-transposition",
        "EU Passenger Name Record Directive",
        1,
    ),
]

# Initiatives printed with the note "(Council adopted its position, waiting for EP position)".
NOTED_POSITIONS: list[str] = [
    "Regulation on cross-border access to e-evidence",
    "Regulation on child sexual abuse online",
    "Amendments on the European Travel Information and Authorisation System (ETIAS) regulation",
]

# One keyword for each bullet of the focus lists of the infographic, in order. The fourth priority has sentences
# instead of bullets: exchange of information, research and innovation, skills and awareness.
FOCUS_AREA_KEYWORDS: dict[str, list[str]] = {
    "A future-proof security environment": ["cybersecurity", "public spaces"],
    "Tackling evolving threats": ["new threats", "cybercrime", "illegal content", "hybrid threats"],
    "Protecting Europeans from terrorism and organised crime": [
        # against terrorism
        "explosives",
        "radicalisation",
        # against organised crime
        "trafficking",
        "financial crime",
        "corruption",
        "environmental crime",
    ],
    "A strong European security eco-system": ["information", "research", "skills"],
}

STRATEGY: dict[str, str | dt.date] = {
    "title": "EU Security Union Strategy 2020-2025",
    "adopted": dt.date(2020, 7, 24),
    "period_start": "2020",
    "period_end": "2025",
    "builds_on": "European Agenda on Security 2015-2020",
}

# The title is printed in the infographic. The press release only says "a report, the first since ...".
REPORT: dict[str, str | dt.date] = {
    "title": "First Progress Report",
    "published": dt.date(2020, 12, 9),
    "covers_start": "2019-10",
    "covers_end": "2020-12",
}

# (speaker, office as printed, words of which a fair summary of the quote contains at least one)
STATEMENTS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "Ursula von der Leyen",
        "President of the European Commission",
        ("right to feel safe", "feel safe", "no stone unturned", "cross-border cooperation", "gaps in the fight"),
    ),
    (
        "Margaritis Schinas",
        "Vice-President for Promoting our European Way of Life",
        ("implement", "step up", "gaps or delays", "common responsibility"),
    ),
    (
        "Ylva Johansson",
        "Commissioner for Home Affairs",
        ("terrorist content", "it systems", "child sex", "internal security"),
    ),
]

# The findings of the press release in the order of its text.
# 'addressees' are those whom the text asks or expects to act. Those who acted in the past are not addressees.
# 'due' is the date that the text itself gives for the finding.
FINDINGS: list[dict[str, str | tuple[str, ...] | None]] = [
    # Introduction: a commitment to report regularly, and reporting on skills, awareness and education.
    {
        "kind": "progress-made",
        "about": ("report on security regularly",),
        "priority_title": None,
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    {
        "kind": "progress-made",
        "about": ("education",),
        "priority_title": None,
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    # Introduction: implementation of agreed decisions requires continued political and operational efforts.
    {
        "kind": "action-needed",
        "about": ("agreed decisions", "operational efforts", "continued"),
        "priority_title": None,
        "addressees": ("eu-institutions", "national-authorities"),
        "due": None,
    },
    # Quote of Schinas: no gaps or delays in how key security instruments are applied.
    {
        "kind": "action-needed",
        "about": ("gaps", "delays", "step up", "key security instruments", "firearms", "money laundering"),
        "priority_title": None,
        "addressees": ("member-states",),
        "due": None,
    },
    # Quote of Johansson: three needs which she will address.
    {
        "kind": "action-needed",
        "about": ("terrorist content",),
        "priority_title": None,
        "addressees": ("commission",),
        "due": None,
    },
    {
        "kind": "action-needed",
        "about": ("it systems", "work together"),
        "priority_title": None,
        "addressees": ("commission",),
        "due": None,
    },
    {
        "kind": "action-needed",
        "about": ("child sex", "abuse material"),
        "priority_title": None,
        "addressees": ("commission",),
        "due": None,
    },
    # A future-proof security environment
    {
        "kind": "progress-made",
        "about": ("5g",),
        "priority_title": "A future-proof security environment",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    {
        "kind": "progress-made",
        "about": ("health threats", "health"),
        "priority_title": "A future-proof security environment",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    # A need, and "the Commission will shortly present proposals to this effect".
    {
        "kind": "action-needed",
        "about": ("critical infrastructure",),
        "priority_title": "A future-proof security environment",
        "addressees": ("commission",),
        "due": None,
    },
    # "Steps are also under way".
    {
        "kind": "progress-made",
        "about": ("drones", "emerging technologies"),
        "priority_title": "A future-proof security environment",
        "addressees": (),
        "due": None,
    },
    {
        "kind": "progress-made",
        "about": ("sanctions",),
        "priority_title": "A future-proof security environment",
        "addressees": (),
        "due": None,
    },
    # Tackling evolving threats
    {
        "kind": "progress-made",
        "about": ("hybrid attacks", "hybrid", "disinformation"),
        "priority_title": "Tackling evolving threats",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    {
        "kind": "action-needed",
        "about": ("attacks against information systems",),
        "priority_title": "Tackling evolving threats",
        "addressees": ("member-states",),
        "due": None,
    },
    {
        "kind": "action-needed",
        "about": ("combating child sexual abuse",),
        "priority_title": "Tackling evolving threats",
        "addressees": ("member-states",),
        "due": None,
    },
    {
        "kind": "progress-made",
        "about": ("strategy for a more effective fight against child sexual abuse", "strategy"),
        "priority_title": "Tackling evolving threats",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    # Interim legislation, so that voluntary detection can continue beyond 21 December 2020.
    {
        "kind": "progress-made",
        "about": ("interim legislation", "interim", "voluntary detection"),
        "priority_title": "Tackling evolving threats",
        "acted_by": ("commission",),
        "addressees": (),
        "due": "2020-12-21",
    },
    {
        "kind": "action-needed",
        "about": ("long-term solution", "long-term"),
        "priority_title": "Tackling evolving threats",
        "addressees": ("commission",),
        "due": "2021",
    },
    # Protecting Europeans from terrorism and organised crime
    {
        "kind": "progress-made",
        "about": ("counter-terrorism agenda",),
        "priority_title": "Protecting Europeans from terrorism and organised crime",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    {
        "kind": "progress-made",
        "about": ("europol",),
        "priority_title": "Protecting Europeans from terrorism and organised crime",
        "acted_by": ("commission",),
        "addressees": (),
        "due": None,
    },
    # A strong European security eco-system
    {
        "kind": "action-needed",
        "about": ("interoperability", "agreed reforms"),
        "priority_title": "A strong European security eco-system",
        "addressees": (),
        "due": None,
    },
    # The paragraph after the four priorities
    {
        "kind": "action-needed",
        "about": ("conclude negotiations", "terrorist content online regulation", "urgent"),
        "priority_title": None,
        "addressees": ("european-parliament", "council"),
        "due": None,
    },
    # The Forum "brings together Member States and industry to prevent the spread of terrorist content online".
    {
        "kind": "progress-made",
        "about": ("internet forum",),
        "priority_title": None,
        "acted_by": ("member-states", "industry"),
        "addressees": (),
        "due": None,
    },
]

# ISO 3166-1 alpha-2 -> (code used by the EU institutions, ISO alpha-3, English name, first day, last day).
# The first day of the six founders is the entry into force of the EEC Treaty.
MEMBER_STATES: dict[str, tuple[str, str, str, dt.date, dt.date | None]] = {
    "AT": ("AT", "AUT", "Austria", dt.date(1995, 1, 1), None),
    "BE": ("BE", "BEL", "Belgium", dt.date(1958, 1, 1), None),
    "BG": ("BG", "BGR", "Bulgaria", dt.date(2007, 1, 1), None),
    "CY": ("CY", "CYP", "Cyprus", dt.date(2004, 5, 1), None),
    "CZ": ("CZ", "CZE", "Czechia", dt.date(2004, 5, 1), None),
    "DE": ("DE", "DEU", "Germany", dt.date(1958, 1, 1), None),
    "DK": ("DK", "DNK", "Denmark", dt.date(1973, 1, 1), None),
    "EE": ("EE", "EST", "Estonia", dt.date(2004, 5, 1), None),
    "ES": ("ES", "ESP", "Spain", dt.date(1986, 1, 1), None),
    "FI": ("FI", "FIN", "Finland", dt.date(1995, 1, 1), None),
    "FR": ("FR", "FRA", "France", dt.date(1958, 1, 1), None),
    "GB": ("UK", "GBR", "United Kingdom", dt.date(1973, 1, 1), dt.date(2020, 1, 31)),
    "GR": ("EL", "GRC", "Greece", dt.date(1981, 1, 1), None),
    "HR": ("HR", "HRV", "Croatia", dt.date(2013, 7, 1), None),
    "HU": ("HU", "HUN", "Hungary", dt.date(2004, 5, 1), None),
    "IE": ("IE", "IRL", "Ireland", dt.date(1973, 1, 1), None),
    "IT": ("IT", "ITA", "Italy", dt.date(1958, 1, 1), None),
    "LT": ("LT", "LTU", "Lithuania", dt.date(2004, 5, 1), None),
    "LU": ("LU", "LUX", "Luxembourg", dt.date(1958, 1, 1), None),
    "LV": ("LV", "LVA", "Latvia", dt.date(2004, 5, 1), None),
    "MT": ("MT", "MLT", "Malta", dt.date(2004, 5, 1), None),
    "NL": ("NL", "NLD", "Netherlands", dt.date(1958, 1, 1), None),
    "PL": ("PL", "POL", "Poland", dt.date(2004, 5, 1), None),
    "PT": ("PT", "PRT", "Portugal", dt.date(1986, 1, 1), None),
    "RO": ("RO", "ROU", "Romania", dt.date(2007, 1, 1), None),
    "SE": ("SE", "SWE", "Sweden", dt.date(1995, 1, 1), None),
    "SI": ("SI", "SVN", "Slovenia", dt.date(2004, 5, 1), None),
    "SK": ("SK", "SVK", "Slovakia", dt.date(2004, 5, 1), None),
}
