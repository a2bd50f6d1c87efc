/** What the filing form says of itself while somebody types. */
export const live = {
  filled: (n: number, total: number) => `已填 ${n}/${total}`,
  livePoints: (points: string, full: string) => `${points} / ${full} 分`,
  reuse: "沿用上季度",
  reuseOf: (label: string) => `沿用上季度：${label}`,
}
