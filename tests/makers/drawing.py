"""Invented reports: what is written in them, drawn by chance from a seed, and what must be read of it.

A report is a list of parts in their order. What stands between its findings and is none of them (a quotation, a
table, a figure, a box, what stands beside the text) is kept apart: it may be read as a paragraph of its own, and
never inside of another.
"""

import random
from dataclasses import dataclass, field

from words import AUTHORITIES, DAYS, IMPROVEMENTS, INSPECTORS, ITEMS, NOTES, QUOTATIONS, SENTENCES, WELSH


@dataclass
class Text:
    """Sentences, and a note to the first of them."""

    sentences: list[str]
    note: str | None = None

    def __str__(self) -> str:
        return " ".join(self.sentences)


@dataclass
class Expected:
    """A paragraph that must be read."""

    section: str
    text: str
    number: int | None = None
    area: str | None = None
    grade: str | None = None


@dataclass
class Numbers:
    """How findings are numbered."""

    # What stands around a number, with `1` in its place; nothing if there are no numbers.
    form: str
    # Whether each chapter begins with 1.
    restart: bool = False
    bullets: bool = False

    def label(self, chapter: int, number: int) -> str:
        return self.form.replace("C", str(chapter)).replace("N", str(number))


NUMBERS = [
    (50, Numbers("N.")),
    (10, Numbers("N")),
    (6, Numbers("(N)")),
    (8, Numbers("N.", restart=True)),
    (8, Numbers("C.N", restart=True)),
    (8, Numbers("")),
    (8, Numbers("", bullets=True)),
]

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement to be good",
    "inadequate": "Inadequate",
}


@dataclass
class Report:
    seed: int
    front: dict[str, str] = field(default_factory=dict)
    title: str = ""
    parts: list[tuple] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    besides: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: Numbers = field(default_factory=lambda: Numbers("N."))
    language: str = "en"

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.sentences = SENTENCES
        kinds = [(60, ilacs), (10, area_send), (10, jtai), (8, school), (8, care_service), (4, welsh_school)]
        weights, kinds = zip(*kinds)
        self.draw.choices(kinds, weights)[0](self)

    def chance(self, part: float) -> bool:
        return self.draw.random() < part

    def text(self, least: int, most: int, notes: bool = True) -> Text:
        text = Text(self.draw.sample(self.sentences, self.draw.randint(least, min(most, len(self.sentences)))))
        if notes and self.with_notes and self.chance(0.08) and len(self.notes) < len(NOTES):
            text.note = NOTES[len(self.notes)]
            self.notes.append(text.note)
        return text

    def add(self, *part: object) -> None:
        self.parts.append(part)

    def paragraphs(self, section: str, least: int, most: int, **of: str) -> None:
        for _ in range(self.draw.randint(least, most)):
            text = self.text(1, 4)
            self.add("text", text)
            self.expected.append(Expected(section, str(text), **of))

    def bullets(self, section: str, texts: list[str], **of: str) -> None:
        self.add("bullets", texts)
        self.expected += [Expected(section, text, **of) for text in texts]

    def drawn_bullets(self, section: str, least: int, most: int, **of: str) -> None:
        count = self.draw.randint(least, most)
        self.bullets(section, [str(self.text(1, 2, notes=False)) for _ in range(count)], **of)

    def beside(self) -> None:
        """Draws what may stand between two findings."""
        draw = self.draw
        if self.chance(0.06):
            quotation = draw.choice(QUOTATIONS)
            self.besides.append(quotation)
            self.add("quotation", quotation)
        if self.chance(0.04):
            rows = [["Year", "Caseload"], ["2022", "19"], ["2023", "17"]]
            self.besides += [" | ".join(row) for row in rows]
            caption = draw.choice(["", "Table 1: Children for each social worker"])
            self.besides.append(caption)
            self.add("table", rows, caption)
        if self.chance(0.02):
            caption = "Figure 1: Children in care by age"
            self.besides.append(caption)
            self.add("figure", caption)
        if self.chance(0.03):
            texts = [str(self.text(1, 2, notes=False)) for _ in range(draw.randint(1, 3))]
            self.besides += [*texts, "What is working well"]
            self.add("box", "What is working well", texts)
        if self.with_asides and self.chance(0.05):
            text = draw.choice(["“I was heard.” (A girl of nine)", "Since 2022 the number of homes has doubled."])
            self.besides.append(text)
            self.add("aside", text)

    def chapter(self, order: int, section: str, count: int, first: int, area: str | None, grade: str | None) -> int:
        """Adds the findings of a chapter, and returns the number behind the last."""
        number = 1 if self.numbers.restart else first
        of = {"area": area, "grade": grade}
        for _ in range(count):
            if self.chance(0.08):
                title = self.draw.choice(["Early help", "Permanence", "Workforce", "Health"])
                # Nothing marks headings of plain text.
                self.besides.append(title)
                self.add("h3", title)
            text, items = self.text(1, 4 if self.chance(0.9) else 12), []
            if self.chance(0.12):
                text.sentences[-1] = text.sentences[-1].rstrip(".’") + ", including:"
                items = self.draw.sample(ITEMS, self.draw.randint(2, 4))
            letters = self.chance(0.25)
            self.add("finding", self.numbers.label(order, number), number, text, items, letters)
            is_counted = self.numbers.form in ("N.", "N", "(N)") and (order == 1 or not self.numbers.restart)
            labels = [f"({chr(97 + at)}) " if letters else "" for at in range(len(items))]
            items = [label + item for label, item in zip(labels, items)]
            whole = " – ".join([str(text), *items])
            # Numbers of chapters and paragraphs are no numbers of the report: they stay in the text.
            if self.numbers.form == "C.N":
                whole = f"{self.numbers.label(order, number)} {whole}"
            self.expected.append(Expected(section, whole, number if is_counted else None, **of))
            number += 1
            if not items:
                self.beside()
        return number

    def begin(self, kind: str) -> None:
        draw = self.draw
        start, end, forms = draw.choice(DAYS)
        self.days = draw.choice(forms)
        self.inspector = draw.choice(INSPECTORS)
        self.with_notes, self.with_asides = self.chance(0.4), self.chance(0.1)
        self.front = {"kind": kind, "inspection_start": start, "inspection_end": end}

    def body(self) -> str:
        slug, name = self.draw.choice(AUTHORITIES)
        self.front["authority"] = slug
        return name


