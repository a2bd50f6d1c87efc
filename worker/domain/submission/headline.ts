import type { Edition, Indicator } from "../scoring/edition.ts"

/** 裸土率, 乱停乱放, 节水, 活动参与人次, 志愿服务时长: the five that the public looks at first, in this order. */
const HEADLINE = ["ENV-01", "PRK-01", "WTR-01", "SVC-02", "SVC-03"]

/** The headline indicators that an edition has. */
export function headlineIndicators({ indicators }: Edition): Indicator[] {
  return HEADLINE.flatMap((code) => indicators.find((one) => one.code === code) ?? [])
}
