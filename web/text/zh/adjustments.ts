import type { ReasonClass } from "../../../worker/domain/submission/adjustments.ts"

const reasonClasses: Record<ReasonClass, string> = {
  records: "与台账不符",
  unproven: "佐证不足",
  scope: "统计口径不符",
  entry: "录入或计算错误",
  on_site: "现场核查不符",
  other: "其他原因",
}

/** 核查调整: what street and district replaced, and what it does. */
export const adjustments = {
  title: "核查调整",
  reasonClasses,
  reasonClass: "依据类别",
  reasonClassHint: "公开页面只显示类别，不显示文字",
  chooseClass: "请选择",
  heading: (n: number) => `核查调整（${n} 项）`,
  noPunishment:
    "核查调整按核查值计分，不扣分，不算抽查更正。公开页面只显示“核查调整”和依据的类别，不显示文字和姓名。",
  together: (before: string, after: string, change: string) =>
    `总分：按填报 ${before}，按核查值 ${after}（${change}）`,
  bands: (before: string, after: string) =>
    before === after ? `等次不变：${after}` : `等次：${before} → ${after}`,
  filed: (value: string) => `填报 ${value}`,
  checked: (value: string) => `核查 ${value}`,
  effect: (change: string) => `对总分的影响 ${change}`,
  reason: (words: string) => `依据：${words}`,
}
