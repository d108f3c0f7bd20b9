"""What deals are over, where that is no named drug, and what drugs hit, where that has a name in Chinese."""

from bot.chinese.phrases import Phrases, frame

_ASSETS = {
    "12 early-stage and de novo oncology programmes (ADCs and multispecific antibodies)": "12个早期及全新肿瘤项目（ADC和多特异性抗体）",
    "ADCs from linker-payload and glycan conjugation platform": "连接子-载荷及糖基偶联平台的ADC",
    "ADCs from the TMALIN platform (several targets chosen by BioNTech)": "TMALIN平台的ADC（BioNTech选定的多个靶点）",
    "AI and physics-based small-molecule discovery platform (expansion)": "AI与物理驱动的小分子发现平台（扩大合作）",
    "AI and robotics platform: preclinical assets and DoveTree-selected targets": "AI与机器人平台：临床前资产及DoveTree选定的靶点",
    "AI design of bispecific antibodies against Lilly-chosen targets": "针对礼来选定靶点的双抗AI设计",
    "AI protein design platform": "AI蛋白设计平台",
    "AI-discovered oncology small molecules (Pharma.AI platform)": "AI发现的肿瘤小分子（Pharma.AI平台）",
    "AI-driven discovery of oral candidates for multiple targets, incl. a preclinical small molecule for immunological disease": (
        "AI驱动的多靶点口服候选药物发现，含一款免疫疾病临床前小分子"
    ),
    "AnHeart (whole company; taletrectinib, safusidenib)": "AnHeart（整家公司；taletrectinib、safusidenib）",
    "B7H3/PTK7 bispecific ADC": "B7H3/PTK7双抗ADC",
    "Brain Delivery Module (BDM) platform": "脑部递送模块(BDM)平台",
    "EGFR L858R allosteric inhibitor": "EGFR L858R变构抑制剂",
    "FIT-Ig bispecific platform": "FIT-Ig双抗平台",
    "HCAb (Harbour Mice) platform": "HCAb（Harbour Mice）平台",
    "Harbour Mice platform: multispecific antibody discovery": "Harbour Mice平台：多特异性抗体发现",
    "KAT6A inhibitor": "KAT6A抑制剂",
    "KLK2 x CD3 T-cell engager": "KLK2 x CD3 T细胞衔接器",
    "KRAS G12D inhibitor (clinical stage)": "KRAS G12D抑制剂（临床阶段）",
    "LEAD RNAi platform: metabolic targets (undisclosed)": "LEAD RNAi平台：代谢靶点（未披露）",
    "Pharma.AI platform: discovery collaboration": "Pharma.AI平台：发现合作",
    "RenMice antibodies for antibody-conjugated LNPs": "用于抗体偶联LNP的RenMice抗体",
    "SAFEbody platform: two masked CD3 T-cell engagers": "SAFEbody平台：两款遮蔽型CD3 T细胞衔接器",
    "SanReno (whole company; atrasentan and zigakibart rights for Greater China and Singapore)": (
        "信瑞诺（整家公司；atrasentan和zigakibart在大中华区和新加坡的权益）"
    ),
    "aficamten": "aficamten",
    "amyloid-beta antibody programme with blood-brain-barrier shuttle": "带血脑屏障穿梭载体的β淀粉样蛋白抗体项目",
    "anti-CD3 antibody and WuXiBody platform for TCR-guided T-cell engagers": "用于TCR导向T细胞衔接器的抗CD3抗体及WuXiBody平台",
    "bispecific ADC development partnership": "双抗ADC开发合作",
    "bispecific antibody discovery collaboration (several autoimmune targets)": "双抗发现合作（多个自身免疫靶点）",
    "bispecific antibody for a dual-payload ADC": "用于双载荷ADC的双抗",
    "discovery programmes in oncology and immunology (seventh collaboration)": "肿瘤及免疫发现项目（第七次合作）",
    "four Hengrui oncology/hematology assets": "恒瑞四项肿瘤/血液资产",
    "five jointly discovered programmes": "五个共同发现的项目",
    "four BMS immunology assets (to Hengrui, for China)": "百时美施贵宝四项免疫资产（授予恒瑞，中国权益）",
    "fully human HER2/TROP2 ADC": "全人源HER2/TROP2 ADC",
    "fully human bispecific antibodies (RenLite) for ADCs": "用于ADC的全人源双抗（RenLite）",
    "in vivo CAR-T therapies (platform)": "体内CAR-T疗法（平台）",
    "insulin glargine (technology transfer and supply)": "甘精胰岛素（技术转让及供货）",
    "joint venture Fosun Henlius Middle East (biologics)": "合资公司Fosun Henlius Middle East（生物药）",
    "macrocyclic peptide discovery platform": "大环肽发现平台",
    "metabolic disease programmes (Regor platform)": "代谢疾病项目（锐格平台）",
    "molecular glue degraders (GlueXplorer platform)": "分子胶降解剂（GlueXplorer平台）",
    "myeloid engager platform": "髓系细胞衔接器平台",
    "new anti-CD47 antibodies": "新型抗CD47抗体",
    "next-generation T-cell engagers (Nona Biosciences platform)": "新一代T细胞衔接器（诺纳生物平台）",
    "next-generation biotherapeutics incl. ADCs and T-cell engagers (Harbour Mice)": (
        "新一代生物疗法，含ADC和T细胞衔接器（Harbour Mice）"
    ),
    "novel T-cell engagers for autoimmune disease": "用于自身免疫病的新型T细胞衔接器",
    "one preclinical candidate (undisclosed)": "一款临床前候选药物（未披露）",
    "one undisclosed RNAi programme (LEAD platform)": "一个未披露的RNAi项目（LEAD平台）",
    "oral small-molecule platform: multiple metabolic targets": "口服小分子平台：多个代谢靶点",
    "peptide-based radioligand candidate (undisclosed)": "多肽类放射性配体候选药物（未披露）",
    "portfolio of preclinical oral drugs plus AI discovery collaboration": "临床前口服药物组合及AI发现合作",
    "preclinical ADC candidate for solid tumours": "用于实体瘤的临床前ADC候选药物",
    "preclinical NLRP3 inhibitors": "临床前NLRP3抑制剂",
    "preclinical monoclonal antibodies for tumour-targeted therapies (Harbour Mice)": (
        "用于肿瘤靶向治疗的临床前单抗（Harbour Mice）"
    ),
    "preclinical small-molecule solid-tumour candidate": "临床前实体瘤小分子候选药物",
    "preclinical trispecific T-cell engager": "临床前三特异性T细胞衔接器",
    "preclinical trispecific T-cell engager (WuXiBody)": "临床前三特异性T细胞衔接器（WuXiBody）",
    "protein degraders (uSMITE platform), lead cell-cycle degrader": "蛋白降解剂（uSMITE平台），先导细胞周期降解剂",
    "sLVV lentiviral vector manufacturing process": "sLVV慢病毒载体生产工艺",
    "siRNA programmes": "siRNA项目",
    "six preclinical siRNA programmes for MASH (RiboGalSTAR platform)": "六个MASH临床前siRNA项目（RiboGalSTAR平台）",
    "three RAS-pathway programmes": "三个RAS通路项目",
    "three preclinical ADCs (PTK7, MUC16, SEZ6)": "三款临床前ADC（PTK7、MUC16、SEZ6）",
    "two antibodies for ADCs against solid-tumour targets": "用于实体瘤靶点ADC的两款抗体",
    "two cardiovascular RNAi assets": "两项心血管RNAi资产",
    "two preclinical ADC assets of the Dec 2022 deal": "2022年12月交易中的两项临床前ADC资产",
    "two preclinical immunology programmes + multispecific antibodies from the Harbour Mice platform": (
        "两个免疫临床前项目及Harbour Mice平台的多特异性抗体"
    ),
    "two siRNA candidates (one entering Phase 1, one preclinical)": "两款siRNA候选药物（一款进入1期，一款临床前）",
    "up to four pre-clinical bi- and multi-specific T-cell engagers": "最多四款临床前双/多特异性T细胞衔接器",
    "up to four preclinical myeloid cell engager programmes": "最多四个临床前髓系细胞衔接器项目",
    "up to four targets a year over five years (preclinical small-molecule or other programmes)": (
        "五年内每年最多四个靶点（临床前小分子或其他项目）"
    ),
    "up to seven preclinical ADCs": "最多七款临床前ADC",
}
_TARGETS = {
    "GnRH receptor": "GnRH受体",
    "RAS pathway": "RAS通路",
    "SARS-CoV-2 spike": "新冠病毒刺突蛋白",
    "amylin receptor": "胰淀素受体",
    "amyloid beta": "β淀粉样蛋白",
    "androgen receptor": "雄激素受体",
    "cardiac myosin": "心肌肌球蛋白",
    "complement factor B": "补体B因子",
    "insulin receptor": "胰岛素受体",
    "mesothelin": "间皮素",
    "tissue factor": "组织因子",
    "topoisomerase I": "拓扑异构酶I",
    "tubulin": "微管蛋白",
    "Factor XI": "凝血因子XI",
}


def _nothing(_text: str) -> None:
    """Read no words by themselves: assets are worded in whole phrases."""


ASSETS = Phrases(_ASSETS, (frame(r"(.+?) \| (.+)", "{0}；{1}"),), _nothing)
TARGETS = Phrases(_TARGETS, (), _nothing)
