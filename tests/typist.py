"""A typist who types at random what people, and machines, may type into a chat."""

import random
import string
from collections.abc import Callable

from bot.language.commands import COMMANDS
from tests.eval.compute import load
from tests.store_support import bundled

_WORD_TEXT = """
    deals deal upfront total milestone milestones median mean quartiles top by licensee licensor year month
    target modality out-licensing license-out newco acquisition terminated undisclosed topline readout PDUFA
    approval approved overdue slipped next when who whether share growth compare vs comps market CXO BIOSECURE
    outlook as of today last first latest all deals in the store from: to: from to between and or not no phase
    3 oncology ADC bispecific siRNA CAR-T 1L sqNSCLC NSCLC please how many much what is the of in with for
    over under at least more than billion million ex-China US China Japan rights territory competitors
    partners 交易 首付款 总金额 里程碑 中位数 最大 前五 双抗 对外授权 出海 获批 读出 数据 什么时候 多少 谁
    今年 去年 下半年 上半年 三季度 比较 市场 超过 以上 亿美元 万 截至 之前 之后 以来 的 和 或 吗 請問 給我 藥
    臨床 三期
"""
_NUMBER_TEXT = """
    0 1 3 10 157 2025 1e9 99999999999999999999999 -5 0.5 1,250 1.2.3 ٣ ３ ⅷ ½ 十二亿 两百万 >1b >=100m <$5bn
    500m..2b 1b..500m $ $1.25bn US$22.5 €60m RMB 12.5亿美元 2025-02-30 2025-05-20 03/04/2026 H1 2026 1H26 Q5
    Q3 2026 mid-2026 FY25 26年三季度 2026年13月 31.12.2025 0000-00-00 9999 10000 last 99999999999 days next 0
    weeks since 2024 before 1850 top 0 top 999999999 top -1 NCT06396429 NCT1 NCT99999999999999
"""
_SIGN_TEXT = "! ！ / // !! ? ？ , ， 。 ; : ： ( ) [ ] { } < > = ≥ × x * + - – — ~ | \\ ' \" “ ” ` % ％ # @ & $ ^ _ … ·"

WORDS, NUMBERS = _WORD_TEXT.split(), _NUMBER_TEXT.split()
SIGNS = [*_SIGN_TEXT.split(), " ", "\n", "\t"]
HOSTILE = [
    "'; DROP TABLE deal; --",
    '" OR 1=1 --',
    "UNION SELECT * FROM sqlite_master",
    "%' AND load_extension('x') --",
    "NEAR(a b) AND *",
    '"unbalanced',
    "col:value ^ -",
    "@everyone @here",
    "<@123456789012345678> <@&1> <#2> </x:3> <a:b:4> <t:0:R>",
    "[click](http://evil.example) ![i](x)",
    "```py\nimport os\n```",
    "**bold** __u__ ~~s~~ ||spoiler|| > quote # head",
    "=HYPERLINK(1)",
    "{0} {x!r} %s %(a)s ${PATH} $(id) `id`",
    "../../etc/passwd",
    "http://example.org/?a=b&c=d#e urn:readout:deep-news-2026-02-15",
]
_RANGES = [
    (0x00, 0x1F),  # control characters
    (0x7F, 0x9F),
    (0x20, 0x7E),
    (0x300, 0x36F),  # marks that join the letter before
    (0x590, 0x6FF),  # Hebrew and Arabic, right to left
    (0x900, 0x97F),
    (0x2000, 0x206F),  # spaces without width, direction marks
    (0x3000, 0x30FF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xD800, 0xDFFF),  # halves of pairs, which no file holds but a message can
    (0xFE00, 0xFEFF),
    (0xFF00, 0xFFEF),  # full width
    (0x1F300, 0x1FAFF),  # emoji
    (0x1D400, 0x1D7FF),  # letters and digits that look like others
    (0xE0000, 0xE007F),
    (0x10FFF0, 0x10FFFF),
]


def _names() -> list[str]:
    """Give names and ids of the bundled facts."""
    columns = {
        "companies": ("id", "name", "name_zh", "aliases", "tickers"),
        "drugs": ("id", "code", "generic_name", "name_zh", "aliases", "targets"),
        "trials": ("nct_id", "acronym"),
        "deals": ("id", "assets_text", "territory"),
        "milestones": ("id", "indication"),
        "market_figures": ("id", "metric", "asserted_by"),
    }
    return [
        name
        for table, kept in columns.items()
        for row in bundled(table)
        for column in kept
        for name in row[column].split(" | ")
        if name
    ]


class Typist:
    """Types messages at random; the same seed types the same."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)
        self.names = _names()
        self.questions = [question["q"] for question in load()]
        self.ways: tuple[Callable[[], str], ...] = (
            self.mixture,
            self.mixture,
            self.command,
            self.command,
            self.unicode,
            self.question_with_slips,
            self.question_with_slips,
            self.two_questions,
            self.hostile,
            self.long,
        )

    def message(self) -> str:
        return self.any.choice(self.ways)()

    def mixture(self) -> str:
        """Words of the field, names, numbers and signs in any order."""
        chosen = [self._piece() for _ in range(self.any.randint(1, 14))]
        return self.any.choice([" ", " ", " ", ""]).join(chosen)

    def command(self) -> str:
        names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
        return f"{self.any.choice('!!!/！')}{self.any.choice(names)} {self.mixture()}"

    def unicode(self) -> str:
        ranges = self.any.choices(_RANGES, k=self.any.randint(1, 4))
        return "".join(chr(self.any.randint(*self.any.choice(ranges))) for _ in range(self.any.randint(1, 80)))

    def question_with_slips(self) -> str:
        """A real question in which characters are lost, doubled, swapped or replaced."""
        letters = list(self.any.choice(self.questions))
        for _ in range(self.any.randint(1, 6)):
            place = self.any.randrange(len(letters) + 1)
            slip = self.any.choice([self._sign(), self.unicode()[:1], self.any.choice(string.printable), ""])
            letters[place : place + self.any.randint(0, 2)] = slip
        return "".join(letters)

    def two_questions(self) -> str:
        joint = self.any.choice([" ", " and ", "\n", "; ", "? ", "，"])
        return joint.join(self.any.choices(self.questions, k=2))

    def hostile(self) -> str:
        return f"{self.any.choice(['', self._piece(), '!search ', '!sources ', '!deal '])}{self.any.choice(HOSTILE)} {self.mixture()}"

    def long(self) -> str:
        """Up to 10,000 characters, of one kind or many."""
        piece = self.any.choice(
            [self._piece(), self.mixture(), self.unicode(), "(", "PD-1x", "亿", "1 ", "a-", "top 3 "]
        )
        return (piece * 10_000)[: self.any.choice([900, 999, 1000, 1001, 4000, 10_000])]

    def _piece(self) -> str:
        kinds = (WORDS, WORDS, NUMBERS, self.names, self.names, SIGNS)
        return self.any.choice(self.any.choice(kinds))

    def _sign(self) -> str:
        return self.any.choice(SIGNS)
