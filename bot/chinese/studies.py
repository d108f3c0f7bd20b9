"""What a trial goes by where that is more than its name: the cohort, the phase, the patients."""

from bot.chinese.diseases import FRAMES, TERMS
from bot.chinese.phrases import Phrases, frame
from bot.chinese.runs import Run

_TERMS = {
    **TERMS,
    "squamous cohort": "鳞状队列",
    "non-squamous cohort": "非鳞状队列",
    "China": "中国",
    "global": "全球",
    "Kailera": "Kailera",
    "Novo": "诺和诺德",
    "Part": "Part",
    "Phase 1b/2a": "1b/2a期",
    "Phase 2": "2期",
    "Phase 2b": "2b期",
    "Phase 2/3": "2/3期",
    "Phase 3": "3期",
    "Phase I/II": "I/II期",
    "Phase II": "II期",
    "Phase III": "III期",
    "pivotal": "关键性",
    "pivotal study": "关键性研究",
    "planned": "计划中的",
    "registration": "注册性",
    "programme": "项目",
    "trials": "试验",
    "basket": "篮式试验",
    "oral": "口服",
    "oral tablets": "口服片剂",
    "monthly depot": "每月一次长效注射",
    "three doses": "三个剂量",
    "stage A": "A阶段",
    "pumitamig": "pumitamig",
    "PEG-IFN alpha": "PEG-IFNα",
    "liver metastasis": "肝转移",
    "investigator-initiated study": "研究者发起的研究",
    "investigator-initiated trial": "研究者发起的试验",
    "investigator-initiated": "研究者发起",
    "trial not named": "未注明试验名称",
    "pSD": "pSD",
    "NDA": "NDA",
    "IIT": "IIT",
    "HARMONi": "HARMONi",
}
_WHOLE = {
    "Novo Phase 2 in T2D": "诺和诺德T2D 2期",
    "BL-B01D1-203 and others": "BL-B01D1-203等",
    "combination with PEG-IFN alpha": "联合PEG-IFNα",
}
_FRAMES = (
    frame(r"(.+?), (.+)", "{0}，{1}"),
    frame(r"([^()]+) \((.+?), (.+)\)", "{0}（{1}，{2}）"),
    frame(r"about (\d+)", "约{0}"),
    frame(r"about (\d+) people", "约{0}人"),
    frame(r"over (\d+) patients", "超过{0}例患者"),
    frame(r"up to (\d+) patients", "最多{0}例患者"),
    frame(r"up to (\d+) weeks", "最多{0}周"),
    frame(r"(\d+) patients", "{0}例患者"),
    frame(r"(\d+) weeks", "{0}周"),
    frame(r"(\d+)-week (.+)", "{0}周{1}"),
    *FRAMES,
)

STUDIES = Phrases({**_TERMS, **_WHOLE}, _FRAMES, Run(_TERMS))