AREAS = [
    ("help-and-protection", "The experiences and progress of children who need help and protection"),
    ("children-in-care", "The experiences and progress of children in care"),
    ("care-leavers", "The experiences and progress of care leavers"),
    ("leaders", "The impact of leaders on social work practice with children and families"),
]
OFSTED = (
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects to achieve"
    " excellence in the care of children and young people, and in education and skills for learners of all ages."
)


def ilacs(report: Report) -> None:
    draw = report.draw
    report.begin("ilacs")
    name = report.body()
    report.front["lead_inspector"] = report.inspector
    report.title = f"Inspection of {name} local authority children’s services"
    weights, numbers = zip(*NUMBERS)
    report.numbers = draw.choices(numbers, weights)[0]
    grades = {slug: draw.choice(list(GRADES)) for slug, _ in AREAS}
    overall = draw.choice(list(GRADES))
    report.front["overall_grade"] = overall
    report.add("title", report.title)
    report.add("field", "Inspection dates", report.days)
    office = draw.choice([", His Majesty’s Inspector", ", HMI", " HMI", ", Her Majesty’s Inspector"])
    report.add("field", "Lead inspector", report.inspector + office)
    rows = [(name, GRADES[grades[slug]]) for slug, name in [AREAS[3], *AREAS[:3]]]
    shape = draw.choices(["plain", "no head", "grade first", "ticks"], [70, 10, 10, 10])[0]
    report.add("grades", [*rows, ("Overall effectiveness", GRADES[overall])], shape)
    if report.chance(0.12):
        report.add("contents", ["What needs to improve", *(name for _, name in AREAS)])
    report.paragraphs("summary", 1, 4)
    report.add("h2", draw.choice(["What needs to improve", "What needs to improve?"]))
    report.bullets("improvement", draw.sample(IMPROVEMENTS, draw.randint(2, 5)))
    number = 1
    for order, (slug, name) in enumerate(AREAS, 1):
        report.add("h2", f"{name}: {GRADES[grades[slug]].lower()}")
        count = draw.randint(3, 8)
        number = report.chapter(order, "findings", count, number, slug, grades[slug])
    if report.chance(0.15):
        texts = ["Inspectors read 84 files of children and met with 61 of them.", "They watched two panels."]
        report.besides += ["Annex A: About this inspection", *texts]
        report.add("h2", "Annex A: About this inspection")
        for text in texts:
            report.add("text", Text([text]))
    if report.chance(0.5):
        report.add("text", Text([OFSTED]))


