"""Countries and regions, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "region": {
        "China": "china; chinese; nmpa; mainland china; prc; china s; nmpa approval; nmpa approved",
        "US": (
            "us; usa; u s; united states; america; american; fda; u s a; fda decision; fda decisions; "
            "fda action; fda approval; fda approved"
        ),
        "EU": "eu; europe; european; ema; european union; eu s; europe based; ema approval; ec approval",
        "UK": "uk; united kingdom; britain; british; mhra",
        "Japan": "japan; japanese; pmda",
        "global": "global; worldwide; globally; international; multinational trial; multiregional",
        "Australia": "australia; australian",
        "Macao": "macao; macau",
        "Singapore": "singapore; singaporean",
    },
    "country": {
        "US": "us; usa; u s; united states; american; u s a; us based",
        "Japan": "japan; japanese",
        "Switzerland": "swiss; switzerland",
        "India": "india; indian",
        "UK": "uk; british; united kingdom; britain",
        "Germany": "germany; german",
        "Denmark": "denmark; danish",
        "South Korea": "korea; south korea; korean; south korean",
        "France": "france; french",
        "Italy": "italy; italian",
        "Taiwan": "taiwan; taiwanese",
        "Brazil": "brazil; brazilian",
        "Belgium": "belgium; belgian",
        "Singapore": "singapore; singaporean",
        "Saudi Arabia": "saudi arabia; saudi",
        "Spain": "spain; spanish",
        "Hungary": "hungary; hungarian",
        "Czech Republic": "czech; czech republic",
        "Turkey": "turkey; turkish",
        "China": "china; chinese",
    },
}
