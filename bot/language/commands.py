"""The commands, once for all: the parser reads them, help shows them, Discord registers them."""

from dataclasses import dataclass

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
        "Deals: how many, how much, which",
        "period, company, target, modality, amount …",
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
        "One deal in full",
        "id, or words such as the two companies",
        ("deal 3SBio Pfizer", "deal 2025-05-20-3sbio-pfizer-ssgj-707"),
        ("单笔交易",),
        optional=False,
    ),
    Command(
        "drug",
        "drug",
        "A drug: names, rights, deals, what comes next, what was reached",
        "any name of the drug",
        ("drug AK112", "drug 依沃西", "drug ivonescimab"),
        ("药物", "药品", "药"),
        optional=False,
    ),
    Command(
        "company",
        "company",
        "A company: its drugs, deals and what comes next",
        "any name of the company",
        ("company Akeso", "company 恒瑞"),
        ("公司",),
        optional=False,
    ),
    Command(
        "trial",
        "trial",
        "A trial: what it is, what it showed, what comes next",
        "NCT number or acronym",
        ("trial HARMONi-3", "trial NCT06396429"),
        ("试验", "临床试验"),
        optional=False,
    ),
    Command(
        "milestones",
        "milestones",
        "Readouts and decisions: coming, reached, overdue",
        "period, company, drug, phase, kind, region …",
        ("milestones", "milestones H1 2027", "milestones Akeso phase 3 topline", "milestones overdue"),
        ("里程碑", "催化剂"),
    ),
    Command(
        "market",
        "market",
        "What is reported about the whole sector, by whom",
        "period, subject",
        ("market 2025", "market WuXi AppTec", "market BIOSECURE"),
        ("市场",),
    ),
    Command(
        "compare",
        "comparison",
        "Two things side by side",
        "two periods, companies or drugs",
        ("compare 2024 2025", "compare AK112 SSGJ-707"),
        ("比较", "对比"),
        optional=False,
    ),
    Command(
        "search",
        "search",
        "Everything that has these words",
        "words",
        ("search Lp(a)", "search 恒瑞"),
        ("搜索", "查找"),
        optional=False,
    ),
    Command(
        "sources",
        "sources",
        "All sources of a fact, or what a source backs",
        "id or URL",
        ("sources 2025-05-20-3sbio-pfizer-ssgj-707", "sources ak112"),
        ("来源", "source"),
        optional=False,
    ),
    Command("help", "help", "What can be asked, with examples", "command", ("help", "help deals"), ("帮助", "h")),
    Command(
        "about",
        "about",
        "What this is, how much it knows and up to when",
        "",
        ("about",),
        ("关于", "version"),
    ),
)

COMMAND_OF: dict[str, Command] = {name: command for command in COMMANDS for name in (command.name, *command.aliases)}