def area_send(report: Report) -> None:
    draw = report.draw
    report.begin("area-send")
    name = report.body()
    report.title = f"Area SEND inspection of {name} Local Area Partnership"
    report.add("line", "Local area partnership report")
    report.add("title", report.title)
    report.add("field", "Inspection dates", report.days)
    report.add("h2", "Inspection outcome")
    outcome, words = draw.choice([
        ("send-typically-positive", "typically lead to positive experiences and outcomes for"),
        ("send-inconsistent", "lead to inconsistent experiences and outcomes for"),
    ])
    report.front["overall_grade"] = outcome
    text = Text([
        f"The local area partnership’s arrangements {words} children and young people with special educational needs"
        " and/or disabilities (SEND).",
        "The local area partnership should work jointly to make improvements.",
    ])
    report.add("text", text)
    report.expected.append(Expected("inspection-outcome", str(text)))
    report.add("h2", "Information about the local area partnership")
    report.paragraphs("context", 1, 2)
    report.add("h2", "What is it like to be a child or young person with SEND in this area?")
    report.paragraphs("what-is-it-like", 3, 6)
    report.add("h2", "What is the area partnership doing that is effective?")
    report.drawn_bullets("what-is-effective", 3, 6)
    report.add("h2", "What does the area partnership need to do better?")
    report.drawn_bullets("needs-to-do-better", 2, 5)
    report.add("h2", "Areas for improvement")
    report.paragraphs("areas-for-improvement", 2, 3)
    report.add("h2", "Local area partnership details")
    report.add("table", [["Local authority", "Integrated care board"], [name, f"NHS {name}"]], "")
    report.add("h2", "Information about this inspection")
    report.add("text", Text(["This inspection was carried out at the request of the Secretary of State."]))
    report.add("h2", "Inspection team")
    team = [["Ofsted", "Care Quality Commission"]]
    team.append([f"{report.inspector}, Ofsted HMI, lead inspector", "Clement Oakhurst, CQC lead inspector"])
    report.front["lead_inspector"] = report.inspector
    report.add("table", team, "")


def jtai(report: Report) -> None:
    draw = report.draw
    report.begin("jtai")
    name = report.body()
    report.title = f"Joint targeted area inspection of {name}"
    report.front["overall_grade"] = "not-graded"
    report.add("line", "2 December 2024")
    report.add("lines", [
        f"Gwendolen Sharrow, Director of Children’s Services, {name}",
        f"Casimir Boyd, NHS {name} Integrated Care Board",
        "Ludovic Starling, Police and Crime Commissioner",
    ])
    report.add("line", f"Dear {name} Safeguarding Children Partnership")
    report.add("title", report.title)
    days = report.days if " to " in report.days else "7 to 18 October 2024"
    if days != report.days:
        report.front |= {"inspection_start": "2024-10-07", "inspection_end": "2024-10-18"}
    report.add("text", Text([
        "This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response"
        f" to the identification of initial need and risk in {name}.",
    ]))
    report.add("text", Text([
        f"This inspection took place from {days}.",
        "It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and HMICFRS.",
    ]))
    report.add("h2", "Headline findings")
    report.paragraphs("headline-findings", 2, 3)
    report.add("h2", "What needs to improve?")
    report.bullets("what-needs-to-improve", draw.sample(IMPROVEMENTS, draw.randint(2, 5)))
    report.add("h2", "Strengths")
    report.drawn_bullets("strengths", 3, 6)
    report.add("h2", "Main findings")
    report.paragraphs("main-findings", 5, 12)
    report.add("h2", "Practice study: highly effective practice")
    report.paragraphs("practice-study", 1, 2)
    report.add("h2", "Next steps")
    report.paragraphs("next-steps", 1, 1)
    report.add("line", "Yours sincerely")
    report.add("line", "Verity Aldous, National Director, Ofsted")


SCHOOL = [
    ("leadership-and-management", "Effectiveness of leadership and management"),
    ("quality-of-teaching-learning-and-assessment", "Quality of teaching, learning and assessment"),
    ("personal-development-behaviour-and-welfare", "Personal development, behaviour and welfare"),
    ("outcomes-for-pupils", "Outcomes for pupils"),
]


def school(report: Report) -> None:
    draw = report.draw
    report.begin("school")
    name = draw.choice(["Weir Lane Primary School", "St Osyth’s Church of England Voluntary Aided Junior School"])
    report.title = name
    report.front["provider_name"] = name
    short = {**GRADES, "requires-improvement": "Requires improvement"}
    grades = {slug: draw.choice(list(GRADES)) for slug, _ in SCHOOL}
    overall = draw.choice(list(GRADES))
    report.front["overall_grade"] = overall
    report.add("line", "School report")
    report.add("title", name)
    report.add("line", "Weir Lane, Castlebridge CB9 9ZZ")
    rows = [("Inspection dates", report.days), ("Overall effectiveness", short[overall])]
    rows += [(title, short[grades[slug]]) for slug, title in SCHOOL]
    report.add("grades", rows, "no head")
    report.add("h2", "Summary of key findings for parents and pupils")
    report.drawn_bullets("summary", 3, 6)
    report.add("h3", "The school has the following strengths")
    report.drawn_bullets("strengths", 2, 4)
    report.add("h2", "Full report")
    report.add("h3", "What does the school need to do to improve further?")
    report.bullets("improvement", draw.sample(IMPROVEMENTS, draw.randint(2, 4)))
    report.add("h2", "Inspection judgements")
    for slug, title in SCHOOL:
        report.add("graded", title, short[grades[slug]])
        report.drawn_bullets("findings", 3, 8, area=slug, grade=grades[slug])
    report.add("h2", "School details")
    report.add("table", [["Unique reference number", "990417"], ["Local authority", "Ambleford"]], "")
    report.front["authority"] = "ambleford"


