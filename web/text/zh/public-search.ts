/** Words of public search and its suggestions. */
export const search = {
  kinds: { estate: "小区", district: "区（市）县", street: "街道", community: "社区", company: "物业公司" },
  count: (total: number) => `${total} 个`,
  found: (q: string) => `“${q}”的查找结果`,
  near: (q: string) => `没有叫“${q}”的，下面是最接近的`,
  foundNone: (q: string) => `没有找到“${q}”`,
  foundNoneHelp:
    "可能还没有参评，或登记了别的名字。换一个写法试试：只写名字的一部分，或写街道、社区、物业公司的名字。",
  seeAll: (total: number) => `看全部 ${total} 个`,
  seeTogether: "看全部种类",
  allRanking: (total: number) => `看全部 ${total} 个小区`,
  estates: (total: number) => `${total} 个小区`,
  within: "，",
  suggestions: "建议",
  suggested: (total: number) => (total === 0 ? "没有建议" : `${total} 条建议，用上下键选`),
  seeResults: "看全部结果",
  keys: "↑ ↓ 选，回车打开，Esc 收起",
  away: "建议暂时出不来，按“查找”照常看结果。",
}
