"""Words for currencies, scales and comparisons: tables only. All in plain text (see `db.periods.text`)."""

from decimal import Decimal

# How each currency is written: before the figure, after it (words may stand on either side).
SIGNS = {
    "USD": ("us$", "$us", "usd$", "$"),
    "CNY": ("cn¥", "rmb¥", "cny¥"),
    "EUR": ("€",),
    "GBP": ("£",),
    "HKD": ("hk$", "hkd$"),
    "JPY": ("jp¥", "jpy¥"),
    "KRW": ("₩",),
    "INR": ("₹",),
    "AUD": ("a$", "au$"),
    "CAD": ("c$", "ca$"),
    "SGD": ("s$", "sg$"),
    "TWD": ("nt$",),
}
WORDS = {
    "USD": (
        "usd",
        "us dollars",
        "us dollar",
        "u.s. dollars",
        "dollars",
        "dollar",
        "美元",
        "美金",
        "美刀",
        "刀乐",
        "刀",
    ),
    "CNY": ("cny", "rmb", "renminbi", "chinese yuan", "yuan", "元人民币", "人民币元", "人民币", "元"),
    "EUR": ("eur", "euros", "euro", "欧元"),
    "GBP": ("gbp", "pounds sterling", "英镑"),
    "HKD": ("hkd", "hong kong dollars", "港元", "港币"),
    "JPY": ("jpy", "japanese yen", "yen", "日元", "日圆", "円"),
    "CHF": ("chf", "swiss francs", "swiss franc", "瑞士法郎", "瑞郎"),
    "KRW": ("krw", "korean won", "韩元", "韩币"),
    "INR": ("inr", "rupees", "卢比"),
    "AUD": ("aud", "australian dollars", "澳元", "澳币"),
    "CAD": ("cad", "canadian dollars", "加元", "加币"),
    "SGD": ("sgd", "singapore dollars", "新加坡元", "新元"),
    "TWD": ("twd", "ntd", "新台币", "台币"),
    "SEK": ("sek", "swedish kronor", "瑞典克朗"),
    "DKK": ("dkk", "danish kroner", "丹麦克朗"),
}
# A sign of two currencies.
AMBIGUOUS = {"¥": ("CNY", "JPY")}

# Figures in words, before a scale alone: "half a billion", "two hundred million".
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FIGURES = {
    "a": Decimal(1),
    "an": Decimal(1),
    "half a": Decimal("0.5"),
    "a hundred": Decimal(100),
    **{word: Decimal(number) for number, word in enumerate(_ONES, start=1)},
    **{f"{word} hundred": Decimal(number * 100) for number, word in enumerate(_ONES[:-1], start=1)},
    **{word: Decimal(number) for word, number in (("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50))},
}

SCALES = {
    word: Decimal(factor)
    for factor, words in (
        (10**3, "k thousand thousands 千"),
        (10**4, "万"),
        (10**5, "十万"),
        (10**6, "m mn mm mio mil mln million millions 百万"),
        (10**7, "千万"),
        (10**8, "亿"),
        (10**9, "b bn bil bln billion billions 十亿"),
        (10**10, "百亿"),
        (10**11, "千亿"),
        (10**12, "t tn trillion trillions 万亿 兆"),
    )
    for word in words.split()
}

# Comparisons that stand before an amount. Longer words come first within one language.
BEFORE = {
    "ge": r">=|=>|≥|⩾|at least|(?:not|no) less than|(?:a )?minimum(?: of)?|min\.?|starting at|reaching|reached|reaches"
    "|达到或超过|等于或超过|达到了?|达|大于等于|大于或等于|至少|不低于|不少于|不小于|起码|最少",
    "le": r"<=|=<|≤|⩽|at most|(?:not|no) more than|(?:a )?maximum(?: of)?|max\.?|up to|not exceeding"
    "|小于等于|小于或等于|不超过|不高于|不多于|不大于|至多|最多|最高",
    "gt": r">|over|above|(?:more|greater|larger|bigger|higher) than|exceeding|exceeds?|north of|in excess of|beyond"
    "|exceeded|exceeding|exceeds?|surpass(?:ed|ing|es)?|topp(?:ed|ing)"
    "|超过|超出|大于|高于|多于|逾|突破|超",
    "lt": r"<|under|below|(?:less|smaller|lower|fewer) than|south of|低于|小于|少于|不足|不到|不满",
    "eq": r"==?|exactly|equal(?:s|ing)?(?: to)?|of exactly|等于|正好|刚好",
}
# Comparisons that stand behind it. 以上 and 以下 take the amount itself in.
BEHIND = {
    "ge": r"\+|plus|(?:or|and) (?:more|above|over|higher|up|larger|bigger|greater)|及以上|或以上|以上",
    "le": r"(?:or|and) (?:less|below|under|lower|smaller)|及以下|或以下|以下|以内|之内",
}
BETWEEN_BEFORE = r"between|from|介于|在|从|自"
BETWEEN_BEHIND = r"之间|间"
TO = r" ?(?:\.\.\.?|…|-|~| to | and | through |到|至|和|与) ?"

# What is counted, not paid: 3万例, 5万人.
COUNTED = "人例名个家笔次份吨支剂盒片只项种款位台套件平米年天月日"
