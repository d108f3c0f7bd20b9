"""What is said of drugs and companies: modality, area, target, and what can be asked of one, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "modality": {
        "ADC": "adc; antibody drug conjugate; antibody-drug conjugate",
        "bispecific ADC": "bispecific adc; bsadc; bispecific antibody drug conjugate",
        "bispecific": (
            "bispecific; bispecific antibody; bispecific antibodies; bsab; dual antibody; bi specific; "
            "bi specific antibody; bi specific antibodies"
        ),
        "trispecific": (
            "trispecific; trispecific antibody; trispecific antibodies; tri specific; tri specific antibody; "
            "tri specific antibodies"
        ),
        "mAb": "mab; monoclonal antibody; monoclonal antibodies; monoclonal; antibody; antibodies",
        "small molecule": "small molecule; small molecule drug; oral small molecule; smol",
        "siRNA": "sirna; small interfering rna; small nucleic acid; rnai; nucleic acid; oligonucleotide",
        "peptide": "peptide; peptide drug",
        "fusion protein": "fusion protein; fc fusion",
        "cell therapy": "cell therapy; cell therapies; car t; cart; car-t; car t therapy; car t cell; car ts; carts",
        "in vivo cell therapy": "in vivo car t; in vivo cell therapy; in vivo cart; in vivo car ts; in vivo carts",
        "gene therapy": "gene therapy; gene therapies",
        "radioligand": "radioligand; radiopharmaceutical; rlt; radioligand therapy; rdc; nuclear medicine",
        "vaccine": "vaccine",
        "platform": "platform; ai platform; technology platform",
    },
    "area": {
        "oncology": "oncology; cancer; tumor; tumour; solid tumor; oncology drug",
        "immunology": (
            "immunology; autoimmune; inflammation; i&i; autoimmunity; immune; autoimmune disease; inflammatory"
        ),
        "metabolic": "metabolic; metabolism; metabolic disease; metabolics",
        "cardiovascular": "cardiovascular; cardio; cv; cardiology",
        "hematology": "hematology; haematology; blood disorder",
        "respiratory": "respiratory; pulmonary",
        "ophthalmology": "ophthalmology; eye; ophthalmic; eye disease",
        "infectious": "infectious; infection; infectious disease; anti infective",
        "CNS": "cns; neurology; neuroscience; central nervous system; neuro",
    },
    "narrower": {
        "metabolic": "obesity; diabetes; weight loss; endocrine; nash; mash",
        "cardiovascular": "heart; lipid; cardiometabolic; hypertension",
        "respiratory": "copd; asthma; lung disease",
        "infectious": "hepatitis; hepatitis b; covid; hiv; antiviral",
        "immunology": "lupus; psoriasis; atopic dermatitis",
        "CNS": "psychiatry; alzheimer; parkinson; depression",
    },
    "outside": {
        "": "outside; outside of; ex; excluding; without rights in",
        "China": (
            "ex china; ex china rights; ex greater china; outside china; outside of china; "
            "outside greater china; outside of greater china; excluding china; excluding greater china; ex prc"
        ),
    },
    "alike": {
        "target": "same target; same mechanism; same mechanism of action; same moa",
        "modality": "same modality; same drug class; same kind of molecule; same type of drug; same class",
        "area": "same area; same therapeutic area; same disease area",
    },
    "target": {
        "GLP-1R": "glp 1; glp1; glp 1 agonist",
        "Claudin 18.2": "cldn18 2; cldn 18 2; claudin 18; cldn18",
        "TROP2": "trop 2",
        "HER2": "her 2; erbb2",
        "PD-1": "pd1; pdcd1; pd 1",
        "PD-L1": "pdl1",
    },
    "indication": {
        "squamous": "squamous; sq nsclc; squamous cohort; sqnsclc",
        "non-squamous": "non squamous; nonsquamous; nsq; non squamous cohort",
        "NSCLC": "nsclc; lung cancer; non small cell lung cancer",
        "SCLC": "sclc; small cell lung cancer; es sclc",
        "breast": "breast cancer; tnbc; breast",
        "gastric": "gastric cancer; stomach cancer; gastric",
        "colorectal": "colorectal cancer; colorectal; crc",
        "EGFR-mutated": "egfr mutant; egfr mutated; egfr mutation; egfrm",
        "T2D": "t2d; type 2 diabetes",
        "hepatocellular": "hcc; liver cancer; hepatocellular carcinoma",
    },
    "ask": {
        "maker": (
            "make; makes; made; maker; made by; developed; developer; originator; originated; invented; behind; "
            "manufacture; manufacturer; developing; develops; develop; owner; own; owns; belongs; "
            "from which company; discovered; sponsor; who makes; comes from; whose drug; whose is; whose product"
        ),
        "rights": (
            "right; rights; who has the rights; territory; territories; region rights; holds the rights; "
            "ex china rights; ex china; ex greater china; outside china; outside of china; "
            "outside greater china; outside of greater china; excluding china; excluding greater china; ex prc; "
            "commercial rights; license rights; cover; covers; outside; outside of; ex"
        ),
        "partners": "partner; partners; partnered; collaborator; licensee of",
        "target": (
            "target; targets; mechanism; mechanism of action; moa; against what; hits; against; targeting; "
            "directed against; aimed at; hitting"
        ),
        "modality": (
            "modality; kind of drug; type of drug; what type; what kind; what sort; drug class; sort of drug; "
            "type of molecule; kind of molecule"
        ),
        "area": "therapeutic area; disease area; therapy area",
        "indications": (
            "indication; indications; disease; diseases; used for; treat; treats; studied in; being studied; "
            "tested in; approved for; developed for"
        ),
        "phase": "phase; stage; development stage; how far; clinical stage; most advanced; how advanced",
        "names": (
            "called; name; names; other name; also known as; alias; aliases; code name; brand name; "
            "generic name; inn; aka; synonym; known as; brand; code; chinese name; partner code"
        ),
        "competitors": (
            "competitor; competitors; compete; rival; rivals; competing; same target; same mechanism; "
            "same mechanism of action; same moa; same modality; same drug class; same kind of molecule; "
            "same type of drug; same area; same therapeutic area; same disease area; who else; others with; "
            "competition; peer; peers; same class; else"
        ),
        "others": "other; others",
        "country": "headquartered; headquarters; hq; based; where is; located; country; home country; where",
        "ticker": (
            "ticker; stock code; listed; stock symbol; symbol; stock ticker; hk code; stock number; hk ticker; "
            "hong kong code; listing code"
        ),
        "drugs": "in the clinic; clinic; pipeline; portfolio; drugs of; products",
        "trials": "which trials; trials of",
        "royalties": "royalty; royalties; royalty rate; royalty rates; royalty percentage; royalty terms",
        "status": "status; still alive; still on",
    },
}
