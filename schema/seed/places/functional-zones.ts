/** A functional zone: a private code and the streets that it runs, each with the county that it lies in. */
export interface FunctionalZone {
  code: string
  name: string
  streets: Record<string, readonly string[]>
}

/**
 * 高新区, 天府新区, 东部新区. They have no national code (the three are private) and no county of their own. Streets are
 * joined by county and name: copied codes are wrong for 芦葭镇, whose code elsewhere belongs to 涌泉镇.
 */
export const functionalZones: readonly FunctionalZone[] = [
  {
    code: "510171",
    name: "四川天府新区成都直管区",
    streets: {
      "510116": [
        "华阳街道",
        "万安街道",
        "正兴街道",
        "兴隆街道",
        "煎茶街道",
        "新兴街道",
        "籍田街道",
        "太平街道",
        "永兴街道",
      ],
    },
  },
  {
    code: "510172",
    name: "成都高新区",
    streets: {
      "510107": ["芳草街街道", "肖家河街道", "石羊街道", "桂溪街道"],
      "510116": ["中和街道"],
      "510117": ["合作街道", "西园街道"],
    },
  },
  {
    code: "510173",
    name: "成都东部新区",
    streets: {
      "510185": [
        "石盘街道",
        "养马街道",
        "石板凳街道",
        "三岔街道",
        "草池街道",
        "福田街道",
        "玉成街道",
        "丹景街道",
        "芦葭镇",
        "高明镇",
        "武庙镇",
        "壮溪镇",
        "董家埂镇",
        "海螺镇",
      ],
    },
  },
]
