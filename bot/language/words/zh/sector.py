"""Figures that are reported for the sector, and what they are about, in Chinese."""

from bot.language.words.table import Table

WORDS: Table = {
    "metric": {
        "share-of-mnc-external-pipeline": (
            "外部管线; 外部引进管线; 跨国药企外部管线; 外采管线; 跨国药企管线; 外部资产; 引进管线; mnc外部管线; "
            "mnc外部引进的管线; mnc外部引进管线; mnc管线; mnc引进管线; mnc外部引进; "
            "外部引进; 跨国药企外采管线; 外部创新"
        ),
        "share-of-global-out-licensing-value": (
            "全球对外授权金额; 全球授权金额; 全球交易金额; 全球授权总额; 全球license out金额; "
            "占全球对外授权金额; 全球总金额; 全球授权交易金额; 占全球授权金额"
        ),
        "share-of-global-out-licensing-deals": (
            "全球授权交易数; 全球交易数; 全球对外授权数量; 全球授权数量; 全球对外授权交易数; 全球授权交易数量"
        ),
        "share-of-global-pipeline": "全球管线; 全球在研管线; 全球研发管线; 占全球管线",
        "share-of-global-first-launches": "全球首发; 全球首次上市; 全球首发上市",
        "share-of-revenue-from-us": "美国收入占比; 美国收入; 来自美国的收入; 来自美国",
        "market-size": "市场规模; 市场多大; 市场容量; 创新药市场规模; 市场有多大",
        "market-size-small-nucleic-acid": (
            "小核酸市场规模; 小核酸市场; 小核酸药物市场规模; 小核酸药物市场; 小核酸市场多大; 小核酸药物市场多大; "
            "小核酸市场有多大"
        ),
        "global-to-china-market-ratio": "全球市场是中国; 中国市场的几倍; 几倍; 多少倍; 全球市场",
        "order-backlog": "在手订单; 积压订单; 订单; 未完成订单; 未履约订单; 手持订单",
        "revenue-growth": (
            "收入增长; 营收增长; 收入增速; 营收增速; 业绩增长; 收入增长多少; 营收增长多少; 收入增长了多少; 收入增速多少"
        ),
        "revenue-growth-guidance": "收入指引; 增长指引; 收入增长指引; 业绩指引; 营收指引; 增速指引",
        "tides-revenue-growth": "tides收入; tides业务; tides收入增长; tides",
        "gross-margin": "毛利率; 毛利",
        "new-projects": "新增项目; 新项目; 新增项目数",
        "approvals": (
            "批准了多少个创新药; 创新药获批; 获批创新药; 创新药批准; 获批的创新药; 批准的创新药; 新药获批; "
            "创新药获批数量; 批准创新药; 个创新药"
        ),
        "forecast": "预测; 展望; 预计规模",
        "outlook": "复苏; 前景; 回暖; 景气度; 景气",
        "policy-status": (
            "生物安全法案; 生物安全法; 立法; 成法; 法律; 法案; 通过; 生效; 落地; 签署成法; 成为法律; 1260h; 1260h清单; "
            "国防授权法; 清单; 政策"
        ),
        "focus-areas": (
            "重点领域; 看好的领域; 关注方向; 重点方向; 热点领域; 看好哪些领域; 点名的领域; 哪些方向; 什么方向; "
            "看好的方向; 看好方向; 有哪些方向"
        ),
        "pipeline-drugs-in-trials": "在临床药物数; 临床在研药物",
    },
    "subject": {
        "greater-china": "大中华区; 大中华",
        "global": "全球; 世界; 全球的; 世界的",
        "china": "中国; 中国创新药; 国产; 国产创新药; 国内; 国产新药",
        "biosecure-act": "生物安全法案; 生物安全法; biosecure; biosecure法案",
        "dod-1260h-list": "1260h; 1260h清单; 国防部清单",
        "cxo": "cxo; 医药外包; 外包",
    },
}
