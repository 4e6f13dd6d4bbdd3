//! Sentences from which reports of any number are put together.
//!
//! `{a|b}` stands for one of `a` and `b`, `NAME` for the authority.

use super::random::Random;

/// Sentences about one subject, the first list in praise and the second in blame.
pub struct Topic {
    /// What is done well.
    pub good: &'static [&'static str],
    /// What is not.
    pub poor: &'static [&'static str],
}

/// Subjects of help and protection.
pub const PROTECTION: &[Topic] = &[
    Topic {
        good: &[
            "{Families|Children and families} in NAME benefit from {early help|help at an early stage} that is {well coordinated|easy to reach|offered close to home}.",
            "Early help plans are {clear|reviewed every six weeks|agreed with families}, and most children's lives {improve|become calmer} as a result.",
        ],
        poor: &[
            "Early help is not {well coordinated|evaluated}, and {some|too many} families wait for {weeks|months} before anybody visits them.",
            "Early help assessments are {descriptive|seldom reviewed}, and plans drift.",
        ],
    },
    Topic {
        good: &[
            "The multi-agency safeguarding hub (MASH) responds {promptly|on the same day}, and thresholds are {well understood|applied consistently}.",
            "Decision-making at the front door is {timely|sound}, and management oversight explains the reasons for it.",
        ],
        poor: &[
            "Contacts wait for {two|three|four} days at the front door, and thresholds are not {understood|applied consistently} by partners.",
            "The reasons for decisions at the front door are not recorded, and management oversight is {weak|cursory}.",
        ],
    },
    Topic {
        good: &[
            "Pre-proceedings work under the public law outline (PLO) is {timely|tracked every week}, and letters are written in plain words.",
            "Work before proceedings is {well overseen|effective}, and children do not wait for decisions.",
        ],
        poor: &[
            "Pre-proceedings work under the public law outline (PLO) is subject to drift and delay.",
            "{Some|Too many} children live with neglect for too long before pre-proceedings work begins.",
        ],
    },
    Topic {
        good: &[
            "Return home interviews take place within 72 hours for {most|nearly all} children who go missing, and their findings are {brought together|acted upon}.",
            "Children at risk of extra-familial harm are helped by workers with low caseloads who do not give up.",
        ],
        poor: &[
            "Return home interviews are {late|offered only once}, and what children say is not collated.",
            "Child sexual exploitation is {not always recognised|screened for too late}, and mapping of the places where children are harmed is at an early stage.",
        ],
    },
    Topic {
        good: &[
            "Homeless 16- and 17-year-olds are seen by a social worker and a housing officer on the same day.",
            "Domestic abuse is recognised, and its effect on children is understood {well|in all its forms}.",
        ],
        poor: &[
            "The response to 16- and 17-year-olds who are homeless is inconsistent, and some are placed in bed and breakfast accommodation.",
            "Private fostering is not well understood by partners, and visits to children are late.",
        ],
    },
];

/// Subjects of care.
pub const CARE: &[Topic] = &[
    Topic {
        good: &[
            "Life-story work is {timely|of high quality}, and children understand why they cannot live at home.",
            "Life-story books and later-life letters are {tender|truthful|full of detail}.",
        ],
        poor: &[
            "Life-story work is {not available to all children|begun too late|left to foster carers}.",
            "{Some|Many} children wait for life story work for {a year|two years} or more.",
        ],
    },
    Topic {
        good: &[
            "Permanence is planned early, and there is little drift.",
            "Most children live in stable homes with carers who are {committed to|well trained for} them.",
        ],
        poor: &[
            "Permanence planning is subject to drift and delay for {older children|children in long-term foster care}.",
            "Too many children {move from home to home|live a long way away} because there are not enough foster carers.",
        ],
    },
    Topic {
        good: &[
            "Independent reviewing officers (IROs) know children well, and their challenge makes a difference.",
            "Family time is arranged around what children want, and it is reviewed {often|at each meeting}.",
        ],
        poor: &[
            "Challenge by independent reviewing officers (IROs) is {not recorded|too gentle|seldom escalated}.",
            "Contact arrangements are not reviewed as children grow, and family time is cancelled at short notice.",
        ],
    },
    Topic {
        good: &[
            "No children are living in unregistered children's homes.",
            "The virtual school is ambitious, and children's attendance is {good|better than that of their classmates}.",
        ],
        poor: &[
            "{One child was|Two children were|Three children were} living in unregistered children's homes at the time of the inspection.",
            "Children wait for up to {20|26|31} weeks for help with their emotional health.",
        ],
    },
];

