"""The commands, once for all: the parser reads them, help shows them, Discord registers them."""

from dataclasses import dataclass

from bot.i18n import N_
from bot.language.query import Kind


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it is called, what it answers, what its words may be, and examples that work when pasted."""

    name: str
    kind: Kind
    summary: str
    #: What is typed after it, in a word or two; empty for a command that takes nothing.
    words: str = ""
    examples: tuple[str, ...] = ()
    #: Other names that lead to it in text, Chinese ones among them.
    aliases: tuple[str, ...] = ()
    #: Whether its words may be left out.
    optional: bool = True


COMMANDS: tuple[Command, ...] = (
    Command(
        "deals",
        "deals",
        N_("Deals: how many, how much, which"),
        N_("period, company, target, modality, amount …"),
        (
            "deals 2025",
            "deals 2025 ADC upfront>=100m",
            "deals from:CSPC to:AstraZeneca",
            "deals PD-1xVEGF by upfront top 5",
        ),
        ("交易", "deals交易"),
    ),
    Command(
        "deal",
        "deal",
        N_("One deal in full"),
        N_("id, or words such as the two companies"),
        ("deal 3SBio Pfizer", "deal 2025-05-20-3sbio-pfizer-ssgj-707"),
        ("单笔交易",),
        optional=False,
    ),
    Command(
        "drug",
        "drug",
        N_("A drug: names, rights, deals, what comes next, what was reached"),
        N_("any name of the drug"),
        ("drug AK112", "drug 依沃西", "drug ivonescimab"),
        ("药物", "药品", "药"),
        optional=False,
    ),
    Command(
        "company",
        "company",
        N_("A company: its drugs, deals and what comes next"),
        N_("any name of the company"),
        ("company Akeso", "company 恒瑞"),
        ("公司",),
        optional=False,
    ),
    Command(
        "trial",
        "trial",
        N_("A trial: what it is, what it showed, what comes next"),
        N_("NCT number or acronym"),
        ("trial HARMONi-3", "trial NCT06396429"),
        ("试验", "临床试验"),
        optional=False,
    ),
    Command(
        "milestones",
        "milestones",
        N_("Readouts and decisions: coming, reached, overdue"),
        N_("period, company, drug, phase, kind, region …"),
        ("milestones", "milestones H1 2027", "milestones Akeso phase 3 topline", "milestones overdue"),
        ("里程碑", "催化剂"),
    ),
    Command(
        "market",
        "market",
        N_("What is reported about the whole sector, by whom"),
        N_("period, subject"),
        ("market 2025", "market WuXi AppTec", "market BIOSECURE"),
        ("市场",),
    ),
    Command(
        "compare",
        "comparison",
        N_("Two things side by side"),
        N_("two periods, companies or drugs"),
        ("compare 2024 2025", "compare AK112 SSGJ-707"),
        ("比较", "对比"),
        optional=False,
    ),
    Command(
        "comps",
        "deals",
        N_("Comparable deals: median and quartiles of upfront and total"),
        N_("target, drug, modality, phase, period"),
        ("comps PD-1xVEGF", "comps AK112", "comps ADC oncology since 2024", "comps GLP-1 phase 2"),
        ("可比交易", "可比", "comparables"),
        optional=False,
    ),
    Command(
        "search",
        "search",
        N_("Everything that has these words"),
        N_("words"),
        ("search Lp(a)", "search 恒瑞"),
        ("搜索", "查找"),
        optional=False,
    ),
    Command(
        "sources",
        "sources",
        N_("All sources of a fact, or what a source backs"),
        N_("id or URL"),
        ("sources 2025-05-20-3sbio-pfizer-ssgj-707", "sources ak112"),
        ("来源", "source"),
        optional=False,
    ),
    Command(
        "help", "help", N_("What can be asked, with examples"), N_("command"), ("help", "help deals"), ("帮助", "h")
    ),
    Command(
        "about",
        "about",
        N_("What this is, how much it knows and up to when"),
        "",
        ("about",),
        ("关于", "version"),
    ),
)

COMMAND_OF: dict[str, Command] = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}


@dataclass(frozen=True, slots=True)
class Tool:
    """A command that does something besides answering, as help shows it; what is after its name is no question."""

    name: str
    summary: str
    words: str = ""
    examples: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


#: What gives files and pictures, on Discord and in the terminal.
FILES: tuple[Tool, ...] = (
    Tool(
        "chart",
        N_("The picture that suits an answer"),
        N_("question"),
        ("chart deals by quarter", "chart bubbles deals ADC", "chart AK112"),
        ("图表", "图"),
    ),
    Tool(
        "export",
        N_("Any answer as a file: CSV, spreadsheet or JSON"),
        N_("csv, xlsx or json, question"),
        ("export csv deals 2025 ADC", "export xlsx milestones Akeso", "export json drug AK112"),
        ("导出",),
    ),
    Tool(
        "calendar",
        N_("Milestones as a calendar file, or as events of the server"),
        N_("drug, company, period …"),
        ("calendar AK112", "calendar"),
        ("日历",),
    ),
)
#: What concerns the talk itself, on Discord and in the terminal.
OF_THE_TALK: tuple[Tool, ...] = (
    Tool(
        "language",
        N_("The language that you are answered in"),
        N_("auto, en, zh or zh-TW"),
        ("language zh", "language auto"),
        ("语言",),
    ),
)
#: What Discord alone has.
ON_DISCORD: tuple[Tool, ...] = (
    Tool(
        "remind",
        N_("Reminders for a channel or for you, before readouts come, on the day, when they slip"),
        N_("drug, company, area, phase …"),
        ("remind here AK112", "remind me oncology phase 3"),
        ("提醒",),
    ),
    Tool(
        "watch",
        N_("Reminders of one drug, by direct message; unwatch and watching go with it"),
        N_("any name of the drug"),
        ("watch AK112",),
        ("unwatch", "watching"),
    ),
    Tool("again", N_("An answer anew, by the id at its end or as a reply to it"), N_("id"), (), ("再问",)),
    Tool("next", N_("What will be posted here next, and when"), "", ("next",)),
    Tool("why", N_("Why a reminder was posted, as a reply to it"), "", ("why",)),
    Tool("digest", N_("One message a week or a day with what comes and what happened"), "", ("digest",)),
    Tool("undo", N_("Takes back what you recorded or saved last, for editors"), "", ("undo",), ("撤销",)),
    Tool("setup", N_("Language, time zone, reminder channel and editors of a server"), "", ("setup",), ("设置",)),
    Tool(
        "settings",
        N_("What a server has set up, and changes to it"),
        N_("language, timezone, channel or role, and what it is to be"),
        ("settings", "settings language zh"),
    ),
)

TOOL_OF: dict[str, Tool] = {
    name: tool for tool in (*FILES, *OF_THE_TALK, *ON_DISCORD) for name in (tool.name, *tool.aliases)
}
