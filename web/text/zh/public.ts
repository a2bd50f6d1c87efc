import { bulletin } from "./public-bulletin.ts"
import { city } from "./public-city.ts"
import { compare } from "./public-compare.ts"
import { openData } from "./public-data.ts"
import { estate } from "./public-estate.ts"
import { groups } from "./public-groups.ts"
import { indicator } from "./public-indicator.ts"
import { method } from "./public-method.ts"
import { ranking } from "./public-ranking.ts"
import { report } from "./public-report.ts"
import { search } from "./public-search.ts"

/** Words of the pages that need no sign-in. */
export const publicPages = {
  bulletin,
  city,
  compare,
  estate,
  groups,
  indicator,
  method,
  openData,
  ranking,
  report,
  search,
  noBand: "未定等次",
  bracketed: (words: string) => `（${words}）`,
  sentenceEnd: "。",
  fullStop: "。",
  points: "分",
  estates: "个小区",
  score: "基础分",
  pressOutcome: "报道记录",
  quarterPicker: "选择季度",
  placeSeparator: " · ",
  releaseSource: (period: string, day: string) => `${period}发布数据，${day}`,
  partsUnknown: "未公开",
  missing: {
    asked: (asked: string) => `地址里写的是“${asked}”。`,
    toHome: "按名字查小区",
    kinds: {
      release: { title: "还没有发布", help: "第一个季度核定并发布后，这里会有内容。" },
      period: { title: "没有这个季度的发布", help: "请从已发布的季度里选一个。" },
      estate: { title: "没有这个小区", help: "可能是名字写错了，也可能它没有参评。" },
      edition: { title: "没有这个评价口径", help: "请从发布页或首页进入。" },
      page: { title: "没有这一页", help: "这个列表没有这么多页。" },
      district: { title: "没有这个区（市）县", help: "请从首页的方位图或排名的筛选里选。" },
      street: { title: "没有这个街道", help: "这个街道的小区还没有参评，或地址写错了。请从首页查找。" },
      company: { title: "没有这家物业公司", help: "它没有参评的小区，或改了名字。请从首页查找。" },
      indicator: { title: "没有这项指标", help: "请从指标一览里选。" },
      band: { title: "没有这个等次", help: "请从排名的筛选里选一个等次。" },
      sort: { title: "不能这样排序", help: "请用表头的链接排序。" },
      address: { title: "没有这个页面", help: "地址可能写错了，或页面已经移走。" },
    },
  },
}
