import type { ReasonClass } from "../../../worker/domain/submission/adjustments.ts"
import type { Random } from "./random.ts"
import { oneDecimal, type TypedValues } from "./values/quarter-facts.ts"

/** What authorities find on the spot: the key, the checked value from the typed one, and the reason. */
const corrections: readonly {
  key: string
  check: (typed: number) => string
  reasonClass: ReasonClass
  reason: string
}[] = [
  {
    key: "parking_violations",
    check: (typed) => String(Math.ceil(typed * 1.4) + 2),
    reasonClass: "records",
    reason: "现场巡查台账中的违停起数多于填报数，以台账为准。",
  },
  {
    key: "event_turnout",
    check: (typed) => String(Math.floor(typed * 0.85)),
    reasonClass: "records",
    reason: "活动签到表合计少于填报数，以签到表为准。",
  },
  {
    key: "volunteer_hours",
    check: (typed) => oneDecimal(typed * 0.8),
    reasonClass: "unproven",
    reason: "部分志愿服务时长无记录，按有记录的时长核定。",
  },
  {
    key: "greening_tasks_done",
    check: (typed) => String(Math.floor(typed * 0.9)),
    reasonClass: "on_site",
    reason: "现场核查有养护任务未完成，按实际完成数核定。",
  },
  {
    key: "inspections_done",
    check: (typed) => String(Math.floor(typed * 0.92)),
    reasonClass: "unproven",
    reason: "部分巡检无签字记录，不予计入。",
  },
]

/** One value replaced by an authority; null when the drawn one would not change. */
export function correctionOf(random: Random, values: TypedValues) {
  const { key, check, reasonClass, reason } = random.pick(corrections)
  const typed = values.get(key)
  if (typed === undefined || typed === "NA") return null
  const checkedValue = check(Number(typed))
  return checkedValue === typed ? null : { key, checkedValue, reasonClass, reason }
}

/** What a returned submission is asked about. */
export const askedFindings: readonly { key: string; reason: string }[] = [
  { key: "event_turnout", reason: "参与人次明显高于上季度，请附签到合计并核对。" },
  { key: "water_supplied_m3", reason: "总供水量与水表读数不一致，请核对总表起止读数。" },
]

export const returnReason = "活动参与人次和总供水量与佐证材料不一致，请核对后重新报送。"

/** Key whose first figure was wrong in a submission that was filed twice. */
export const refiledKey = "event_turnout"
