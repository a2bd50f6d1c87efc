import type { PressRecord } from "../../../worker/domain/press-record.ts"

/** A real estate that is known from the press only: no login, no submission, no score. */
export interface PressEstate {
  id: string
  slug: string
  name: string
  placeCode: string
  districtCode: string
  streetCode: string | null
  builtYear: number | null
  records: { id: string; year: string; document: PressRecord }[]
}

const paper = { zh: "华西社区报", en: "Huaxi Community News" }

const lanzuan: PressRecord = {
  source: {
    paper,
    note: { zh: "华西社区报2023年报道", en: "Report of Huaxi Community News, 2023" },
  },
  facts: [
    { zh: "2012年11月建成", en: "Built in November 2012" },
    { zh: "居民约2500人", en: "About 2,500 residents" },
    {
      zh: "设有第七社区网格党支部、两新物业党支部",
      en: "Has the party branch of the seventh community grid and a party branch of the property company",
    },
    {
      zh: "四方联动：小区党组织、物业公司、业委会、居民业主",
      en: "Four-party mechanism: the estate's party organisation, the property company, the owners' committee, the residents",
    },
    {
      zh: "社区党委牵头，定期召开联席会议",
      en: "Regular joint meetings led by the community's party committee",
    },
    { zh: "设有居民议事会和民情观察员", en: "Has a residents' council and resident observers" },
    {
      zh: "诉求通过蓉e报和智慧社区反映",
      en: "Appeals come in through 蓉e报 (the city's app) and the smart-community platform",
    },
    {
      zh: "设有群众工作之家、萍妹儿解忧站",
      en: "Has a house for work with residents (群众工作之家) and the station 萍妹儿解忧站 for mediation",
    },
    {
      zh: "金枫叶志愿者开展一对一关爱",
      en: "The 金枫叶 (Golden Maple Leaf) volunteers give one-to-one care",
    },
  ],
  values: [
    { key: "households", value: "1079" },
    { key: "volunteer_families", value: "40", quote: { zh: "40多个", en: "“more than 40”" } },
    { key: "service_kinds", value: "7" },
  ],
  selected: {
    zh: "2023成都党建引领社区共建物业融入“微网实格”示范小区",
    en: "Chosen at the 2023 forum as a Chengdu demonstration estate: property service in the micro-grids",
  },
}

const junyue: PressRecord = {
  source: {
    paper,
    note: {
      zh: "华西社区报报道，时间为2021年10月之后近三年",
      en: "Report of Huaxi Community News, nearly three years after October 2021",
    },
  },
  facts: [
    {
      zh: "位于青羊区金沙片区（街道未公开）",
      en: "In the Jinsha area of Qingyang District (street not public)",
    },
    { zh: "2021年10月起由嘉善商务提供服务", en: "Served by 嘉善商务 since October 2021" },
    { zh: "几乎没有裸土", en: "“Almost no” bare soil" },
    {
      zh: "16年来首次修剪树木，移栽灌木，修复路沿石",
      en: "Trees pruned for the first time in 16 years, shrubs moved, kerbs mended",
    },
    {
      zh: "无乱停乱放：借用第三方停车场、利用红线内车位、业主通过应用共享车位",
      en: "No disorderly parking: a third-party car park, spaces inside the red line, spaces shared by app",
    },
    {
      zh: "检测管网，增设雨水口和排水设施，解决积水",
      en: "Pipes inspected, gullies and drains added, ponding solved",
    },
    {
      zh: "发现高压电缆和配电箱隐患，制定维保计划",
      en: "Hazards of the high-voltage cable and distribution boxes found, a maintenance plan made",
    },
    {
      zh: "每天节约自来水约120立方米，一年可达13万元",
      en: "About 120 m³ of tap water saved a day, up to 130,000 yuan a year",
    },
    {
      zh: "举办枇杷节、露天电影节、六一活动",
      en: "Loquat festival, open-air film festival, Children's Day",
    },
    { zh: "有绿化整治前后对比照片", en: "Photos of the greening before and after" },
  ],
  values: [],
}

/** The two real estates of the articles that started the product; nothing else about them is known. */
export const pressEstates: readonly PressEstate[] = [
  {
    id: "press-lanzuan",
    slug: "sihai-yijia-lanzuan-2",
    name: "四海逸家·蓝钻（二期）",
    placeCode: "510104035018",
    districtCode: "510104",
    streetCode: "510104035",
    builtYear: 2012,
    records: [{ id: "press-lanzuan-2023", year: "2023", document: lanzuan }],
  },
  {
    id: "press-junyue",
    slug: "zhongda-junyue-jinsha",
    name: "中大·君悦金沙",
    placeCode: "510105",
    districtCode: "510105",
    streetCode: null,
    builtYear: null,
    records: [{ id: "press-junyue-2024", year: "2024", document: junyue }],
  },
]