/// Subjects of leaving care.
pub const LEAVING: &[Topic] = &[
    Topic {
        good: &[
            "Personal advisers are {persistent|warm and practical}, and they keep in touch with nearly all care leavers.",
            "Care leavers have a choice of suitable accommodation, and health histories are given to all.",
        ],
        poor: &[
            "Personal advisers' caseloads are too high, and {some|many} care leavers are seen too seldom.",
            "Some care leavers live in unsuitable accommodation, and few have their health histories.",
        ],
    },
    Topic {
        good: &[
            "Pathway plans are written with young people and are {ambitious|honest about risk}.",
            "Support for care leavers over 21 is offered actively, and the local offer includes council tax.",
        ],
        poor: &[
            "Pathway plans are {out of date|too general}, and they do not think about risk.",
            "Support ends at 21 unless young people ask for it.",
        ],
    },
];

/// Subjects of leadership.
pub const LEADERSHIP: &[Topic] = &[
    Topic {
        good: &[
            "Supervision is {regular and reflective|frequent and of high quality}, and it is recorded well.",
            "Leaders know their services and are {candid|open} about what is not yet good enough.",
        ],
        poor: &[
            "Supervision is {infrequent|a list of tasks}, and it does not help social workers to reflect.",
            "Leaders did not know about serious weaknesses until they were {told of them|asked about them} by inspectors.",
        ],
    },
    Topic {
        good: &[
            "Caseloads are manageable, at {13|14|15|16} children for each worker, and turnover is low.",
            "Management oversight is {strong|visible on all records}, with directions that have dates.",
        ],
        poor: &[
            "Caseloads are too high, at {23|25|28} children for each worker, and a {quarter|third} of the workforce are agency staff.",
            "Management oversight is not effective, and agreed actions drift.",
        ],
    },
    Topic {
        good: &[
            "Corporate parenting is strong, and councillors ask {searching|good} questions.",
            "Quality assurance is honest, and its lessons reach the front line.",
        ],
        poor: &[
            "Elected members have trusted reassurance and have not asked for evidence.",
            "Audits judge compliance and not quality, and their lessons are lost.",
        ],
    },
];

/// Sentences that fit anywhere.
pub const ANYWHERE: &[&str] = &[
    "Inspectors saw {several|many} examples of this.",
    "Children told inspectors that {somebody always listens to them|they know whom to ask|they like their social worker}.",
    "This is {better than it was at the last inspection|a change since the last inspection|no longer the case everywhere}.",
    "Parents {speak well of|understand} what is expected of them, even when they do not agree.",
    "Records are {clear|up to date} and show what difference has been made for the child.",
    "Multi-agency working is {well established|a strength}, and information-sharing is {prompt|proportionate}.",
    "Where practice is weaker, managers have {noticed it|begun to act|a plan with dates}.",
    "In a {few|small number of} cases, the child's voice was missing.",
    "Plans are specific, and the well-being of each child is at the heart of decision-making.",
    "As a result, {most|some|nearly all} children are safer than they were.",
];

/// Things to be improved.
pub const IMPROVEMENT: &[&str] = &[
    "The {quality|timeliness|availability} of life-story work.",
    "The {frequency|quality} of supervision and the recording of management oversight.",
    "The timeliness of pre-proceedings work, so that plans for children do not drift.",
    "The {take-up|timeliness} of return home interviews, and the use that is made of them.",
    "The response to 16- and 17-year-olds who present as homeless.",
    "The choice of suitable accommodation for care leavers.",
    "The impact of challenge by independent reviewing officers.",
    "Caseloads in the {assessment|children in care|long-term} teams.",
    "The support for care leavers over the age of 21.",
    "The provision of health histories to care leavers.",
];

/// Expands a template.
pub fn expand(template: &str, authority: &str, random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (choices, after) = after.split_once('}').unwrap_or((after, ""));
        let choices: Vec<&str> = choices.split('|').collect();
        text.push_str(before);
        text.push_str(choices[random.below(choices.len())]);
        rest = after;
    }
    text.push_str(rest);
    text.replace("NAME", authority).replace('\'', "’")
}
