import type { FigureCode } from "../../../worker/domain/release/five-figures.ts"

type FigureWords = {
  title: string
  unit: string
  sum: (value: string) => string
  median: (value: string) => string
}

/** The five figures that the city's first page, and pages of districts, streets and companies open with. */
const figures: Record<FigureCode, FigureWords> = {
  soil: {
    title: "裸土率",
    unit: "%",
    sum: (value) => `裸土合计 ${value} 平方米`,
    median: (value) => `中位 ${value}%`,
  },
  parking: {
    title: "乱停乱放",
    unit: "起/百户",
    sum: (value) => `合计 ${value} 起`,
    median: (value) => `中位 ${value} 起/百户`,
  },
  water: {
    title: "节水",
    unit: "立方米",
    sum: (value) => `合计 ${value} 立方米`,
    median: (value) => `中位 ${value} 立方米/户`,
  },
  turnout: {
    title: "活动参与人次",
    unit: "人次",
    sum: (value) => `合计 ${value} 人次`,
    median: (value) => `中位 ${value} 人次/百户`,
  },
  hours: {
    title: "志愿服务时长",
    unit: "小时",
    sum: (value) => `合计 ${value} 小时`,
    median: (value) => `中位 ${value} 小时/户`,
  },
}

/** Words of the pages of districts, streets and companies. */
export const groups = {
  figures,
  figuresTitle: "五项数",
  figuresLead: "已发布数的合计或比率；升降只算两季都有数的小区，季节相差大，所以比去年同季。",
  of: (n: number, of: number) => `${n}/${of} 个小区有数`,
  better: "好转",
  worse: "变差",
  same: "持平",
  change: (from: string, to: string) => `${from} → ${to}`,
  lastYear: (n: number) => `比去年同季（${n} 个小区两季都有数）`,
  noValue: "未报送",
  quarterColumn: "季度",
  trendCaption: "各季度的五项数",
  noMedian: (least: number) => `已评分不足 ${least} 个，不算中位数`,
  kinds: { district: "区（市）县", street: "街道", company: "物业公司" },
  sentence: (estates: number, scored: number) => `${estates} 个小区参评，${scored} 个已评分`,
  median: (value: string, city: string) => `基础分中位数 ${value} 分，全市 ${city} 分`,
  none: (name: string) => `${name}这一季没有小区参评。`,
  estatesTitle: (total: number) => `${total} 个小区`,
  estatesLead: "按全市名次排列；名次后面是权重浮动时的范围。",
  dimensionsTitle: "各维度与全市相比",
  dimensionsLead: "已评分小区得分的中位数（分）。竖线是全市中位数。",
  dimensionColumn: "维度",
  ownColumn: "本处",
  cityColumn: "全市",
  differenceColumn: "相差",
  trendTitle: "基础分中位数",
  trendUnit: "分，按季度",
  scoredColumn: "已评分",
  like: { district: "其他区（市）县", street: "同区的其他街道", company: "其他物业公司" },
  likeMedian: (value: string) => `中位 ${value} 分`,
  inRanking: "在全市排名里看",
  companyNote: "一家公司的小区多少、大小、年代各不相同，中位数不是公司的评价。",
}
