/** Words of the page of open data and of the feed of releases. */
export const openData = {
  title: "开放数据",
  lead: "每次发布的全部数、校验值和前后次序都在这里，任何人都可以下载、引用、重新计算。",
  licenceTitle: "许可与引用",
  licence: (name: string) => `没有另外说明时，按 ${name} 许可使用：注明来源即可，可以改编和商用。`,
  cite: "引用格式",
  citation: (site: string, period: string, number: number, day: string, hash: string, address: string) =>
    `${site}，${period}（第 ${number} 版），${day}发布，SHA-256 ${hash}，${address}`,
  releasesTitle: "发布与更正",
  releasesLead: "每一版都保留；更正后的版次写明更正了几个小区，旧版仍可读。",
  version: (period: string, number: number) => `${period}（第 ${number} 版）`,
  corrects: (count: number | null) =>
    count === null ? "更正见该版文件" : count === 0 ? "没有更正" : `更正 ${count} 个小区`,
  releasedColumn: "发布",
  dayColumn: "日期",
  correctsColumn: "更正",
  hashColumn: "SHA-256",
  filesColumn: "文件",
  values: "原始数",
  expected: "重算结果",
  feed: "发布与更正",
  subscribe: "用 Atom 订阅",
  chainTitle: "怎样核对",
  chain:
    "一版的校验值是它的清单文件的 SHA-256；清单写着上一次发布的校验值，一环扣一环，改动任何一版都会被看出来。",
  columnsTitle: "文件里有什么",
  columns: [
    ["CSV", "每个小区一行：名字、所在地、等次、基础分、加分、扣分、名次及其范围、各维度得分。"],
    ["JSON", "同样的内容，加上每项指标的值、状态、得分和填报的原始数。"],
    ["values.csv", "计分用的全部公开原始数，按评价口径的键。"],
    ["expected.csv", "用公开命令重算应得到的结果。"],
  ],
  examplesTitle: "例子",
  examplesLead: "下面的命令可以直接运行。",
  withheld: "人数很少的计数不公开，也不在任何文件里；得分按公开的规则计算。",
  reference: "程序接口说明",
}