SCOTTISH = {
    "ci-excellent": "6 - Excellent",
    "ci-very-good": "5 - Very Good",
    "ci-good": "4 - Good",
    "ci-adequate": "3 - Adequate",
    "ci-weak": "2 - Weak",
    "ci-unsatisfactory": "1 - Unsatisfactory",
}
QUESTIONS = [
    ("how-well-do-we-support-peoples-wellbeing", "How well do we support people’s wellbeing?"),
    ("how-good-is-our-leadership", "How good is our leadership?"),
    ("how-good-is-our-staff-team", "How good is our staff team?"),
    ("how-good-is-our-setting", "How good is our setting?"),
]


def care_service(report: Report) -> None:
    draw = report.draw
    report.begin("care-service")
    name = draw.choice(["Harbour View Care Home", "Taigh na Mara", "The Old Manse (Care Home)"])
    report.title = name
    report.front = {"kind": "care-service", "provider_name": name, "inspection_end": "2025-10-16"}
    grades = {slug: draw.choice(list(SCOTTISH)) for slug, _ in QUESTIONS}
    report.add("title", name)
    report.add("line", "Care Home Service")
    report.add("lines", ["Fish Quay, Saltings", "Telephone: 01632 960884"])
    report.add("field", "Type of inspection", "Unannounced")
    report.add("field", "Completed on", "16 October 2025")
    report.add("field", "Published on", "27 November 2025")
    report.front["published"] = "2025-11-27"
    report.add("table", [
        ["Service provided by:", "Service provider number:"],
        ["Kelp and Tern Care Ltd", "SP2099003390"],
        ["Service no:", "Report ID:"],
        ["CS Number: CS2099371804", "399882"],
    ], "")
    report.add("turn")
    report.add("h2", "About the service")
    report.paragraphs("context", 1, 2)
    report.add("h2", "About the inspection")
    text = Text(["This was an unannounced inspection which took place on 14, 15 and 16 October 2025.",
                 "Two inspectors visited by day and one returned in the evening."])
    report.front["inspection_start"] = "2025-10-14"
    report.add("text", text)
    report.expected.append(Expected("context", str(text)))
    report.add("h2", "Key messages")
    report.drawn_bullets("summary", 3, 5)
    report.add("h2", "How we graded this service")
    report.add("text", Text([
        "We evaluate quality using six grades: unsatisfactory (1), weak (2), adequate (3), good (4), very good (5)"
        " and excellent (6).",
    ]))
    report.add("grades", [(title, SCOTTISH[grades[slug]]) for slug, title in QUESTIONS], "no head")
    for slug, title in QUESTIONS:
        report.add("graded", title, SCOTTISH[grades[slug]])
        report.paragraphs("findings", 2, 6, area=slug, grade=grades[slug])
    report.add("h2", "Complaints")
    report.add("text", Text(["It is possible to see all upheld complaints about a service on our website."]))


def welsh_school(report: Report) -> None:
    draw = report.draw
    report.begin("school-wales")
    report.language, report.sentences = "cy", WELSH
    report.with_notes = False
    name = draw.choice(["Ysgol Glan yr Afon", "Ysgol Gynradd Gymraeg Llanfair-y-Môr"])
    report.title = f"Adroddiad ar {name}"
    report.front = {"kind": "school-wales", "provider_name": name, "inspection_start": "2024-03-01"}
    report.front |= {"inspection_end": "2024-03-31", "published": "2024-05-14"}
    report.add("title", report.title)
    report.add("field", "Dyddiad yr arolygiad", "Mawrth 2024")
    report.add("line", "gan Estyn, Arolygiaeth Ei Fawrhydi dros Addysg a Hyfforddiant yng Nghymru")
    report.add("field", "Dyddiad cyhoeddi", "14/05/2024")
    report.add("h2", "Trosolwg")
    report.paragraphs("summary", 2, 3)
    report.add("h2", "Prif ganfyddiadau")
    areas = [("learning", "Dysgu"), ("well-being-and-attitudes-to-learning", "Lles"), ("teaching", "Addysgu")]
    for slug, title in areas:
        report.add("h3", title)
        report.paragraphs("findings", 2, 4, area=slug)
