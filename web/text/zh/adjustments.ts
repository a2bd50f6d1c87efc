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
}
