/** What the filing form says of itself while somebody types. */
export const live = {
  filled: (n: number, total: number) => `已填 ${n}/${total}`,
  livePoints: (points: string, full: string) => `${points} / ${full} 分`,
  /** In place of the measure of a withheld indicator. */
  withheld: (half: boolean) => `人数少，只公开${half ? "达到" : "未达到"}一半`,
  reasonOfNa: "填“不适用”请写明原因，写明了才算回答。",
  reuse: "沿用上季度",
  reuseOf: (label: string) => `沿用上季度：${label}`,
}
