"""Countries and regions, in Chinese."""

from bot.language.words.table import Table

WORDS: Table = {
    "region": {
        "China": "中国; 国内; 国家药监局; nmpa; 药监局; 大陆; 内地; 在中国; 在国内",
        "US": "美国; fda; 美; 美国fda",
        "EU": "欧盟; 欧洲; ema; 欧",
        "UK": "英国; mhra",
        "Japan": "日本",
        "global": "全球; 国际; 海外; 国际多中心",
        "Australia": "澳大利亚; 澳洲",
        "Macao": "澳门",
        "Singapore": "新加坡",
    },
    "country": {
        "US": "美国; 美国公司; 美企; 美资",
        "Japan": "日本; 日本公司; 日企; 日资",
        "Switzerland": "瑞士",
        "India": "印度",
        "UK": "英国",
        "Germany": "德国",
        "Denmark": "丹麦",
        "South Korea": "韩国; 南韩",
        "France": "法国",
        "Italy": "意大利",
        "Taiwan": "台湾",
        "Brazil": "巴西",
        "Belgium": "比利时",
        "Singapore": "新加坡",
        "Saudi Arabia": "沙特; 沙特阿拉伯",
        "Spain": "西班牙",
        "China": "中国; 国内",
    },
}
