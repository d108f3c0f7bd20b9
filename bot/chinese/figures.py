"""What reported figures measure, and what is said of laws and lists."""

from bot.chinese.phrases import Phrases, frame

_OUT_LICENSING = {
    "total value": "总金额",
    "upfront payments": "首付款",
    "upfront": "首付款",
    "number of deals": "交易数量",
    "average upfront": "平均首付款",
    "average deal size": "平均交易金额",
    "average total value": "平均总金额",
    "value growth": "金额增长",
    "number of deals (cross-border licensing)": "交易数量（跨境许可）",
    "average upfront (Western licensee)": "平均首付款（被许可方为西方公司）",
    "deals above USD 1bn": "10亿美元以上的交易",
}
_SHARES = {
    "ADC licensing": "ADC许可交易",
    "BD deals (number)": "BD交易（数量）",
    "biotech out-licensing deal value": "生物技术对外授权交易金额",
    "drug development pipeline": "药物在研管线",
    "drug licensing value": "药物许可金额",
    "drug out-licensing value": "药物对外授权金额",
    "drug pipelines": "药物管线",
    "innovative biopharma pipeline": "创新生物药管线",
    "innovative-drug BD deals (number)": "创新药BD交易（数量）",
    "innovative-drug BD deals (value)": "创新药BD交易（金额）",
    "large-scale BD deal value": "大型BD交易金额",
    "licensing spend": "许可支出",
    "out-licensed molecules (number)": "对外授权分子（数量）",
    "out-licensing total consideration": "对外授权总对价",
    "pharma licensing agreements": "医药许可协议",
}
_COMPANIES = {
    "order backlog": "在手订单",
    "order backlog (continuing operations)": "在手订单（持续经营业务）",
    "total order backlog": "在手订单总额",
    "total order backlog growth": "在手订单总额增长",
    "order backlog: service / potential milestone part": "在手订单：服务部分/潜在里程碑部分",
    "revenue growth": "收入增长",
    "revenue growth (continuing operations)": "收入增长（持续经营业务）",
    "revenue growth (excluding COVID)": "收入增长（剔除新冠项目）",
    "revenue growth outlook (continuing operations)": "收入增长展望（持续经营业务）",
    "TIDES revenue growth": "TIDES收入增长",
    "share of sales from the US": "美国收入占比",
    "new projects": "新增项目",
    "gross margin": "毛利率",
    "full-year revenue growth guidance": "全年收入增长指引",
    "full-year guidance (continuing operations revenue growth)": "全年指引（持续经营业务收入增长）",
    "revenue guidance": "收入指引",
    "revenue CAGR guidance": "收入复合年增长率指引",
}
_NAMES = {
    "WuXi AppTec": "药明康德",
    "WuXi Biologics": "药明生物",
    "WuXi XDC": "药明合联",
    "China": "中国",
    "Greater China": "大中华区",
}
_WHOLE = {
    "WuXi AppTec revenue guidance: 43.5-44 CNY bn": "药明康德收入指引：435亿至440亿元人民币",
    "2026 may not exceed 2025 in number or value but stays strong": "2026年数量或金额未必超过2025年，但仍保持强劲",
    "Active innovative drugs in clinical trials, China": "中国处于临床阶段的创新药",
    "China biotech deals of all types (licensing, M&A, financing)": "中国生物技术各类交易（许可、并购、融资）",
    "China drug in-licensing upfront payments": "中国药物许可引进首付款",
    "China innovative drug market size": "中国创新药市场规模",
    "China innovative drug market size (forecast)": "中国创新药市场规模（预测）",
    "China life-science license-out deals, cumulative": "中国生命科学对外授权交易累计数量",
    "China out-licensing number of deals": "中国对外授权交易数量",
    "China pharma BD total value": "中国医药BD交易总金额",
    "China pharma BD total value (all kinds)": "中国医药BD交易总金额（各类）",
    "China share of drug licensing deals (involving Chinese assets)": "中国占药物许可交易的份额（涉及中国资产）",
    "China share of large-pharma in-licensed external molecules": "中国占大型药企外部引进分子的份额",
    "China share of large-pharma in-licensed external molecules: 10-12 percent": "中国占大型药企外部引进分子的份额：10-12%",
    "China share of licensing deals of USD 50m+ upfront": "中国占首付款5000万美元以上许可交易的份额",
    "China share of molecules bought by pharma": "中国占药企所购分子的份额",
    "China-sourced deals of top-20 multinationals: average total value": "前20大跨国药企的中国来源交易：平均总金额",
    "China-sourced deals of top-20 multinationals: average upfront": "前20大跨国药企的中国来源交易：平均首付款",
    "Chinese pharma M&A and licensing value": "中国医药并购及许可金额",
    "Domestic innovative drugs approved in China": "中国获批的国产创新药",
    "Global biopharma licensing announced value": "全球生物医药许可公布金额",
    "Global drug deals number": "全球药物交易数量",
    "Global drug deals total value": "全球药物交易总金额",
    "Global pharma deal total value": "全球医药交易总金额",
    "Innovative drugs approved in China": "中国获批的创新药",
    "More cautious: 40-50% growth in 2026": "较为谨慎：2026年增长40-50%",
    "On track to double again over next 18-24 months": "未来18至24个月有望再翻一番",
    "Share of global first launches of innovative drugs in China": "中国创新药占全球首次上市的份额",
    "Small nucleic acid drug market (global)": "小核酸药物市场（全球）",
    "US drugmakers licensing from China: number of deals": "美国药企从中国引进：交易数量",
    "US drugmakers licensing from China: total value": "美国药企从中国引进：总金额",
    "announced biopharma licensing value, worldwide (all origins)": "全球生物医药许可公布金额（各来源）",
    "areas named for 2026: IO bispecifics, ADC, small nucleic acids, CAR-T": "2026年看好的领域：IO双抗、ADC、小核酸、CAR-T",
    "global drug market as a multiple of the domestic Chinese market": "全球药物市场相对中国国内市场的倍数",
    "named in the CXO group whose orders and performance recover, to record highs": "被列为订单及业绩复苏、创历史新高的CXO企业之一",
    "number of China innovative-drug out-licensing (BD) deals": "中国创新药对外授权（BD）交易数量",
    "number of overseas licensing deals": "海外许可交易数量",
    "share of Chinese-sourced pipelines in the external procurement of multinationals": "跨国药企外部引进管线中来自中国的占比",
    "total value of China innovative-drug out-licensing (BD)": "中国创新药对外授权（BD）总金额",
    "total value of China innovative-drug out-licensing (BD), first month of 2026": "中国创新药对外授权（BD）总金额，2026年首月",
    "total value of out-licensing deals": "对外授权交易总金额",
    "total value of out-licensing/BD deals of Chinese innovative drugs": "中国创新药对外授权/BD交易总金额",
    "upfront payments of China innovative-drug out-licensing (BD)": "中国创新药对外授权（BD）首付款",
    "upfront payments of China innovative-drug out-licensing (BD), first month of 2026": (
        "中国创新药对外授权（BD）首付款，2026年首月"
    ),
}
_POLICY = {
    "Both chambers passed NDAA versions with BIOSECURE-like amendment, to be reconciled": (
        "两院均通过含类似BIOSECURE修正案的NDAA版本，有待协调"
    ),
    "Claimed to be on the list published 16 February 2026, with Macquarie advising to accumulate": (
        "据称在2026年2月16日公布的名单上，Macquarie建议增持"
    ),
    "Deputy Defense Secretary told lawmakers WuXi AppTec (with Alibaba, Baidu, BYD and others) should be added": (
        "国防部副部长告知议员：药明康德（连同阿里巴巴、百度、比亚迪等）应被列入"
    ),
    "Final FY2026 NDAA text released with modified BIOSECURE language": "公布2026财年NDAA最终文本，含经修改的BIOSECURE条款",
    "House passed the final FY2026 NDAA including BIOSECURE": "众议院通过含BIOSECURE的2026财年NDAA最终版本",
    "House passed the stand-alone bill naming five firms (BGI, MGI, Complete Genomics, WuXi AppTec, WuXi Biologics); "
    "left out of the FY2025 NDAA": (
        "众议院通过点名五家公司（华大基因、华大智造、Complete Genomics、药明康德、药明生物）的独立法案；未纳入2025财年NDAA"
    ),
    "Introduced as H.R. 7085 by Representatives Gallagher and Krishnamoorthi": (
        "由众议员Gallagher和Krishnamoorthi提出，编号H.R. 7085"
    ),
    "List expanded by 65 entities including Alibaba, Baidu and BYD; notice published in the Federal Register on 10 June "
    "(91 FR 35189)": "清单新增65家实体，包括阿里巴巴、百度和比亚迪；公告于6月10日刊登于《联邦公报》（91 FR 35189）",
    "Listed in a notice filed with the Federal Register and withdrawn the same day without explanation": (
        "出现在提交《联邦公报》的公告中，当日即被撤回，未作解释"
    ),
    "No company named; firms on the DoD 1260H list count as companies of concern; WuXi AppTec and WuXi Biologics not "
    "currently covered; five-year safe harbour for existing contracts with later-designated firms": (
        "未点名任何公司；国防部1260H清单上的企业视为受关注公司；药明康德和药明生物目前不在其列；"
        "与之后被列入企业的现有合同有五年安全港"
    ),
    "Revised bill added WuXi Biologics and gave US companies until 2032 to end work with named firms": (
        "修订法案增列药明生物，并给予美国公司至2032年的期限终止与被点名企业的合作"
    ),
    "Senate passed its FY2026 NDAA with a BIOSECURE amendment that names no company and refers to the DoD 1260H list "
    "(BGI, MGI on it; WuXi firms not)": (
        "参议院通过其2026财年NDAA，所含BIOSECURE修正案未点名公司，而是援引国防部1260H清单（华大基因、华大智造在列；药明系不在列）"
    ),
    "Senate vote adding a revised BIOSECURE to the NDAA; not in the House-passed version": (
        "参议院表决将修订后的BIOSECURE加入NDAA；众议院通过的版本中没有"
    ),
    "Senators Hagerty and Peters submitted a new version as a floor amendment to the Senate FY2026 NDAA (S. 2296)": (
        "参议员Hagerty和Peters将新版本作为参议院2026财年NDAA（S. 2296）的修正案提交"
    ),
    "Signed by President Trump in December 2025 as part of the FY2026 NDAA": (
        "2025年12月由特朗普总统签署，作为2026财年NDAA的一部分"
    ),
    "Signed into law as Sec. 851 of the FY2026 NDAA (P.L. 119-60); prohibitions do not take effect at once": (
        "作为2026财年NDAA第851条（P.L. 119-60）签署成为法律；禁令并非立即生效"
    ),
    "said that the BIOSECURE Act did not materialise": "称生物安全法案未落地",
}
_TERMS = {**_OUT_LICENSING, **_SHARES, **_COMPANIES, **_NAMES}
_FRAMES = (
    frame(r"((?:Greater )?China) drug out-licensing (.+)", "{0}药物对外授权{1}"),
    frame(r"China share of global (.+)", "中国占全球{0}的份额"),
    frame(r"(WuXi \w+) (.+?): (\d.*) percent", "{0}{1}：{2}%", 2),
    frame(r"(WuXi \w+) (.+)", "{0}{1}"),
)


def _nothing(_text: str) -> None:
    """Read no words by themselves: figures are worded in whole phrases."""


FIGURES = Phrases({**_TERMS, **_WHOLE, **_POLICY}, _FRAMES, _nothing)
