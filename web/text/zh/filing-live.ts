/** What the filing form says of itself while somebody types. */
export const live = {
  filled: (n: number, total: number) => `已填 ${n}/${total}`,
  livePoints: (points: string, full: string) => `${points} / ${full} 分`,
  /** In place of the measure of a withheld indicator. */
  withheld: (half: boolean) => `人数少，只公开${half ? "达到" : "未达到"}一半`,
  reasonOfNa: "填“不适用”请写明原因，写明了才算回答。",
  meterLeft: (n: number) => (n === 0 ? "都填好了" : `还剩 ${n} 项`),
  meterMinutes: (n: number) => `约 ${n} 分钟`,
  meterWords: (filled: number, open: number, empty: number, wrong: number) =>
    `已填 ${filled} · 待确认 ${open} · 空 ${empty}${wrong > 0 ? ` · 有误 ${wrong}` : ""}`,
  impliedZero: "总数为零，这里也只能是零",
  carryLast: "沿用上季，请确认",
  carryFrom: (period: string) => `沿用${period}（之后没有数），请确认`,
  carryDerived: "由上季算出，请确认",
  carryConfirm: (n: number) => `这 ${n} 项没有变，确认沿用`,
  carryConfirmed: (n: number) => `已确认沿用 ${n} 项`,
  carryOne: "已确认沿用",
  carryChanged: (before: string) => `已改，上次是 ${before}`,
  carryEmpty: (before: string) => `上次是 ${before}。要空着请说明原因，否则请填写。`,
  questionStates: { open: "等回答", changed: "已改", answered: "已回答" },
  reuse: "沿用上季度",
  reuseOf: (label: string) => `沿用上季度：${label}`,
}
