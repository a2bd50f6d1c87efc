/** 督办: what the authorities below have done. */
export const oversight = {
  title: "下级办理记录",
  card: { title: "下级办理记录", text: "辖区内下级机构对每个小区做了什么、谁做的、什么时候；不含填报的数" },
  found: (quarter: string, n: number) =>
    `${quarter}，下级机构共 ${n} 次办理。只看做了什么，不含填报和核查的数。`,
  search: "小区或机构（可用拼音）",
  columns: {
    act: "做了什么",
    at: "时间",
    who: "谁",
    organisation: "机构",
    estate: "小区",
    quarter: "季度",
  },
  acts: {
    all: "全部",
    verified: "核实、核定",
    findings: "保存核查意见",
    returned: "退回",
    taken_back: "撤回核实",
    typed: "填写本级数据",
    deadline: "延期",
    exempt: "免报",
    closing: "关账、重新开放",
  } as Record<string, string>,
  /** A program, or somebody whose name is not kept any more. */
  program: "程序或已离开的人",
  deputy: (absent: string) => `代理 ${absent}`,
  wholeQuarter: "整个季度",
  none: "这样的办理还没有。",
}
