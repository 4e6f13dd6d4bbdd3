"""The words of invented reports: sentences, items, names and the manners in which days are written."""

SENTENCES = """
Families get the right help early, and they are asked what they think of it.
Social workers visit children often and see them on their own.
Decisions are made within a day, and the reasons for them are written down.
Three family hubs have grown out of the children’s centres.
Strategy meetings are chaired well and include health and education in almost every case.
Plans are specific, short and easy to follow.
Core groups are well attended, but their minutes are sometimes late.
Managers’ oversight is regular, although it does not always say what must be done by when.
Nine in ten children have a return home interview within 72 hours.
Young carers are found earlier than they were; the support group has a waiting list in the east of the borough.
Life-story work remains too variable, as was said in 2019 and again in 2023.
At the time of the inspection, 23 children lived with carers with whom they had not been formally matched.
One young person said: ‘I know that I was moved. I don’t know why.’
The multi-agency safeguarding hub (MASH) understands its thresholds and applies them consistently.
Care leavers have a real choice of accommodation, and twelve flats are kept for those who are ready.
The virtual school is ambitious, and suspensions have fallen by 40% in two years.
Assessments look at family history with curiosity.
Personal education plans are written in the child’s own words.
Inspectors saw delay in a small number of cases, which managers had not noticed.
Foster carers are warm, well supported and proud of the children who live with them.
Recruitment is better than the regional average, and fewer than one in ten posts are held by agency staff.
Supervision is reflective in most teams, but in two of them it is about tasks alone.
The local authority has invested £1.2 million in edge-of-care services since April 2022.
Independent reviewing officers (IROs) see children between reviews and write to them afterwards.
Disabled children receive a joined-up service, and short breaks are not taken away at short notice.
Transition planning starts at 14, so that adult services come to the reviews.
Leaders know of each weakness that inspectors found.
There is no drift in the work of the court team.
Advisers stay in touch with those over 21 and come back at once when they are needed.
Private fostering is checked with care.
Children missing education are looked for with the help of schools, the police and neighbours.
Pre-birth work starts early; babies are not moved from home to home.
Audits are thorough, and what they find is used.
Too many 16- and 17-year-olds who present as homeless are offered bed and breakfast.
These are not isolated cases.
However, this is not yet so in the two teams that were formed last.
""".strip().split("\n")

WELSH = """
Mae llawer o ddisgyblion yn gwneud cynnydd da yn eu medrau llafar.
Maen nhw’n siarad Cymraeg yn hyderus yn y dosbarth ac ar yr iard.
Mae’r rhan fwyaf o ddisgyblion yn darllen yn rhugl erbyn diwedd Blwyddyn 6.
Mae’r llyfrgell newydd yn boblogaidd iawn.
Mewn mathemateg, mae cynnydd y disgyblion hŷn yn rhy araf.
Nid ydyn nhw’n cael digon o gyfle i ddatrys problemau.
Mae’r disgyblion yn teimlo’n ddiogel yn yr ysgol.
Mae presenoldeb wedi gwella ers y pandemig, ond mae gormod o ddisgyblion yn colli’r ysgol yn rheolaidd o hyd.
Mae ansawdd yr addysgu yn dda ar y cyfan.
Mae gan yr arweinwyr ddarlun cywir o gryfderau’r ysgol.
Mae’r llywodraethwyr yn ymweld â’r ysgol yn aml ac yn gofyn cwestiynau heriol am safonau.
""".strip().split("\n")

ITEMS = """
the chair of the conference
the parents and the wider family
the school nurse
a manager who knows the case
visits that are planned with the child
letters that say what will happen next
records that are kept on the same day
a plan for the night and for the weekend, of which everybody who may be called has a copy that is up to date
""".strip().split("\n")

QUOTATIONS = ["“They always ask me first,” said a girl of twelve.", "“My adviser rings me back on the same day.”"]

IMPROVEMENTS = """
The quality of life-story work for children in care.
The timeliness with which permanence is confirmed for children who live with long-term foster carers.
Management oversight of decisions in the multi-agency safeguarding hub.
The consistency of return home interviews, and what is learnt from them.
The impact of challenge by independent reviewing officers when plans drift.
""".strip().split("\n")

NOTES = """
The figures are those of March 2024.
A multi-agency safeguarding hub is where agencies share what they know of a child.
Working Together to Safeguard Children, 2023, chapter 3.
This is told in the local authority’s own return, which counts a child once for each plan, and so cannot be held against the number of children who have one.
""".strip().split("\n")

# Those of the third rank have names that are long or odd.
AUTHORITIES = [
    ("ambleford", "Ambleford"),
    ("saltings-and-orme", "Saltings and Orme"),
    ("kingsmere-upon-wold", "Kingsmere upon Wold"),
    ("st-aldates-and-much-marling", "St Aldate’s and Much Marling"),
    ("bournehaven-christmouth-and-poole-le-sands", "Bournehaven, Christmouth and Poole-le-Sands"),
    ("ynys-fawr", "Ynys Fawr"),
]

INSPECTORS = ["Ottoline Farrow", "Sian Ap-Rhys", "Jean-Luc O’Dwyer", "Mary Ann St John"]

# A day each for the first and the last of an inspection, in the manners in which they are printed.
DAYS = [
    ("2024-10-07", "2024-10-18", [
        "7 to 18 October 2024",
        "7 October 2024 to 18 October 2024",
        "7 October to 18 October 2024",
        "07 October 2024 – 18 October 2024",
        "7–18 October 2024",
        "Monday 7 October to Friday 18 October 2024",
    ]),
    ("2023-01-30", "2023-02-10", [
        "30 January to 10 February 2023",
        "30 January 2023 to 10 February 2023",
        "30 January – 10 February 2023",
    ]),
    ("2019-12-30", "2020-01-03", [
        "30 December 2019 to 3 January 2020",
        "30 December 2019–3 January 2020",
    ]),
]
